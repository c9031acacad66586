import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { makeDeliveryJob, sendDeliveryJob } from '#server/base/job.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { isOpen, newDelivery, type Delivery } from '../delivery.ts';
import { markSent } from './mark-sent.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

export interface StartDelivery {
  readonly targetId: string;
  readonly mode: Delivery['mode'];
  readonly unanswered: boolean;
  /** The shelf's address, without a slash at the end. */
  readonly base: string;
  /** Who asks; null for the night. */
  readonly actor: Actor | null;
}

/** Throws `delivery-not-found`. */
async function getDelivery({ catalog }: Pick<Deps, 'catalog'>, id: string): Promise<Delivery> {
  const delivery = await catalog.findDelivery(id);
  if (delivery === null) throw new AppError('delivery-not-found', { id });
  return delivery;
}

/**
 * Begins a delivery; a job makes and sends it. Throws `not-allowed`, `target-not-found` and
 * `delivery-open`.
 */
export async function startDelivery(deps: Deps, input: StartDelivery): Promise<Delivery> {
  const { targetId, mode, unanswered, base, actor } = input;
  if (actor !== null) authorise(actor, 'deliver', 'shelf');
  if ((await deps.catalog.findTarget(targetId)) === null)
    throw new AppError('target-not-found', { targetId });
  const id = deps.newId();
  return deps.catalog.saveDelivery(
    newDelivery({
      id,
      targetId,
      createdAt: deps.now(),
      by: actor?.displayName ?? '',
      mode,
      unanswered,
      base,
    }),
    [makeDeliveryJob(id, targetId)],
  );
}

/** Goes on with one that failed, from where it stood. Throws `not-allowed`, `wrong-state`. */
export async function retryDelivery(deps: Deps, actor: Actor, id: string): Promise<Delivery> {
  authorise(actor, 'deliver', 'shelf');
  const delivery = await getDelivery(deps, id);
  if (delivery.state !== 'failed') throw new AppError('wrong-state', { state: delivery.state });
  const [state, job] =
    delivery.files.length > 0
      ? (['sending', sendDeliveryJob] as const)
      : ([delivery.name === '' ? 'planning' : 'packing', makeDeliveryJob] as const);
  const again: Delivery = { ...delivery, state, reason: null, answer: '' };
  return deps.catalog.saveDelivery(again, [job(id, delivery.targetId)]);
}

/** Nothing of it was told to anybody: the next one says it. Throws `not-allowed`, `wrong-state`. */
export async function cancelDelivery(deps: Deps, actor: Actor, id: string): Promise<Delivery> {
  authorise(actor, 'deliver', 'shelf');
  const delivery = await getDelivery(deps, id);
  if (!isOpen(delivery)) throw new AppError('wrong-state', { state: delivery.state });
  return deps.catalog.saveDelivery({ ...delivery, state: 'cancelled' }, []);
}

/**
 * An official took the files to the target. Throws `not-allowed`, and `wrong-state` while they are
 * not whole.
 */
export async function confirmSent(deps: Deps, actor: Actor, id: string): Promise<Delivery> {
  authorise(actor, 'deliver', 'shelf');
  const delivery = await getDelivery(deps, id);
  if (delivery.state !== 'ready') throw new AppError('wrong-state', { state: delivery.state });
  await markSent(deps.catalog, delivery, deps.now());
  return deps.catalog.saveDelivery({ ...delivery, state: 'sent', sentAt: deps.now() }, []);
}

/**
 * A delivery that was sent and never arrived: what it said goes with the next one, what was answered
 * meanwhile stays. Throws `not-allowed`, `wrong-state`.
 */
export async function noteLost(deps: Deps, actor: Actor, id: string): Promise<number> {
  authorise(actor, 'deliver', 'shelf');
  const { catalog } = deps;
  const delivery = await getDelivery(deps, id);
  if (delivery.state !== 'sent') throw new AppError('wrong-state', { state: delivery.state });
  let lost = 0;
  for (let last = -1; ;) {
    const entries = await catalog.listDeliveryEntries(id, last, 500);
    if (entries.length === 0) return lost;
    const ids = entries.map(({ itemId }) => itemId);
    const unanswered = (await catalog.findSentItems(delivery.targetId, ids)).filter(
      (sent) => sent.deliveryId === id && ['sent', 'removal-sent'].includes(sent.state),
    );
    await catalog.saveSentItems(unanswered.map((sent) => ({ ...sent, state: 'again' as const })));
    lost += unanswered.length;
    last = entries.at(-1)!.ordinal;
  }
}
