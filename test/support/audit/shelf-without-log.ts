import { CHAIN_HEAD } from '#server/audit/security-event.ts';
import type { ShelfSource } from '#server/keeping/actions/move-shelf.ts';
import { tallyShelf } from '#server/keeping/actions/tally-shelf.ts';
import { LAST_BACKUP, type ShelfManifest } from '#server/keeping/shelf-manifest.ts';
import type { ShelfRecord } from '#server/keeping/shelf-record.ts';

/** What every command adds to by itself, and nobody compares. */
const isOfLog = ({ kind, value }: ShelfRecord): boolean =>
  kind === 'security-event' || (kind === 'fact' && [CHAIN_HEAD, LAST_BACKUP].includes(value.key));

/** What a shelf or a backup holds beside the log of who did what to it. */
export async function shelfWithoutLog({
  records,
  stat,
}: Pick<ShelfSource, 'records' | 'stat'>): Promise<ShelfManifest> {
  async function* others(): AsyncGenerator<ShelfRecord> {
    for await (const record of records(null)) if (!isOfLog(record)) yield record;
  }
  return (await tallyShelf({ records: others, stat })).manifest;
}
