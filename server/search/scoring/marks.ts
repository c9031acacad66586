import type { TextRun } from '../search-query.ts';
import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import { lawNumberKey, findLawNumbers } from '#server/base/vietnamese/law-number.ts';
import type { QueryForm } from './query-form.ts';

/** Offsets into the NFC text, in order, not overlapping. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/**
 * What to highlight of a query in an NFC text: runs of two or more neighbouring query words that
 * are a pair of the query, every quoted phrase, số hiệu; single words only when the text has no run
 * but holds all of them (so that "và", "của" do not light up the page).
 */
export function findMarks(
  text: string,
  form: QueryForm,
  exact = false,
  singles: 'when-no-run' | 'never' = 'when-no-run',
): Mark[] {
  const found = words(text);
  const wanted = new Set(exact ? form.syllables : form.folded);
  const pairs = new Set(
    exact ? form.syllables.slice(1).map((s, i) => `${form.syllables[i]!}_${s}`) : form.pairs,
  );
  const keys = found.map((w) => (exact ? w.key : foldKey(w.key)));
  const lit = new Uint8Array(found.length);
  let runs = 0;
  for (let i = 1; i < keys.length; i++) {
    if (pairs.has(`${keys[i - 1]!}_${keys[i]!}`)) {
      lit[i - 1] = 1;
      lit[i] = 1;
      runs++;
    }
  }
  // Scattered words of a longer query are about something else unless all of them are there.
  if (runs === 0 && singles === 'when-no-run' && [...wanted].every((w) => keys.includes(w)))
    keys.forEach((k, i) => {
      if (wanted.has(k)) lit[i] = 1;
    });
  const marks: Mark[] = [];
  found.forEach((word, i) => {
    if (lit[i] !== 1) return;
    const last = marks.at(-1);
    if (
      last &&
      lit[i - 1] === 1 &&
      /^[^\p{L}\p{N}\n]{1,3}$/u.test(text.slice(last.end, word.start))
    )
      marks[marks.length - 1] = { start: last.start, end: word.end };
    else marks.push({ start: word.start, end: word.end });
  });
  return withNumbers(text, form, marks);
}

function withNumbers(text: string, form: QueryForm, marks: Mark[]): Mark[] {
  if (form.numbers.length === 0) return marks;
  const numbers = findLawNumbers(text).filter((n) => form.numbers.includes(lawNumberKey(n.number)));
  if (numbers.length === 0) return marks;
  const outside = marks.filter((m) => numbers.every((n) => m.end <= n.start || m.start >= n.end));
  return [...outside, ...numbers.map(({ start, end }) => ({ start, end }))].toSorted(
    (a, b) => a.start - b.start,
  );
}

/** The text cut into marked and unmarked runs. */
export function markRuns(text: string, marks: readonly Mark[]): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) runs.push({ text: text.slice(at, start), mark: false });
    runs.push({ text: text.slice(start, end), mark: true });
    at = end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), mark: false });
  return runs;
}

/** Paragraphs (parted by blank lines) of an NFC text, marked with the whole text in view. */
export function markParagraphs(text: string, form: QueryForm | null): TextRun[][] {
  const marks = form === null ? [] : findMarks(text, form);
  const paragraphs: TextRun[][] = [];
  let at = 0;
  for (const part of text.split(/(\n\s*\n)/u)) {
    const end = at + part.length;
    if (part.trim() !== '') {
      const inside = marks
        .filter((m) => m.start >= at && m.end <= end)
        .map((m) => ({ start: m.start - at, end: m.end - at }));
      paragraphs.push(markRuns(part, inside));
    }
    at = end;
  }
  return paragraphs;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};
const decode = (html: string): string =>
  html.replace(/&(?:amp|lt|gt|quot|#39|nbsp);/gu, (e) => ENTITIES[e]!);
const encode = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Formulas and drawings as they begin, and as they end. */
const WHOLE = /^<(?:math|svg)[\s>]/u;
const WHOLE_ENDS = /<\/(?:math|svg)>/gu;

/**
 * Texts of sanitised HTML, and between them its tags, formulas and drawings whole. In time linear in
 * the HTML: an end that is missing is looked for once.
 */
function piecesOf(html: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  let closed = true;
  for (;;) {
    const from = html.indexOf('<', at);
    let to = from < 0 ? -1 : html.indexOf('>', from) + 1;
    if (to <= 0) return [...pieces, html.slice(at)];
    if (closed && WHOLE.test(html.slice(from, from + 6))) {
      WHOLE_ENDS.lastIndex = to;
      closed = WHOLE_ENDS.test(html);
      if (closed) to = WHOLE_ENDS.lastIndex;
    }
    pieces.push(html.slice(at, from), html.slice(from, to));
    at = to;
  }
}

/**
 * Marks the text nodes of sanitised HTML with `<mark>`; tags and attributes are left alone, and so
 * are formulas and drawings, which know no `<mark>`.
 */
export function markHtml(html: string, form: QueryForm): string {
  const pieces = piecesOf(html);
  const texts = pieces.map((piece) => (piece.startsWith('<') ? '' : decode(piece)));
  const singles =
    findMarks(texts.join('\n\n'), form, false, 'never').length > 0 ? 'never' : 'when-no-run';
  return pieces
    .map((piece, i) => {
      if (piece === '' || piece.startsWith('<')) return piece;
      return markRuns(texts[i]!, findMarks(texts[i]!, form, false, singles))
        .map((run) => (run.mark ? `<mark>${encode(run.text)}</mark>` : encode(run.text)))
        .join('');
    })
    .join('');
}

/** A quotation is cut after the sentence that reaches this many characters. */
const QUOTED = 600;

/** The paragraph that holds most of the query, whole where it is short, else its first sentences. */
export function quotation(text: string, form: QueryForm): TextRun[] {
  let best = '';
  let most = -1;
  for (const paragraph of text.split(/\n+/u)) {
    const marks = findMarks(paragraph, form);
    const marked = marks.reduce((sum, { start, end }) => sum + end - start, 0);
    if (marked > most && paragraph.trim() !== '') [best, most] = [paragraph.trim(), marked];
  }
  if (best.length <= QUOTED) return markRuns(best, findMarks(best, form));
  const end = [...best.slice(0, QUOTED).matchAll(/[.;:]\s/gu)].at(-1)?.index ?? -1;
  const cut = end > 0 ? end + 1 : best.lastIndexOf(' ', QUOTED);
  const shown = best.slice(0, cut);
  return [...markRuns(shown, findMarks(shown, form)), { text: ' …', mark: false }];
}

const SNIPPET = 220;
/** A sentence that ends so far behind is still shown whole. */
const LONGER = 15;
/** Less says too little. */
const SHORTEST = 110;
/** So far before the first mark the sentence may begin. */
const LEAD = 100;

const SENTENCE_ENDS = /[.?!;](?=\s)/gu;

/** The text on one line, and where its paragraphs begin there. */
function flatten(text: string): { flat: string; begins: readonly number[] } {
  const begins: number[] = [];
  let flat = '';
  for (const paragraph of text.split(/\n\s*\n/u)) {
    const line = paragraph.replace(/\s+/gu, ' ').trim();
    if (line === '') continue;
    if (flat !== '') flat += ' ';
    begins.push(flat.length);
    flat += line;
  }
  return { flat, begins };
}

/** Where the densest cluster of marks begins: as much marked as a snippet holds, in one paragraph. */
function densest(marks: readonly Mark[], begins: readonly number[]): number {
  let best = 0;
  let most = -1;
  marks.forEach((mark, i) => {
    const paragraphEnds = begins.find((begin) => begin > mark.start) ?? Infinity;
    let count = 0;
    for (let j = i; j < marks.length; j++) {
      const { start, end } = marks[j]!;
      if (end > mark.start + SNIPPET - 40 || start >= paragraphEnds) break;
      count += end - start;
    }
    if (count > most) {
      most = count;
      best = mark.start;
    }
  });
  return best;
}

/**
 * About 220 characters around the densest cluster of marks: whole sentences where they fit, else cut
 * at words, with … where something is left out.
 */
export function snippet(text: string, form: QueryForm, exact = false): TextRun[] {
  const { flat, begins } = flatten(text);
  const marks = findMarks(flat, form, exact);
  const [start, end] = windowAround(flat, begins, densest(marks, begins));
  // A long quotation may be one mark that reaches over the cut.
  const inside = marks
    .filter((m) => m.start < end && m.end > start)
    .map((m) => ({ start: Math.max(m.start, start) - start, end: Math.min(m.end, end) - start }));
  const runs = markRuns(flat.slice(start, end), inside);
  if (start > 0) runs.unshift({ text: '… ', mark: false });
  if (end < flat.length) runs.push({ text: ' …', mark: false });
  return runs;
}

/** Begins with the paragraph or the sentence of the first mark, where that is near. */
function startBefore(flat: string, begins: readonly number[], at: number): number {
  const paragraph = begins.findLast((begin) => begin <= at) ?? 0;
  if (at - paragraph < LEAD) return paragraph;
  const sentence = Math.max(...['. ', '? ', '; ', '! '].map((sign) => flat.lastIndexOf(sign, at)));
  if (sentence >= paragraph && at - sentence < LEAD) return sentence + 2;
  const start = Math.max(0, at - 60);
  return flat.indexOf(' ', start) + 1 || start;
}

function windowAround(flat: string, begins: readonly number[], at: number): [number, number] {
  if (flat.length <= SNIPPET) return [0, flat.length];
  const start = startBefore(flat, begins, at);
  if (flat.length - start <= SNIPPET) return [start, flat.length];
  const reach = flat.slice(start, start + SNIPPET + LONGER);
  const ends = [
    ...[...reach.matchAll(SENTENCE_ENDS)].map(({ index }) => start + index + 1),
    ...begins.map((begin) => begin - 1),
  ].filter((end) => end - start >= SHORTEST && end > at && end - start <= SNIPPET + LONGER);
  if (ends.length > 0) return [start, Math.max(...ends)];
  const space = flat.lastIndexOf(' ', start + SNIPPET);
  return [start, space > start + 40 ? space : start + SNIPPET];
}
