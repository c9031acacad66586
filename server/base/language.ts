/** Ngôn ngữ of an item: ISO 639 codes with their Vietnamese names. */
export interface Language {
  readonly code: string;
  readonly label: string;
}

export const LANGUAGES: readonly Language[] = [
  { code: 'vi', label: 'Tiếng Việt' },
  { code: 'hmn', label: 'Tiếng Mông' },
  { code: 'tyz', label: 'Tiếng Tày' },
  { code: 'blt', label: 'Tiếng Thái' },
  { code: 'ium', label: 'Tiếng Dao' },
  { code: 'mtq', label: 'Tiếng Mường' },
  { code: 'km', label: 'Tiếng Khmer' },
  { code: 'cjm', label: 'Tiếng Chăm' },
  { code: 'jra', label: 'Tiếng Gia Rai' },
  { code: 'bdq', label: 'Tiếng Ba Na' },
  { code: 'rad', label: 'Tiếng Ê Đê' },
  { code: 'zh', label: 'Tiếng Hoa' },
  { code: 'en', label: 'Tiếng Anh' },
  { code: 'lo', label: 'Tiếng Lào' },
  { code: 'th', label: 'Tiếng Thái Lan' },
  { code: 'fr', label: 'Tiếng Pháp' },
  { code: 'ru', label: 'Tiếng Nga' },
  { code: 'ja', label: 'Tiếng Nhật' },
  { code: 'ko', label: 'Tiếng Hàn' },
  { code: 'de', label: 'Tiếng Đức' },
  { code: 'es', label: 'Tiếng Tây Ban Nha' },
  { code: 'ar', label: 'Tiếng Ả Rập' },
  { code: 'mul', label: 'Nhiều ngôn ngữ' },
  { code: 'und', label: 'Ngôn ngữ khác' },
];

/** Codes of three letters (ISO 639-2) that files write for the languages above. */
const LONG_CODES: Readonly<Record<string, string>> = {
  vie: 'vi',
  eng: 'en',
  khm: 'km',
  zho: 'zh',
  chi: 'zh',
  lao: 'lo',
  tha: 'th',
  fra: 'fr',
  fre: 'fr',
  rus: 'ru',
  jpn: 'ja',
  kor: 'ko',
  deu: 'de',
  ger: 'de',
  spa: 'es',
  ara: 'ar',
  // Members of the macrolanguage of Mông, and Chăm as MARC knows it.
  mww: 'hmn',
  hnj: 'hmn',
  hmv: 'hmn',
  cmc: 'cjm',
};

const byCode = new Map(LANGUAGES.map((l) => [l.code, l]));
export const findLanguage = (code: string): Language | undefined => byCode.get(code);
export const languageLabel = (code: string): string => byCode.get(code)?.label ?? code;

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Letters that no other language has; a share of them that a few names do not make. */
const VIETNAMESE = /[ăđơưạ-ỹ]/giu;
const isVietnamese = (text: string): boolean =>
  (text.match(VIETNAMESE)?.length ?? 0) * 20 > (text.match(/\p{L}/gu)?.length ?? 0);

/**
 * The language that a tag of a file means (`vi-VN`, `en_US`, `hmn`, `vie`): `und` for one that is
 * none of {@link LANGUAGES}, Vietnamese where the file says nothing or no language.
 * @param text some of the file's text: programs write English when nobody chose
 */
export function languageOfTag(tag: string | null, text: string): string {
  const first = (tag ?? '').trim().split(/[-_]/u)[0]!.toLowerCase();
  if (!/^[a-z]{2,3}$/u.test(first)) return 'vi';
  const code = LONG_CODES[first] ?? first;
  if (code === 'en' && isVietnamese(text.normalize('NFC'))) return 'vi';
  return findLanguage(code)?.code ?? (languageNames.of(code) === undefined ? 'vi' : 'und');
}
