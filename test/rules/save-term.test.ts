import { describe, expect, test } from '@jest/globals';
import {
  MOST_OWN_TERMS,
  newTermCode,
  termEntryErrors,
  type TermEntry,
} from '#server/vocabulary/actions/save-term.ts';
import { vocabularyOf } from '#server/vocabulary/vocabulary.ts';
import { aGenre, anAudience, hidden } from '../support/vocabulary.ts';

const { genres, audiences } = vocabularyOf(
  [{ ...hidden(aGenre()), version: 1 }],
  [anAudience()],
  [],
);
const another = { id: 'khac-han', version: 0 };
const fieldsOf = (entry: TermEntry): string[] =>
  Object.keys(termEntryErrors(entry, entry.list === 'genre' ? genres : audiences));

describe('a term that officials keep', () => {
  test('has a code made from its name', () => {
    expect([newTermCode('Bản tin “Pháp luật & Đời sống” 2026'), newTermCode('!!!')]).toEqual([
      'ban-tin-phap-luat-doi-song-2026',
      '',
    ]);
  });

  test('is right when nobody has its name, its short name or its code', () => {
    expect([
      fieldsOf(aGenre({ name: 'Khác hẳn', short: 'Hẳn' }, another)),
      fieldsOf(anAudience({ name: 'Già làng' }, another)),
    ]).toEqual([[], []]);
    expect([
      fieldsOf(aGenre({ name: 'Đổi tên', short: '' }, { version: 1 })),
      fieldsOf(aGenre({}, { version: 1 })),
    ]).toEqual([[], []]);
  });

  test.each([
    ['a name of the law', { name: 'SÁCH PHÁP LUẬT', short: '' }, 'name'],
    ['a short name of the law', { name: 'Hỏi đáp', short: '' }, 'name'],
    ['a code of the law', { name: 'cam-nang', short: '' }, 'name'],
    ['a hidden one’s name', { name: 'bản tin pháp luật', short: '' }, 'name'],
    ['a hidden one’s short name', { name: 'Khác hẳn', short: 'bản tin' }, 'short'],
    ['no name', { name: '', short: '' }, 'name'],
    ['no letter', { name: '12', short: '' }, 'name'],
    ['a bar', { name: 'a | b', short: '' }, 'name'],
    ['a bar in its short name', { name: 'Khác hẳn', short: 'a|b' }, 'short'],
    ['a long English name', { name: 'Khác hẳn', short: '', english: 'x'.repeat(101) }, 'english'],
    ['no kind', { name: 'Khác hẳn', short: '', kind: '' as 'a' }, 'kind'],
  ])('is refused with %s, at the field', (_, own, field) => {
    expect(fieldsOf(aGenre(own, another))).toEqual([field]);
  });

  test.each([
    [{ id: 'video', version: 0 }, 'name'],
    [{ id: 'ban-tin', version: 0 }, 'name'],
    [{ id: 'moi', version: 0 }, 'name'],
    [{ id: '', version: 0 }, 'name'],
    [{ ...another, rank: -1 }, 'rank'],
    [{ ...another, rank: 1.5 }, 'rank'],
    [{ ...another, rank: 10_001 }, 'rank'],
  ])('is refused as %j', (more, field) => {
    expect(fieldsOf(aGenre({ name: 'Khác hẳn', short: '' }, more))).toEqual([field]);
  });

  test('is refused with notes that are too long', () => {
    expect(
      fieldsOf(
        anAudience(
          { name: 'Khác hẳn', note: 'x'.repeat(151), noteEnglish: 'x'.repeat(151) },
          another,
        ),
      ),
    ).toEqual(['note', 'noteEnglish']);
  });

  test('of the law says nothing but its place', () => {
    const ofLaw: TermEntry = {
      ...aGenre({}, { id: 'to-gap' }),
      value: { own: null, hidden: true },
    };
    expect([fieldsOf(ofLaw), fieldsOf({ ...ofLaw, rank: -1 })]).toEqual([[], ['rank']]);
  });

  test('is refused when there are as many as a list can hold, but may still be changed', () => {
    const many = Array.from({ length: MOST_OWN_TERMS }, (_, n) =>
      aGenre({ name: `Thứ ${n}`, short: '' }, { id: `thu-${n}`, version: 1 }),
    );
    const full = vocabularyOf(many, [], []).genres;
    expect([
      termEntryErrors(aGenre(), full),
      termEntryErrors(aGenre({ name: 'Đổi tên', short: '' }, { id: 'thu-3', version: 1 }), full),
    ]).toEqual([{ name: 'Thêm được nhiều nhất 50 thể loại.' }, {}]);
  });
});
