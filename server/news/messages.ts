/** What this room says of what it cannot take. */
export const messages = {
  writeTitle: 'Hãy ghi nhan đề.',
  writeSummary: 'Hãy viết một, hai câu tóm tắt; danh sách tin chỉ hiện phần này.',
  writeBody: 'Hãy viết nội dung.',
  chooseKind: 'Hãy chọn loại trong danh sách.',
  endsBeforeItBegins: 'Lúc kết thúc đứng trước lúc bắt đầu.',
  wrongMoment: 'Ghi giờ và ngày có thật, ví dụ 22:00 05/12/2026.',
  writeAlt: 'Hãy ghi trong hình có gì; người không thấy hình chỉ nghe được câu này.',
  tooManyPictures: (most: number): string => `Một tin có nhiều nhất ${most} hình.`,
  linksRefused: (addresses: string): string =>
    `Liên kết chưa dùng được: ${addresses}. Địa chỉ bắt đầu bằng https://, http:// hoặc dấu / của chính tủ sách.`,
  writeReason: 'Hãy ghi lý do; người viết và người xem lại sau này đọc câu này.',
  summaryLabel: 'Tóm tắt',
  altLabel: 'Trong hình có gì',
};
