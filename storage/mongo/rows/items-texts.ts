import type { Connection } from 'mongoose';
import type { OutlineEntry } from '#server/items/file-text.ts';
import { model, text, words, number, whole } from './model.ts';

/** `_id` is `attachmentId/ordinal`. */
export interface PassageRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly itemId: string;
  readonly place: number;
  readonly locator: string;
  readonly heading: string;
  readonly text: string;
}

/** `_id` is `attachmentId/number`. */
export interface SectionRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly number: number;
  readonly title: string;
  readonly href: string;
  readonly html: string;
}

/** `_id` is `attachmentId/name`. */
export interface ResourceRow {
  readonly _id: string;
  readonly attachmentId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** `_id` is the attachment's id. */
export interface OutlineRow {
  readonly _id: string;
  readonly entries: readonly OutlineEntry[];
}

export const textModels = (connection: Connection) => ({
  passages: model<PassageRow>(
    connection,
    'passages',
    {
      attachmentId: text,
      ordinal: number,
      itemId: text,
      place: number,
      locator: text,
      heading: words,
      text: words,
    },
    [{ keys: { attachmentId: 1, ordinal: 1 } }, { keys: { attachmentId: 1, place: 1 } }],
  ),
  sections: model<SectionRow>(
    connection,
    'sections',
    { attachmentId: text, number, title: words, href: words, html: words },
    [{ keys: { attachmentId: 1, number: 1 } }],
  ),
  resources: model<ResourceRow>(
    connection,
    'resources',
    { attachmentId: text, name: text, mediaType: text, sha256: text, bytes: number },
    [{ keys: { attachmentId: 1 } }],
  ),
  outlines: model<OutlineRow>(connection, 'outlines', { entries: whole }),
});
