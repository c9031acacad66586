import type { FactCatalog } from '#server/base/fact-catalog.ts';

/** How the receiver of events answered last. */
export interface ReceiverState {
  readonly at: string;
  /** Id of the event. */
  readonly event: string;
  /** Of its answer; 0 where nothing answered in time. */
  readonly status: number;
  readonly taken: boolean;
}

type Facts = Pick<FactCatalog, 'findFact' | 'saveFact'>;

const KEY = 'event-receiver';

/** Null before the first event. */
export async function receiverState(catalog: Facts): Promise<ReceiverState | null> {
  const kept = await catalog.findFact(KEY);
  return kept === null ? null : (JSON.parse(kept) as ReceiverState);
}

export const noteReceiver = (catalog: Facts, state: ReceiverState): Promise<void> =>
  catalog.saveFact(KEY, JSON.stringify(state));
