/** One line of plain text, however it was written: a title in an e-mail, or in its head. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
