import { around } from './lines.ts';
import type { SetBlock, SetLine } from './page-layout.ts';

/** What stands between the cells of a row: read aloud as a pause, and seen as a border. */
export const CELL_BORDER = ' | ';

/** Numbered points, letters and dashes begin paragraphs of their own in Vietnamese documents. */
const STARTS =
  /^(?:\d{1,3}[.)]\s|\d{1,3}(?:\.\d{1,3}){1,3}\.?\s|[a-zđ]\)\s|[-–—+•*●▪]\s|[IVX]{1,5}[.)]\s)/u;
/**
 * So do articles and chapters, but a sentence that speaks of one may also be divided just before
 * it.
 */
const HEADINGS =
  /^(?:Điều\s+\d|Chương\s+[IVXLC\d]|Mục\s+[IVXLC\d]|Phần\s+(?:thứ|[IVXLC\d])|Phụ\s+lục)/iu;
const ENDS = /[.:;!?…]["”»’)]*$/u;

/** What a column looks like on the whole. */
interface Column {
  readonly left: number;
  readonly right: number;
  /** Usual distance of baselines within a paragraph. */
  readonly spacing: number;
}

function columnOf(lines: readonly SetLine[]): Column {
  const { left, right } = around(lines);
  const gaps = lines
    .slice(1)
    .map((line, i) => line.baseline - lines[i]!.baseline)
    .filter((gap, i) => gap > 0.8 * lines[i]!.size)
    .toSorted((a, b) => a - b);
  // Wider gaps stand between paragraphs: most within one are among the narrower ones.
  return { left, right, spacing: gaps[Math.floor(gaps.length * 0.3)] ?? 0 };
}

/** The next line's first word had fitted: whoever wrote it ended the line on purpose. */
const endsEarly = (line: SetLine, next: SetLine, { right }: Column): boolean => {
  return right - line.right > next.first + 0.6 * line.size;
};

/**
 * Another size, or another font after a line that was ended on purpose: a heading, a label or the
 * text below one.
 */
const looksOther = (line: SetLine, before: SetLine, early: boolean): boolean => {
  if (Math.abs(line.size - before.size) > 0.08 * Math.max(line.size, before.size)) return true;
  return early && line.font !== null && before.font !== null && line.font !== before.font;
};

/** A title in capitals, then its text: `QUYẾT ĐỊNH`, `Về việc …`. */
const changesCase = (before: string, after: string): boolean =>
  /\p{Lu}{2}/u.test(before) && !/\p{Ll}/u.test(before) && /\p{Ll}/u.test(after);

function startsParagraph(line: SetLine, before: SetLine, column: Column): boolean {
  const gap = line.baseline - before.baseline;
  const early = endsEarly(before, line, column);
  const ended = ENDS.test(before.text);
  const isWithin = line.tag === 'goes-on';
  if (!isWithin && gap > Math.max(column.spacing * 1.3, line.size * 1.2)) return true;
  if (!isWithin && (gap < -0.5 * line.size || looksOther(line, before, early))) return true;
  if (STARTS.test(line.text)) return true;
  if ((ended || early) && HEADINGS.test(line.text)) return true;
  if (isWithin) return false;
  // Some programs tag every line as a paragraph.
  if (line.tag === 'begins') return ended || !/^\p{Ll}/u.test(line.text);
  if (early && ended) return true;
  if (changesCase(before.text, line.text) && (early || /^\p{Lu}/u.test(line.text))) return true;
  // Far from the margin, and the next line begins anew: lines of a title page, an address.
  const short = column.right - before.right > 0.3 * (column.right - column.left);
  if (short && /^[\p{Lu}\p{N}"“(]/u.test(line.text)) return true;
  // A first line set in, after a line that ended a sentence.
  const indented = line.left > before.left + 0.8 * line.size;
  return ended && indented && before.left < column.left + 0.5 * line.size;
}

/** Paragraphs as their lines. */
function paragraphsOf(lines: readonly SetLine[]): SetLine[][] {
  const column = columnOf(lines);
  const paragraphs: SetLine[][] = [];
  for (const line of lines) {
    const before = paragraphs.at(-1)?.at(-1);
    if (before === undefined || startsParagraph(line, before, column)) paragraphs.push([line]);
    else paragraphs.at(-1)!.push(line);
  }
  return paragraphs;
}

/** How often words stand in a document whole, and how often two of them with a hyphen between. */
export interface Vocabulary {
  readonly whole: ReadonlyMap<string, number>;
  readonly hyphened: ReadonlyMap<string, number>;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:-\p{L}[\p{L}\p{M}]*)*/gu;
const MOST_WORDS = 200_000;

const DIVIDED = /[-\u00AD\u2010]$/u;

/** The words of a document, without those that stand divided at the ends of lines. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const whole = new Map<string, number>();
  const hyphened = new Map<string, number>();
  const count = (words: Map<string, number>, word: string): unknown =>
    words.set(word, (words.get(word) ?? 0) + 1);
  let divided = false;
  for (const line of lines) {
    const words =
      line
        .toLowerCase()
        .replace(/[\u2010\u2011]/gu, '-')
        .match(WORD) ?? [];
    const sure = words.slice(divided ? 1 : 0, DIVIDED.test(line) ? -1 : undefined);
    divided = DIVIDED.test(line);
    for (const word of sure)
      if (word.includes('-')) for (const pair of pairsOf(word)) count(hyphened, pair);
      else count(whole, word);
    if (whole.size + hyphened.size > MOST_WORDS) break;
  }
  return { whole, hyphened };
}

/** `a-b-c` as `a-b`, `b-c`. */
function pairsOf(word: string): string[] {
  const parts = word.split('-');
  return parts.slice(1).map((part, i) => `${parts[i]}-${part}`);
}

const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9àáãèéìíĩòóõùúũýÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ]/u;
/** Letters at the end of a line before its hyphen, and at the beginning of the next. */
const BROKEN = /(?<![\p{L}\p{M}])([\p{L}\p{M}]+)[-\u2010]$/u;

/**
 * Whether the hyphen at a line's end was put there only to divide a word. A Vietnamese syllable is
 * never divided, so beside one it is real; else the document tells, and what it does not know is
 * divided, as most such hyphens are in languages that divide.
 */
function dividesWord(before: string, after: string, { whole, hyphened }: Vocabulary): boolean {
  const end = BROKEN.exec(before)?.[1];
  const start = /^[\p{L}\p{M}]+/u.exec(after)?.[0];
  if (end === undefined || start === undefined || !/^\p{Ll}/u.test(start)) return false;
  if (!/\p{Ll}$/u.test(end)) return false;
  // `state-of-the-` + `art`: hyphens before it are real, and so is this one.
  if (/\p{L}-[\p{L}\p{M}]+[-\u2010]$/u.test(before)) return false;
  const [a, b] = [end.toLowerCase(), start.toLowerCase()];
  const asOne = whole.get(a + b) ?? 0;
  const asTwo = hyphened.get(`${a}-${b}`) ?? 0;
  if (asOne !== asTwo) return asOne > asTwo;
  if (VIETNAMESE.test(end) || VIETNAMESE.test(start)) return false;
  return !(whole.has(a) && whole.has(b));
}

/** Two lines of one paragraph. */
export function joinLines(before: string, after: string, vocabulary: Vocabulary): string {
  if (before.endsWith('\u00AD')) return before.slice(0, -1) + after;
  if (/[\p{L}\p{M}][-\u2010]$/u.test(before)) {
    if (dividesWord(before, after, vocabulary)) return before.slice(0, -1) + after;
    return /^[\p{L}\p{N}]/u.test(after) ? before + after : `${before} ${after}`;
  }
  // A date, a number or a số hiệu divided after its hyphen or slash: `01-8-` + `2024`.
  if (/[\p{N}\p{L}][-/]$/u.test(before) && /^[\p{N}\p{Lu}]/u.test(after)) return before + after;
  // Chinese and Japanese know no blanks between words.
  if (/[\u3040-\u30FF\u3400-\u9FFF]$/u.test(before) && /^[\u3040-\u30FF\u3400-\u9FFF]/u.test(after))
    return before + after;
  return `${before} ${after}`;
}

const joined = (lines: readonly SetLine[], vocabulary: Vocabulary): string =>
  lines.slice(1).reduce((text, line) => joinLines(text, line.text, vocabulary), lines[0]!.text);

/** A paragraph that was left open at the foot of a column and goes on at the top of the next. */
const isCarriedOn = (before: SetLine, after: SetLine): boolean =>
  !ENDS.test(before.text) &&
  /^\p{Ll}/u.test(after.text) &&
  after.baseline < before.baseline &&
  Math.abs(after.size - before.size) < 0.08 * before.size;

/** Paragraphs of blocks in their order; a row of a table is one. */
export function textOfBlocks(blocks: readonly SetBlock[], vocabulary: Vocabulary): string[] {
  const texts: string[] = [];
  let open: SetLine | undefined;
  for (const block of blocks) {
    if (block.kind === 'row') {
      texts.push(block.cells.map((cell) => joined(cell, vocabulary)).join(CELL_BORDER));
      open = undefined;
      continue;
    }
    const [first] = block.lines;
    const paragraphs = paragraphsOf(block.lines).map((lines) => joined(lines, vocabulary));
    if (open !== undefined && first !== undefined && isCarriedOn(open, first))
      texts.push(joinLines(texts.pop()!, paragraphs.shift()!, vocabulary));
    texts.push(...paragraphs);
    open = block.lines.at(-1);
  }
  return texts;
}
