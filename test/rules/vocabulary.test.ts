import { describe, expect, test } from '@jest/globals';
import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { EMPTY_RECORD, missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { updateFromRow } from '#server/imports/actions/update-from-row.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import { catalogCells } from '#server/imports/catalog-row.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import {
  choosable,
  inTermRankOrder,
  shownLabel,
  shownTerm,
  termLabel,
} from '#server/vocabulary/term.ts';
import {
  asReadersSee,
  LAW_VOCABULARY,
  ownNames,
  vocabularyOf,
} from '#server/vocabulary/vocabulary.ts';
import { shownFacets } from '#server/search/shown-facets.ts';
import { en } from '#web/text/en.ts';
import { vi } from '#web/text/vi.ts';
import { withVocabulary } from '#web/text/with-vocabulary.ts';
import { anItem } from '../support/builders.ts';
import { aGenre, anAudience, hidden } from '../support/vocabulary.ts';

const OWN = vocabularyOf([aGenre()], [anAudience()], []);
const HIDDEN = vocabularyOf([hidden(aGenre())], [hidden(anAudience())], []);
const item = anItem({ genre: 'ban-tin', audiences: ['ngu-dan', 'nguoi-dan'], subjects: ['11'] });

describe('the vocabulary', () => {
  test('is the law’s before officials keep anything', () => {
    expect(LAW_VOCABULARY.genres.all.map(({ code }) => code)).toEqual(
      LAW_GENRES.map(({ code }) => code),
    );
    expect(LAW_VOCABULARY.audiences.all.map(({ code }) => code)).toEqual(
      LAW_AUDIENCES.map(({ code }) => code),
    );
    expect(choosable(LAW_VOCABULARY.genres)).toHaveLength(19);
  });

  test('has own terms after the law’s, and first of all those that were given a place', () => {
    const placed = vocabularyOf(
      [
        aGenre({}, { rank: 2 }),
        { ...aGenre({}, { id: 'khac', rank: 1 }), value: { own: null, hidden: false } },
      ],
      [anAudience()],
      [],
    );
    expect(placed.genres.all.slice(0, 3).map(({ code }) => code)).toEqual([
      'khac',
      'ban-tin',
      'sach',
    ]);
    expect(placed.audiences.all.at(-1)!.code).toBe('ngu-dan');
    expect(
      inTermRankOrder(placed.genres, [
        { value: 'video' },
        { value: 'ban-tin' },
        { value: 'sach' },
        { value: 'khac' },
      ]).map(({ value }) => value),
    ).toEqual(['khac', 'ban-tin', 'video', 'sach']);
  });

  test('leaves a term of the law its name and its readers when it is offered no more', () => {
    const less = vocabularyOf(
      [
        {
          ...aGenre({ name: 'Tên khác' }, { id: 'to-gap' }),
          value: { own: { name: 'Tên khác', short: '', english: '', kind: 'a' }, hidden: true },
        },
      ],
      [],
      [],
    );
    expect(less.genres.all).toHaveLength(19);
    expect([
      choosable(less.genres).some(({ code }) => code === 'to-gap'),
      choosable(less.genres, ['to-gap']).some(({ code }) => code === 'to-gap'),
      shownTerm(less.genres, 'to-gap')?.label,
      shownTerm(less.genres, 'to-gap')?.kind,
    ]).toEqual([false, true, 'Tờ gấp', 'b']);
    expect(recordErrors({ ...EMPTY_RECORD, title: 'x', genre: 'to-gap' }, less)).toEqual({});
  });

  test('keeps an entry of the law’s shape for an unknown code out', () => {
    expect(
      vocabularyOf([{ ...aGenre(), value: { own: null, hidden: false } }], [], []).genres.all,
    ).toHaveLength(19);
  });

  test('shows hidden own terms to officials, never to readers', () => {
    expect([
      termLabel(HIDDEN.genres, 'ban-tin'),
      shownLabel(HIDDEN.genres, 'ban-tin'),
      shownLabel(OWN.genres, 'ban-tin'),
      shownLabel(OWN.genres, 'la'),
      shownLabel(OWN.genres, ''),
    ]).toEqual(['Bản tin pháp luật', '', 'Bản tin pháp luật', 'la', '']);
    expect([asReadersSee(item, OWN), asReadersSee(item, HIDDEN)]).toEqual([
      item,
      { ...item, genre: '', audiences: ['nguoi-dan'] },
    ]);
    expect([ownNames(item, OWN), ownNames(item, HIDDEN)]).toEqual([
      ['Bản tin pháp luật', 'Ngư dân'],
      [],
    ]);
    const facets = {
      subjects: [],
      genres: [
        { value: 'ban-tin', count: 1 },
        { value: 'sach', count: 1 },
        { value: 'la', count: 1 },
      ],
      audiences: [{ value: 'ngu-dan', count: 1 }],
      years: [],
      validity: [],
      languages: [],
      units: [],
      formats: [],
    };
    expect([shownFacets(facets, OWN), shownFacets(facets, HIDDEN)]).toEqual([
      facets,
      { ...facets, genres: facets.genres.slice(1), audiences: [] },
    ]);
  });
});

describe('a record', () => {
  test('may have own terms, hidden ones only where it had them before', () => {
    for (const check of [recordErrors, missingForPublishing]) {
      const errors = (...given: Parameters<typeof recordErrors>) => {
        const { genre, audiences } = check(...given);
        return [genre, audiences];
      };
      expect(errors(item, OWN)).toEqual([undefined, undefined]);
      expect(errors(item, HIDDEN)).toEqual([
        'Thể loại “Bản tin pháp luật” đang ẩn, không chọn thêm được.',
        'Đối tượng “Ngư dân” đang ẩn, không chọn thêm được.',
      ]);
      expect(errors(item, HIDDEN, item)).toEqual([undefined, undefined]);
      expect(errors(item, LAW_VOCABULARY, item)).toEqual([
        'Thể loại này không có trong danh mục.',
        'Không có đối tượng “ngu-dan”.',
      ]);
    }
  });

  test.each(['Bản tin pháp luật', 'ban tin phap luat', 'BẢN TIN', 'ban-tin'])(
    'takes an own genre from a sheet as %j',
    (cell) => {
      expect(
        readSheet(
          [
            ['file', 'genre', 'audiences'],
            ['a.pdf', cell, 'ngư dân | Người dân'],
          ],
          OWN,
        )[0],
      ).toMatchObject({
        faults: [],
        record: { genre: 'ban-tin', audiences: ['ngu-dan', 'nguoi-dan'] },
      });
      expect(
        readSheet(
          [
            ['file', 'genre'],
            ['a.pdf', cell],
          ],
          LAW_VOCABULARY,
        )[0]!.faults,
      ).toEqual([`Thể loại “${cell}” không có trong danh mục.`]);
    },
  );

  test.each([
    ['shown', OWN],
    ['hidden', HIDDEN],
  ])('with %s terms comes back from a sheet without a difference', (_, vocabulary) => {
    const cells = catalogCells(item, vocabulary);
    expect([cells.genre, cells.audiences]).toEqual(['Bản tin pháp luật', 'Ngư dân | Người dân']);
    expect(
      updateFromRow(
        item,
        { line: 2, cells: new Map(Object.entries(cells) as [keyof typeof cells, string][]) },
        vocabulary,
      ),
    ).toMatchObject({ changes: [], faults: [] });
  });
});

describe('the words of a page', () => {
  const english = vocabularyOf(
    [aGenre({ english: 'Law bulletin' })],
    [anAudience({ noteEnglish: 'The sea, in short' })],
    [],
  );

  test('name own terms in English where somebody wrote it, and say when they do not', () => {
    const { names } = withVocabulary(en, english);
    expect([
      names.genre('ban-tin'),
      names.genreShort('ban-tin'),
      names.audience('ngu-dan'),
      names.audienceNote('ngu-dan'),
    ]).toEqual([
      { label: 'Law bulletin', language: 'en' },
      { label: 'Law bulletin', language: 'en' },
      { label: 'Ngư dân', language: 'vi' },
      { label: 'The sea, in short', language: 'en' },
    ]);
    expect(
      [names.genre('sach'), names.genreShort('sach'), names.audience('nguoi-dan')].map(
        ({ label, language }) => [label, language],
      ),
    ).toEqual([
      ['Law book', 'en'],
      ['Book', 'en'],
      ['Citizens', 'en'],
    ]);
  });

  test('name own terms in Vietnamese, and hidden ones nothing', () => {
    const { names } = withVocabulary(vi, english);
    expect([
      names.genre('ban-tin').label,
      names.genreShort('ban-tin').label,
      names.audienceNote('ngu-dan').label,
      names.genre('la').label,
      names.audienceNote('nguoi-dan').label !== '',
    ]).toEqual(['Bản tin pháp luật', 'Bản tin', 'Luật biển, viết ngắn', 'la', true]);
    const gone = withVocabulary(vi, HIDDEN).names;
    expect([
      gone.genre('ban-tin').label,
      gone.genreShort('ban-tin').label,
      gone.audience('ngu-dan').label,
      gone.audienceNote('ngu-dan').label,
    ]).toEqual(['', '', '', '']);
  });
});
