import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Holding } from '../holding.ts';
import type { HoldingPlanRow } from './plan-holdings.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;
interface Writing {
  readonly row: HoldingPlanRow;
  readonly holding: Holding;
}

/** Copies saved by one transaction. */
const TOGETHER = 100;

const done = ({ row }: Writing): HoldingPlanRow => ({
  ...row,
  outcome: row.outcome === 'new' ? 'added' : 'updated',
  holding: null,
});

/** What the line's own faults come to; a server out of reach is no fault of the line. */
async function saveOne({ catalog }: Deps, one: Writing): Promise<HoldingPlanRow> {
  try {
    await catalog.saveHoldings([{ holding: one.holding, loan: null }]);
    return done(one);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    return {
      ...one.row,
      outcome: 'refused',
      notes: [
        error.code === 'stale-version'
          ? 'Bản in này vừa được người khác sửa; hãy gửi lại bảng.'
          : error.message,
      ],
      holding: null,
    };
  }
}

/** All together, or one by one where somebody else wrote in between: the others are not lost with the one. */
async function saveSome(deps: Deps, some: readonly Writing[]): Promise<HoldingPlanRow[]> {
  try {
    await deps.catalog.saveHoldings(some.map(({ holding }) => ({ holding, loan: null })));
    return some.map(done);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    const rows: HoldingPlanRow[] = [];
    for (const one of some) rows.push(await saveOne(deps, one));
    return rows;
  }
}

/** Carries a plan out; each line says what became of it. Sent a second time, what was done is found as it is and nothing is added. */
export async function applyHoldings(
  deps: Deps,
  actor: Actor,
  plan: readonly HoldingPlanRow[],
): Promise<HoldingPlanRow[]> {
  const [changedAt, changedBy] = [deps.now(), actor.displayName];
  const writing = plan.flatMap((row): Writing[] =>
    row.holding === null ? [] : [{ row, holding: { ...row.holding, changedAt, changedBy } }],
  );
  const results = new Map<number, HoldingPlanRow>();
  for (let at = 0; at < writing.length; at += TOGETHER)
    for (const row of await saveSome(deps, writing.slice(at, at + TOGETHER)))
      results.set(row.line, row);
  return plan.map((row) => results.get(row.line) ?? row);
}
