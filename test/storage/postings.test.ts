import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { Database } from '#storage/sqlite/database.ts';
import { ByteSink, ByteSource } from '#storage/sqlite/search/postings/byte-sink.ts';
import { checkPieces } from '#storage/sqlite/search/postings/check-pieces.ts';
import { impactOf } from '#storage/sqlite/search/postings/gather-postings.ts';
import { PieceMerger, piecesToMerge } from '#storage/sqlite/search/postings/merge-pieces.ts';
import { readPieces, type PieceRow } from '#storage/sqlite/search/postings/piece-set.ts';
import { keyOfTerm } from '#storage/sqlite/search/postings/posting-key.ts';
import { PostingScorer } from '#storage/sqlite/search/postings/score-postings.ts';
import { prepareIndex } from '#storage/sqlite/search/index-file.ts';
import { SearchCorpus } from '#storage/sqlite/search/search-corpus.ts';
import { SearchChecker } from '#storage/sqlite/search/search-checker.ts';
import { SearchReader } from '#storage/sqlite/search/search-reader.ts';
import { SearchWriter } from '#storage/sqlite/search/search-writer.ts';
import { aDocument, aQuery, seededRandom } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { ended, start } from './crash-checks.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

test('numbers of every size come back from their bytes', () => {
  const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 52 + 7];
  const sink = new ByteSink(1);
  for (const number of numbers) sink.number(number);
  const source = new ByteSource(sink.copy());
  expect(numbers.map(() => source.number())).toEqual(numbers);
  expect(source.atEnd).toBe(true);
  expect(() => new ByteSource(Uint8Array.of(128)).number()).toThrow(RangeError);
  expect(() => new ByteSource(Uint8Array.of(1)).take(2)).toThrow(RangeError);
});

test('terms of the three kinds never share a key', () => {
  const lexicon = new Lexicon();
  for (const word of ['dat', 'dai', 'dát']) lexicon.addWord(word);
  expect(keyOfTerm('dat', lexicon)).toBe(1);
  expect(keyOfTerm('dat_dai', lexicon)).toBe(2 ** 26 + 2);
  expect(keyOfTerm('dat_rung', lexicon)).toBeUndefined();
  expect(keyOfTerm('rung', lexicon)).toBeUndefined();
});

test('an impact grows with the times a term stands in a passage, and falls with its length', () => {
  expect(impactOf(2, 200, 200)).toBeGreaterThan(impactOf(1, 200, 200));
  expect(impactOf(1, 400, 200)).toBeLessThan(impactOf(1, 200, 200));
  expect(impactOf(1, 1_000_000, 1)).toBe(1);
  expect(impactOf(1_000, 1, 200)).toBe(255);
});

describe('which pieces become one', () => {
  const KB = 1_024;
  const pieces = (...sizes: number[]): PieceRow[] =>
    sizes.map((bytes, i) => ({
      id: i + 1,
      lo: i,
      hi: i,
      gone: 0,
      bytes,
      blocks: 1,
      longLists: 0,
      upto: null,
      into: 0,
    }));
  const chosen = (all: readonly PieceRow[], most: number) =>
    piecesToMerge(all, most)?.map(({ id }) => id) ?? null;

  test('the newest of one size, once they are too many', () => {
    expect(chosen(pieces(1_000 * KB, 9 * KB, 8 * KB), 1)).toEqual([2, 3]);
    expect(chosen(pieces(1_000 * KB, 9 * KB, 8 * KB), 2)).toBeNull();
    expect(chosen(pieces(1_000 * KB, 900 * KB, 8 * KB), 1)).toEqual([1, 2, 3]);
    expect(chosen(pieces(9_000 * KB, 900 * KB, 8 * KB), 1)).toBeNull();
  });

  test('never one that is being made or taken over', () => {
    const all = pieces(9 * KB, 9 * KB, 9 * KB, 9 * KB);
    const busy = all.map((piece) => ({ ...piece, into: piece.id <= 2 ? 9 : 0 }));
    expect(chosen(busy, 1)).toEqual([3, 4]);
  });
});

test('rows are summed over windows and pieces; the best come first, of one sum the earlier', () => {
  const list = (lo: number, rows: readonly (readonly [row: number, impact: number])[]) => {
    const sink = new ByteSink();
    let before = lo;
    for (const [row, impact] of rows) {
      sink.number(row - before);
      sink.byte(impact);
      before = row;
    }
    return { lo, count: rows.length, bytes: sink.copy() };
  };
  const everywhere = { allows: () => true, isLate: () => false };
  const scorer = new PostingScorer();
  const dat = {
    weight: 1,
    lists: [
      list(1, [
        [1, 100],
        [70_000, 50],
      ]),
      list(200_000, [
        [200_000, 50],
        [400_000, 200],
      ]),
    ],
  };
  const dai = {
    weight: 2,
    lists: [
      list(5, [
        [5, 1],
        [70_000, 10],
      ]),
      list(300_000, [[400_000, 255]]),
    ],
  };
  expect(scorer.best([dat, dai], 3, false, everywhere)).toEqual([400_000, 1, 70_000]);
  expect(scorer.best([dat, dai], 10, false, everywhere)).toEqual([400_000, 1, 70_000, 200_000, 5]);
  expect(scorer.best([dat, dai], 10, true, everywhere)).toEqual([400_000, 70_000]);
  expect(scorer.holdingAll([dat, dai], everywhere)).toEqual([70_000, 400_000]);
  expect(scorer.best([dat], 2, false, { ...everywhere, allows: (row) => row > 100_000 })).toEqual([
    400_000, 200_000,
  ]);
  expect(scorer.best([dat], 2, false, { ...everywhere, isLate: () => true })).toEqual([]);
});

describe('an index that changes all the time', () => {
  const path = join(folder.path, 'search.db');
  const random = seededRandom(7);
  const WORDS = [
    'đất',
    'đai',
    'rừng',
    'hộ',
    'tịch',
    'khai',
    'sinh',
    'nhà',
    'ở',
    'thuế',
    'phí',
    'xe',
  ];
  const aText = () =>
    Array.from({ length: 5 + Math.floor(random() * 30) }, () =>
      random() < 0.02
        ? `riêng${Math.floor(random() * 1e6)}`
        : WORDS[Math.floor(random() ** 2 * WORDS.length)]!,
    ).join(' ');
  const texts = new Map<string, string[]>();
  let writer: SearchWriter;

  /** Ids of items that hold the two words side by side, as the texts say. */
  const holding = (a: string, b: string): string[] =>
    [...texts]
      .filter(([, pages]) => pages.some((page) => ` ${page} `.includes(` ${a} ${b} `)))
      .map(([id]) => id)
      .toSorted();

  const expectSame = (): void => {
    const reader = new SearchReader(path);
    const db = new Database(path, { readOnly: true });
    checkPieces(db);
    for (const [a, b] of [
      ['đất', 'đai'],
      ['khai', 'sinh'],
      ['xe', 'phí'],
      ['hộ', 'tịch'],
    ] as const) {
      const answer = reader.query({ ...aQuery(`"${a} ${b}"`), limit: 100 });
      expect(answer.hits.map(({ itemId }) => itemId).toSorted()).toEqual(holding(a, b));
      expect(answer.total).toBe(holding(a, b).length);
    }
    const corpus = new SearchCorpus(db);
    corpus.refresh();
    for (const word of ['đất', 'khai', 'xe']) {
      const pages = [...texts.values()].flat().filter((page) => ` ${page} `.includes(` ${word} `));
      expect(corpus.documentFrequency(fold(word))).toBe(pages.length);
    }
    db.close();
    reader.close();
  };

  beforeAll(() => {
    prepareIndex(path, () => false);
    writer = new SearchWriter(path);
  });
  afterAll(() => writer.close());

  const change = (count: number): void => {
    const ids = Array.from({ length: count }, () => `muc-${Math.floor(random() * 60)}`);
    const documents = [...new Set(ids)].map((itemId) => {
      const pages = Array.from({ length: 1 + Math.floor(random() * 4) }, aText);
      texts.set(itemId, pages);
      return aDocument({ itemId, title: 'Tài liệu', pages });
    });
    writer.index(documents);
    const gone = `muc-${Math.floor(random() * 60)}`;
    if (random() < 0.3) {
      texts.delete(gone);
      writer.remove([gone]);
    }
  };

  test('answers as its texts say after each change, between steps of merging, and at rest', () => {
    for (let round = 0; round < 40; round++) {
      change(1 + Math.floor(random() * 12));
      for (let step = 0; step < Math.floor(random() * 3); step++) writer.tidy();
      expectSame();
    }
    while (writer.tidy()) expectSame();
    const db = new Database(path);
    expect(readPieces(db).length).toBeLessThanOrEqual(2);
    const numberOf = (table: string) =>
      db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)!.n;
    const [{ blocks, longLists }] = readPieces(db) as [PieceRow];
    if (readPieces(db).length === 1) expect(numberOf('block')).toBe(blocks + longLists);
    db.close();
  });

  test('holds nothing any more when everything was taken away', () => {
    writer.remove([...texts.keys()]);
    texts.clear();
    while (writer.tidy());
    const db = new Database(path);
    expect(readPieces(db)).toEqual([]);
    expect(db.all('SELECT 1 FROM block')).toEqual([]);
    db.close();
    expectSame();
  });
});

test('a merge goes on where a killed process left it, in any process', () => {
  const path = join(folder.path, 'killed.db');
  prepareIndex(path, () => false);
  const random = seededRandom(3);
  const writer = new SearchWriter(path);
  const pageOf = (n: number) =>
    Array.from({ length: 1_500 }, () => `từ${Math.floor(random() ** 3 * 9_000)}`).join(' ') +
    ` dấu riêng${n} này`;
  for (let n = 0; n < 120; n += 20)
    writer.index(
      Array.from({ length: 20 }, (_, i) =>
        aDocument({ itemId: `muc-${n + i}`, title: 'Tài liệu', pages: [pageOf(n + i)] }),
      ),
    );
  writer.close();
  const db = new Database(path);
  let steps = 0;
  const expectFound = (): void => {
    const reader = new SearchReader(path);
    for (const n of [0, 59, 119])
      expect(reader.query(aQuery(`"dấu riêng${n} này"`)).hits).toMatchObject([
        { itemId: `muc-${n}` },
      ]);
    reader.close();
  };
  for (;;) {
    // A new one each time, as after a kill between two steps.
    const taken = db.transaction(() => new PieceMerger(db).step(true));
    if (taken === 0) break;
    steps++;
    expectFound();
    // A step that a kill takes back leaves nothing of itself.
    expect(() =>
      db.transaction(() => {
        new PieceMerger(db).step(true);
        throw new Error('killed');
      }),
    ).toThrow('killed');
    checkPieces(db);
  }
  expect(steps).toBeGreaterThan(1);
  expect(readPieces(db)).toHaveLength(1);
  db.close();
  rmSync(path);
});

const KILLS = process.env['FULL_FAULTS'] === '1' ? 30 : 6;

test('kills while pieces are written and merged lose nothing that was acknowledged', async () => {
  const path = join(folder.path, 'kills.db');
  const random = seededRandom(11);
  const kept = new Map<string, string>();
  for (let round = 0; round < KILLS; round++) {
    const child = start('merge', path, 1_000_000);
    const killAt = 1 + Math.floor(random() * 12);
    const { lines, errors } = await ended(child, (said) => {
      // A moment later, so that it falls into the transaction that follows.
      if (said >= killAt) setTimeout(() => child.kill('SIGKILL'), Math.floor(random() * 20));
    });
    expect(errors).toBe('');
    for (const line of lines.filter((l) => l.startsWith('indexed '))) {
      const [, itemId, n] = line.split(' ');
      kept.set(itemId!, n!);
    }
    expect(new SearchChecker(path).isSound()).toBe(true);
  }
  const reader = new SearchReader(path);
  const found = [...kept].map(([itemId, n]) => {
    // The last document may have been written without having been said.
    const { hits } = reader.query(aQuery(`"dấu riêng${n} này"`));
    return hits.some((hit) => hit.itemId === itemId);
  });
  expect(found.filter((is) => !is).length).toBeLessThanOrEqual(1);
  expect(reader.query(aQuery('dấu')).total).toBeGreaterThanOrEqual(kept.size);
  reader.close();
});
