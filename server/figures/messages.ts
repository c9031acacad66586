/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  chooseAnswer: 'Hãy chọn một trong ba câu trả lời.',
  commentTooLong: 'Ý kiến dài quá 1.000 ký tự.',
};
