const SIGNS: readonly (readonly [number, string])[] = [
  [1_000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 14 → `XIV`; empty for numbers below 1. */
export function toRoman(n: number): string {
  let rest = n;
  let text = '';
  for (const [value, sign] of SIGNS)
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  return text;
}

const VALUES: Readonly<Record<string, number>> = {
  I: 1,
  V: 5,
  X: 10,
  L: 50,
  C: 100,
  D: 500,
  M: 1_000,
};

/** `XIV` → 14, in either case; signs that are none count nothing. */
export function fromRoman(text: string): number {
  const values = Array.from(text.toUpperCase(), (sign) => VALUES[sign] ?? 0);
  return values.reduce((sum, v, i) => sum + (v < (values[i + 1] ?? 0) ? -v : v), 0);
}
