/**
 * TCVN 5712:1993 VN3 ("ABC"): the character that Latin-1 shows for each byte, and the letter it
 * stands for (docs/domain.md). Accented capitals have no bytes of their own: they live in fonts
 * that draw capitals, which plain text does not name.
 */
const SHOWN = '¡¢£¤¥¦§¨©ª«¬\u00AD®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ';
const LETTERS = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ';

const letters = Array.from(LETTERS);
const table = new Map(Array.from(SHOWN, (shown, i) => [shown, letters[i]!]));

/** Latin-1 text of TCVN3 bytes as Unicode. */
export const fromTcvn3 = (latin1: string): string =>
  latin1.replace(/[\u00A1-\u00FE]/gu, (c) => table.get(c) ?? c);
