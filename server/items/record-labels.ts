/** What the facts of a record are called in sheets and in what is said of them (docs/domain.md). */
export const RECORD_LABELS = {
  identifier: 'Mã định danh',
  title: 'Tên sách, tài liệu',
  altTitle: 'Nhan đề khác',
  genre: 'Thể loại',
  compilers: 'Cơ quan biên soạn',
  publisher: 'Nhà xuất bản',
  issued: 'Thời gian phát hành',
  edition: 'Lần xuất bản',
  isbn: 'ISBN',
  extent: 'Số trang',
  abstract: 'Giới thiệu',
  subjects: 'Chủ đề',
  audiences: 'Đối tượng',
  language: 'Ngôn ngữ',
  keywords: 'Từ khóa',
  lawRefs: 'Văn bản pháp luật liên quan',
  validity: 'Hiệu lực',
  validityFrom: 'Có hiệu lực từ',
  validityTo: 'Hết hiệu lực từ',
  validityReason: 'Lý do về hiệu lực',
  rights: 'Quyền sử dụng',
  rightsNote: 'Ghi chú về quyền',
  place: 'Địa bàn',
  series: 'Bộ',
  volume: 'Tập',
  source: 'Nguồn',
  unit: 'Đơn vị quản lý',
};

/** The longer names that some of them bear on the form of an item. */
export const FULL_LABELS = {
  compilers: 'Cơ quan, tổ chức, cá nhân chủ trì biên soạn',
  abstract: 'Giới thiệu mục đích, nội dung chính',
  validity: 'Hiệu lực nội dung',
  lawRefs: 'Số hiệu văn bản',
};

/** What the facts of an approval are called. */
export const APPROVAL_LABELS = {
  by: 'Người phê duyệt',
  position: 'Chức vụ',
  date: 'Ngày phê duyệt',
  documentNumber: 'Số văn bản',
};
