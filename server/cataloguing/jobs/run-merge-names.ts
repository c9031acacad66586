import { mergeNames } from '../actions/merge-names.ts';
import { actorToday } from '#server/people/actions/who-is.ts';
import { can } from '#server/workflow/access.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Job } from '#server/base/job.ts';
import { NAME_KINDS } from '../name-list.ts';
import type { JobOutcome } from '#server/ports.ts';

const BETWEEN_LOOKS = 200;

/**
 * Goes on with a merge that was too long for one answer, as the person who began it may today.
 * Killed and begun anew it does nothing twice.
 */
export async function runMergeNames(
  deps: Pick<ActionDeps, 'catalog' | 'newId' | 'now' | 'twoPersons'>,
  { payload }: Job,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const kind = NAME_KINDS.find((k) => k === payload['kind']);
  const account = await deps.catalog.findAccountById(payload['accountId'] ?? '');
  const from = JSON.parse(payload['from'] ?? '[]') as string[];
  if (kind === undefined || account === null || account.disabled)
    return { state: 'failed', reason: 'not-allowed' };
  const actor = await actorToday(deps, account);
  if (!can(actor, 'merge-names', 'shelf')) return { state: 'failed', reason: 'not-allowed' };
  for (;;) {
    if (stopping.aborted) return { state: 'handed-back' };
    const { more } = await mergeNames(deps, {
      actor,
      kind,
      from,
      into: payload['into'] ?? '',
      limit: BETWEEN_LOOKS,
    });
    if (!more) return { state: 'done' };
  }
}
