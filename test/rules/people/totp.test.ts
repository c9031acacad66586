import { describe, expect, it } from '@jest/globals';
import { findStep } from '#server/people/routes/totp.ts';

describe('the codes of RFC 6238, appendix B, in six digits', () => {
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at %d s is %s', (seconds, code) => {
    const at = (s: number): string => new Date(s * 1_000).toISOString();
    const step = Math.floor(seconds / 30);
    expect(findStep(SECRET, code, at(seconds))).toBe(step);
    expect(findStep(SECRET, code, at(seconds + 30))).toBe(step);
    expect(findStep(SECRET, code, at(seconds + 90))).toBeNull();
    expect(findStep('khong-phai', code, at(seconds))).toBeNull();
  });
});
