/**
 * TCVN 5712:1993 VN3 ("ABC"): the character that Latin-1 shows for each byte, and the letter it
 * stands for (docs/domain.md). Accented capitals have no bytes of their own: they live in fonts
 * that draw capitals, which plain text does not name.
 */
const SHOWN = '¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ';
const LETTERS = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ';
/** Code points that a PDF's text layer gives for the bytes of à, ư and ã. */
const OF_PDF = '\u03BC\u2212\u2219';
const LETTERS_OF_PDF = 'àưã';

const letters = Array.from(LETTERS + LETTERS_OF_PDF);
const table = new Map(Array.from(SHOWN + OF_PDF, (shown, i) => [shown, letters[i]!]));

const CODED = /[\u00A1-\u00FE\u03BC\u2212\u2219]/gu;
/** What is a sign of its own outside TCVN3: alone it says nothing. */
const IS_SIGN = /[\u00A1-\u00BF\u00D7\u00F7\u03BC\u2212\u2219]/u;
const LETTER_BESIDE = /[\p{L}\u00A1-\u00AE\u00B5-\u00BE\u00D7\u00F7]/u;
const OF_PDF_BESIDE = /[\u03BC\u2212\u2219]/u;

function standsInWord(text: string, at: number): boolean {
  const [before = '', after = ''] = [text[at - 1], text[at + 1]];
  // `1.000®` is an amount of đồng, `®)` point đ of a law; behind a word it is a trade mark's.
  if (text[at] === '®')
    return LETTER_BESIDE.test(after) || OF_PDF_BESIDE.test(after) || !LETTER_BESIDE.test(before);
  if (LETTER_BESIDE.test(before) || LETTER_BESIDE.test(after)) return true;
  // `®−îc`, but no row of minus signs.
  return !OF_PDF.includes(text[at]!) && (OF_PDF_BESIDE.test(before) || OF_PDF_BESIDE.test(after));
}

/**
 * Latin-1 text of TCVN3 bytes, or what a PDF's text layer shows of them, as Unicode. Lengths do not
 * change. A sign that no letter stands beside stays what it is (`5 × 3`, `−12`, `½`), unless its
 * font draws a letter for it.
 * @param drawn the text stands in a font of TCVN3
 */
export const fromTcvn3 = (latin1: string, drawn = false): string =>
  latin1.replace(CODED, (c, at: number) => {
    const isLetter = !IS_SIGN.test(c) || (drawn && !OF_PDF.includes(c)) || standsInWord(latin1, at);
    return isLetter ? (table.get(c) ?? c) : c;
  });
