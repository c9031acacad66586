import { codePoint } from 'dingbat-to-unicode';

const PRIVATE_FROM = 0xf0_00;
const PRIVATE = /[\uF000-\uF0FF]/gu;

/** Symbol fonts have their signs at F000–F0FF, or at 00–FF as older files write them. */
const signOf = (font: string, code: number): string | undefined =>
  (codePoint(font, code) ?? codePoint(font, code >= PRIVATE_FROM ? code - PRIVATE_FROM : code))
    ?.string;

/**
 * The character that a sign of Symbol, Wingdings or Webdings shows (`w:sym`).
 * @param hex the sign's code, `F0FE`
 * @returns `□` for a sign that no table knows: something stands there
 */
export function symbol(font: string, hex: string): string {
  const code = Number.parseInt(hex, 16);
  if (!Number.isFinite(code) || code <= 0) return '';
  const sign = signOf(font, code);
  if (sign !== undefined) return sign;
  const isPrivate = code >= 0xe0_00 && code <= 0xf8_ff;
  return isPrivate || code > 0x10_ff_ff ? '□' : String.fromCodePoint(code);
}

/** A text typed in a symbol font, as what it shows. */
export const withoutPrivateSigns = (text: string, font: string): string =>
  text.replace(PRIVATE, (sign) => signOf(font || 'Symbol', sign.codePointAt(0)!) ?? sign);
