import type { IdMaker } from '#server/base/ids.ts';
import type { AttachmentRole } from '#server/items/item.ts';
import type { TwoPersonRule } from '#server/people/account.ts';
import type { Catalog, Files, Queue } from './ports.ts';

/** What actions are given; each takes only what it uses. */
export interface ActionDeps {
  readonly catalog: Catalog;
  readonly files: Files;
  readonly queue: Queue;
  readonly newId: IdMaker;
  /** The present instant, ISO 8601 in UTC. */
  readonly now: () => string;
  /**
   * Tells a file's type from its bytes. Throws `unsupported-type`, `wrong-extension`, `file-empty`.
   */
  readonly sniff: (
    path: string,
    name: string,
  ) => Promise<{ readonly mediaType: string; readonly role: AttachmentRole }>;
  /**
   * Looks for malware before a file is anybody's. Throws `file-infected`, `scan-too-large`,
   * `scan-unavailable`.
   */
  readonly scan: (bytes: AsyncIterable<Uint8Array>, name: string) => Promise<void>;
  /** Pages without text are read from their pictures (ingest/recogniser.ts). */
  readonly recognises: boolean;
  readonly maxFileBytes: number;
  readonly twoPersons: TwoPersonRule;
}
