/** Syllables as they are said in a region or were written once, and how laws write them. */
const REGIONAL: Readonly<Record<string, string>> = {
  sanh: 'sinh',
  nhơn: 'nhân',
  chánh: 'chính',
  tánh: 'tính',
  bịnh: 'bệnh',
  lịnh: 'lệnh',
  thiệt: 'thật',
  nầy: 'này',
  phước: 'phúc',
  hườn: 'hoàn',
  kiếng: 'kính',
  lãnh: 'lĩnh',
  dzụ: 'vụ',
  zụ: 'vụ',
  dzới: 'với',
  zậy: 'vậy',
  giựt: 'giật',
  quýnh: 'đánh',
  uýnh: 'đánh',
  oánh: 'đánh',
  biểu: 'bảo',
  thơ: 'thư',
  đờn: 'đàn',
  hột: 'hạt',
  mần: 'làm',
  nớ: 'đó',
  rứa: 'thế',
  răng: 'sao',
  mô: 'đâu',
  chi: 'gì',
  nỏ: 'không',
};

/** Short words of messages. */
const SHORT: Readonly<Record<string, string>> = {
  ko: 'không',
  hok: 'không',
  kg: 'không',
  dc: 'được',
  đc: 'được',
  dk: 'đăng ký',
  đk: 'đăng ký',
  cty: 'công ty',
  ntn: 'như thế nào',
  vk: 'vợ',
  ck: 'chồng',
  gđ: 'gia đình',
  bn: 'bao nhiêu',
  mn: 'mọi người',
  trc: 'trước',
  nx: 'nữa',
  bik: 'biết',
  bít: 'biết',
  đt: 'điện thoại',
  sdt: 'số điện thoại',
};

/** What a short word of messages stands for; null for any other. */
export const shortWord = (word: string): string | null =>
  Object.hasOwn(SHORT, word) ? SHORT[word]! : null;

/** How laws write a syllable that was typed with its marks; null where they write it so too. */
export const lawSpelling = (syllable: string): string | null =>
  Object.hasOwn(REGIONAL, syllable) ? REGIONAL[syllable]! : null;

/** Of the others, the bare letters are those of words that laws use. */
const PLAIN_WHEN_BARE = ['sanh', 'nhơn', 'chánh', 'tánh', 'lịnh', 'giựt', 'thiệt', 'uýnh', 'quýnh'];

/** Syllables of a region that are known by their bare letters, with how laws write them. */
export const REGIONAL_SPELLINGS: readonly (readonly [said: string, written: string])[] =
  PLAIN_WHEN_BARE.map((said) => [said, REGIONAL[said]!]);

const I_OR_Y = /^((?:qu|[hklmstv])?)([iy])$/u;

/** The same syllable with i for y or y for i, of letters without marks; null where neither fits. */
export function otherI(letters: string): string | null {
  const [, before = '', vowel] = I_OR_Y.exec(letters) ?? [];
  return vowel === undefined ? null : `${before}${vowel === 'i' ? 'y' : 'i'}`;
}
