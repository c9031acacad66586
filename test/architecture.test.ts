import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  filesBelow,
  importsOf,
  loadedWith,
  ROOMS,
  ROOT,
  sources,
  WEB_ROOMS,
  within,
} from './support/source-code.ts';

const MAX_LINES = 450;

/** Rules of a room that have a folder of their own. */
const RULE_FOLDERS = [
  'server/search/scoring',
  'server/search/words',
  'server/search/words/shipped',
  'server/exchange/record',
  'server/exchange/oai',
  'server/exchange/opds',
  'server/exchange/embed',
  'server/exchange/delivery',
  'server/items/history',
];
const RULES = [
  'server/base',
  ...ROOMS.map((room) => `${room}/*.ts`),
  ...RULE_FOLDERS,
  'server/ports.ts',
  'server/action-deps.ts',
];
const ACTIONS = [...RULES, 'server/*/actions'];
const ROUTES = [
  ...ACTIONS,
  'server/*/routes',
  'server/http',
  ...WEB_ROOMS,
  'web/paths',
  'web/text',
];
/**
 * Place → what it may import besides itself; the first row that fits a file holds. `*` stands for
 * one name, `**` for any number of folders; `npm` and `node` for packages and built-ins. A room's
 * rules are the files at its root and in folders of rules below it.
 */
const MAY_IMPORT: readonly (readonly [place: string, allowed: readonly string[]])[] = [
  ['server/main.ts', ['server', 'storage/index.ts', 'node', 'npm']],
  ['server/cli.ts', ['server', 'storage/index.ts', 'node', 'npm']],
  ['server/ports.ts', RULES],
  ['server/action-deps.ts', RULES],
  ['server/base', []],
  [
    'server/http',
    [
      ...ACTIONS,
      'server/ingest/extract/tasks.ts',
      'web/frame',
      'web/paths',
      'web/text',
      'node',
      'npm',
    ],
  ],
  ['server/jobs', [...RULES, 'server/ingest/extract/extraction-pool.ts', 'node', 'npm']],
  ['server/keeping/commands', ['server', 'web/text', 'node', 'npm']],
  ['server/ingest/extract', [...RULES, 'node', 'npm']],
  ['server/*/actions', [...ACTIONS, 'node']],
  [
    'server/*/jobs',
    [
      ...ACTIONS,
      'server/*/jobs',
      'server/jobs',
      'server/ingest/extract',
      'web/paths',
      'web/text',
      'node',
      'npm',
    ],
  ],
  ['server/*/routes', [...ROUTES, 'node', 'npm']],
  ...RULE_FOLDERS.map((place) => [place, RULES] as const),
  ...ROOMS.map((room) => [`${room}/*.ts`, RULES] as const),
  // What main and cli are put together from: app.ts and the like.
  ['server', ['node', 'npm']],
  ['storage/index.ts', [...RULES, 'storage']],
  // Threads that are asked and answer: what both adapters read their index in.
  ['storage/asked-thread.ts', [...RULES, 'storage/answer-requests.ts', 'node']],
  ['storage/answer-requests.ts', [...RULES, 'node']],
  ['storage/packed-reading.ts', [...RULES, 'node']],
  ['storage/shipped-data.ts', [...RULES, 'node']],
  ...['sqlite', 'mongo'].map(
    (adapter) =>
      [
        `storage/${adapter}`,
        [
          ...RULES,
          'storage/asked-thread.ts',
          'storage/answer-requests.ts',
          'storage/packed-reading.ts',
          'storage/shipped-data.ts',
          'node',
          'npm',
        ],
      ] as const,
  ),
  ['web/vite.config.ts', ['web/app-icons.ts', 'web/precompress.ts', 'node', 'npm']],
  ['web/app-icons.ts', ['node', 'npm']],
  ['web/precompress.ts', ['node', 'npm']],
  ['web/islands', [...RULES, 'web/paths', 'web/styles', 'npm']],
  ['web', [...RULES, 'npm']],
  // Reaches the running shelf only through test/support: never the app, its routes or a storage.
  ['test/http', ['test/support', 'test/fixtures', ...ACTIONS, 'web', 'node', 'npm']],
  ['test', ['server', 'storage', 'web', 'node', 'npm']],
];

/** Started as threads or processes of their own: nobody imports them but for types. */
const WORKER_ENTRIES = [
  'storage/sqlite/search/search-worker.ts',
  'storage/mongo/search/reader-worker.ts',
  'server/ingest/extract/child.ts',
];
const READS_ENVIRONMENT = ['server/main.ts', 'server/cli.ts'];
/** So that what follows from a change (history, comparison, notices, index) cannot be forgotten. */
const SAVES_ITEMS = 'server/items/actions/rewrite.ts';
const DEFAULT_EXPORT = ['web/vite.config.ts'];

const rowOf = (file: string) => MAY_IMPORT.find(([place]) => within(file, place));

/** Every rule that the file breaks, in words. */
function faultsOf(file: string, text: string): string[] {
  const row = rowOf(file);
  if (row === undefined) return [`${file}: no row of the import table holds for it`];
  const [place, allowed] = row;
  const faults: string[] = [];
  for (const { spec, to, typeOnly } of importsOf(file, text)) {
    if (!within(to, place) && !allowed.some((a) => within(to, a)))
      faults.push(
        `${file} imports ${spec}: ${place} may import itself and ${allowed.join(', ') || 'nothing'}`,
      );
    if (WORKER_ENTRIES.includes(to) && !typeOnly)
      faults.push(`${file} imports ${spec}: a worker's entry is started, not imported`);
    if (spec.startsWith('.') && file.split('/')[0] !== to.split('/')[0])
      faults.push(`${file} imports ${spec}: across top-level folders use #${to}`);
  }
  const isTest = within(file, 'test');
  if (!isTest && /\bimport\((?!\s*['"])/u.test(text))
    faults.push(`${file}: a computed import() escapes the import table`);
  if (!isTest && !READS_ENVIRONMENT.includes(file) && /\bprocess\.env\b/u.test(text))
    faults.push(`${file} reads process.env: only ${READS_ENVIRONMENT.join(' and ')} may`);
  if (!DEFAULT_EXPORT.includes(file) && /^export default\b/mu.test(text))
    faults.push(`${file}: named exports only`);
  if (within(file, 'server') && file !== SAVES_ITEMS && /\.saveItems?\(/u.test(text))
    faults.push(`${file} saves an item: only ${SAVES_ITEMS} hands a changed item to the catalogue`);
  if (text.split('\n').length > MAX_LINES + 1)
    faults.push(`${file} is longer than ${MAX_LINES} lines`);
  if (/(?:^|[/.-])(?:service|manager|helper|util|utils|misc|common)s?(?=[/.-]|$)/iu.test(file))
    faults.push(`${file}: this name says nothing about intent`);
  if (file.split('/').some((part) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/u.test(part)))
    faults.push(`${file}: file names are kebab-case`);
  return faults;
}

const folders = [...Map.groupBy(sources, (path) => path.split('/').slice(0, 2).join('/'))];

describe('the code', () => {
  test.each(folders)('of %s keeps the rules of STYLE.md §4 and §6', (_, files) => {
    expect(files.flatMap((file) => faultsOf(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual(
      [],
    );
  });

  test('of the demo is data only', () => {
    expect(filesBelow('server/demo').filter((path) => /\.[cm]?[jt]sx?$/u.test(path))).toEqual([]);
  });

  test('is all TypeScript but for build scripts and settings', () => {
    const scripts = ['server', 'storage', 'web', 'test']
      .flatMap(filesBelow)
      .filter((path) => /\.[cm]?jsx?$/u.test(path));
    expect(
      scripts.filter(
        (path) => !/^(?:server|test(?:\/(?:browser|runner))?)\/[\w.-]+\.mjs$/u.test(path),
      ),
    ).toEqual([]);
  });
});

test('a process that starts loads no words of officials: most serve readers for days', () => {
  const loaded = loadedWith('server/main.ts');
  expect(loaded).toContain('web/text/reader-words.ts');
  expect(loaded).not.toContain('web/text/vi.ts');
});

describe('these rules', () => {
  test('see every import of a file', () => {
    const text = `import 'node:a';\nimport b from 'b';\nimport {\n  c,\n} from './c.ts';\nimport type { D } from '#server/d.ts';\nexport { e } from "../e.ts";\nexport * from '#web/f.ts';\nconst g = await import('./g.ts');\nconst text = "from 'nowhere'";`;
    expect(importsOf('server/site/routes/x.ts', text).map((i) => i.to)).toEqual([
      'node',
      'npm',
      'server/site/routes/c.ts',
      'server/d.ts',
      'server/site/e.ts',
      'web/f.ts',
      'server/site/routes/g.ts',
    ]);
  });

  test.each([
    ['server/items/item.ts', "import { z } from 'zod';", 'server/items/*.ts may import'],
    ['server/items/item.ts', "import 'node:fs';", 'server/items/*.ts may import'],
    ['server/items/item.ts', "import { x } from './actions/x.ts';", 'server/items/*.ts may import'],
    [
      'server/items/item.ts',
      "import { x } from '#server/http/status.ts';",
      'server/items/*.ts may',
    ],
    ['server/base/ids.ts', "import { x } from '#server/items/item.ts';", 'itself and nothing'],
    ['server/laws/actions/a.ts', "import { x } from '#storage/index.ts';", 'server/*/actions may'],
    ['server/laws/actions/a.ts', "import { x } from 'zod';", 'server/*/actions may'],
    ['server/laws/actions/a.ts', "import { x } from '../routes/a.ts';", 'server/*/actions may'],
    [
      'server/ingest/extract/a.ts',
      "import { x } from '../actions/x.ts';",
      'server/ingest/extract may',
    ],
    ['server/links/jobs/a.ts', "import { x } from '../routes/x.ts';", 'server/*/jobs may'],
    ['server/jobs/a.ts', "import { x } from '#server/laws/actions/x.ts';", 'server/jobs may'],
    ['server/http/a.tsx', "import { x } from '#web/site/home.tsx';", 'server/http may'],
    ['server/site/routes/a.ts', "import { x } from '#web/islands/a.ts';", 'server/*/routes may'],
    ['server/app.ts', "import { openStorage } from '#storage/index.ts';", 'server may import'],
    ['storage/sqlite/a.ts', "import { x } from '../mongo/a.ts';", 'storage/sqlite may import'],
    ['storage/sqlite/a.ts', "import { x } from '#server/laws/actions/a.ts';", 'storage/sqlite may'],
    ['storage/index.ts', "import { readFile } from 'node:fs';", 'storage/index.ts may import'],
    ['web/islands/a.ts', "import 'node:path';", 'web/islands may import'],
    ['web/islands/a.ts', "import { x } from '#web/site/home.tsx';", 'web/islands may import'],
    ['web/site/a.tsx', "import { x } from '#server/http/frame.ts';", 'web may import'],
    ['test/http/a.test.ts', "import { x } from '#server/app.ts';", 'test/http may import'],
    ['storage/sqlite/search/search.ts', "import { x } from './search-worker.ts';", 'is started'],
    [
      'server/laws/routes/a.ts',
      "import { x } from '../../../web/paths/laws.ts';",
      'use #web/paths/laws.ts',
    ],
    ['server/laws/routes/a.ts', 'const x = await import(name);', 'computed import()'],
    ['server/config.ts', 'const x = process.env.PORT;', 'reads process.env'],
    ['server/laws/routes/a.ts', 'export default 1;', 'named exports only'],
    [
      'server/laws/actions/a.ts',
      'catalog.saveItem(change);',
      'only server/items/actions/rewrite.ts',
    ],
    [
      'server/laws/jobs/a.ts',
      'await deps.catalog.saveItems(all);',
      'only server/items/actions/rewrite.ts',
    ],
    ['server/laws/routes/a.ts', '\n'.repeat(MAX_LINES + 1), `longer than ${MAX_LINES} lines`],
    ['server/laws/routes/item-utils.ts', '', 'says nothing'],
    ['server/common/a.ts', '', 'says nothing'],
    ['server/laws/routes/ItemList.ts', '', 'kebab-case'],
    ['tools/a.ts', '', 'no row'],
  ])('refuse %s with %j and name the rule', (file, text, rule) => {
    expect(faultsOf(file, text)).toEqual([expect.stringContaining(rule)]);
  });

  test.each([
    ['server/main.ts', "import { x } from '#storage/index.ts';\nconst env = process.env;"],
    ['server/cli.ts', "import { openStorage } from '#storage/index.ts';"],
    ['server/items/a.ts', "import { x } from '#server/people/account.ts';"],
    ['server/links/jobs/a.ts', "import { x } from '../actions/x.ts';"],
    [
      'server/site/routes/a.tsx',
      "import { x } from '#web/site/home.tsx';\nimport e from 'express';",
    ],
    [
      'web/islands/a.ts',
      "import { paths } from '../paths/laws.ts';\nimport { mount } from './mount.ts';",
    ],
    ['web/site/a.tsx', "import { Frame } from '#web/frame/frame.tsx';"],
    ['storage/sqlite/search/a.ts', "import type { WorkerReply } from './search-worker.ts';"],
    ['server/people/routes/commune.ts', ''],
    ['server/items/actions/rewrite.ts', 'catalog.saveItem(change);'],
    ['server/a.ts', '\n'.repeat(MAX_LINES)],
  ])('let %s do what it may', (file, text) => {
    expect(faultsOf(file, text)).toEqual([]);
  });
});
