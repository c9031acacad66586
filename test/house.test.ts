import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importsOf, ROOMS, ROOT, sources, WEB_ROOMS, within } from './support/source-code.ts';

/**
 * Words of the glossary (docs/architecture.md) in a sense that has another name: in names of files
 * and of what files export.
 */
const FORBIDDEN: readonly (readonly [word: RegExp, say: string])[] = [
  [/kept(?=[-.A-Z]|$)|Kept/u, 'authority entry, cached, derived or autosaved'],
  [
    /(?:^|[-/])print(?!ed|-view|View|able)|[a-z]Print(?!ed|View|able)|^Print(?!ed|View|able)/u,
    'fingerprint, printed or print view',
  ],
  [
    /(?:^|[-/])place(?!holder)s?(?=[-.A-Z]|$)|[a-z]Places?(?!holder|d)(?=[A-Z]|$)|^Place(?!holder)/u,
    'locality, library, rank or locator',
  ],
  [/(?:^|[-/])cop(?:y|ied)-(?:item|shelf)|cop(?:y|ied)(?:Item|Shelf)/u, 'duplicate or move'],
  [/(?:item|banner)-?[sS]helf(?=[-.A-Z]|$)|[sS]helf-?(?:[pP]lace|[rR]eport)/u, 'row or library'],
  [
    /(?:^|[-/])(?:pdf|stored|queue)-parts?(?=[-.]|$)|(?:pdf|[sS]tored|[qQ]ueue|shown)Parts?(?=[A-Z]|$)/u,
    'sub-subject, multipart or range',
  ],
];

const exportedNames = (text: string): string[] =>
  [...text.matchAll(/^export (?:async )?(?:const|function\*?|interface|type|class) (\w+)/gmu)].map(
    (m) => m[1]!,
  );

/** Names that use a word of the glossary in another sense. */
const wrongWords = (file: string, text: string): string[] =>
  [file, ...exportedNames(text)].flatMap((name) =>
    FORBIDDEN.filter(([word]) => word.test(name)).map(([, say]) => `${file}: ${name}: say ${say}`),
  );

const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
/**
 * Where rules are applied: what they say stands in `messages.ts` or a table of labels of the room.
 * The description of the API is in English and names a few things in Vietnamese.
 */
const APPLIES_RULES = /^server\/\w+\/(?:actions|routes|jobs)\/(?!api\/openapi)/u;

/** Sentences for people among code. */
const sentencesIn = (file: string, text: string): string[] =>
  [...text.replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gmsu, '').matchAll(/'([^'\n]*\.)'|`([^`]*\.)`/gu)]
    .map((m) => m[1] ?? m[2]!)
    .filter((sentence) => VIETNAMESE.test(sentence))
    .map((sentence) => `${file}: ${sentence}`);

/** Strongly connected parts of a graph that have more than one member (Tarjan, 1972). */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle.toSorted());
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return circles;
}

/** The layer of a room that a file stands in, and the room; null for what is no room's. */
function layerOf(file: string): readonly [layer: string, room: string] | null {
  const [top = '', room = '', inside = ''] = file.split('/');
  if (top === 'web' && WEB_ROOMS.includes(`web/${room}`)) return ['pages', room];
  if (top !== 'server' || !ROOMS.includes(`server/${room}`)) return null;
  if (['extract', 'commands'].includes(inside)) return null;
  return [['actions', 'routes', 'jobs'].includes(inside) ? inside : 'rules', room];
}

type Graph = ReadonlyMap<string, readonly string[]>;

const graphOf = (files: ReadonlyMap<string, string>): Graph =>
  new Map(
    [...files].map(([file, text]) => [
      file,
      importsOf(file, text)
        .map((i) => i.to)
        .filter((to) => files.has(to)),
    ]),
  );

/** Which rooms use which within one layer. */
function roomGraph(files: Graph, layer: string): Graph {
  const rooms = new Map<string, string[]>();
  for (const [file, imports] of files) {
    const [from, room = ''] = layerOf(file) ?? [];
    if (from !== layer) continue;
    const others = imports.flatMap((to) => {
      const [toLayer, toRoom = ''] = layerOf(to) ?? [];
      return toLayer === layer && toRoom !== room ? [toRoom] : [];
    });
    rooms.set(room, [...new Set([...(rooms.get(room) ?? []), ...others])]);
  }
  return rooms;
}

const MOST_IN_A_FOLDER = 25;
const code = new Map(
  sources
    .filter((file) => !within(file, 'test'))
    .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
);

/**
 * A test, a builder or a helper begins here; `describe` and what declares chapters for several
 * storages are chapters, not functions.
 */
const BEGINS =
  /^( *)(?:export )?(?:async )?(?:(?:test|it)(?:\.\w+)*\(|(?:before|after)(?:All|Each)\(|function\*? (?!describe)\w+|const \w+ = (?:async )?\()/u;
const LONGEST_TEST = 120;

/**
 * Functions of tests that are longer than {@link LONGEST_TEST}, told by the indentation that the
 * formatter gives.
 */
function longTests(file: string, text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const indent = BEGINS.exec(line)?.[1];
    if (indent === undefined || !/[{(]$/u.test(line)) return [];
    const end = lines.findIndex(
      (other, i) =>
        i > at && other.startsWith(indent) && /^[})\]]/u.test(other.slice(indent.length)),
    );
    return end - at >= LONGEST_TEST ? [`${file}:${at + 1} has ${end - at + 1} lines`] : [];
  });
}

describe('the house', () => {
  test('has no long test, builder or helper', () => {
    const files = sources.filter((file) => within(file, 'test') && !within(file, 'test/bench'));
    const texts = files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);
    expect(texts.flatMap(([file, text]) => longTests(file, text))).toEqual([]);
  });

  test('has no circle of files', () => {
    expect(circlesOf(graphOf(code))).toEqual([]);
  });

  test.each(['rules', 'actions', 'routes', 'jobs', 'pages'])(
    'has no circle of rooms in %s',
    (layer) => {
      expect(circlesOf(roomGraph(graphOf(code), layer))).toEqual([]);
    },
  );

  test('has no crowded folder', () => {
    const inFolders = Map.groupBy(sources, (path) => path.split('/').slice(0, -1).join('/'));
    const crowded = [...inFolders].filter(([, files]) => files.length > MOST_IN_A_FOLDER);
    expect(crowded.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
  });

  test('says each thing by its own word', () => {
    expect([...code].flatMap(([file, text]) => wrongWords(file, text))).toEqual([]);
  });

  test('says sentences from the tables of its rooms', () => {
    const applying = [...code].filter(([file]) => APPLIES_RULES.test(file));
    expect(applying.length).toBeGreaterThan(100);
    expect(applying.flatMap(([file, text]) => sentencesIn(file, text))).toEqual([]);
  });
});

describe('these rules', () => {
  test.each([
    ["test('a', async () => {\n", '});'],
    ['async function fill() {\n', '}'],
    ['const make = (\n', ');'],
  ])('see a function of a test that begins with %j', (begin, end) => {
    const inside = '  x();\n'.repeat(LONGEST_TEST);
    expect(longTests('a.test.ts', begin + inside + end)).toHaveLength(1);
    expect(longTests('a.test.ts', begin + '  x();\n'.repeat(LONGEST_TEST - 2) + end)).toEqual([]);
  });

  test('see a sentence among code, not in a comment', () => {
    expect(sentencesIn('a.ts', "refuse('Hãy ghi tên.');")).toEqual(['a.ts: Hãy ghi tên.']);
    expect(sentencesIn('a.ts', 'refuse(`Có ${n} dòng.`);')).toHaveLength(1);
    expect(sentencesIn('a.ts', "// 'Hãy ghi tên.'\n/** 'Hãy ghi.' */ say(t.name, 'a.');")).toEqual(
      [],
    );
  });

  test('see a circle of files, of any length', () => {
    const graph = graphOf(
      new Map([
        ['server/a.ts', "import { b } from './b.ts';"],
        ['server/b.ts', "import type { C } from './c.ts';"],
        ['server/c.ts', "export { a } from './a.ts';\nimport { d } from './d.ts';"],
        ['server/d.ts', ''],
      ]),
    );
    expect(circlesOf(graph)).toEqual([['server/a.ts', 'server/b.ts', 'server/c.ts']]);
  });

  test('see a circle of rooms in one layer, and none across layers', () => {
    const files = graphOf(
      new Map([
        ['server/items/item.ts', "import { x } from '#server/laws/law.ts';"],
        ['server/laws/law.ts', ''],
        ['server/laws/other.ts', "import { y } from '#server/items/item.ts';"],
        ['server/laws/actions/a.ts', "import { z } from '#server/items/actions/b.ts';"],
        ['server/items/actions/b.ts', ''],
      ]),
    );
    expect(circlesOf(roomGraph(files, 'rules'))).toEqual([['items', 'laws']]);
    expect(circlesOf(roomGraph(files, 'actions'))).toEqual([]);
  });

  test.each([
    ['server/vocabulary/kept-list.ts', ''],
    ['server/items/a.ts', 'export interface KeptEntry {}'],
    ['server/items/text-print.ts', ''],
    ['server/items/a.ts', 'export const printPath = 1;'],
    ['server/items/a.ts', 'export type TextPrint = 1;'],
    ['web/reading/print.tsx', ''],
    ['server/holdings/shelf-place.ts', ''],
    ['server/holdings/a.ts', 'export const savePlace = 1;'],
    ['server/items/a.ts', 'export const copyItem = 1;'],
    ['server/keeping/copy-shelf.ts', ''],
    ['web/items/item-shelf.tsx', ''],
    ['server/http/stored-parts.ts', ''],
    ['server/holdings/a.ts', 'export const shelfReport = 1;'],
  ])('hear the wrong word in %s with %j', (file, text) => {
    expect(wrongWords(file, text)).not.toEqual([]);
  });

  test.each([
    ['server/items/fingerprint.ts', 'export type Fingerprint = 1;'],
    ['web/reading/print-view.tsx', 'export const PrintView = 1;\nexport const PrintedCopies = 2;'],
    ['server/http/part.ts', 'export const replaceItem = 1;\nexport const placeholder = 2;'],
    ['server/holdings/a.ts', 'export const addCopies = 1;\nexport const lendCopy = 2;'],
  ])('hear nothing wrong in %s', (file, text) => {
    expect(wrongWords(file, text)).toEqual([]);
  });
});
