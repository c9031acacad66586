/** What this room says of what it cannot take. */
export const messages = {
  writeName: 'Hãy ghi tên thủ tục.',
  writeSummary: 'Hãy viết một, hai câu: thủ tục này để làm gì, khi nào cần.',
  wrongSlug: 'Địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.',
  slugTaken: 'Địa chỉ này đã có thủ tục khác dùng. Hãy chọn địa chỉ khác.',
  chooseSubject: 'Hãy chọn chủ đề trong danh sách.',
  writeWords: 'Hãy ghi vài từ để tủ sách tìm thêm tài liệu.',
  tooMany: (most: number): string => `Nhiều nhất ${most} dòng.`,
  unknownSuccessor: 'Không có thủ tục nào khác mang địa chỉ này.',
  unknownItem: (line: string): string =>
    `Không rõ “${line}” là tài liệu nào. Ghi mã định danh hoặc địa chỉ trang của tài liệu.`,
  summaryLabel: 'Giới thiệu',
};
