import type { AppDeps } from '#server/http/app-deps.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { readingKind } from '#server/items/routes/present-item.ts';
import { fillAddresses } from '#server/reading/routes/chapter-routes.tsx';
import { pageTexts } from '#server/reading/routes/page-texts.ts';
import { vi } from '#web/text/vi.ts';
import type { PreviewView } from '#web/workflow/desk-preview.tsx';

const A4 = Math.SQRT2;
const PDF = 'application/pdf';

/** The file that is looked at: one with pages, a picture, one with chapters, else the first. */
const shownFile = ({ attachments }: Item): Attachment | undefined =>
  attachments.find((a) => a.pages !== null && a.mediaType === PDF) ??
  attachments.find((a) => a.mediaType.startsWith('image/')) ??
  attachments.find((a) => readingKind(a) === 'chapters') ??
  attachments[0];

/** The words of one page as readers will read them; null where it is no PDF's. */
async function wordsOf(
  { storage: { catalog } }: AppDeps,
  item: Item,
  attachment: Attachment,
  page: number,
): Promise<PreviewView['words']> {
  if (attachment.mediaType !== PDF) return null;
  const place = {
    attachment,
    fileParam: null,
    pageInFile: page,
    total: attachment.pages ?? 1,
  };
  const [words] = await pageTexts(catalog, { item, place, page, mode: 'page', form: null });
  return words ?? null;
}

/** One chapter of a file without pages as readers will read it; null where there is none. */
async function chapterOf(
  { storage: { catalog } }: AppDeps,
  item: Item,
  attachment: Attachment,
  chapter: number,
): Promise<PreviewView['chapter']> {
  if (readingKind(attachment) !== 'chapters') return null;
  const section = await catalog.findSection(attachment.id, chapter);
  return section === null
    ? null
    : { title: section.title, html: fillAddresses(section.html, item.id, attachment.id, null) };
}

/** What is laid before whoever compares and approves: the page or chapter asked for. */
export async function deskPreview(
  deps: AppDeps,
  item: Item,
  asked: string,
): Promise<PreviewView | null> {
  const file = shownFile(item);
  if (file === undefined) return null;
  const total = file.pages ?? 1;
  const page = Math.min(Math.max(Number.parseInt(asked, 10) || 1, 1), total);
  const isDrawn = file.mediaType === PDF || file.mediaType.startsWith('image/');
  return {
    attachmentId: file.id,
    name: file.name,
    facts: vi.units.bytes(file.bytes),
    language: item.language,
    isDrawn: isDrawn && file.status.state !== 'failed',
    page,
    total,
    ratio: file.ratio ?? A4,
    words: await wordsOf(deps, item, file, page),
    chapter: await chapterOf(deps, item, file, page),
  };
}
