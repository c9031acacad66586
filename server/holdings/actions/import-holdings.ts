import { messages } from '#server/holdings/messages.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { applyRows } from '#server/tables/plan-rows.ts';
import type { Holding } from '../holding.ts';
import type { HoldingPlanRow } from './plan-holdings.ts';

/** A planned line that writes a copy. */
type WritingRow = HoldingPlanRow & { readonly holding: Holding };

/** Copies saved by one transaction. */
const TOGETHER = 100;

/**
 * Carries a plan out; each line says what became of it. Sent a second time, what was done is found
 * as it is and nothing is added.
 */
export async function applyHoldings(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  plan: readonly HoldingPlanRow[],
): Promise<HoldingPlanRow[]> {
  const [changedAt, changedBy] = [deps.now(), actor.displayName];
  const writing = plan.filter((row): row is WritingRow => row.holding !== null);
  const applied = await applyRows<HoldingPlanRow>(writing, {
    together: TOGETHER,
    save: (rows) =>
      deps.catalog.saveHoldings(
        (rows as readonly WritingRow[]).map(({ holding }) => ({
          holding: { ...holding, changedAt, changedBy },
          loan: null,
        })),
      ),
    done: (row) => ({
      ...row,
      outcome: row.outcome === 'new' ? 'added' : 'updated',
      holding: null,
    }),
    refused: (row, fault) => ({
      ...row,
      outcome: 'refused',
      notes: [fault.code === 'stale-version' ? messages.copyChangedMeanwhile : fault.message],
      holding: null,
    }),
  });
  const results = new Map(applied.map((row) => [row.line, row]));
  return plan.map((row) => results.get(row.line) ?? row);
}
