import type { NewJob } from '#server/base/job.ts';
import type { Page } from '#server/base/page.ts';
import type { Note, Rhythm, Subscriber, Wish } from './subscriber.ts';

/** Those who are to be told: of this rhythm, told last before `until`, not set aside; by id. */
export interface DueList {
  readonly rhythm: Rhythm;
  readonly until: string;
  readonly limit: number;
  readonly after: string | null;
}

/** How many there are; nobody's address. */
export interface SubscriptionCounts {
  readonly weekly: number;
  readonly atOnce: number;
  /** Their addresses took no letter any more. */
  readonly setAside: number;
  readonly unconfirmed: number;
}

export interface TopicCount {
  readonly topic: string;
  readonly subscribers: number;
}

/**
 * The part of the port `Catalog` that keeps who wants word. Whatever is replaced or taken away here
 * is overwritten where the engine keeps it.
 */
export interface SubscriptionCatalog {
  /**
   * Keeps a wish with the jobs it causes. False, and nothing is kept, where `ofAddress` of the
   * address wait already, or `ofAll` of all.
   */
  addWish(
    wish: Wish,
    limits: { readonly ofAddress: number; readonly ofAll: number },
    jobs: readonly NewJob[],
  ): Promise<boolean>;
  /** Null when missing. */
  findWish(id: string): Promise<Wish | null>;
  findWishBySecret(secretHash: string): Promise<Wish | null>;
  /** Ignored when missing. */
  eraseWish(id: string): Promise<void>;
  /**
   * Saves whoever confirmed the wish as `version + 1`, and erases the wish. Throws `stale-version`
   * when the wish is gone, the stored version differs, or another has the address.
   */
  confirmWish(wishId: string, subscriber: Subscriber): Promise<Subscriber>;
  findSubscriber(id: string): Promise<Subscriber | null>;
  findSubscriberBySecret(secretHash: string): Promise<Subscriber | null>;
  findSubscriberByAddress(email: string): Promise<Subscriber | null>;
  /** Saves it as `version + 1`. Throws `stale-version`. */
  saveSubscriber(subscriber: Subscriber): Promise<Subscriber>;
  /** Notes the same of all of these that are still there; their versions grow by one. */
  noteSubscribers(ids: readonly string[], note: Note): Promise<void>;
  /** Ignored when missing. */
  eraseSubscriber(id: string): Promise<void>;
  listDue(list: DueList): Promise<Page<Subscriber>>;
  /** Erases wishes and subscribers whose `eraseAt` has come at `now`; gives how many. */
  eraseSubscriptions(now: string): Promise<number>;
  countSubscriptions(): Promise<SubscriptionCounts>;
  /** Most subscribers first, then by topic; of those who are told. */
  countTopics(limit: number): Promise<TopicCount[]>;
}
