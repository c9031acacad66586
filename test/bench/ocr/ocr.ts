import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExtractionPool, type ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { PageToRecognise } from '#server/ingest/extract/recognise/load-picture.ts';
import {
  isLookedAt,
  type RecognisedPage,
  type RecognisedWord,
} from '#server/items/recognised-page.ts';
import { childUsage } from './child-usage.ts';
import type { Figure } from '../figures.ts';
import { KEY, LOOK } from './keystrokes.ts';
import { nearestStretch } from './nearest-stretch.ts';
import { WEAR, wornPage, type Wear } from './worn-pages.ts';

/** Sums over the pages of one kind of wear. */
interface Sums {
  characters: number;
  edits: number;
  letters: number;
  letterEdits: number;
  /** Words that stand for a written-down line, those of them that are wrong, flagged, and both. */
  words: number;
  wrong: number;
  flagged: number;
  wrongFlagged: number;
  pages: number;
  /** Of the processor, for the first reader alone and for both. */
  seconds: number;
  bothSeconds: number;
  /** Characters wrong where the first reader reads alone. */
  editsAlone: number;
  /** For a person to look at every flagged word and put right the wrong ones. */
  correctingSeconds: number;
}

const noSums = (): Sums => ({
  characters: 0,
  edits: 0,
  letters: 0,
  letterEdits: 0,
  words: 0,
  wrong: 0,
  flagged: 0,
  wrongFlagged: 0,
  pages: 0,
  seconds: 0,
  bothSeconds: 0,
  editsAlone: 0,
  correctingSeconds: 0,
});

/** Keys that type a word by Telex: one a letter, one for each mark on it, one for đ. */
const typedKeys = (word: string): number =>
  [...word.normalize('NFD')].length + (word.match(/đ/giu)?.length ?? 0);

/**
 * What the correction screen asks of a person for a flagged word: one key where the word or its
 * other reading is right, else the word and a key.
 */
function correcting({ text, other, read }: RecognisedWord, isWrong: boolean, line: string): number {
  const isOneKey = !isWrong || line.split(' ').includes(other ?? read ?? '');
  return LOOK + KEY * (isOneKey ? 1 : typedKeys(text) + 1);
}

const lettersOf = (text: string): string[] => text.match(/[\p{L}\p{N}]/gu) ?? [];

/** A dash of the other length, or a blank that typists forgot after a comma: no word is wrong. */
const isHouseStyle = (text: readonly string[], at: number): boolean =>
  text[at] === '-' || (text[at] === ' ' && /[,;:]/u.test(text[at - 1] ?? ''));

/** Whether every fault of a page is to be shown: of those that both engines read. */
const isShown = (page: RecognisedPage): boolean =>
  process.env['OCR_SHOW'] !== undefined && page.engines.length > 1;

/** The stretch of each line, those that were read best first: each takes what stands for no other. */
function nearestStretches(lines: readonly string[], text: readonly string[]) {
  const taken = new Set<number>();
  return lines
    .map((line) => ({ line, edits: nearestStretch([...line], text).edits }))
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ line }) => {
      const nearest = nearestStretch([...line], text, taken);
      for (let i = nearest.from; i < nearest.to; i++) taken.add(i);
      return { line, nearest };
    });
}

/** Adds how the words of a page compare with its written-down lines. */
function addPage(sums: Sums, page: RecognisedPage, lines: readonly string[]): void {
  const words: RecognisedWord[] = page.lines.flatMap((line) => line.words);
  const text: string[] = [];
  const wordAt: number[] = [];
  for (const [at, word] of words.entries())
    for (const sign of [...word.text, ' ']) {
      text.push(sign);
      wordAt.push(at);
    }
  const letters = lettersOf(text.join(''));
  const covered = new Map<number, string>();
  const wrong = new Set<number>();
  for (const { line, nearest } of nearestStretches(lines, text)) {
    sums.characters += [...line].length;
    sums.edits += nearest.edits;
    for (let i = nearest.from; i < nearest.to; i++) covered.set(wordAt[i]!, line);
    for (const i of nearest.wrong) if (!isHouseStyle(text, i)) wrong.add(wordAt[i]!);
    sums.letters += lettersOf(line).length;
    sums.letterEdits += nearestStretch(lettersOf(line), letters).edits;
    if (nearest.edits > 0 && isShown(page))
      console.log(
        `    ${nearest.edits}  ${line}\n       ${text.slice(nearest.from, nearest.to).join('')}`,
      );
  }
  sums.words += covered.size;
  for (const [at, line] of covered) {
    const flagged = isLookedAt(words[at]!);
    if (flagged) sums.correctingSeconds += correcting(words[at]!, wrong.has(at), line);
    if (flagged) sums.flagged++;
    if (wrong.has(at)) sums.wrong++;
    if (flagged && wrong.has(at)) sums.wrongFlagged++;
    if (!flagged && wrong.has(at) && isShown(page))
      console.log(`    not flagged: ${JSON.stringify(words[at])}`);
  }
}

const addSums = (all: Sums, one: Sums): void => {
  for (const key of Object.keys(all) as (keyof Sums)[]) all[key] += one[key];
};

const percent = (part: number, whole: number): number => (100 * part) / Math.max(1, whole);

const show = (sums: Sums): string =>
  [
    `CER ${percent(sums.edits, sums.characters).toFixed(2)} % (first alone ${percent(sums.editsAlone, sums.characters).toFixed(2)} %)`,
    `letters ${percent(sums.letterEdits, sums.letters).toFixed(2)} %`,
    `words ${sums.words}, wrong ${sums.wrong}, flagged ${percent(sums.flagged, sums.words).toFixed(1)} % hold ${sums.wrongFlagged}`,
    `${(sums.seconds / Math.max(1, sums.pages)).toFixed(2)} s a page, ${(sums.bothSeconds / Math.max(1, sums.pages)).toFixed(2)} s both`,
  ].join(' · ');

/** The most memory that a child of the run had, in megabytes. */
let peak = 0;

/** Reads a page with one reader or both; gives what was found and seconds of processor. */
async function timed(pool: ExtractionPool, page: PageToRecognise) {
  const before = childUsage();
  const read = await pool.recognise(page);
  const after = childUsage();
  peak = Math.max(peak, after?.peak ?? 0);
  // A child that grew large is replaced; the new one has worked on this page alone.
  const since = before?.pid === after?.pid ? (before?.seconds ?? 0) : 0;
  return { read, seconds: (after?.seconds ?? Number.NaN) - since };
}

async function benchWear(
  pool: ExtractionPool,
  folder: string,
  wear: Wear,
  scratch: string,
): Promise<Sums> {
  const all = noSums();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.pdf'))) {
    const lines = readFileSync(join(folder, name.replace(/\.pdf$/u, '.txt')), 'utf8')
      .normalize('NFC')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const path = await wornPage(join(folder, name), wear, scratch);
    const first = await timed(pool, { path, secondReader: false });
    const both = await timed(pool, { path });
    const alone = noSums();
    addPage(alone, first.read, lines);
    const sums = noSums();
    addPage(sums, both.read, lines);
    Object.assign(sums, {
      pages: 1,
      seconds: first.seconds,
      bothSeconds: both.seconds,
      editsAlone: alone.edits,
    });
    console.log(`  ${wear.padEnd(6)} ${name.padEnd(26)} ${show(sums)}`);
    addSums(all, sums);
  }
  return all;
}

const CER_GOAL: Readonly<Record<Wear, number>> = { clean: 0.6, fax: 1, noisy: 1, phone: 1 };

function figuresOf(wear: Wear, sums: Sums): Figure[] {
  const less = (name: string, value: number, goal: number): Figure => ({
    name: `${wear}: ${name}`,
    value,
    goal,
    better: 'less',
  });
  return [
    less('characters wrong, %', percent(sums.edits, sums.characters), CER_GOAL[wear]),
    less('letters wrong, %', percent(sums.letterEdits, sums.letters), CER_GOAL[wear] / 2),
    less('words to look at again, %', percent(sums.flagged, sums.words), 12),
    {
      name: `${wear}: of the wrong words they hold, %`,
      value: percent(sums.wrongFlagged, sums.wrong),
      goal: 90,
      better: 'more',
    },
    less(
      'forty words to look at, seconds of a person',
      (40 * sums.correctingSeconds) / Math.max(1, sums.flagged),
      120,
    ),
    less('first reader, processor seconds a page', sums.seconds / Math.max(1, sums.pages), 1),
  ];
}

/**
 * Pages whose lines are written down, and worn copies of them. The measure: for each written-down
 * line the smallest edit distance to any stretch of what was recognised, over all its characters.
 * `OCR_SCANS` names a folder of PDFs with a `.txt` beside each; `OCR_SHOW` shows every line with a
 * fault; `OCR_WEAR` names the kinds of wear when not all are wanted.
 */
export async function benchOcr(): Promise<Figure[]> {
  const folder = process.env['OCR_SCANS'];
  if (folder === undefined) {
    console.log('\nocr: skipped, OCR_SCANS names no folder of scans');
    return [];
  }
  const scratch = mkdtempSync(join(tmpdir(), 'ocr-'));
  const pool = openExtractionPool({ workRoot: scratch });
  const figures: Figure[] = [];
  try {
    const kinds = WEAR.filter((wear) => process.env['OCR_WEAR']?.includes(wear) ?? true);
    await pool.pageRatios({ path: join(folder, readdirSync(folder)[0]!) });
    const resting = childUsage()?.now ?? Number.NaN;
    // Starting the child and opening the models is no page's own time.
    await pool.recognise({ path: join(folder, readdirSync(folder)[0]!), secondReader: false });
    for (const wear of kinds) {
      const sums = await benchWear(pool, folder, wear, scratch);
      console.log(`  ${wear}: ${show(sums)}`);
      figures.push(...figuresOf(wear, sums));
    }
    figures.push({
      name: 'memory of the child beyond one that reads no pages, MB',
      value: peak - resting,
      goal: 300,
      better: 'less',
    });
  } finally {
    await pool.close();
    rmSync(scratch, { recursive: true, force: true });
  }
  return figures;
}
