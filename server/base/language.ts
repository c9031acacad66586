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
];

const byCode = new Map(LANGUAGES.map((l) => [l.code, l]));
export const findLanguage = (code: string): Language | undefined => byCode.get(code);
export const languageLabel = (code: string): string => byCode.get(code)?.label ?? code;
