/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  wrongNumber: 'Số hiệu chưa đúng. Ghi như trên văn bản, ví dụ 31/2024/QH15, 14/2019/QĐ-TTg.',
  numberTaken: 'Số hiệu này là của văn bản khác. Hãy mở văn bản đó.',
  chooseState: 'Hãy chọn tình trạng hiệu lực trong danh sách.',
  /** A word in a list that names no state. */
  unknownState: (word: string, known: string): string =>
    `Không rõ tình trạng hiệu lực “${word}”. Ghi một trong: ${known}.`,
  partEnded: (day: string): string => `Ngày hết hiệu lực của phần: ${day}.`,
  brokenJson: 'Tệp JSON hỏng, không đọc được.',
  largeJson: 'Tệp JSON lớn quá 32 MB. Hãy chia thành nhiều tệp.',
  noDocuments:
    'Tệp JSON không có danh sách văn bản như Cơ sở dữ liệu quốc gia về văn bản pháp luật xuất ra.',
  wrongReplacement: (number: string): string =>
    `“${number}” không phải số hiệu của văn bản thay thế.`,
};
