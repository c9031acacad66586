import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
/** Reading in time that grows with the square of the length would take many times as long. */
const pool = openExtractionPool({
  workRoot: join(folder.path, 'work'),
  timeouts: { read: 40_000 },
});
afterAll(async () => {
  await pool.close();
  folder.remove();
});

const TIMES = 300_000;
const html = (body: string) =>
  pool.extract({
    path: folder.put('a.html', `<!doctype html><p>Đầu</p>${body}`),
    name: 'a.html',
    mediaType: 'text/html',
  });

test.each([
  ['elements that never end', '<div>x'],
  ['inline elements that never end', '<b>x'],
  ['tables in tables', '<table><tr><td>x'],
  ['closing tags of nothing', '<div></p>'],
  ['headings', '<h1>x</h1>'],
  ['drawings', '<svg><g>'],
  ['formulas', '<math><mrow>1'],
  ['beginnings of tags', '<'],
  ['ampersands', '&'],
])('%s, 300,000 times, are read within the limit', async (_, markup) => {
  expect((await html(markup.repeat(TIMES))).passages.length).toBeGreaterThan(0);
});

test('elements that stand too deep keep their words, and what follows them its order', async () => {
  const deep = `${'<div>'.repeat(2_000)}sâu<br>${'</div>'.repeat(2_000)}<p>sau cùng</p>`;
  const { passages } = await html(deep);
  expect(passages.map(({ text }) => text).join(' ')).toMatch(/Đầu\s+sâu\s+sau cùng/u);
});
