import { withoutTags } from '#server/base/spans.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type {
  ExtractedPassage,
  ExtractedSection,
  Extraction,
  FileMetadata,
} from '#server/items/extraction.ts';
import type { OutlineEntry, TextEncoding } from '#server/items/file-text.ts';
import { parsePartialDate } from '#server/base/partial-date.ts';
import { numberBlocks } from './html/chapter-blocks.ts';
import { cutPassages } from './passages.ts';
import { addressProvisions, type AddressedBlock } from './provision-blocks.ts';
import { cleanLine, cleanText } from './vietnamese-text.ts';

/** A sanitised chapter before its blocks are numbered. */
export interface DraftChapter {
  readonly title: string;
  readonly href: string;
  readonly html: string;
}

export interface AssembledBook {
  readonly sections: ExtractedSection[];
  readonly passages: ExtractedPassage[];
  /** Made from the chapters' own headings. */
  readonly outline: OutlineEntry[];
}

export const NO_METADATA: FileMetadata = {
  title: null,
  creators: [],
  publisher: null,
  issued: null,
  language: null,
  description: null,
};

const FILE_DATE = /^\s*(?:D:)?(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?/u;
/** A time with its zone behind a day: `T07:00:00.0Z`, `070000+09'00'`. */
const ZONED =
  /^[T\s]?(\d{2}):?(\d{2})(?::?\d{2}(?:\.\d+)?)?\s*(?:(Z)|([+-])(\d{2})[':]?(\d{2})?)/iu;

/**
 * A date as files write it (`2019-03-13T07:00:00Z`, `D:20190313…`, `2019`) as a partial date, or
 * null. With a zone it is the day that it was in Vietnam.
 */
export function fileDate(text: string | null | undefined): string | null {
  const m = FILE_DATE.exec(text ?? '');
  if (m === null) return parsePartialDate(text ?? '');
  const day = parsePartialDate([m[1], m[2], m[3]].filter((part) => part !== undefined).join('-'));
  const zoned = m[3] === undefined ? null : ZONED.exec(text!.slice(m[0].length));
  if (day === null || zoned === null) return day ?? parsePartialDate(m[1]!);
  const [, hour, minute, , sign, hours = '0', minutes = '0'] = zoned;
  const zone = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const at = Date.parse(day) + (Number(hour) * 60 + Number(minute) - zone) * 60_000;
  return dayInVietnam(new Date(at).toISOString());
}

export const orNull = (text: string | null | undefined): string | null => {
  const line = cleanLine(text ?? '');
  return line === '' ? null : line.slice(0, 2_000);
};

const MAX_OUTLINE = 2_000;

function headingsOf(chapter: number, blocks: readonly AddressedBlock[]): OutlineEntry[] {
  let above = 0;
  return blocks.flatMap(({ id, level, text, article }): OutlineEntry[] => {
    if (level > 0) above = level;
    if (level === 0 && article === null) return [];
    return [
      {
        title: (article ?? text).slice(0, 300),
        level: article === null ? level : above + 1,
        locator: { kind: 'chapter', chapter, fragment: id },
      },
    ];
  });
}

/**
 * Numbers the blocks of all chapters, gives the provisions of laws their addresses and cuts
 * passages; chapters count from 1 in the order given.
 */
export function assembleBook(chapters: readonly DraftChapter[]): AssembledBook {
  const sections: ExtractedSection[] = [];
  const passages: ExtractedPassage[] = [];
  const outline: OutlineEntry[] = [];
  const addressed = addressProvisions(chapters.map((chapter) => numberBlocks(chapter.html)));
  addressed.forEach(({ html, blocks, within }, i) => {
    const chapter = chapters[i]!;
    const title =
      cleanLine(chapter.title) ||
      cleanLine(blocks.find((b) => b.level > 0)?.text ?? '').slice(0, 300);
    sections.push({ title, href: chapter.href, html });
    for (const passage of cutPassages(i + 1, title || within, blocks)) passages.push(passage);
    for (const entry of headingsOf(i + 1, blocks))
      if (outline.length < MAX_OUTLINE) outline.push(entry);
  });
  return { sections, passages, outline };
}

/** What a file gives that is read as chapters. */
export function bookExtraction(
  { sections, passages, outline }: AssembledBook,
  rest: Pick<Extraction, 'encoding' | 'metadata' | 'resources' | 'notes'>,
): Extraction {
  return {
    outcome: 'ready',
    layer: passages.length === 0 ? 'none' : 'born-digital',
    pages: sections.length,
    seconds: null,
    ratio: null,
    outline,
    passages,
    sections,
    ...rest,
  };
}

/**
 * What a file gives that has no text of its own, or whose text must be converted or scanned first:
 * nothing that could be mistaken for its text.
 */
export function withoutText(
  outcome: Extraction['outcome'],
  encoding: TextEncoding,
  pages: number | null,
  metadata: FileMetadata = NO_METADATA,
): Extraction {
  return {
    outcome,
    encoding,
    pages,
    metadata,
    layer: outcome === 'needs-conversion' ? 'born-digital' : 'none',
    seconds: null,
    ratio: null,
    outline: [],
    passages: [],
    sections: [],
    resources: [],
  };
}

/** Description fields may carry markup and paragraphs: plain text of at most 5,000 characters. */
export const plainDescription = (text: string | null | undefined): string | null => {
  const plain = cleanText(withoutTags((text ?? '').slice(0, 20_000), ' '))
    .replace(/[^\S\n]+/gu, ' ')
    .trim()
    .slice(0, 5_000);
  return plain === '' ? null : plain;
};
