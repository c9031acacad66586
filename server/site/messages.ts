/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  writeShelfName: 'Hãy ghi tên tủ sách.',
  writeShelfUnit: 'Hãy ghi cơ quan quản trị; mọi trang đều nêu tên cơ quan này.',
  wrongShelfMail: 'Ghi một địa chỉ thư, ví dụ tusach@tinh.gov.vn.',
  wrongContact: 'Ghi mailto:thư@cơ-quan, https://… hoặc tel:+84…; hoặc để trống.',
  wrongTemplate: 'Ghi địa chỉ bắt đầu bằng https:// hoặc http://; hoặc để trống.',
  templateWithoutWord: 'Ghi {q} vào chỗ địa chỉ chứa từ cần tìm, ví dụ https://…/tim?tu={q}.',
  writeOffice: 'Hãy ghi tên cơ quan; người không thấy hình chỉ nghe được tên này.',
  chooseGroup: 'Hãy chọn nhóm trong danh sách.',
  endsBeforeItBegins: 'Ngày cuối đứng trước ngày đầu.',
  chooseLogo: 'Hãy chọn ảnh biểu trưng.',
  slugTaken: 'Địa chỉ này tủ sách đã dùng. Hãy chọn địa chỉ khác.',
  writeCollectionName: 'Hãy ghi tên bộ sưu tập.',
  wrongCollectionSlug:
    'Địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ ngay-phap-luat.',
  wrongSeason: 'Ghi ngày/tháng có thật, ví dụ 01/11; hoặc để trống cả hai ô.',
  tooManyCollected: (most: number): string => `Một bộ sưu tập có nhiều nhất ${most} tài liệu.`,
  writePageName: 'Hãy ghi tên trang.',
  wrongPageSlug: 'Địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ quy-che.',
  writePageBody: 'Hãy viết nội dung trang.',
  linksRefused: (addresses: string): string =>
    `Liên kết chưa dùng được: ${addresses}. Địa chỉ bắt đầu bằng https://, http:// hoặc dấu / của chính tủ sách.`,
};
