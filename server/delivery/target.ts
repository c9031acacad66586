import type { HarvestRow } from '#server/exchange/harvest-row.ts';

/** Where a delivery goes, and how. A secret is the name of a file in the folder of secrets. */
export type Way =
  /** An official takes the package from the screen. */
  | { readonly kind: 'download' }
  /** Below the folder of the setting EXPORT_FOLDER: a disk, a share, a stick. */
  | { readonly kind: 'folder'; readonly folder: string }
  | {
      readonly kind: 'sftp';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly folder: string;
      /** `SHA256:…`, as OpenSSH shows it: another server is never sent anything. */
      readonly hostKey: string;
      /** A private key or a password. */
      readonly secret: string;
    }
  | {
      readonly kind: 'https';
      readonly address: string;
      /** A bearer token; empty for none. */
      readonly secret: string;
      /** The receiver goes on with a broken upload (tus 1.0). */
      readonly resumes: boolean;
    };

export type WayKind = Way['kind'];

/**
 * `package`: files and records of Điều 6 Quyết định 14/2019/QĐ-TTg as one BagIt package; `list`:
 * titles with links, as CSV and RSS.
 */
export type TargetForm = 'package' | 'list';

/** A system that what is published here is delivered to. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly form: TargetForm;
  /** The national bookshelf: addresses that its receipts tell become the items' links. */
  readonly national: boolean;
  readonly way: Way;
  /** Sets (exchange/harvest-sets.ts) that go there; everything for none. */
  readonly sets: readonly string[];
  /** Differences are sent by themselves each night. */
  readonly nightly: boolean;
  /** What the columns of its receipts mean, by folded header. */
  readonly columns: Readonly<Record<string, ReceiptColumn>>;
  /** Up to which stamp its last delivery looked; null before the first, and after `sets` changed. */
  readonly horizon: string | null;
  readonly version: number;
}

/** What a line of a receipt may tell. */
export const RECEIPT_COLUMNS = ['item', 'outcome', 'reason', 'nationalId', 'url', 'at'] as const;
export type ReceiptColumn = (typeof RECEIPT_COLUMNS)[number];

/** Names of files, never paths. */
export const isSecretName = (name: string): boolean => /^[\w-][\w.-]{0,63}$/u.test(name);

const groupOf = (spec: string): string => spec.split(':')[0]!;

/** Whether a record in these sets goes to the target: of each group named, one set is enough. */
export function isInScope(target: Pick<Target, 'sets'>, sets: readonly string[]): boolean {
  const groups = Map.groupBy(target.sets, groupOf);
  return [...groups.values()].every((wanted) => wanted.some((spec) => sets.includes(spec)));
}

/** What harvesters are told of an item, as the target takes it: what left its sets is gone there. */
export const asTargetSees = (target: Pick<Target, 'sets'>, row: HarvestRow): HarvestRow =>
  isInScope(target, row.sets) ? row : { ...row, deleted: true };
