import { fold } from './syllables.ts';

/** Số hiệu of Vietnamese legal documents: recognising, normalising, comparing (docs/domain.md). */

export interface LawReference {
  /** Normalised, as issued: `14/2019/QĐ-TTg`. */
  readonly number: string;
  /** What the cataloguer wrote beside it: name of the document, articles cited. */
  readonly title: string;
  readonly articles: string;
  /** Identifier in the national database of legal documents, when known. */
  readonly vbplId: string | null;
  readonly url: string | null;
}

const COUNT = String.raw`\d+(?:\.\d+)?[a-z]?`;
const SIGN = String.raw`[A-ZĐƯ]{1,7}\d{0,2}(?:[-/][A-ZĐƯa-z&]+\d{0,2})*`;
const FORM = String.raw`${COUNT}(?:\/(?:19|20)\d{2})?\/${SIGN}`;
/** Real files have `120 /2002/TT-BTC`; blanks are only believed around a year. */
const SPACED = String.raw`${COUNT} ?\/ ?(?:19|20)\d{2} ?\/ ?${SIGN}`;
const PARTY = String.raw`\d+-[A-ZĐ]{2,3}\/[A-ZĐ]{2,4}`;
const WHOLE = new RegExp(`^(?:${FORM}|${PARTY})$`, 'u');
/**
 * In running text a number without a year is only believed with a kind that is never a form code.
 */
const RUNNING = new RegExp(
  String.raw`(?<![\p{L}\p{N}/])(?:${SPACED}|${FORM}|${PARTY})(?![\p{L}\p{N}])`,
  'gu',
);
const TRUSTED =
  /\/(?:19|20)\d{2}\/|\/(?:NĐ|QĐ|TT|KH|CT|NQ|PL|VBHN|TTLT|QH\d)|^\d+-(?:NQ|CT|KL|QĐ|HD|TB|KH)\//u;

/** Every sign that files write where a hyphen belongs, the unbreakable one of Word among them. */
const HYPHENS = /[‐‑‒–—−﹣－]/gu;

/** NFC, Ð→Đ, dashes to hyphen, blanks around `/` and `-` dropped: how real files write numbers. */
export const tidyNumber = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('Ð', 'Đ')
    .replace(HYPHENS, '-')
    .replaceAll('_', '-')
    // Only from the first blank of a run: linear in whatever is pasted.
    .replace(/(?<!\s)\s+(?=[/-])|(?<=[/-])\s+/gu, '')
    .trim();

/** The normalised number, or null when the text is not one. */
export function parseLawNumber(text: string): string | null {
  const tidy = tidyNumber(text);
  return WHOLE.test(tidy) ? tidy : null;
}

/**
 * One key per document however it is typed: no case, no marks, no separators: `142019qdttg`.
 * Compare and index with it, never show it.
 */
export const lawNumberKey = (text: string): string =>
  fold(tidyNumber(text)).replace(/[^\p{L}\p{N}]/gu, '');

export interface FoundNumber {
  readonly number: string;
  /** Offsets into the NFC text. */
  readonly start: number;
  readonly end: number;
}

/** Every số hiệu standing in an NFC text, in order, repeats kept. */
export function findLawNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const m of text.replaceAll('Ð', 'Đ').replace(HYPHENS, '-').matchAll(RUNNING)) {
    const number = tidyNumber(m[0]);
    if (TRUSTED.test(number)) found.push({ number, start: m.index, end: m.index + m[0].length });
  }
  return found;
}

export const lawReference = (number: string): LawReference => ({
  number,
  title: '',
  articles: '',
  vbplId: null,
  url: null,
});
