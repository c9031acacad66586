import { describe, expect, test } from '@jest/globals';
import { judgeLink, linksOf, type LinkAnswer, type LinkCheck } from '#server/links/link-check.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { anItem } from '../support/builders.ts';

const NEW: LinkCheck = {
  address: 'https://vbpl.vn/1',
  checkedAt: null,
  state: 'new',
  status: null,
  fault: null,
  failures: 0,
  failingSince: null,
  nextAt: '',
};
const ok: LinkAnswer = { ok: true, status: 200 };
const answers = (status: number): LinkAnswer => ({ ok: false, status, fault: 'status' });
const silent: LinkAnswer = { ok: false, status: null, fault: 'timeout' };
const day = (n: number, hour = 3): string =>
  `2026-05-${String(n).padStart(2, '0')}T0${hour}:00:00.000Z`;
const after = (...seen: readonly (readonly [at: string, answer: LinkAnswer])[]): LinkCheck =>
  seen.reduce((check, [at, answer]) => judgeLink(check, answer, at), NEW);

describe('a link', () => {
  test('that answers is fine for a week', () => {
    expect(after([day(1), ok])).toEqual({
      ...NEW,
      checkedAt: day(1),
      state: 'ok',
      status: 200,
      nextAt: day(8),
    });
  });

  test('that fails is left alone for one, three, then seven days and broken at the third failure', () => {
    const [one, two, three, four] = [
      after([day(1), silent]),
      after([day(1), silent], [day(2), answers(500)]),
      after([day(1), silent], [day(2), silent], [day(5), silent]),
      after([day(1), silent], [day(2), silent], [day(5), silent], [day(12), silent]),
    ];
    expect([one.state, two.state, three.state, four.state]).toEqual([
      'unreachable',
      'unreachable',
      'broken',
      'broken',
    ]);
    expect([one.nextAt, two.nextAt, three.nextAt, four.nextAt]).toEqual([
      day(2),
      day(5),
      day(12),
      day(19),
    ]);
    expect(three).toMatchObject({
      failures: 3,
      failingSince: day(1),
      fault: 'timeout',
      status: null,
    });
  });

  test('that fails several times on one day has failed once', () => {
    expect(after([day(1, 1), silent], [day(1, 2), silent], [day(1, 3), silent])).toMatchObject({
      state: 'unreachable',
      failures: 1,
      failingSince: day(1, 1),
    });
  });

  test.each([
    [404, 404],
    [410, 404],
    [410, 410],
  ])('that answers %i then %i is broken', (a, b) => {
    expect(after([day(1), answers(a)]).state).toBe('unreachable');
    expect(after([day(1), answers(a)], [day(2), answers(b)])).toMatchObject({
      state: 'broken',
      status: b,
      failures: 2,
    });
  });

  test.each([
    [404, 500],
    [500, 404],
    [503, 503],
  ])('that answers %i then %i is not broken yet', (a, b) => {
    expect(after([day(1), answers(a)], [day(2), answers(b)]).state).toBe('unreachable');
  });

  test('that comes back is fine and starts anew', () => {
    const back = after([day(1), answers(404)], [day(2), answers(404)], [day(5), ok]);
    expect(back).toMatchObject({ state: 'ok', failures: 0, failingSince: null, fault: null });
    expect(judgeLink(back, answers(404), day(12))).toMatchObject({
      state: 'unreachable',
      failures: 1,
      failingSince: day(12),
    });
  });

  test('that is broken stays so until it answers', () => {
    expect(after([day(1), answers(404)], [day(2), answers(404)], [day(5), silent]).state).toBe(
      'broken',
    );
  });
});

describe('the links of an item', () => {
  test('are those of its laws, of the national bookshelf and its source when it is an address, each once', () => {
    const lawRefs = [
      { ...lawReference('1/2020/NĐ-CP'), url: 'https://vbpl.vn/1' },
      lawReference('2/2020/NĐ-CP'),
      { ...lawReference('3/2020/NĐ-CP'), url: ' HTTP://vbpl.vn/3 ' },
    ];
    const national = {
      id: null,
      url: 'https://quocgia.example/a',
      state: 'listed' as const,
      checkedAt: null,
    };
    expect(linksOf(anItem({ lawRefs, national, source: 'https://vbpl.vn/1' }))).toEqual([
      'https://vbpl.vn/1',
      'HTTP://vbpl.vn/3',
      'https://quocgia.example/a',
    ]);
  });

  test.each([
    '',
    'Sở Tư pháp',
    'ftp://a.example/b',
    'https://a.example/b, truy cập 2026',
    'javascript:alert(1)',
    'https://',
  ])('leave out a source of %j', (source) => {
    expect(linksOf(anItem({ source }))).toEqual([]);
  });
});
