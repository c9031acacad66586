import { sortedJson } from '#server/base/sorted-json.ts';
import { RECORDS_STAMPED } from '#server/exchange/records-stamped.ts';
import type { BannerEntry } from '#server/site/banner.ts';
import type { ShelfRecord, ShelfRecordKind } from './shelf-record.ts';

/**
 * What a whole shelf comes to: two shelves with equal manifests hold the same records and bytes.
 */
export interface ShelfManifest {
  /** Grows when the form of records changes. */
  readonly form: 1;
  readonly records: {
    readonly count: number;
    /** SHA-256 over the records' lines in their order, hex. */
    readonly sha256: string;
    readonly kinds: Readonly<Partial<Record<ShelfRecordKind, number>>>;
  };
  readonly files: {
    readonly count: number;
    readonly bytes: number;
    /** SHA-256 over the sorted names, a line each, hex; a name is the SHA-256 of the bytes. */
    readonly sha256: string;
  };
}

export const MANIFEST_FORM = 1;

/**
 * One record as one line: keys in order, so that the same record is the same line whichever engine
 * gave it.
 */
export const recordLine = (record: ShelfRecord): string => `${sortedJson(record)}\n`;

/** How far a copy has come stands among the facts of its target; it is nobody's record. */
export const COPY_PROGRESS = 'copy-progress';
/** How the backups of this very shelf went. */
export const LAST_BACKUP = 'last-backup';
export const BACKUP_DONE_ON = 'backup-done-on';
const LEFT_BEHIND: readonly string[] = [
  COPY_PROGRESS,
  RECORDS_STAMPED,
  LAST_BACKUP,
  BACKUP_DONE_ON,
];
export const isCarried = (record: ShelfRecord): boolean =>
  !(record.kind === 'fact' && LEFT_BEHIND.includes(record.value.key));

/** SHA-256 names of the bytes that a record needs. */
export function filesOf({ kind, value }: ShelfRecord): readonly string[] {
  if (kind === 'item')
    return [
      ...value.item.attachments,
      ...(value.item.approvalFile ? [value.item.approvalFile] : []),
      ...(value.item.photographs?.pages ?? []),
    ].map((a) => a.sha256);
  // A picture that an older version shows is wanted again when that version is.
  if (kind === 'kept')
    return value.versions.flatMap((entry) =>
      entry.list === 'banner' ? [(entry as BannerEntry).value.picture.sha256] : [],
    );
  if (kind === 'unit-entry') return value.versions.flatMap(({ files }) => files);
  return kind === 'text' ? value.resources.map((r) => r.sha256) : [];
}
