import { setImmediate } from 'node:timers/promises';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { AuditCatalog, SecurityList } from '../audit-catalog.ts';
import { CHAIN_CHECKED, type ChainState } from '../chain.ts';
import { contentOf, type SecurityRow } from '../security-event.ts';
import { hashRow } from './keep-security-log.ts';

/** Rows read at once: a pause for others after each. */
const TOGETHER = 50;

export const EVERY_ROW: Omit<SecurityList, 'limit'> = {
  kind: null,
  personId: null,
  unitIds: null,
  from: null,
  until: null,
  order: 'oldest',
  after: null,
};

/** Rows of a list one by one, read as they are taken. */
export async function* walkSecurityRows(
  catalog: AuditCatalog,
  list: Omit<SecurityList, 'limit'>,
): AsyncIterable<SecurityRow> {
  for (let { after } = list; ;) {
    const rows = await catalog.listSecurityRows({ ...list, after, limit: TOGETHER });
    yield* rows;
    if (rows.length < TOGETHER) return;
    after = rows.at(-1)!.sequence;
    await setImmediate();
  }
}

/** Where a log that was shortened may begin: behind the row that the shortening names. */
const anchorOf = ({ kind, details }: SecurityRow): string | null =>
  kind === 'log-shortened' ? `${Number(details['through']) + 1} ${details['hash']}` : null;

/**
 * Walks the whole chain and says what is wrong first: every row has to say what was hashed and to
 * follow the one before; the first is number 1 or stands behind a shortening that the log itself
 * tells of; the last is the head. The head is read before the rows: what comes meanwhile is behind it.
 */
export async function checkChain(catalog: AuditCatalog, now: string): Promise<ChainState> {
  const head = await catalog.securityHead();
  const anchors = new Set<string>(['1 ']);
  let [rows, first, sequence, hash, start] = [0, 0, 0, '', ''];
  let fault: ChainState['fault'] = null;
  for await (const row of walkSecurityRows(catalog, EVERY_ROW)) {
    if (row.sequence > head.sequence) break;
    if (rows === 0) [first, start] = [row.sequence, `${row.sequence} ${row.previous}`];
    else if (row.sequence !== sequence + 1 || row.previous !== hash)
      fault ??= { sequence: sequence + 1, fault: 'missing' };
    if (hashRow(row.previous, contentOf(row)) !== row.hash)
      fault ??= { sequence: row.sequence, fault: 'changed' };
    const anchor = anchorOf(row);
    if (anchor !== null) anchors.add(anchor);
    [rows, sequence, hash] = [rows + 1, row.sequence, row.hash];
  }
  if (rows > 0 && !anchors.has(start)) fault = { sequence: first - 1 || 1, fault: 'missing' };
  if (sequence !== head.sequence) fault ??= { sequence: sequence + 1, fault: 'cut-off' };
  else if (hash !== head.hash) fault ??= { sequence, fault: 'changed' };
  return { checkedAt: now, rows, first, last: sequence, hash, fault };
}

type Deps = { readonly catalog: AuditCatalog & FactCatalog; readonly now: () => string };

/** Looks at the whole chain and keeps what was found for the page. */
export async function checkAndKeep({ catalog, now }: Deps): Promise<ChainState> {
  const state = await checkChain(catalog, now());
  await catalog.saveFact(CHAIN_CHECKED, JSON.stringify(state));
  return state;
}

/** The chain as it was when somebody looked last; null before the first look. */
export async function lastCheck(catalog: FactCatalog): Promise<ChainState | null> {
  const fact = await catalog.findFact(CHAIN_CHECKED);
  return fact === null ? null : (JSON.parse(fact) as ChainState);
}
