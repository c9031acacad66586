import { setImmediate } from 'node:timers/promises';
import { fragmentOf } from '#server/base/locator.ts';
import { normalise } from '#server/base/vietnamese/syllables.ts';
import { pageRanges, type FileNote, type FileNoteCode } from '#server/items/file-note.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import { fingerprintOf } from '#server/items/fingerprint.ts';
import type { Attachment, Passage } from '#server/items/item.ts';
import { holdsPage, packPages, type PageRange } from '#server/items/page-ranges.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { RunningText } from '#server/items/running-text.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import { UNREAD_PAGE, linesOfBlocks, type PageLayout } from '../extract/pdf/page-layout.ts';
import { cutPages } from '../extract/pdf/page-passages.ts';
import { textOfBlocks, vocabularyOf } from '../extract/pdf/paragraphs.ts';
import { packRunning, partRunningLines } from '../extract/pdf/running-lines.ts';
import { cleanText } from '../extract/vietnamese-text.ts';
import type { RecognitionCatalog } from '../recognition-catalog.ts';
import { layOutRecognised } from './recognised-layout.ts';

/** Pages that are opened before others get their turn. */
const AT_ONCE = 20;
const NOTHING_READ: PageLayout = { ...UNREAD_PAGE, drawn: false };

/** What is known of the pages of a file that were looked at. */
interface ReadPages {
  readonly layouts: ReadonlyMap<number, PageLayout>;
  readonly failed: readonly number[];
  /** Notes of the recogniser with the pages they are of. */
  readonly noted: ReadonlyMap<string, readonly number[]>;
}

async function readPages(catalog: RecognitionCatalog, attachmentId: string): Promise<ReadPages> {
  const layouts = new Map<number, PageLayout>();
  const failed: number[] = [];
  const noted = new Map<string, number[]>();
  for (let from = 1; ;) {
    const batch = await catalog.listReadings(attachmentId, from, AT_ONCE);
    for (const { page, found } of batch) {
      if (found === null) failed.push(page);
      else layouts.set(page, layOutRecognised(found));
      for (const note of found?.notes ?? []) noted.set(note, [...(noted.get(note) ?? []), page]);
    }
    const last = batch.at(-1);
    if (last === undefined || batch.length < AT_ONCE) return { layouts, failed, noted };
    from = last.page + 1;
    await setImmediate();
  }
}

/** The words of every page as they stand in passages: these are pages cut at provisions. */
function textsByPage(passages: readonly Pick<Passage, 'locator' | 'text'>[]): Map<number, string> {
  const texts = new Map<number, string>();
  for (const { locator, text } of passages)
    if (locator.kind === 'page') {
      const before = texts.get(locator.page);
      texts.set(locator.page, before === undefined ? text : `${before}\n\n${text}`);
    }
  return texts;
}

/** The file's own table of contents; one that was made of its provisions is made again. */
const ownOutline = (outline: readonly OutlineEntry[]): readonly OutlineEntry[] =>
  outline.some(({ locator }) => fragmentOf(locator) === null) ? outline : [];

function headingsByPage(outline: readonly OutlineEntry[]): Map<number, string> {
  const headings = new Map<number, string>();
  for (const { locator, title } of outline)
    if (locator.kind === 'page' && !headings.has(locator.page)) headings.set(locator.page, title);
  return headings;
}

const NOTED: Readonly<Partial<Record<string, FileNoteCode>>> = {
  handwriting: 'handwriting',
  mirrored: 'mirrored',
};
const OF_RECOGNITION: readonly FileNoteCode[] = [
  'pages-without-text',
  'pages-not-recognised',
  'handwriting',
  'mirrored',
];

const noteOn = (code: FileNoteCode, pages: readonly number[]): FileNote[] =>
  pages.length === 0 ? [] : [{ code, count: pages.length, detail: shortened(pageRanges(pages)) }];

/** Characters of the pages named to staff. */
const LONGEST_DETAIL = 300;
const shortened = (ranges: string): string =>
  ranges.length <= LONGEST_DETAIL
    ? ranges
    : `${ranges.slice(0, ranges.lastIndexOf(',', LONGEST_DETAIL))}, …`;

/** What staff have to know once all pages were looked at. */
const notesAfter = (attachment: Attachment, { failed, noted }: ReadPages): FileNote[] => [
  ...(attachment.notes ?? []).filter(({ code }) => !OF_RECOGNITION.includes(code)),
  ...noteOn('pages-not-recognised', failed),
  ...[...noted].flatMap(([note, pages]) => {
    const code = NOTED[note];
    return code === undefined ? [] : noteOn(code, pages);
  }),
];

/** Running lines of the pages that were not recognised stay as they are. */
const runningOutside = (
  running: readonly RunningText[] | undefined,
  read: ReadonlyMap<number, unknown>,
): RunningText[] =>
  (running ?? []).flatMap((line) => {
    const pages: PageRange[] = line.pages.flatMap(({ from, to }) =>
      packPages(
        Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((page) => !read.has(page)),
      ),
    );
    return pages.length === 0 ? [] : [{ ...line, pages }];
  });

/** A file of which pages were read, and its text. */
export interface FileWithReadings {
  readonly itemId: string;
  readonly attachment: Attachment & { readonly recognition: Recognition };
  /** What the file itself says, or its text as it was made last. */
  readonly text: AttachmentText;
}

export interface RecognisedText {
  readonly attachment: Attachment;
  readonly text: AttachmentText;
}

/** The file when all that can be read was read. */
function readThrough(
  attachment: Attachment,
  recognition: Recognition,
  read: ReadPages,
  hasWords: boolean,
): Attachment {
  const wordless = [...read.layouts].filter(([, { blocks }]) => blocks.length === 0);
  const without = [...read.failed, ...wordless.map(([page]) => page)].toSorted((a, b) => a - b);
  return {
    ...attachment,
    status: attachment.status.state === 'needs-ocr' ? { state: 'ready' } : attachment.status,
    textless: packPages(without.filter((page) => holdsPage(recognition.pages, page))),
    notes: notesAfter(attachment, read),
    text:
      attachment.text.layer === 'none' && hasWords
        ? { layer: 'ocr', encoding: 'unicode' }
        : attachment.text,
  };
}

/**
 * The text of a file with the words that were read from its pages so far in the stead of what these
 * pages said before: cut into passages, contents and running lines by the rules of PDFs.
 * @param state `done` when no page is left to be read
 */
export async function withReadings(
  catalog: RecognitionCatalog,
  { itemId, attachment, text }: FileWithReadings,
  state: Recognition['state'],
): Promise<RecognisedText> {
  const { recognition } = attachment;
  const read = await readPages(catalog, attachment.id);
  const total = attachment.pages ?? 1;
  const layouts = Array.from({ length: total }, (_, i) => read.layouts.get(i + 1) ?? NOTHING_READ);
  const vocabulary = vocabularyOf(
    layouts.values().flatMap(({ blocks }) => linesOfBlocks(blocks).map((line) => line.text)),
  );
  const before = textsByPage(text.passages);
  const parts = partRunningLines(layouts, []);
  const pages = parts.map(({ blocks }, i) => {
    const words = cleanText(textOfBlocks(blocks, vocabulary).join('\n\n')).trim();
    return words === '' ? (before.get(i + 1) ?? '') : words;
  });
  const own = ownOutline(text.outline);
  const cut = cutPages(pages, headingsByPage(own));
  const changed: Attachment = {
    ...attachment,
    recognition: { ...recognition, state, inText: read.layouts.size + read.failed.length },
    running: [
      ...runningOutside(attachment.running, read.layouts),
      ...packRunning(parts.map(({ running }) => running)),
    ],
  };
  const hasWords = cut.passages.length > 0;
  const passages = cut.passages.map((p, ordinal) => ({
    ...p,
    itemId,
    attachmentId: attachment.id,
    ordinal,
    heading: normalise(p.heading),
    text: normalise(p.text),
  }));
  return {
    attachment: state === 'done' ? readThrough(changed, recognition, read, hasWords) : changed,
    text: {
      ...text,
      outline: own.length === 0 ? cut.outline : own,
      passages,
      // A long text takes a while: it is worth it once all of it is there.
      print: state === 'done' ? fingerprintOf(passages.map((p) => p.text)) : null,
    },
  };
}
