const ENGLISH_ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const ENGLISH_TENS = [
  '',
  '',
  'twenty',
  'thirty',
  'forty',
  'fifty',
  'sixty',
  'seventy',
  'eighty',
  'ninety',
];
const ENGLISH_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function englishWords(n: number): string {
  if (n < 20) return ENGLISH_ONES[n]!;
  if (n < 100)
    return ENGLISH_TENS[Math.floor(n / 10)]! + (n % 10 === 0 ? '' : `-${ENGLISH_ONES[n % 10]!}`);
  if (n < 1_000)
    return `${ENGLISH_ONES[Math.floor(n / 100)]!} hundred${n % 100 === 0 ? '' : ` ${englishWords(n % 100)}`}`;
  return `${englishWords(Math.floor(n / 1_000))} thousand${n % 1_000 === 0 ? '' : ` ${englishWords(n % 1_000)}`}`;
}

function englishOrdinal(n: number): string {
  const words = englishWords(n);
  const last = /(?<![a-z])[a-z]+$/u.exec(words)![0];
  const ordinal =
    ENGLISH_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, -last.length) + ordinal;
}

const VIETNAMESE_ONES = [
  'không',
  'một',
  'hai',
  'ba',
  'bốn',
  'năm',
  'sáu',
  'bảy',
  'tám',
  'chín',
] as const;

function vietnameseTens(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const head = tens === 1 ? 'mười' : `${VIETNAMESE_ONES[tens]!} mươi`;
  if (ones === 0) return head;
  // Hai mươi mốt, mười lăm: the last digit changes after a ten.
  const last = ones === 1 && tens > 1 ? 'mốt' : ones === 5 ? 'lăm' : VIETNAMESE_ONES[ones]!;
  return `${head} ${last}`;
}

function vietnameseWords(n: number): string {
  if (n < 10) return VIETNAMESE_ONES[n]!;
  if (n < 100) return vietnameseTens(n);
  if (n < 1_000) {
    const rest = n % 100;
    const head = `${VIETNAMESE_ONES[Math.floor(n / 100)]!} trăm`;
    if (rest === 0) return head;
    return rest < 10 ? `${head} linh ${VIETNAMESE_ONES[rest]!}` : `${head} ${vietnameseTens(rest)}`;
  }
  const rest = n % 1_000;
  const head = `${vietnameseWords(Math.floor(n / 1_000))} nghìn`;
  if (rest === 0) return head;
  return rest < 100
    ? `${head} không trăm ${rest < 10 ? `linh ${VIETNAMESE_ONES[rest]!}` : vietnameseTens(rest)}`
    : `${head} ${vietnameseWords(rest)}`;
}

const isVietnamese = (language: string): boolean => /^vi\b/iu.test(language);

/** `One`, `Twenty-one`; `Một`, `Hai mươi mốt` where the document is Vietnamese. */
export const cardinalWords = (n: number, language: string): string =>
  capital(isVietnamese(language) ? vietnameseWords(n) : englishWords(n));

/** `First`; `Thứ nhất`, `Thứ tư` (not “thứ một”, “thứ bốn”) where the document is Vietnamese. */
export function ordinalWords(n: number, language: string): string {
  if (!isVietnamese(language)) return capital(englishOrdinal(n));
  return `Thứ ${n === 1 ? 'nhất' : n === 2 ? 'hai' : n === 4 ? 'tư' : vietnameseWords(n)}`;
}

/** `1st`, `22nd`; Vietnamese writes the number alone. */
export function ordinalNumber(n: number, language: string): string {
  if (isVietnamese(language)) return String(n);
  const tail = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
  return `${n}${['th', 'st', 'nd', 'rd'][tail] ?? 'th'}`;
}

/** `một`, `hai mươi mốt`: the counting of Vietnamese documents (`vietnameseCounting`). */
export { vietnameseWords };
