const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', ' nghìn', ' triệu', ' tỷ'] as const;

/** 0–999; `whole`: hundreds are said although there are none. */
function threeDigits(n: number, whole: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const parts: string[] = [];
  if (hundreds > 0 || whole) parts.push(`${DIGITS[hundreds]} trăm`);
  if (tens > 1) parts.push(`${DIGITS[tens]} mươi`);
  else if (tens === 1) parts.push('mười');
  else if (ones > 0 && parts.length > 0) parts.push('linh');
  if (ones > 0)
    parts.push(tens > 1 && ones === 1 ? 'mốt' : tens > 0 && ones === 5 ? 'lăm' : DIGITS[ones]!);
  return parts.join(' ');
}

/** A whole number in words: 2014 → `hai nghìn không trăm mười bốn`; null from a thousand milliards on. */
export function numberInWords(n: number): string | null {
  if (!Number.isInteger(n) || n < 0 || n >= 1e12) return null;
  if (n === 0) return DIGITS[0];
  const groups: string[] = [];
  for (let [rest, scale] = [n, 0]; rest > 0; rest = Math.floor(rest / 1_000), scale++) {
    const group = rest % 1_000;
    const whole = rest >= 1_000;
    if (group > 0) groups.unshift(`${threeDigits(group, whole)}${SCALES[scale]}`);
  }
  return groups.join(' ');
}

/** Digit by digit, as telephones are read: `0912` → `không chín một hai`. */
export const digitsInWords = (digits: string): string =>
  [...digits].flatMap((digit) => DIGITS[Number(digit)] ?? []).join(' ');
