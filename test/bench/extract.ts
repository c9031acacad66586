import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  discardResources,
  openExtractionPool,
  type ExtractionPool,
} from '#server/ingest/extract/extraction-pool.ts';
import { item, list, num, paragraph, wordFile } from '../support/make/word-file.ts';
import { readArticles, sharedFiles, type Article } from './corpus.ts';
import type { Figure } from './figures.ts';

const WORD_FILES = 60;
/** 20 pages of 2,500 characters. */
const WORD_LENGTH = 50_000;
const PDF_READINGS = 4;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A law of 20 pages whose Điều and khoản Word would number. */
function lawFile(articles: readonly Article[], from: number): { file: Uint8Array; next: number } {
  const body: string[] = [];
  let at = from;
  for (let length = 0; length < WORD_LENGTH; at++) {
    const { heading, text } = articles[at % articles.length]!;
    body.push(item(escape(heading), 1));
    for (const line of text.split('\n'))
      body.push(
        /^\d+\. /u.test(line)
          ? item(escape(line.replace(/^\d+\. /u, '')), 1, 1)
          : paragraph(escape(line)),
      );
    length += text.length;
  }
  const numbering = list(0, [{ text: 'Điều %1.' }, { text: '%2.' }]) + num(1, 0);
  return { file: wordFile({ body: body.join(''), numbering }), next: at };
}

/** Seconds that two children need for all files. */
async function timed(
  pool: ExtractionPool,
  files: readonly { readonly path: string; readonly mediaType: string }[],
): Promise<{ seconds: number; pages: number }> {
  const [first] = files;
  // The libraries are loaded.
  for (let i = 0; i < 2; i++) await discardResources(await pool.extract({ ...first!, name: 'a' }));
  const begun = performance.now();
  const read = await Promise.all(
    files.map(async (file) => {
      const extraction = await pool.extract({ ...file, name: 'a' });
      await discardResources(extraction);
      return extraction.pages ?? 0;
    }),
  );
  return {
    seconds: (performance.now() - begun) / 1000,
    pages: read.reduce((sum, pages) => sum + pages, 0),
  };
}

/** Reading alone, in two child processes as on a shelf of two cores. */
export async function benchExtract(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-extract-'));
  const pool = openExtractionPool({ size: 2, workRoot: join(folder, 'work') });
  try {
    const articles = readArticles();
    let from = 0;
    const laws = Array.from({ length: WORD_FILES }, (_, i) => {
      const { file, next } = lawFile(articles, from);
      from = next;
      const path = join(folder, `luat-${i}.docx`);
      writeFileSync(path, file);
      return { path, mediaType: WORD };
    });
    const word = await timed(pool, laws);
    const book = {
      path: join(sharedFiles('files/pdf-awkward'), 'freeculture.pdf'),
      mediaType: 'application/pdf',
    };
    const pdf = await timed(
      pool,
      Array.from({ length: PDF_READINGS }, () => book),
    );
    return [
      {
        name: 'Word files/s of 20 pages, two children',
        value: WORD_FILES / word.seconds,
        goal: 30,
        better: 'more',
      },
      {
        name: 'PDF pages/s, two children',
        value: pdf.pages / pdf.seconds,
        goal: 60,
        better: 'more',
      },
    ];
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
