import type { Attachment, Item } from '#server/items/item.ts';
import { pageLabel } from '#server/items/page-labels.ts';
import { holdsPage } from '#server/items/page-ranges.ts';
import type { PageReading } from '#server/items/recognition.ts';
import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import { withCorrections } from '#server/correction/corrected-page.ts';
import { edgesOf } from '#server/items/running-text.ts';
import type { RecognitionCatalog } from '#server/ingest/recognition-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import { markParagraphs } from '#server/search/scoring/marks.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import type { PageText } from '#web/reading/read-page.tsx';
import { addressPassages } from '../page-provisions.ts';
import { paragraphsOf } from '../picture-words.ts';
import { pageLocation, type PageLocation } from './reading.ts';

const PAGES_OF_TEXT = 5;

type Readings = RecognitionCatalog & CorrectionCatalog;
type Catalog = TextCatalog & Readings;

/** Pages of an item that are shown at once. */
export interface AskedTexts {
  readonly item: Item;
  readonly place: PageLocation;
  readonly page: number;
  readonly mode: 'page' | 'text';
  readonly form: QueryForm | null;
}

/**
 * A leaflet's words come as a text file beside its pictures: they stand under the first one, and no
 * picture waits for recognition then.
 */
export function wordsBeside(item: Item, { attachment }: PageLocation): Attachment | undefined {
  return attachment.mediaType.startsWith('image/')
    ? item.attachments.find(
        (a) =>
          (a.mediaType === 'text/plain' || a.mediaType === 'text/markdown') &&
          a.status.state === 'ready',
      )
    : undefined;
}

const keyOf = (itemId: string, { sha256 }: Attachment, page: number) => ({ itemId, sha256, page });

/**
 * What was read from the picture of a page, with what people made of it; null where it has text of
 * its own, or none yet.
 */
export async function readingOf(
  catalog: Readings,
  itemId: string,
  { attachment, pageInFile }: Pick<PageLocation, 'attachment' | 'pageInFile'>,
): Promise<PageReading | null> {
  const { recognition } = attachment;
  if (recognition === undefined || !holdsPage(recognition.pages, pageInFile)) return null;
  const reading = await catalog.findReading(attachment.id, pageInFile);
  if (reading === null) return null;
  const correction = await catalog.findCorrection(keyOf(itemId, attachment, pageInFile));
  return { ...reading, found: withCorrections(reading.found, correction) };
}

type Paragraphs = PageText['paragraphs'];

const marked = (text: string, form: QueryForm | null, ids: readonly (string | null)[]) =>
  markParagraphs(text, form).map((runs, n) => ({ id: ids[n] ?? null, runs }));

/** Words of a page that was read a moment ago: they are not in the text yet. */
const freshWords = async (
  catalog: Readings,
  itemId: string,
  at: Pick<PageLocation, 'attachment' | 'pageInFile'>,
  form: QueryForm | null,
): Promise<Paragraphs> => {
  const found = (await readingOf(catalog, itemId, at))?.found ?? null;
  return found === null ? [] : marked(paragraphsOf(found).join('\n\n'), form, []);
};

/** Pages of a file from one on, by their number. */
async function wordsOfFile(
  catalog: Catalog,
  itemId: string,
  attachment: Attachment,
  [first, last]: readonly [number, number],
  form: QueryForm | null,
): Promise<ReadonlyMap<number, Paragraphs>> {
  // The page before tells which khoản of which Điều the first words belong to.
  const passages = await catalog.passagesOfPages(attachment.id, Math.max(1, first - 1), last);
  const addressed = addressPassages(passages);
  const words = new Map<number, Paragraphs>();
  for (let page = first; page <= last; page++) {
    const own = addressed.filter(({ passage: { locator } }) =>
      locator.kind === 'page' ? locator.page === page : page === first,
    );
    words.set(
      page,
      own.length > 0
        ? own.flatMap(({ passage, ids }) => marked(passage.text, form, ids))
        : await freshWords(catalog, itemId, { attachment, pageInFile: page }, form),
    );
  }
  return words;
}

/** Whether a machine read the words of a page, and when a person read them again. */
async function machineOf(
  catalog: Readings,
  itemId: string,
  [attachment, page]: readonly [Attachment, number],
  paragraphs: Paragraphs,
): Promise<Pick<PageText, 'byMachine' | 'rereadAt'>> {
  const { recognition } = attachment;
  const byMachine =
    recognition !== undefined && paragraphs.length > 0 && holdsPage(recognition.pages, page);
  const correction = byMachine
    ? await catalog.findCorrection(keyOf(itemId, attachment, page))
    : null;
  return { byMachine, rereadAt: correction?.done?.at ?? null };
}

/** The words of a PDF's pages. */
async function textsOfPdf(
  catalog: Catalog,
  { item, place: { attachment }, page, form }: AskedTexts,
  last: number,
): Promise<PageText[]> {
  const words = await wordsOfFile(catalog, item.id, attachment, [page, last], form);
  const isPdf = attachment.mediaType === 'application/pdf';
  return Promise.all(
    [...words].map(async ([n, paragraphs]) => ({
      page: n,
      printed: isPdf ? pageLabel(attachment.labels, n) : null,
      edges: edgesOf(isPdf ? attachment.running : [], n),
      paragraphs,
      ...(await machineOf(catalog, item.id, [attachment, n], paragraphs)),
    })),
  );
}

/** The words of pictures, each of which is a page: those of a text beside them, else their own. */
async function textsOfPictures(
  catalog: Catalog,
  { item, place, page, form }: AskedTexts,
  last: number,
): Promise<PageText[]> {
  const beside = wordsBeside(item, place);
  const whole =
    beside && page === 1 ? await catalog.passagesOfPages(beside.id, 1, 1_000) : undefined;
  const texts: PageText[] = [];
  for (let n = page; n <= last; n++) {
    const { attachment } = pageLocation(item, n, place.fileParam ?? '');
    const own =
      beside === undefined
        ? ((await wordsOfFile(catalog, item.id, attachment, [1, 1], form)).get(1) ?? [])
        : [];
    const paragraphs =
      n === page && whole !== undefined
        ? addressPassages(whole).flatMap(({ passage, ids }) => marked(passage.text, form, ids))
        : own;
    texts.push({
      page: n,
      printed: null,
      edges: { head: [], foot: [] },
      paragraphs,
      ...(beside === undefined
        ? await machineOf(catalog, item.id, [attachment, 1], paragraphs)
        : { byMachine: false, rereadAt: null }),
    });
  }
  return texts;
}

/** The words of the page asked for; in text mode those of up to five running pages. */
export function pageTexts(catalog: Catalog, asked: AskedTexts): Promise<PageText[]> {
  const { place, page, mode } = asked;
  const last = mode === 'text' ? Math.min(page + PAGES_OF_TEXT - 1, place.total) : page;
  return place.attachment.mediaType.startsWith('image/')
    ? textsOfPictures(catalog, asked, last)
    : textsOfPdf(catalog, asked, last);
}
