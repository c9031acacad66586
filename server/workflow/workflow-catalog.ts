import type { Page } from '#server/base/page.ts';
import type { Stage } from '#server/base/stage.ts';
import type { Item } from '#server/items/item.ts';
import type { Notice } from '#server/items/notice.ts';
import type { NoticeList } from './notice.ts';

/** Items that wait at one step: the longest first, then by id. */
export interface WaitingList {
  readonly stage: Stage;
  /** Of any of these units; all for null. */
  readonly unitIds: readonly string[] | null;
  /** Only what this account has taken over; whoever has it for null. */
  readonly holderId: string | null;
  readonly limit: number;
  readonly after: string | null;
}

/**
 * The part of the port `Catalog` that answers what waits at each step and keeps notices;
 * `ItemCatalog` keeps the history.
 */
export interface WorkflowCatalog {
  listWaiting(list: WaitingList): Promise<Page<Item>>;
  /**
   * How many wait at a step (since before an instant, since another or later, where these are
   * given), up to `most`: no more are counted.
   */
  countWaiting(
    list: Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>,
    before: string | null,
    most: number,
    from?: string,
  ): Promise<number>;
  /** Keeps notices that no change of an item causes; one of the same id is replaced. */
  addNotices(notices: readonly Notice[]): Promise<void>;
  /** By id, the latest first. */
  listNotices(list: NoticeList): Promise<Page<Notice>>;
  /** How many the person has not read, up to `most`: no more are counted. */
  countUnreadNotices(accountId: string, most: number): Promise<number>;
  /** The person has read this one and all before it; those read already keep their instant. */
  readNotices(accountId: string, upTo: string, at: string): Promise<void>;
  /** Deletes those from before an instant, read or not. */
  forgetNotices(before: string): Promise<void>;
}
