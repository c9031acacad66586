import { describe, expect, test } from '@jest/globals';
import { hasEndedOn, procedureErrors, type Procedure } from '#server/desk/procedure.ts';
import { SHIPPED_PROCEDURES } from '#server/desk/shipped-procedures.ts';
import { parseLawNumber } from '#server/base/vietnamese/law-number.ts';

const [birth] = SHIPPED_PROCEDURES;
const known = new Set(SHIPPED_PROCEDURES.map(({ id }) => id));
const faults = (value: Partial<Procedure>, id = birth!.id): string[] =>
  Object.keys(procedureErrors({ ...birth!, id, value: { ...birth!.value, ...value } }, known));

describe('procedures that the shelf ships', () => {
  test('are some twenty, each whole, at an address of its own', () => {
    expect(SHIPPED_PROCEDURES.length).toBeGreaterThanOrEqual(20);
    expect(known.size).toBe(SHIPPED_PROCEDURES.length);
    for (const entry of SHIPPED_PROCEDURES)
      expect([entry.id, procedureErrors(entry, known)]).toEqual([entry.id, {}]);
  });

  test('name laws by numbers that the shelf reads', () => {
    for (const { id, value } of SHIPPED_PROCEDURES)
      for (const law of value.laws) expect([id, parseLawNumber(law)]).toEqual([id, law]);
  });
});

describe('a procedure', () => {
  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(10_000) }, 'name'],
    [{ summary: '' }, 'summary'],
    [{ subject: '99' }, 'subject'],
    [{ words: '' }, 'words'],
    [{ ended: '2026-02-30' }, 'ended'],
    [{ successor: 'khong-co' }, 'successor'],
    [{ successor: 'dang-ky-khai-sinh' }, 'successor'],
    [{ laws: Array.from({ length: 21 }, () => '1/2020/NĐ-CP') }, 'laws'],
    [{ itemIds: Array.from({ length: 31 }, String) }, 'items'],
  ])('with %j is refused at one field', (value, field) => {
    expect(faults(value)).toEqual([field]);
  });

  test.each(['', 'Đăng ký', 'moi', '../x', 'x'.repeat(81)])('has no address %j', (id) => {
    expect(faults({}, id)).toEqual(['slug']);
  });

  test('ends with its day', () => {
    expect(hasEndedOn({ ended: '2026-06-01' }, '2026-05-31')).toBe(false);
    expect(hasEndedOn({ ended: '2026-06-01' }, '2026-06-01')).toBe(true);
    expect(hasEndedOn({ ended: null }, '2026-06-01')).toBe(false);
  });
});
