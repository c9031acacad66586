import { setImmediate } from 'node:timers/promises';
import { isId } from '#server/base/ids.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import type { Actor } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { unitsReached } from '#server/people/unit.ts';
import { can, unitsSeen } from '#server/workflow/access.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import type { AuditCatalog, DeedList, SecurityList } from '../audit-catalog.ts';
import { ITEM_DEED } from '../deed-kinds.ts';
import { isSecurityKind, type SecurityRow } from '../security-event.ts';
import { filterFor, type TypedFilter } from './read-security-log.ts';

/** A filter as it was typed: that of the log, and besides: */
export interface TypedDeeds extends TypedFilter {
  /** A unit's id: its people and those of the units below. */
  readonly unit: string;
  /** The id of an item, its identifier, or the address of one of its pages. */
  readonly item: string;
}

/** What somebody did: to an item, or what the security log has. */
export type Deed =
  | { readonly of: 'item'; readonly event: WorkflowEvent }
  | { readonly of: 'log'; readonly row: SecurityRow };

/** The last of both kinds that were given. */
export interface DeedCursor {
  readonly event: DeedList['after'];
  readonly sequence: number | null;
}
export const FROM_THE_NEWEST: DeedCursor = { event: null, sequence: null };

/** What is asked of either kind; null for nothing of it. */
export interface DeedFilter {
  readonly items: Omit<DeedList, 'after' | 'limit'> | null;
  readonly log: Omit<SecurityList, 'after' | 'limit' | 'order'> | null;
}

type Catalog = AuditCatalog & PeopleCatalog & ItemCatalog;

const isItemAction = (text: string): text is WorkflowEvent['action'] =>
  Object.hasOwn(EVENT_LABELS, text);

/** Within the units this person answers for; null for the whole shelf. */
async function unitsFor(
  catalog: PeopleCatalog,
  actor: Actor,
  unit: string,
): Promise<readonly string[] | null> {
  const seen = unitsSeen(actor);
  if (unit === '') return seen;
  const reached = unitsReached(await catalog.listUnits(), unit);
  if (reached === null) return seen;
  return seen === null ? reached : reached.filter((id) => seen.includes(id));
}

/** The item of a filter, as far as this person may see it: others are not told from none. */
async function itemOf(catalog: ItemCatalog, actor: Actor, typed: string): Promise<Item | null> {
  const named = typed.split(/[/?#]/u).find(isId) ?? typed;
  const item = (await catalog.findItem(named)) ?? (await catalog.findItemByIdentifier(named));
  return item !== null && can(actor, 'view', item) ? item : null;
}

/**
 * What a person asks for: never more than of the units they answer for, but for the whole history of
 * an item that they may see. A name, unit or item that is none finds nothing.
 */
export async function deedsFor(
  { catalog }: { readonly catalog: Catalog },
  actor: Actor,
  typed: TypedDeeds,
): Promise<{ readonly filter: DeedFilter; readonly errors: Readonly<Record<string, string>> }> {
  const asked = typed.kind.startsWith(ITEM_DEED) ? typed.kind.slice(ITEM_DEED.length) : '';
  const action = isItemAction(asked) ? asked : null;
  const { filter: log, errors } = await filterFor({ catalog }, actor, typed);
  const unitIds = await unitsFor(catalog, actor, typed.unit);
  const item = typed.item === '' ? null : await itemOf(catalog, actor, typed.item);
  const { personId, from, until } = log;
  const ofItems = {
    personId,
    unitIds: item === null || typed.unit !== '' ? unitIds : null,
    action,
    itemId: typed.item === '' ? null : (item?.id ?? '-'),
    from,
    until,
  };
  return {
    filter: {
      items: isSecurityKind(typed.kind) ? null : ofItems,
      log: action !== null || typed.item !== '' ? null : { ...log, unitIds },
    },
    errors,
  };
}

const atOf = (deed: Deed): string => (deed.of === 'item' ? deed.event.at : deed.row.at);

const onward = (from: DeedCursor, deeds: readonly Deed[]): DeedCursor => {
  const [event, row] = [
    deeds.findLast((d) => d.of === 'item')?.event,
    deeds.findLast((d) => d.of === 'log')?.row,
  ];
  return {
    event: event === undefined ? from.event : { at: event.at, id: event.id },
    sequence: row?.sequence ?? from.sequence,
  };
};

/** So many of both kinds together, the latest first; `next` is null behind the last. */
export async function pageOfDeeds(
  catalog: AuditCatalog,
  { items, log }: DeedFilter,
  after: DeedCursor,
  limit: number,
): Promise<{ readonly deeds: Deed[]; readonly next: DeedCursor | null }> {
  const more = limit + 1;
  const [events, rows] = await Promise.all([
    items === null ? [] : catalog.listDeeds({ ...items, after: after.event, limit: more }),
    log === null
      ? []
      : catalog.listSecurityRows({ ...log, order: 'newest', after: after.sequence, limit: more }),
  ]);
  const all = [
    ...events.map((event): Deed => ({ of: 'item', event })),
    ...rows.map((row): Deed => ({ of: 'log', row })),
  ].toSorted((a, b) => (atOf(a) < atOf(b) ? 1 : atOf(a) > atOf(b) ? -1 : 0));
  const deeds = all.slice(0, limit);
  return { deeds, next: all.length > limit ? onward(after, deeds) : null };
}

const TOGETHER = 500;

/** All of a filter, the latest first, page by page. */
export async function* walkDeeds(catalog: AuditCatalog, filter: DeedFilter): AsyncIterable<Deed[]> {
  for (let after: DeedCursor | null = FROM_THE_NEWEST; after !== null;) {
    const page = await pageOfDeeds(catalog, filter, after, TOGETHER);
    yield page.deeds;
    after = page.next;
    await setImmediate();
  }
}
