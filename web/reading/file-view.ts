import type { AttachmentStatus, AttachmentRole } from '#server/items/item.ts';
import type { Words } from '#web/text/reader-words.ts';

/** `PDF`, `MP4`; the subtype when the list has no name for it. */
export const mediaName = (text: Words, mediaType: string): string =>
  text.mediaName[mediaType] ?? (mediaType.split('/')[1] ?? mediaType).toUpperCase();

export const fileLength = (text: Words, file: FileView): string => {
  const t = text.item;
  if (file.seconds !== null) return text.units.duration(file.seconds);
  if (file.pages === null || file.opens === null) return '';
  return file.opens === 'chapters'
    ? t.chapters(text.units.count(file.pages))
    : t.pages(text.units.count(file.pages));
};

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly role: AttachmentRole;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pages: number | null;
  readonly seconds: number | null;
  readonly status: AttachmentStatus;
  /** It only wraps something that pages cannot show. */
  readonly isWrapping: boolean;
  /** Pages that are pictures only, while others have text. */
  readonly textless: number;
  /** The words of some of its pages are there, those of the others are being read. */
  readonly beingRead: boolean;
  readonly opens: ReadingKind | null;
  /** It can be had as a PDF whose words were read from its pictures. */
  readonly hasCopy: boolean;
}

/** How a reader opens a file on this site; null when only downloading is possible. */
export type ReadingKind = 'pages' | 'chapters' | 'video' | 'audio';
