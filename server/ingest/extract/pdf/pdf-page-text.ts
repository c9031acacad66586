import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api.js';

interface Line {
  readonly text: string;
  readonly y: number;
  readonly right: number;
  readonly height: number;
  /** The one font of the line; null when it mixes fonts. */
  readonly font: string | null;
}

function linesOf(content: TextContent): Line[] {
  const lines: Line[] = [];
  let text = '';
  let y = 0;
  let right = 0;
  let height = 0;
  let fonts = new Set<string>();
  const end = (): void => {
    if (text.trim() !== '')
      lines.push({
        text: text.trim(),
        y,
        right,
        height,
        font: fonts.size === 1 ? [...fonts][0]! : null,
      });
    text = '';
    right = 0;
    height = 0;
    fonts = new Set();
  };
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const { str, transform, width, height: h, hasEOL, fontName } = item as TextItem;
    if (str.trim() !== '') {
      y = Number(transform[5]);
      right = Math.max(right, Number(transform[4]) + width);
      height = Math.max(height, h);
      fonts.add(fontName);
    }
    text += str;
    if (hasEOL) end();
  }
  end();
  return lines;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** Numbered points, letters and dashes begin paragraphs of their own in Vietnamese documents. */
const STARTS = /^(?:\d{1,3}[.)]\s|[a-zđ]\)\s|[-–+•*]\s|[IVX]{1,5}\.\s)/u;
/**
 * So do articles and chapters, but a sentence that speaks of one may also be divided just before
 * it.
 */
const HEADINGS = /^(?:Điều\s+\d|Chương\s+[IVXLC\d]|Mục\s+\d|Phần\s+(?:thứ|[IVXLC\d]))/u;
const ENDS = /[.:;!?…]["”»)]?$/u;

function join(before: string, after: string): string {
  // A word divided at the line's end; `NĐ-` + `CP` keeps its hyphen.
  if (/\p{L}-$/u.test(before))
    return /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : before + after;
  // A date or a số hiệu divided after its hyphen or slash: `01-8-` + `2024`.
  if (/\p{N}[-/]$/u.test(before) && /^[\p{N}\p{Lu}]/u.test(after)) return before + after;
  return `${before} ${after}`;
}

/** `12`, `– 12 –`, `Trang 12`: the page's own number, printed above or below its text. */
const PAGE_NUMBER = /^(?:[-–—]\s*)?(?:Trang\s+)?\d{1,4}(?:\s*[-–—])?$/iu;

function withoutPageNumber(lines: readonly Line[]): Line[] {
  const heights = lines.map((l) => l.y);
  const [top, bottom] = [Math.max(...heights), Math.min(...heights)];
  const rest = lines.filter((l) => !((l.y === top || l.y === bottom) && PAGE_NUMBER.test(l.text)));
  return rest.length > 0 ? rest : [...lines];
}

/**
 * Another size, or another font after a line that did not fill its width: a heading, a label or the
 * text below one.
 */
const looksOther = (line: Line, before: Line, margin: number): boolean =>
  Math.abs(line.height - before.height) > 0.08 * Math.max(line.height, before.height) ||
  (line.font !== null &&
    before.font !== null &&
    line.font !== before.font &&
    before.right < margin * 0.85);

/**
 * The text of one page, raw (not NFC, nothing stripped, so that legacy encodings can still be
 * told): lines joined, paragraphs parted by a blank line where the gap, the indent of the line
 * before or a numbered point says so.
 */
export function pageText(content: TextContent): string {
  const lines = withoutPageNumber(linesOf(content));
  if (lines.length === 0) return '';
  const gaps = lines.slice(1).map((line, i) => lines[i]!.y - line.y);
  const usual = median(gaps.filter((g) => g > 0));
  const margin = lines.reduce((most, l) => Math.max(most, l.right), 0);
  const paragraphs: string[] = [lines[0]!.text];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!;
    const before = lines[i - 1]!;
    const gap = gaps[i - 1]!;
    const apart = gap > Math.max(usual * 1.35, line.height * 1.2) || gap < -line.height;
    const ended = ENDS.test(before.text) && before.right < margin * 0.85;
    const paused = ENDS.test(before.text) || before.right < margin * 0.85;
    if (
      apart ||
      ended ||
      looksOther(line, before, margin) ||
      STARTS.test(line.text) ||
      (paused && HEADINGS.test(line.text))
    )
      paragraphs.push(line.text);
    else paragraphs.push(join(paragraphs.pop()!, line.text));
  }
  return paragraphs.join('\n\n');
}
