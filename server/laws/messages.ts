/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  wrongNumber: 'Số hiệu chưa đúng. Ghi như trên văn bản, ví dụ 31/2024/QH15, 14/2019/QĐ-TTg.',
  numberTaken: 'Số hiệu này là của văn bản khác. Hãy mở văn bản đó.',
  chooseState: 'Hãy chọn tình trạng hiệu lực trong danh sách.',
  wrongReplacement: (number: string): string =>
    `“${number}” không phải số hiệu của văn bản thay thế.`,
};
