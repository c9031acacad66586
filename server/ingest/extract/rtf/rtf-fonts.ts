import { isLegacyFace } from '../legacy/face.ts';

interface RtfFont {
  name: string;
  charset: number;
  codePage: number;
}

/** Code pages of the character sets of Windows' fonts (`\fcharset`). */
const CODE_PAGES: Readonly<Record<number, number>> = {
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};
const DECODERS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};
const ANSI = 1252;
const isWindows = (page: number): boolean => page >= 1250 && page <= 1258;

const decoders = new Map<string, TextDecoder>();
function decoderOf(page: number): TextDecoder {
  const label = isWindows(page) ? `windows-${page}` : (DECODERS[page] ?? `windows-${ANSI}`);
  const decoder = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder;
}

/** The fonts of a file by number, and what their names and character sets say of bytes. */
export class RtfFonts {
  readonly #fonts = new Map<number, RtfFont>();
  /** Of the file (`\ansicpg`). */
  codePage = ANSI;
  #open: RtfFont = { name: '', charset: 0, codePage: 0 };

  /** A font's description begins. */
  begin(number: number): void {
    this.#open = { name: '', charset: 0, codePage: 0 };
    this.#fonts.set(number, this.#open);
  }

  describe(word: string, value: number): void {
    if (word === 'fcharset') this.#open.charset = value;
    if (word === 'cpg') this.#open.codePage = value;
  }

  /** The name ends with a semicolon. */
  addName(bytes: Buffer): void {
    if (this.#open.name.length < 100)
      this.#open.name += bytes.toString('latin1').replaceAll(';', '');
  }

  nameOf(number: number): string {
    return this.#fonts.get(number)?.name.trim() ?? '';
  }

  /**
   * Bytes as the text they are in a font. Those of a legacy font stay as Latin-1 shows them,
   * whatever character set their font claims.
   */
  decode(bytes: Buffer, number: number): string {
    const font = this.#fonts.get(number);
    if (font !== undefined && isLegacyFace(font.name.trim())) return legacyText(bytes);
    const own = font === undefined ? 0 : font.codePage || (CODE_PAGES[font.charset] ?? 0);
    return decoderOf(own || this.codePage).decode(bytes);
  }
}

/** Quotation marks and dashes of Windows-1252 below, letters of the legacy encoding above. */
const legacyText = (bytes: Buffer): string => decoderOf(ANSI).decode(bytes);
