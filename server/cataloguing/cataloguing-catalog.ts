import type { Item } from '#server/items/item.ts';
import type { CountedName, NamedKind, NameKind } from './name-list.ts';
import type { Page } from '#server/base/page.ts';
import type { Fingerprint } from '#server/items/fingerprint.ts';
import type { UnsavedForm } from './unsaved-form.ts';

export interface NameList {
  readonly kind: NameKind;
  /** Beginning of any syllable of a `nameKey`; every name when empty. */
  readonly search: string;
  /** Of what is published and of items of these units; of all for null. */
  readonly units: readonly string[] | null;
  /** Only names that are written in more than one way. */
  readonly variants: boolean;
  /** By key, then as written; or those of most items first, which has no next page. */
  readonly order: 'key' | 'items';
  readonly limit: number;
  readonly after: string | null;
}

export interface NamedItems {
  readonly kind: NamedKind;
  /** `nameKey` of the name. */
  readonly key: string;
  /** Only those that write it in one of these ways; in any way for null. */
  readonly values: readonly string[] | null;
  /** What is published and items of these units; all for null. */
  readonly units: readonly string[] | null;
  readonly limit: number;
  readonly after: string | null;
}

/** A file whose text is like another. */
export interface AlikeText {
  readonly itemId: string;
  readonly attachmentId: string;
  /** Estimated, 0 to 1. */
  readonly share: number;
}

/**
 * The part of the port `Catalog` that helps whoever writes a record: texts that are alike, names
 * that items share, forms being typed.
 */
export interface CataloguingCatalog {
  /** Null where the text has none. */
  findFingerprint(attachmentId: string): Promise<Fingerprint | null>;
  /** For texts read before fingerprints were stored; replaces. */
  saveFingerprint(attachmentId: string, fingerprint: Fingerprint): Promise<void>;
  /**
   * Files of items of any state whose fingerprint agrees in a band and is at least so much alike;
   * the likest first, then by attachment.
   */
  findAlike(
    fingerprint: Fingerprint,
    list: { readonly least: number; readonly limit: number },
  ): Promise<AlikeText[]>;

  /** Names that items of any state have, with how many have them; follows `saveItem`. */
  listNames(list: NameList): Promise<Page<CountedName>>;
  /** Items of any state with the name, by id. */
  itemsNamed(list: NamedItems): Promise<Page<Item>>;

  /**
   * Replaces what was stored of this account and item; of the account only the newest `most` stay.
   */
  saveUnsaved(form: UnsavedForm, most: number): Promise<void>;
  findUnsaved(accountId: string, itemId: string): Promise<UnsavedForm | null>;
  /** Ignored when missing. */
  deleteUnsaved(accountId: string, itemId: string): Promise<void>;
  /** Deletes all that were stored before an instant. */
  deleteUnsavedBefore(at: string): Promise<void>;
}
