import { describe, expect, test } from '@jest/globals';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError, errorCodes, errorKind, errorMessage, isErrorCode } from '#server/base/errors.ts';
import { createIdMaker, isId } from '#server/base/ids.ts';
import { seededRandom } from '../../support/builders.ts';

describe('ids', () => {
  const clocks: readonly (readonly [string, (i: number) => number])[] = [
    ['stands still', () => 1_000],
    ['runs', (i) => 1_770_000_000_000 + Math.floor(i / 3)],
    ['goes back', (i) => 1_770_000_000_000 - i],
  ];

  test.each(clocks)('are unique and sort as made while the clock %s', (_, clock) => {
    let i = 0;
    const newId = createIdMaker(() => clock(i++), seededRandom(7));
    const ids = Array.from({ length: 100_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id, at) => at === 0 || ids[at - 1]! < id)).toBe(true);
    expect(ids.every(isId)).toBe(true);
  });

  test('of two processes in one millisecond differ by their random start', () => {
    const maker = (seed: number): string => createIdMaker(() => 1_000, seededRandom(seed))();
    expect(maker(1)).not.toBe(maker(2));
  });

  test.each([
    '',
    'abc',
    '0'.repeat(12),
    '0'.repeat(14),
    `${'0'.repeat(12)}i`,
    `${'0'.repeat(12)}A`,
    `${'0'.repeat(12)}/`,
    `${'0'.repeat(13)}\n`,
  ])('%j is none', (text) => {
    expect(isId(text)).toBe(false);
  });
});

describe('a cursor', () => {
  test.each([
    [['2026-05-12', 'abc']],
    [['Đất đai “hỏi” & đáp + /', 'x']],
    [[0.1 + 0.2, 'a', 'b']],
    [[-1e-7, '', '']],
  ])('gives %j back and is safe in an address', (parts) => {
    const cursor = writeCursor(parts);
    expect(cursor).toMatch(/^[\w-]+$/u);
    expect(
      readCursor(
        cursor,
        parts.map((p) => (typeof p === 'number' ? 'number' : 'string')),
      ),
    ).toEqual(parts);
  });

  test.each([
    '',
    'x',
    '!!!',
    'null',
    'e30',
    'W10',
    'đất',
    '%00',
    'a'.repeat(5_000),
    writeCursor(['one']),
    writeCursor([1, 'b']),
    writeCursor(['a', 'b', 'c']),
  ])('%j is refused as invalid-cursor', (garbage) => {
    let thrown: unknown = null;
    try {
      readCursor(garbage, ['string', 'string']);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: 'invalid-cursor', kind: 'invalid' });
  });
});

describe('the table of errors', () => {
  const KINDS = [
    'invalid',
    'unauthenticated',
    'forbidden',
    'not-found',
    'conflict',
    'too-large',
    'unsupported',
    'rate-limited',
    'unavailable',
    'wrong-method',
    'head-too-large',
    'busy',
  ];

  test.each(errorCodes)('gives %s a kind and a Vietnamese sentence', (code) => {
    expect(KINDS).toContain(errorKind(code));
    expect(errorMessage(code)).toMatch(
      /^\p{Lu}.*[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự].*\.$/u,
    );
    expect(errorMessage(code)).toBe(errorMessage(code).normalize('NFC'));
    expect(new AppError(code)).toMatchObject({
      code,
      kind: errorKind(code),
      message: errorMessage(code),
      details: {},
    });
  });

  test('uses every kind, and names no code twice', () => {
    expect(new Set(errorCodes.map(errorKind))).toEqual(new Set(KINDS));
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
  });

  test('knows its own codes only', () => {
    expect(isErrorCode('stale-version')).toBe(true);
    for (const other of ['', 'toString', '__proto__', 'constructor'])
      expect(isErrorCode(other)).toBe(false);
  });

  test('an error keeps its details and its cause', () => {
    const cause = new Error('disk');
    const error = new AppError('storage-full', { limit: 5 }, { cause });
    expect(error.details).toEqual({ limit: 5 });
    expect(error.cause).toBe(cause);
  });
});
