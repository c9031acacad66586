import { describe, expect, test } from '@jest/globals';
import { passwordFault } from '#server/people/guessable-passwords.ts';

describe('a new password', () => {
  test.each(['', 'ngắn', 'mười một ký'])(
    'of fewer than 12 characters is refused: %j',
    (password) => {
      expect(passwordFault(password, 'lo.huong')).toMatch(/12 ký tự/u);
    },
  );

  test.each([
    'matkhau123456',
    'Mật khẩu 123456',
    'MatKhau@2026',
    'm@tkh@u123456',
    'matkhaumatkhau',
    'password1234',
    'P@ssw0rd2026',
    'quantrivien01',
    'admin123456789',
    'Việt Nam vô địch 1',
    '123456789012',
    '210987654321',
    'aaaaaaaaaaaa',
    'abababababab',
    'abcdefghijklm',
    '            ',
    'qwertyuiopasdf',
    'anhyeuem123456',
    'iloveyou2026!',
    'xyzt9xyzt9xyzt9',
    '09121991091219',
    'lo.huong1234',
    'LoHuong@2026',
    'lo-huong-lo-huong',
    'tusachphapluat',
    'nguyenvana123',
    'Tủ sách pháp luật điện tử',
    'độc lập tự do hạnh phúc',
    '!!!!@@@@####$$$$',
  ])('that others think of early is refused: %j', (password) => {
    expect(passwordFault(password, 'lo.huong')).toMatch(/dễ đoán/u);
  });

  test.each([
    'một câu dễ nhớ và dài',
    'mật khẩu thử 1',
    'mat khau thu',
    'con mèo trèo cây cau',
    'kfjm-2vxa-9qpd-ttze',
    'bench-password',
    '5f1d0a9c3b7e4d21',
    'Xe đạp màu xanh 1987',
  ])('of one’s own is taken: %j', (password) => {
    expect(passwordFault(password, 'lo.huong')).toBeNull();
  });

  /** The shortest of several tries: a busy machine makes single ones long. */
  function msFor(password: string): number {
    let least = Infinity;
    for (let round = 0; round < 5; round += 1) {
      const from = performance.now();
      passwordFault(password, 'la'.repeat(20));
      least = Math.min(least, performance.now() - from);
    }
    return least;
  }

  test('of any length is looked at in no time', () => {
    for (const text of ['matkhau', 'ab', 'xa', '\u0301', 'lalala1'])
      for (const end of ['', '!', 'q'])
        expect(msFor(text.repeat(1_000).slice(0, 1_000) + end)).toBeLessThan(50);
  });
});
