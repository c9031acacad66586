import { describe, expect, test } from '@jest/globals';
import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { EMPTY_RECORD, recordErrors } from '#server/items/record-rules.ts';
import { subSubjectEntryErrors } from '#server/vocabulary/actions/save-sub-subject.ts';
import { withBulkEdit, type BulkEdit } from '#server/cataloguing/bulk-edit.ts';
import { recordCells } from '#server/imports/catalog-row.ts';
import { subjectWordsOf } from '#server/cataloguing/propose-subjects.ts';
import {
  narrowedSubjects,
  withMainSubjects,
  wrongSubSubject,
  type SubSubjectEntry,
} from '#server/vocabulary/sub-subject.ts';
import { vocabularyOf } from '#server/vocabulary/vocabulary.ts';

const anEntry = (more: Partial<SubSubjectEntry> = {}): SubSubjectEntry => ({
  list: 'sub-subject',
  id: '11.dat-o',
  rank: 1,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { name: 'Đất ở', english: '', hidden: false },
  ...more,
});

const VOCABULARY = vocabularyOf([], [], [anEntry()]);

describe('a part of a subject', () => {
  test.each([
    [
      ['11.dat-o', '01'],
      ['11', '01', '11.dat-o'],
    ],
    [
      ['11', '11.dat-o'],
      ['11', '11.dat-o'],
    ],
    [
      ['09', '11'],
      ['09', '11'],
    ],
    [['.x'], ['', '.x']],
  ])('of %j brings its subject, which stands before it', (codes, all) => {
    expect(withMainSubjects(codes)).toEqual(all);
  });

  test.each([
    [
      ['11', '11.dat-o', '01'],
      ['11.dat-o', '01'],
    ],
    [
      ['11', '01'],
      ['11', '01'],
    ],
    [
      ['11', '09.x'],
      ['11', '09.x'],
    ],
  ])('among the filters %j narrows its subject', (codes, narrowed) => {
    expect(narrowedSubjects(codes)).toEqual(narrowed);
  });

  test('is refused without its subject, of none of the 45, and when it is not on the list', () => {
    const errors = (subjects: readonly string[]) =>
      recordErrors({ ...EMPTY_RECORD, title: 'x', subjects }, VOCABULARY)['subjects'];
    expect([errors(['11', '11.dat-o']), errors(['11.dat-o']), errors(['99', '99.x'])]).toEqual([
      undefined,
      'Chủ đề nhánh phải đi cùng chủ đề của nó.',
      'Không có chủ đề “99”; mã từ 01 đến 45.',
    ]);
    const shown = [anEntry()];
    expect([
      wrongSubSubject(['11', '11.dat-o'], shown),
      wrongSubSubject(['12', '12.dat-o'], shown),
    ]).toEqual([null, 'Chủ đề nhánh “12.dat-o” không có trong danh mục hoặc đang ẩn.']);
    expect(wrongSubSubject(['11', '11.an'], shown, ['11', '11.an'])).toBeNull();
  });

  test('goes with its subject when many records are changed', () => {
    const edit = (mode: 'remove' | 'replace' | 'add', values: string[]) =>
      withBulkEdit({ ...EMPTY_RECORD, subjects: ['11', '09', '11.dat-o'] }, {
        genre: '',
        rightsKind: '',
        publisher: '',
        unitId: '',
        subjects: { mode, values },
        audiences: { mode: 'add', values: [] },
        keywords: { mode: 'add', values: [] },
      } satisfies BulkEdit).subjects;
    expect([
      edit('remove', ['11']),
      edit('remove', ['09']),
      edit('replace', ['01']),
      edit('add', ['01']),
    ]).toEqual([['09'], ['11', '11.dat-o'], ['01'], ['11', '09', '11.dat-o', '01']]);
  });

  test('stands in sheets as its code and comes back as it was', () => {
    const cell = recordCells(
      { ...EMPTY_RECORD, subjects: ['11', '11.dat-o'] },
      VOCABULARY,
    ).subjects;
    expect(cell).toBe('Đất đai | 11.dat-o');
    const read = (subjects: string) =>
      readSheet(
        [
          ['file', 'subjects'],
          ['a.pdf', subjects],
        ],
        VOCABULARY,
      )[0]!;
    expect([
      read(cell).record.subjects,
      read('11.dat-o').record.subjects,
      read('11.Đất').faults,
    ]).toEqual([
      ['11', '11.dat-o'],
      ['11', '11.dat-o'],
      ['Chủ đề “11.Đất” không có trong danh mục.'],
    ]);
  });

  test('is never proposed from keywords', () => {
    const items = [1, 2, 3].map(() => ({
      keywords: ['sổ đỏ chung'],
      subjects: ['11', '11.dat-o'],
    }));
    expect(subjectWordsOf(items).map(({ subject }) => subject)).toEqual(['11']);
  });

  test.each([
    [{ value: { name: '', english: '', hidden: false } }, 'name'],
    [{ value: { name: '...', english: '', hidden: false } }, 'name'],
    [{ id: '11.', value: { name: 'ភាសា', english: '', hidden: false } }, 'name'],
    [{ value: { name: 'x'.repeat(101), english: '', hidden: false } }, 'name'],
    [{ value: { name: 'a', english: 'x'.repeat(101), hidden: false } }, 'english'],
    [{ rank: -1 }, 'rank'],
    [{ rank: 1.5 }, 'rank'],
  ])('with %j is refused at its field', (more, field) => {
    expect(Object.keys(subSubjectEntryErrors(anEntry(more), []))).toEqual([field]);
  });

  test('is refused when another has its name or its code', () => {
    const other = anEntry({ version: 3, value: { name: 'Nhà ở', english: '', hidden: true } });
    expect(Object.keys(subSubjectEntryErrors(anEntry(), [other]))).toEqual(['name']);
    expect(
      Object.keys(
        subSubjectEntryErrors(
          anEntry({ id: '11.nha-o', value: { name: 'NHÀ Ở', english: '', hidden: false } }),
          [other],
        ),
      ),
    ).toEqual(['name']);
    expect(subSubjectEntryErrors(anEntry({ id: '11.dat-rung' }), [other])).toEqual({});
  });
});
