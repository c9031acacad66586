import type { ChainState } from '../chain.ts';
import { ALERT_SUBJECTS } from '../alert-words.ts';
import { raiseAlert, type AlertDeps } from './raise-alert.ts';

const CAUSE = 'chain-broken';

/** Tells administrators of a broken chain, once until it was found whole again. */
export async function tellAboutChain(deps: AlertDeps, { fault }: ChainState): Promise<void> {
  if (fault === null) {
    await deps.catalog.endAlert(CAUSE);
    return;
  }
  await raiseAlert(deps, {
    cause: CAUSE,
    kind: 'chain-broken',
    unitId: null,
    subject: ALERT_SUBJECTS.broken(fault),
    quietMinutes: null,
  });
}
