import { byteCount } from '#server/base/byte-count.ts';

/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  overQuota: (
    unit: string,
    {
      quota,
      used,
      bytes,
    }: { readonly quota: number; readonly used: number; readonly bytes: number },
  ): string =>
    `${unit} được dùng ${byteCount(quota)}, đã dùng ${byteCount(used)}, lần này cần thêm ${byteCount(bytes)}.`,
  writeNumberFirst: (line: number): string =>
    `Dòng ${line}: hãy ghi số hiệu ở đầu dòng, trước địa chỉ hay tên văn bản.`,
  notANumber: (line: number, number: string): string =>
    `Dòng ${line}: “${number}” không phải số hiệu văn bản. Ghi như 31/2024/QH15, 14/2019/QĐ-TTg.`,
  wrongAddress: (line: number, address: string): string =>
    `Dòng ${line}: địa chỉ “${address}” không đúng.`,
  noSubject: (code: string): string => `Không có chủ đề “${code}”; mã từ 01 đến 45.`,
  subSubjectAlone: 'Chủ đề nhánh phải đi cùng chủ đề của nó.',
  noGenre: 'Thể loại này không có trong danh mục.',
  genreHidden: (genre: string): string => `Thể loại “${genre}” đang ẩn, không chọn thêm được.`,
  noAudience: (code: string): string => `Không có đối tượng “${code}”.`,
  audienceHidden: (audience: string): string =>
    `Đối tượng “${audience}” đang ẩn, không chọn thêm được.`,
  writeTitle: 'Hãy ghi tên sách, tài liệu.',
  noLanguage: (code: string): string => `Không có ngôn ngữ “${code}”.`,
  wrongValidity: 'Trạng thái hiệu lực không đúng.',
  wrongRights: 'Quyền sử dụng không đúng.',
  wrongIsbn: 'ISBN sai chữ số kiểm tra; hãy xem lại trên bìa sách.',
  chooseGenre: 'Hãy chọn thể loại.',
  writeCompilers: 'Hãy ghi cơ quan, tổ chức hoặc cá nhân chủ trì biên soạn.',
  writeIssued: 'Hãy ghi thời gian phát hành.',
  writeAbstract: 'Hãy giới thiệu mục đích, nội dung chính, ít nhất một câu.',
  chooseSubject: 'Hãy chọn ít nhất một chủ đề.',
  endsBeforeItBegins: 'Ngày hết hiệu lực đứng trước ngày có hiệu lực.',
};
