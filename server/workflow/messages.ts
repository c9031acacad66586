/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  takenOver: (name: string): string =>
    `${name} đã nhận việc nên không rút lại được nữa. Hãy ghi ý kiến để người ấy trả lại.`,
  comparedAlready:
    'Tài liệu đã được đối chiếu nên không rút lại được nữa. Hãy ghi ý kiến để người duyệt trả lại.',
  recalledMeanwhile: 'Người gửi vừa rút tài liệu này về để sửa nên bạn không nhận được nữa.',
  chooseOther: 'Người này không làm được bước này; hãy chọn người khác.',
  backToQueue: 'Trả về hàng chờ',
  writeComment: 'Hãy viết ý kiến.',
  noPublishedItem: 'Không có tài liệu đang đăng nào mang mã hoặc địa chỉ này.',
  checksOpen: (count: number): string => `Còn ${count} mục chưa đánh dấu.`,
  pagesOpen: (count: number, pages: string, more: string): string =>
    `Còn ${count} trang chưa đối chiếu: ${pages}${more}.`,
  wrongRanges: 'Ghi số trang và khoảng trang, ví dụ 3–20, 25.',
  wrongMailAddress: 'Địa chỉ thư chưa đúng. Ví dụ: ten@donvi.gov.vn.',
  writeMailAddress: 'Hãy ghi địa chỉ thư, hoặc bỏ chọn nhận thư.',
  writeSigner: 'Hãy ghi người đã ký phê duyệt.',
  writeSigningDay: 'Hãy ghi ngày ký.',
  writeDocumentNumber: 'Hãy ghi số văn bản.',
  wrongDocumentNumber: 'Số văn bản bắt đầu bằng chữ số, ví dụ 12/QĐ-STP.',
  wrongDocumentKind: 'Văn bản phê duyệt phải là PDF hoặc ảnh.',
  nameFilter: 'Hãy đặt tên cho bộ lọc.',
  tooManyFilters: (most: number): string => `Đã có ${most} bộ lọc. Hãy xóa bớt một bộ lọc cũ.`,
};
