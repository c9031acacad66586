/**
 * ISO 639-2/B codes, which MARC 21 and MODS write, of the codes of `base/language.ts`. Languages
 * without one of their own have that of their group (`tai`, `mkh`, `cmc`) or `mis`, uncoded.
 */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  vi: 'vie',
  hmn: 'hmn',
  tyz: 'tai',
  blt: 'tai',
  ium: 'mis',
  mtq: 'mkh',
  km: 'khm',
  cjm: 'cmc',
  jra: 'cmc',
  bdq: 'mkh',
  rad: 'cmc',
  zh: 'chi',
  en: 'eng',
  lo: 'lao',
  th: 'tha',
  fr: 'fre',
  ru: 'rus',
  ja: 'jpn',
  ko: 'kor',
  de: 'ger',
  es: 'spa',
  ar: 'ara',
  mul: 'mul',
  und: 'und',
};

/** ISO 639-2/B, three letters; `und` for a code nobody knows. */
export const bibliographicLanguage = (code: string): string => BIBLIOGRAPHIC[code] ?? 'und';

/** ISO 639-3 of a language that has no code of its own in ISO 639-2; null for the others. */
export const exactLanguage = (code: string): string | null =>
  code.length === 3 && BIBLIOGRAPHIC[code] !== code && BIBLIOGRAPHIC[code] !== undefined
    ? code
    : null;

/** The language of its contents as a tag (BCP 47); null for several and for an unknown one. */
export const languageTag = (code: string): string | null =>
  BIBLIOGRAPHIC[code] === undefined || code === 'mul' || code === 'und' ? null : code;
