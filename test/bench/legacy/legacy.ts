import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import {
  discardResources,
  openExtractionPool,
  type ExtractionPool,
} from '#server/ingest/extract/extraction-pool.ts';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import { LegacyDecoder } from '#server/ingest/extract/legacy/legacy-decoder.ts';
import { compareWords } from '../compare-words.ts';
import { corpusIsThere, readArticles } from '../corpus.ts';
import type { Figure } from '../figures.ts';
import { lettersRight, type LettersRight } from './letters-right.ts';

/** A folder with `tcvn3`, `vni`, and `truth`: the same names with the ending `.txt`. */
const FOLDER = 'LEGACY_FILES';
/** Lines of articles, as JSON, where the benchmark texts do not stand beside the repository. */
const ARTICLES = 'LEGACY_ARTICLES';
const TEXTS = 10_000;
/** No single one: zero has no ratio. */
const NONE = 0.000_1;
const FONTS = ['', '.VnTime', '.VnTimeH', 'VNI-Times'];

interface Judged {
  readonly name: string;
  readonly letters: LettersRight;
  /** Words lost, by the measure of `bench -- fidelity`. */
  readonly lost: number;
  readonly order: number;
}

async function shownText(pool: ExtractionPool, path: string): Promise<string> {
  const { mediaType } = await pool.sniff({ path, name: path });
  const extraction = await pool.extract({ path, name: path, mediaType });
  await discardResources(extraction);
  const { passages, sections } = extraction;
  return sections.length === 0
    ? passages.map((p) => p.text).join('\n')
    : sections.flatMap((s) => numberBlocks(s.html).blocks.map((b) => b.text)).join('\n');
}

async function judge(pool: ExtractionPool, root: string, kind: string): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const name of readdirSync(join(root, kind)).toSorted()) {
    const truth = join(root, 'truth', `${name.slice(0, -extname(name).length)}.txt`);
    if (!existsSync(truth)) continue;
    const expected = readFileSync(truth, 'utf8');
    const actual = await shownText(pool, join(root, kind, name));
    const { lost, order } = compareWords(expected, actual);
    judged.push({ name, letters: lettersRight(expected, actual), lost, order });
  }
  return judged;
}

const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(2);

function showFile({ name, letters, order }: Judged): void {
  const lost = letters.lost.slice(0, 6).join(' ');
  console.log(
    `  ${name}: ${percent(letters.right, letters.letters)} % of ${letters.letters} letters, order ${percent(order, 1)} %${lost === '' ? '' : ` (lost ${lost})`}`,
  );
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function figuresOf(judged: readonly Judged[]): Figure[] {
  const rtf = judged.filter(({ name }) => extname(name) === '.rtf');
  const letters = sum(judged.map((j) => j.letters.letters));
  return [
    {
      name: `letters right, %, of ${letters} in ${judged.length} files`,
      value: (100 * sum(judged.map((j) => j.letters.right))) / letters,
      goal: 99.7,
      better: 'more',
    },
    {
      name: `words lost in ${rtf.length} RTF files`,
      value: Math.max(sum(rtf.map((j) => j.lost)), NONE),
      goal: NONE,
      better: 'less',
    },
  ];
}

async function judgeFiles(root: string): Promise<Figure[]> {
  const workRoot = mkdtempSync(join(tmpdir(), 'legacy-'));
  const pool = openExtractionPool({ size: 1, workRoot });
  try {
    const judged = [...(await judge(pool, root, 'tcvn3')), ...(await judge(pool, root, 'vni'))];
    for (const file of judged) showFile(file);
    return figuresOf(judged);
  } finally {
    await pool.close();
    rmSync(workRoot, { recursive: true, force: true });
  }
}

function articleTexts(): string[] {
  const path = process.env[ARTICLES];
  const articles =
    path === undefined
      ? readArticles()
      : readFileSync(path, 'utf8')
          .split('\n', TEXTS)
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as { readonly heading: string; readonly text: string });
  return articles.slice(0, TEXTS).map(({ heading, text }) => `${heading}\n${text}`);
}

/** Whether a decoder changes a text that is Unicode, in a font that says otherwise. */
function isChanged(text: string, font: string): boolean {
  const decoder = new LegacyDecoder();
  const lines = text.split('\n');
  for (const line of lines) decoder.learn(font, line);
  return lines.some((line) => decoder.decode(font, [line])[0] !== line);
}

function falseConversions(): Figure[] {
  if (process.env[ARTICLES] === undefined && !corpusIsThere()) {
    console.log('\nfalse conversions: skipped, the benchmark texts are not on this machine');
    return [];
  }
  const texts = articleTexts();
  return FONTS.map((font) => ({
    name: `false conversions of ${texts.length} Unicode texts, font ${font || 'unnamed'}`,
    value: Math.max(texts.filter((text) => isChanged(text, font)).length, NONE),
    goal: NONE,
    better: 'less',
  }));
}

/** Files in TCVN3 and VNI beside their transcripts, and Unicode texts that nothing may change. */
export async function benchLegacy(): Promise<Figure[]> {
  const root = process.env[FOLDER];
  if (root === undefined) console.log(`\nlegacy files: skipped, ${FOLDER} names no folder`);
  return [...(root === undefined ? [] : await judgeFiles(root)), ...falseConversions()];
}
