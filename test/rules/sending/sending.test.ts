import { describe, expect, test } from '@jest/globals';
import type { Attachment } from '#server/items/item.ts';
import {
  MOST_PHOTOGRAPH_BYTES,
  MOST_PHOTOGRAPHS,
  type Photograph,
} from '#server/items/photograph.ts';
import { likeliest } from '#server/sending/proposals.ts';
import { arranged, pressed, type PageWish } from '#server/sending/page-order.ts';
import {
  refuseBadPhotograph,
  sortedOut,
  withPages,
} from '#server/sending/actions/take-photographs.ts';
import { anAttachment, anItem } from '../../support/builders.ts';

const photograph = (id: string): Photograph => ({
  id,
  name: `${id}.jpg`,
  mediaType: 'image/jpeg',
  bytes: 1,
  sha256: id.padEnd(64, '0'),
  turn: 0,
  left: false,
  whole: false,
});
const PAGES = ['a', 'b', 'c', 'd'].map(photograph);
const wish = (place: number | null, more: Partial<PageWish> = {}): PageWish => ({
  place,
  turn: 0,
  left: false,
  whole: false,
  ...more,
});
const ids = (pages: readonly Photograph[]): string => pages.map(({ id }) => id).join('');

describe('the order of pages', () => {
  test.each([
    ['as they are', [1, 2, 3, 4], 'abcd'],
    ['the last first', [1, 2, 3, 1], 'dabc'],
    ['the first last', [4, 2, 3, 4], 'bcda'],
    ['two that change places', [2, 1, 3, 4], 'bacd'],
    ['a number beyond the last', [99, 2, 3, 4], 'bcda'],
    ['no number', [null, 2, 3, 4], 'abcd'],
  ])('%s', (_, places, order) => {
    const wishes = new Map(PAGES.map(({ id }, i) => [id, wish(places[i]!)]));
    expect(ids(arranged(PAGES, wishes))).toBe(order);
  });

  test('keeps a page that came while the form was open, and takes what is said of the others', () => {
    const wishes = new Map([
      ['a', wish(2, { turn: 180, left: true })],
      ['b', wish(1)],
    ]);
    const after = arranged(PAGES, wishes);
    expect(ids(after)).toBe('bacd');
    expect(after[1]).toMatchObject({ id: 'a', turn: 180, left: true });
  });

  test('moves by a button, and stays at the ends', () => {
    expect(ids(pressed(PAGES, 'b', 'len'))).toBe('bacd');
    expect(ids(pressed(PAGES, 'd', 'xuong'))).toBe('abcd');
    expect(pressed(pressed(PAGES, 'c', 'xoay'), 'c', 'xoay')[2]!.turn).toBe(180);
    expect(ids(pressed(PAGES, 'khong-co', 'len'))).toBe('abcd');
  });
});

describe('what is sent in one go', () => {
  const image = (n: number): Attachment =>
    anAttachment({ mediaType: 'image/jpeg', sha256: String(n).padStart(64, '0') });

  test('is parted into pages and files; the same picture twice is one page', () => {
    const { pages, attachments } = sortedOut([image(1), anAttachment(), image(2), image(1)]);
    expect(pages).toHaveLength(3);
    expect(attachments.map(({ mediaType }) => mediaType)).toEqual(['application/pdf']);
    expect(withPages(anItem(), pages).photographs).toMatchObject({
      state: 'open',
      attachmentId: null,
      pages: [{ turn: 0 }, { turn: 0 }],
    });
  });

  test('is at most 200 photographs', () => {
    const many = (n: number) => sortedOut(Array.from({ length: n }, (_, i) => image(i))).pages;
    expect(withPages(anItem(), many(MOST_PHOTOGRAPHS)).photographs!.pages).toHaveLength(200);
    expect(() => withPages(anItem(), many(MOST_PHOTOGRAPHS + 1))).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        details: { fields: { files: expect.stringContaining('nhiều nhất 200 ảnh; đã có 0') } },
      }),
    );
  });

  test('is refused by a photograph of more than 50 MB, unread', async () => {
    const deps = { files: {} as never, checkPhotograph: () => Promise.reject(new Error('read')) };
    await expect(
      refuseBadPhotograph(deps, { ...image(1), bytes: MOST_PHOTOGRAPH_BYTES + 1 }),
    ).rejects.toMatchObject({
      code: 'too-large',
      details: { sentence: expect.stringContaining('50 MB') },
    });
  });
});

test('a form is filled with the likeliest of each field, and all of those that take several', () => {
  const reason = { kind: 'file' } as const;
  expect(
    likeliest([
      { field: 'issued', value: '2026', reason },
      { field: 'issued', value: '2025', reason },
      { field: 'compilers', value: 'A', reason },
      { field: 'compilers', value: 'B', reason },
    ]),
  ).toEqual([
    { field: 'issued', values: ['2026'], reason },
    { field: 'compilers', values: ['A', 'B'], reason },
  ]);
});
