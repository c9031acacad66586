/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  /** Before a note that somebody pinned on a page. */
  note: (text: string): string => `Ghi chú: ${text}`,
  cellAt: (line: number, column: number): string => `dòng ${line}, cột ${column}`,
  formulaWithoutValue: (where: string): string =>
    `Ô ở ${where} là công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại hoặc thay công thức bằng giá trị.`,
  cellInError: (where: string, error: string): string => `Ô ở ${where} báo lỗi ${error}.`,
  cellTooFarRight: (where: string, columns: number): string =>
    `Ô ở ${where} nằm ngoài ${columns} cột đầu nên không đọc được. Hãy xóa ô đó hoặc dời cột sang trái.`,
};
