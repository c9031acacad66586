import { fragmentOf } from '#server/base/locator.ts';
import { withCorrections } from '#server/correction/corrected-page.ts';
import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import type { PageCorrection } from '#server/correction/page-correction.ts';
import { normalise } from '#server/base/vietnamese/syllables.ts';
import { pageRanges, type FileNote, type FileNoteCode } from '#server/items/file-note.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Attachment, Passage } from '#server/items/item.ts';
import { packPages } from '#server/items/page-ranges.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { RunningText } from '#server/items/running-text.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { ExtractionPool } from '../extract/extraction-pool.ts';
import type { TextOfPages } from '../extract/recognised/text-of-pages.ts';
import { packPage, unpackPage } from '../packed-page.ts';
import type { RecognitionCatalog } from '../recognition-catalog.ts';

export interface RecognisedTextDeps {
  readonly catalog: RecognitionCatalog & CorrectionCatalog;
  readonly extraction: Pick<ExtractionPool, 'textOfPages'>;
}

/** Pages that are fetched at once: hundreds would hold everybody else up. */
const AT_ONCE = 50;

/** What is kept of the pages of a file that were looked at. */
interface KnownPages {
  readonly read: readonly (readonly [page: number, packed: string])[];
  readonly failed: readonly number[];
}

async function knownPages(catalog: RecognitionCatalog, attachmentId: string): Promise<KnownPages> {
  const read: [number, string][] = [];
  const failed: number[] = [];
  for (let from = 1; ;) {
    const batch = await catalog.listReadings(attachmentId, from, AT_ONCE);
    for (const { page, packed } of batch)
      if (packed === null) failed.push(page);
      else read.push([page, packed]);
    const last = batch.at(-1);
    if (last === undefined || batch.length < AT_ONCE) return { read, failed };
    from = last.page + 1;
    // The embedded storage answers at once: others get their turn in between.
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** What people made of pages stands in the stead of what machines read of them. */
function corrected(
  { read, failed }: KnownPages,
  corrections: readonly PageCorrection[],
): KnownPages {
  if (corrections.length === 0) return { read, failed };
  const pages = new Map<number, string | null>(read);
  for (const page of failed) pages.set(page, null);
  for (const correction of corrections) {
    const packed = pages.get(correction.page);
    if (packed === undefined) continue;
    const found = withCorrections(packed === null ? null : unpackPage(packed), correction);
    if (found !== null) pages.set(correction.page, packPage(found));
  }
  const all = [...pages].toSorted(([a], [b]) => a - b);
  return {
    read: all.filter((one): one is [number, string] => one[1] !== null),
    failed: all.flatMap(([page, packed]) => (packed === null ? [page] : [])),
  };
}

/** The words of every page as they stand in passages: these are pages cut at provisions. */
function wordsByPage(passages: readonly Pick<Passage, 'locator' | 'text'>[]): [number, string][] {
  const texts = new Map<number, string>();
  for (const { locator, text } of passages)
    if (locator.kind === 'page') {
      const before = texts.get(locator.page);
      texts.set(locator.page, before === undefined ? text : `${before}\n\n${text}`);
    }
  return [...texts];
}

/** The file's own table of contents; one that was made of its provisions is made again. */
const ownOutline = (outline: readonly OutlineEntry[]): readonly OutlineEntry[] =>
  outline.some(({ locator }) => fragmentOf(locator) === null) ? outline : [];

function headingsByPage(outline: readonly OutlineEntry[]): [number, string][] {
  const headings = new Map<number, string>();
  for (const { locator, title } of outline)
    if (locator.kind === 'page' && !headings.has(locator.page)) headings.set(locator.page, title);
  return [...headings];
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

/** Characters of the pages named to staff. */
const LONGEST_DETAIL = 300;
const shortened = (ranges: string): string =>
  ranges.length <= LONGEST_DETAIL
    ? ranges
    : `${ranges.slice(0, ranges.lastIndexOf(',', LONGEST_DETAIL))}, …`;

const noteOn = (code: FileNoteCode, pages: readonly number[]): FileNote[] =>
  pages.length === 0 ? [] : [{ code, count: pages.length, detail: shortened(pageRanges(pages)) }];

/** What staff have to know once all pages were looked at. */
const notesAfter = (
  attachment: Attachment,
  failed: readonly number[],
  noted: TextOfPages['noted'],
): FileNote[] => [
  ...(attachment.notes ?? []).filter(({ code }) => !OF_RECOGNITION.includes(code)),
  ...noteOn('pages-not-recognised', failed),
  ...noted.flatMap(([note, pages]) => {
    const code = NOTED[note];
    return code === undefined ? [] : noteOn(code, pages);
  }),
];

/** Running lines of the pages that were not recognised stay as they are. */
const runningOutside = (
  running: readonly RunningText[] | undefined,
  read: ReadonlySet<number>,
): RunningText[] =>
  (running ?? []).flatMap((line) => {
    const pages = line.pages.flatMap(({ from, to }) =>
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

/** Without pages that say what they say themselves. */
const withoutCovers = (recognition: Recognition, covers: readonly number[]): Recognition =>
  covers.length === 0
    ? recognition
    : {
        ...recognition,
        pages: packPages(
          recognition.pages
            .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
            .filter((page) => !covers.includes(page)),
        ),
      };

/** The file when all that can be read was read. */
const readThrough = (
  attachment: Attachment & { readonly recognition: Recognition },
  failed: readonly number[],
  { passages, wordless, noted, covers }: TextOfPages,
): Attachment => ({
  ...attachment,
  recognition: withoutCovers(attachment.recognition, covers),
  status: attachment.status.state === 'needs-ocr' ? { state: 'ready' } : attachment.status,
  textless: packPages([...failed, ...wordless].toSorted((a, b) => a - b)),
  notes: notesAfter(attachment, failed, noted),
  text:
    attachment.text.layer === 'none' && passages.length > 0
      ? { layer: 'ocr', encoding: 'unicode' }
      : attachment.text,
});

/**
 * The text of a file with the words that were read from its pages so far in the stead of what these
 * pages said before: cut into passages, contents and running lines by the rules of PDFs.
 * @param state `done` when no page is left to be read
 */
export async function withReadings(
  { catalog, extraction }: RecognisedTextDeps,
  { itemId, attachment, text }: FileWithReadings,
  state: Recognition['state'],
): Promise<RecognisedText> {
  const corrections = await catalog.listCorrections(itemId, attachment.sha256);
  const { read, failed } = corrected(await knownPages(catalog, attachment.id), corrections);
  // A page of which people took all lines away has no words of its own to fall back on.
  const touched = new Set(corrections.flatMap((c) => (c.lines.length > 0 ? [c.page] : [])));
  const own = ownOutline(text.outline);
  const made = await extraction.textOfPages({
    total: attachment.pages ?? 1,
    read,
    words: wordsByPage(text.passages).filter(([page]) => !touched.has(page)),
    hasOwnText: attachment.text.layer === 'born-digital',
    headings: headingsByPage(own),
    isWhole: state === 'done',
  });
  const changed = {
    ...attachment,
    recognition: { ...attachment.recognition, state, inText: read.length + failed.length },
    running: [
      ...runningOutside(attachment.running, new Set(read.map(([page]) => page))),
      ...made.running,
    ],
  };
  return {
    attachment: state === 'done' ? readThrough(changed, failed, made) : changed,
    text: {
      ...text,
      outline: own.length === 0 ? made.outline : own,
      passages: made.passages.map((p, ordinal) => ({
        ...p,
        itemId,
        attachmentId: attachment.id,
        ordinal,
        heading: normalise(p.heading),
        text: normalise(p.text),
      })),
      print: made.print,
    },
  };
}
