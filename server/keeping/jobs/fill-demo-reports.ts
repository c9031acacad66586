import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import { NO_OWN_FIGURES, type OwnNumber } from '#server/reports/own-figures.ts';
import {
  groupSums,
  NO_NUMBERS,
  sumItems,
  type ReportItem,
} from '#server/reports/report-figures.ts';
import { reportId, type ReportState, type UnitReport } from '#server/reports/report.ts';
import { owingUnits, roundId, type ReportRound, type RoundKind } from '#server/reports/round.ts';

type Told = Readonly<Record<OwnNumber, number>> & {
  /** Of each item. */
  readonly reads: number;
  readonly state?: ReportState;
};

interface DemoCommune {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  /** Last year's report, and this half-year's; absent where none was made. */
  readonly year?: Told;
  readonly half?: Told;
  readonly reason?: string;
  readonly difficulties: string;
  readonly proposals: string;
}

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** Items that a commune's report counts; each of them is on the demo shelf. */
const COUNTED = 6;
const SHOWN = 50;
/** Days until the open round is due. */
const DUE_IN = 5;

const itemsOf = (items: readonly Item[], from: number, reads: number): ReportItem[] =>
  items.slice(from, from + COUNTED).map((item, i) => ({
    id: item.id,
    title: item.title,
    subject: item.subjects[0] ?? '',
    genre: item.genre,
    stock: 1,
    added: i % 3 === 0 ? 1 : 0,
    withdrawn: 0,
    reads: reads * (i + 2),
    downloads: reads + i,
  }));

function reportOf(
  round: ReportRound,
  commune: DemoCommune,
  told: Told,
  items: readonly ReportItem[],
  now: string,
): UnitReport {
  const { id: unitId, name, by, reason = '', difficulties, proposals } = commune;
  const { reads, state = 'accepted', ...numbers } = told;
  const event = (act: UnitReport['events'][number]['act'], byName: string, why = '') => ({
    at: now,
    act,
    byId: '',
    byName,
    reason: why,
  });
  return {
    id: reportId(round.id, unitId),
    roundId: round.id,
    unitId,
    unitName: name,
    state,
    version: 0,
    edition: 1,
    shelf: {
      ...NO_NUMBERS,
      ...sumItems(items),
      loans: Math.round(reads / 4),
      asked: Math.round(reads / 9),
      answered: Math.round(reads / 10),
      helped: Math.round(reads / 3),
      rated: Math.round(reads / 2),
    },
    groups: groupSums(items),
    own: { ...NO_OWN_FIGURES, ...numbers, difficulties, proposals },
    takenAt: now,
    earlier: [],
    events: [
      event('saved', by),
      ...(state === 'draft' ? [] : [event('sent', by)]),
      ...(state === 'returned' ? [event('returned', 'Sở Tư pháp', reason)] : []),
      ...(state === 'accepted' ? [event('accepted', 'Sở Tư pháp')] : []),
    ],
  };
}

const roundOf = (
  kind: RoundKind,
  days: Pick<ReportRound, 'from' | 'to' | 'due'>,
  actor: Actor,
  now: string,
): ReportRound => ({
  id: roundId(kind, days.from),
  kind,
  ...days,
  state: 'open',
  version: 0,
  owed: [],
  events: [{ at: now, act: 'opened', byId: actor.accountId, byName: actor.displayName }],
});

/** Keeps a round with the reports of its communes; null where it is there already. */
async function saveRound(
  { catalog, now }: Deps,
  round: ReportRound,
  communes: readonly DemoCommune[],
  which: 'year' | 'half',
): Promise<ReportRound | null> {
  if ((await catalog.findRound(round.id)) !== null) return null;
  const saved = await catalog.saveRound(round);
  const shown = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: SHOWN,
    after: null,
  });
  for (const [i, commune] of communes.entries()) {
    const told = commune[which];
    if (told === undefined) continue;
    const items = itemsOf(shown.rows, i * 3, told.reads);
    await catalog.saveReport(reportOf(saved, commune, told, items, now()), { items });
  }
  return saved;
}

/**
 * Puts reports of the demo collection there: last year's, which is frozen, and a half-year that is due
 * in a few days, with reports in every state. What is there already is left alone.
 */
export async function fillDemoReports(deps: Deps, folder: string, actor: Actor): Promise<void> {
  const { communes } = JSON.parse(await readFile(join(folder, 'reports.json'), 'utf8')) as {
    readonly communes: readonly DemoCommune[];
  };
  const { catalog, now } = deps;
  for (const { id, name } of communes)
    if ((await catalog.listUnits()).every((unit) => unit.id !== id))
      await catalog.saveUnit({
        id,
        code: id,
        name,
        kind: 'commune',
        parentId: MANAGING_UNIT,
        validFrom: null,
        validTo: null,
        successorId: null,
      });
  const today = dayInVietnam(now());
  const year = Number(today.slice(0, 4));
  const last = {
    from: `${year - 1}-01-01`,
    to: `${year - 1}-12-31`,
    due: `${year}-01-10`,
  };
  const lastYear = await saveRound(deps, roundOf('year', last, actor, now()), communes, 'year');
  if (lastYear !== null)
    await catalog.freezeRound({
      ...lastYear,
      state: 'frozen',
      owed: owingUnits(await catalog.listUnits(), last),
      events: [
        ...lastYear.events,
        { at: now(), act: 'frozen', byId: actor.accountId, byName: actor.displayName },
      ],
    });
  const half = { from: `${year}-01-01`, to: `${year}-06-30`, due: daysAfter(today, DUE_IN) };
  await saveRound(deps, roundOf('half-year', half, actor, now()), communes, 'half');
}
