import { expect, test } from '@jest/globals';
import { progressOf } from '#server/ingest/recognition-progress.ts';
import { layerOfMarks, layerOfReading, paragraphsOf } from '#server/reading/picture-words.ts';
import { readQuery } from '#server/search/scoring/query-form.ts';
import { NOW } from '../../support/builders.ts';
import { aRecognisedPage } from '../../support/make/some-readings.ts';

const PAGE = aRecognisedPage([
  '¶Theo Nghị định số 15/2020/NĐ-CP, hòa giải',
  'viên ghi biên bản.',
  '¶Hết.',
]);

test('a query is marked on each line that it runs over, from the top', () => {
  const { marks } = layerOfReading(PAGE, readQuery('hòa giải viên'));
  expect(marks.map(([, top]) => top)).toEqual([120, 160]);
  const [hoa, giai] = PAGE.lines[0]!.words.slice(-2);
  expect(marks[0]).toEqual([hoa!.box[0], 120, giai!.box[0] + giai!.box[2] - hoa!.box[0], 26]);
  expect(marks[1]).toEqual(PAGE.lines[1]!.words[0]!.box);
});

test('a số hiệu is marked as the one word that it is', () => {
  const { marks } = layerOfReading(PAGE, readQuery('15/2020/NĐ-CP'));
  expect(marks).toEqual([PAGE.lines[0]!.words[4]!.box]);
});

test('without a query nothing is marked, and a page with text of its own has no layer then', () => {
  expect(layerOfReading(PAGE, null).marks).toEqual([]);
  const words = { width: 1_240, height: 1_754, lines: PAGE.lines.map((line) => line.words) };
  expect(layerOfMarks(words, readQuery('đất đai'))).toBeNull();
  expect(layerOfMarks(words, readQuery('biên bản'))!.lines).toEqual([]);
});

test('words of a page that lies on its side are not laid over it, but marked', () => {
  const layer = layerOfReading({ ...PAGE, turn: 90 }, readQuery('biên bản'));
  expect(layer.lines).toEqual([]);
  expect(layer.marks).toHaveLength(1);
});

test('lines are joined to paragraphs where they begin', () => {
  expect(paragraphsOf(PAGE)).toEqual([
    'Theo Nghị định số 15/2020/NĐ-CP, hòa giải viên ghi biên bản.',
    'Hết.',
  ]);
});

test('how long the other pages take is told by the last ones, a pause left out', () => {
  const recognition = { pages: [{ from: 3, to: 12 }], state: 'waiting', inText: 0 } as const;
  const at = (seconds: number): string => new Date(Date.parse(NOW) + seconds * 1_000).toISOString();
  const latest = [at(3_604), at(3_602), at(3_600), at(2), at(0)];
  expect(progressOf(recognition, { read: 4, failed: 1, latest })).toEqual({
    state: 'waiting',
    looked: 5,
    total: 10,
    failed: 1,
    msLeft: 5 * 2_000,
  });
  expect(progressOf(recognition, { read: 1, failed: 0, latest: [NOW] }).msLeft).toBeNull();
});
