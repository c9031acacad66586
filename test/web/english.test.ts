import { en } from '#web/text/en.ts';
import { readerWords, type Words } from '#web/text/reader-words.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import { errorCodes } from '#server/base/errors.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { LAW_STATES } from '#server/laws/law-record.ts';
import { LANGUAGES } from '#server/base/language.ts';
import { RIGHTS } from '#server/items/rights.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { STANDINGS } from '#server/laws/standing.ts';

/**
 * Words that must stay Vietnamese: what to type, the other language's own name, numbers of legal
 * documents.
 */
const KEPT = [/^Tiếng Việt$/u, /“[^”]*”/gu, /\d+\/\d{4}\/Q[ĐH]\S*/gu];
const ACCENTED = /[À-ỹĐđ]/u;

function* sentences(
  value: unknown,
  path: string,
): Iterable<readonly [path: string, sentence: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function')
    yield [path, String((value as (...args: string[]) => unknown)('2', '3', '4'))];
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* sentences(inner, `${path}.${key}`);
}

describe('the English words', () => {
  it('hold no Vietnamese but what must stay so', () => {
    const left = [...sentences({ ...en, names: {} }, 'en')].filter(
      ([path, sentence]) =>
        !path.startsWith('en.home.examples') &&
        ACCENTED.test(KEPT.reduce((text, kept) => text.replace(kept, ''), sentence)),
    );
    expect(left).toEqual([]);
  });

  it('have the shape of the Vietnamese ones, list by list', () => {
    const shape = (text: Words): string[] =>
      [...sentences({ ...text, names: {} }, '')].map(([path]) => path);
    expect(shape(en)).toEqual(shape(readerWords));
  });

  it('name every code a record can hold', () => {
    const named = [
      ...LAW_GENRES.flatMap(({ code }) => [
        en.names.lawGenre(code)?.label ?? '',
        en.names.lawGenre(code)?.short ?? '',
      ]),
      ...SUBJECTS.map(({ code }) => en.names.subject(code)),
      ...LAW_AUDIENCES.map(({ code }) => en.names.lawAudience(code) ?? ''),
      ...RIGHTS.map(({ code }) => en.names.rights(code)),
      ...LAW_STATES.map(({ code }) => en.names.lawState(code)),
      ...STANDINGS.map(({ code }) => en.standing.state(code)),
      ...errorCodes.map((code) => en.names.error(code)),
    ];
    expect(named.filter((name) => !/^[A-Z]/u.test(name))).toEqual([]);
    expect(
      LANGUAGES.map(({ code }) => en.names.language(code)).filter((name) => name.length < 3),
    ).toEqual([]);
    expect(en.names.subject('99')).toBe('99');
  });

  it('count and date as English does', () => {
    expect([
      en.units.count(1_234_567),
      en.units.bytes(1_250_000),
      en.units.bytes(1),
      en.units.duration(61),
      en.units.duration(3_600),
    ]).toEqual(['1,234,567', '1.3 MB', '1 bytes', '1 minute 1 second', '1 hour']);
    expect([
      en.units.date('2026-05-12'),
      en.units.date('2026-05'),
      en.units.date('2026'),
      en.units.day('2026-05-11T18:00:00Z'),
      en.units.clock(3_725),
    ]).toEqual(['12 May 2026', 'May 2026', '2026', '12 May 2026', '1:02:05']);
    expect([en.home.items('1'), en.home.items('2')]).toEqual(['1 item', '2 items']);
  });
});
