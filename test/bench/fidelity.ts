import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { edgesOf } from '#server/items/running-text.ts';
import type { Extraction } from '#server/items/extraction.ts';
import {
  discardResources,
  openExtractionPool,
  type ExtractionPool,
} from '#server/ingest/extract/extraction-pool.ts';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import { compareWords, type WordComparison } from './compare-words.ts';
import { sharedFiles } from './corpus.ts';
import type { Figure } from './figures.ts';
import { readerOf } from './independent-readers.ts';

const KINDS = [
  { name: 'Word', extension: '.docx', lost: 0.1, order: 99.5 },
  { name: 'EPUB', extension: '.epub', lost: 0.1, order: 99.5 },
  { name: 'PDF with a text layer', extension: '.pdf', lost: 1, order: 99 },
] as const;

/** Fewer words say nothing about order, and are mostly damaged on purpose. */
const LEAST_WORDS = 50;
const FOLDERS = ['files/docx', 'files/epub', 'files/pdf-awkward', 'reports-2'];

/** More often than this a line runs over the pages, whatever number stands in it. */
const MOST_REPEATED = 4;
const LONGEST_RUNNING = 120;
const PAGE_NUMBER = /^\W*(?:Trang\s*|Page\s*)?(?:\d{1,4}|[ivxlc]{1,6})\W*$/iu;
const shapeOf = (line: string): string => line.replace(/\d+/gu, '#').replace(/[^\p{L}#]+/gu, '');

/**
 * Without the lines that run over pages and their numbers: the shelf keeps them beside the text, in
 * labels and at the edges of pages, other readers among the words.
 */
function withoutRunningLines(text: string, shapes: ReadonlyMap<string, number>): string {
  return text
    .split(/\n|\f/u)
    .filter(
      (line) =>
        !PAGE_NUMBER.test(line) &&
        (line.length > LONGEST_RUNNING || (shapes.get(shapeOf(line)) ?? 0) <= MOST_REPEATED),
    )
    .join('\n');
}

function shapesOf(text: string): Map<string, number> {
  const shapes = new Map<string, number>();
  for (const line of text.split(/\n|\f/u))
    if (line.trim() !== '') shapes.set(shapeOf(line), (shapes.get(shapeOf(line)) ?? 0) + 1);
  return shapes;
}

/** The words of a chapter as its page shows them: with markers of lists and what pictures show. */
const wordsOfHtml = (html: string): string =>
  numberBlocks(html.replace(/<img[^>]*? alt="([^"]*)"[^>]*>/gu, ' $1 '))
    .blocks.map(({ text }) => text)
    .join('\n');

/** Everything that readers of the shelf see of the file's words, in the order of its pages. */
function shownText({ sections, passages, running }: Extraction): string {
  if (sections.length > 0) return sections.map((s) => wordsOfHtml(s.html)).join('\n');
  const pages = new Map<number, string[]>();
  for (const { locator, text } of passages) {
    const page = locator.kind === 'page' ? locator.page : 0;
    pages.set(page, [...(pages.get(page) ?? []), text]);
  }
  return [...pages]
    .map(([page, texts]) => {
      const { head, foot } = edgesOf(running, page);
      return [...head, ...texts, ...foot].join('\n');
    })
    .join('\n');
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.epub': 'application/epub+zip',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

async function ownText(pool: ExtractionPool, path: string): Promise<string | null> {
  const extraction = await pool.extract({
    path,
    name: basename(path),
    mediaType: MEDIA_TYPES[extname(path)]!,
  });
  await discardResources(extraction);
  // An XFA form holds a request to wait for another program; no text of its own.
  const isText =
    extraction.outcome === 'ready' &&
    (extraction.notes ?? []).every(({ code }) => code !== 'form-xfa');
  return isText ? shownText(extraction) : null;
}

const percent = (share: number): string => (share * 100).toFixed(2);

function showFile(file: string, c: WordComparison): void {
  const examples = [
    c.examples.lost.length > 0 ? `lost ${c.examples.lost.slice(0, 6).join(' ')}` : '',
    c.examples.added.length > 0 ? `added ${c.examples.added.slice(0, 6).join(' ')}` : '',
  ].filter((text) => text !== '');
  console.log(
    `  ${file}: ${c.words} words, lost ${percent(c.lost / c.words)} %, added ${percent(c.added / c.words)} %, order ${percent(c.order)} %${examples.length > 0 ? ` (${examples.join('; ')})` : ''}`,
  );
}

async function compareFile(
  pool: ExtractionPool,
  path: string,
  read: (path: string) => Promise<string>,
): Promise<WordComparison | null> {
  try {
    const own = await ownText(pool, path);
    if (own === null) return null;
    const other = await read(path);
    const shapes = extname(path) === '.pdf' ? shapesOf(other) : new Map<string, number>();
    const comparison = compareWords(
      withoutRunningLines(other, shapes),
      withoutRunningLines(own, shapes),
    );
    return comparison.words < LEAST_WORDS ? null : comparison;
  } catch {
    // Damaged on purpose: one of the two cannot read it, so there is nothing to compare.
    return null;
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function figuresOf(kind: (typeof KINDS)[number], comparisons: readonly WordComparison[]): Figure[] {
  const words = sum(comparisons.map((c) => c.words));
  const share = (of: (c: WordComparison) => number): number =>
    (100 * sum(comparisons.map(of))) / words;
  return [
    {
      name: `${kind.name}: words lost, %, of ${words} in ${comparisons.length} files`,
      // A perfect score has no ratio.
      value: Math.max(
        share((c) => c.lost),
        0.000_1,
      ),
      goal: kind.lost,
      better: 'less',
    },
    {
      name: `${kind.name}: words in the same order, %`,
      value: share((c) => c.order * c.words),
      goal: kind.order,
      better: 'more',
    },
  ];
}

/**
 * What the shelf shows of files beside what independent readers find in them. Kinds without such a
 * reader on this machine are named and left out.
 */
export async function benchFidelity(): Promise<Figure[]> {
  const workRoot = mkdtempSync(join(tmpdir(), 'fidelity-'));
  const pool = openExtractionPool({ size: 2, workRoot });
  const files = FOLDERS.flatMap((folder) => {
    const path = sharedFiles(folder);
    return readdirSync(path).map((name) => join(path, name));
  });
  const figures: Figure[] = [];
  try {
    for (const kind of KINDS) {
      const reader = await readerOf(kind.extension);
      console.log(
        `\n${kind.name}: ${reader === null ? 'left out, no other reader is on this machine' : `beside ${reader.name}`}`,
      );
      if (reader === null) continue;
      const comparisons: WordComparison[] = [];
      for (const path of files.filter((file) => extname(file) === kind.extension)) {
        const comparison = await compareFile(pool, path, reader.read);
        if (comparison === null) continue;
        showFile(basename(path), comparison);
        comparisons.push(comparison);
      }
      if (comparisons.length > 0) figures.push(...figuresOf(kind, comparisons));
    }
  } finally {
    await pool.close();
    rmSync(workRoot, { recursive: true, force: true });
  }
  return figures;
}
