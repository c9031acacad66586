import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, sources } from '../support/source-code.ts';

/** Classes that the libraries of the PDF and the EPUB reader give to what they draw. */
const OF_LIBRARIES = ['epub-view', 'markedContent'];

const sheets = readdirSync(join(ROOT, 'web/styles'))
  .filter((name) => name.endsWith('.css'))
  .map((name) => [name, readFileSync(join(ROOT, 'web/styles', name), 'utf8')] as const);
const styles = sheets
  .map(([, css]) => css)
  .join('\n')
  .replaceAll(/\/\*.*?\*\//gsu, '');
const code = sources
  .filter((path) => !path.startsWith('test/'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');
const words = new Set(code.match(/[\w-]+/gu));

const islands = new Set(
  [
    ...readFileSync(join(ROOT, 'web/islands/mount.ts'), 'utf8').matchAll(
      /'?([\w-]+)'?: \(\) => import/gu,
    ),
  ].map((m) => m[1]!),
);

/** Classes that are put together: `marker-` and a style of list (ingest/extract/html/list-markers). */
const isMade = (name: string): boolean =>
  name.startsWith('marker-') && words.has(name.slice('marker-'.length));

/** Names that styles select and no page gives: their element lost its looks, unseen. */
const lost = (css: string): string[] => [
  ...[...css.matchAll(/\.([a-z][\w-]*)(?=[^{}]*\{)/gu)]
    .map((m) => m[1]!)

    .filter((name) => !words.has(name) && !isMade(name) && !OF_LIBRARIES.includes(name)),
  ...[...css.matchAll(/\[data-island='([\w-]+)'\]/gu)]
    .map((m) => m[1]!)
    .filter((name) => !islands.has(name)),
];

/** As of all source files (test/oxlint.json); the linter does not read styles. */
const MOST_LINES = 450;

test('no style sheet is longer than a source file may be', () => {
  const long = sheets.filter(([, css]) => css.split('\n').length - 1 > MOST_LINES);
  expect(long.map(([name]) => name)).toEqual([]);
});

test('every class and island that the styles name is on some page', () => {
  expect(styles.length).toBeGreaterThan(10_000);
  expect(lost(styles)).toEqual([]);
});

test('a name that is on no page is seen', () => {
  expect(
    lost(".no-such-class .card { color: red } [data-island='no-such'] p { margin: 0 }"),
  ).toEqual(['no-such-class', 'no-such']);
});
