import type { NewJob } from '#server/base/job.ts';
import type { Page } from '#server/base/page.ts';
import type { Item, ItemState } from './item.ts';
import type { Notice } from './notice.ts';
import type { AttachmentText } from './text-catalog.ts';
import type { WorkflowEvent } from './workflow-event.ts';

/**
 * A saved change of an item: the record, its event, texts read from its files and the jobs it
 * causes are one transaction.
 */
export interface ItemChange {
  /** Carries the version it is based on (0 for a new one); it is saved as `version + 1`. */
  readonly item: Item;
  /** Null for what a machine found out (text, page counts): the history tells what people did. */
  readonly event: WorkflowEvent | null;
  readonly texts: readonly AttachmentText[];
  readonly jobs: readonly NewJob[];
  /** Whom the change is told to. */
  readonly notices?: readonly Notice[];
}

export interface ItemList {
  /** Any of these states; all when empty. */
  readonly states: readonly ItemState[];
  /** Of this unit or any of these; all for null. */
  readonly unitId: string | readonly string[] | null;
  /** Items that cite this document, by `lawNumberKey`. */
  readonly lawKey: string | null;
  /** Only items changed at or after this instant. */
  readonly updatedSince: string | null;
  /**
   * `newest`: publishedAt (createdAt while unpublished) descending, then id descending; `updated`:
   * updatedAt ascending, then id; `latest`: the same backwards.
   */
  readonly order: 'newest' | 'updated' | 'latest';
  readonly limit: number;
  readonly after: string | null;
}

/**
 * The part of the port `Catalog` that keeps items and their history; `ports.ts` says what holds for
 * all of it.
 */
export interface ItemCatalog {
  /** Null when missing. */
  findItem(id: string): Promise<Item | null>;
  /** In the order asked; missing ones are left out. */
  findItems(ids: readonly string[]): Promise<Item[]>;
  /** Written so, else the same in capitals or in small letters; null when missing. */
  findItemByIdentifier(identifier: string): Promise<Item | null>;
  /** The one that came from there under this number; null when missing. */
  findItemByOrigin(source: string, id: string): Promise<Item | null>;
  findItemByAttachment(attachmentId: string): Promise<Item | null>;
  /** Items that hold this very file, or a photograph of these bytes, oldest first. */
  findItemsByFile(sha256: string): Promise<Item[]>;
  /**
   * Saves the change whole or not at all. Throws `stale-version` when the stored version differs
   * from the one given (a new item: when the id exists) and `duplicate-identifier` when another
   * item has the identifier, in any letters, or came from the same origin; one that the item has
   * already stays its own. Returns the item as saved.
   */
  saveItem(change: ItemChange): Promise<Item>;
  /**
   * Several new or changed items in one transaction, all or nothing, in this order: one item may be
   * changed twice, the second time on the version after.
   */
  saveItems(changes: readonly ItemChange[]): Promise<Item[]>;
  listItems(list: ItemList): Promise<Page<Item>>;
  /**
   * Published items whose title holds all these folded syllables, newest first: what is left of
   * search while the index cannot be asked. None for no syllables.
   */
  findTitles(folded: readonly string[], limit: number): Promise<Item[]>;
  /** What the files of the items of these units take together. */
  sumFileBytes(unitIds: readonly string[]): Promise<number>;
  countItems(states: readonly ItemState[]): Promise<number>;
  /** Oldest first. */
  events(itemId: string): Promise<WorkflowEvent[]>;
  /**
   * An event that changes nothing of the item: a comment. Whom it is told to is saved with it, or
   * nothing is.
   */
  addEvent(event: WorkflowEvent, notices?: readonly Notice[]): Promise<void>;
}
