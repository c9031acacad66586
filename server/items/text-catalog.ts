import type { OutlineEntry } from './file-text.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Passage, Resource, Section } from './item.ts';

/** What extraction found in one attachment; replaces whatever was there. */
export interface AttachmentText {
  readonly attachmentId: string;
  readonly passages: readonly Passage[];
  readonly sections: readonly Section[];
  readonly resources: readonly Resource[];
  readonly outline: readonly OutlineEntry[];
  /**
   * The fingerprint, by which texts that are alike are found; absent for too little text, or where
   * nobody has made it.
   */
  readonly print?: Fingerprint | null;
}

export interface PassageRef {
  readonly attachmentId: string;
  readonly ordinal: number;
}

/**
 * The part of the port `Catalog` that reads the texts of files; `ItemCatalog.saveItem` writes them.
 */
export interface TextCatalog {
  /** Passages of an item by attachment order and ordinal, from just after `after`. */
  listPassages(itemId: string, after: PassageRef | null, limit: number): Promise<Passage[]>;
  /** In the order asked; missing ones are left out. */
  findPassages(refs: readonly PassageRef[]): Promise<Passage[]>;
  /** Passages of one attachment whose page (or chapter) lies in from..to, in order. */
  passagesOfPages(attachmentId: string, from: number, to: number): Promise<Passage[]>;
  findSection(attachmentId: string, number: number): Promise<Section | null>;
  /** Titles only, in order. */
  listSections(attachmentId: string): Promise<Omit<Section, 'html'>[]>;
  findResource(attachmentId: string, name: string): Promise<Resource | null>;
  outline(attachmentId: string): Promise<OutlineEntry[]>;
}
