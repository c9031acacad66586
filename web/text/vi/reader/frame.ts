export const frame = {
  feed: 'Tài liệu mới',
  product: 'Tủ sách pháp luật điện tử',
  skip: 'Đến nội dung chính',
  menu: 'Danh mục',
  mainNav: 'Chính',
  crumbs: 'Đường dẫn',
  staffArea: 'Khu vực cán bộ',
  home: 'Trang chủ',
  search: 'Tìm kiếm',
  subjects: 'Chủ đề',
  genres: 'Thể loại',
  newest: 'Tài liệu mới',
  about: 'Giới thiệu',
  help: 'Trợ giúp',
  siteMap: 'Sơ đồ trang',
  siteMapShort: 'Sơ đồ',
  more: 'Về tủ sách',
  collections: 'Bộ sưu tập',
  accessibility: 'Trợ năng',
  signIn: 'Đăng nhập',
  signOut: 'Đăng xuất',
  work: 'Việc của tôi',
  upload: 'Tải lên',
  publicPages: 'Xem trang công khai',
  contact: 'Liên hệ',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  keeper: 'Cơ quan quản trị tủ sách',
  responsible: (who: string): string => `Chịu trách nhiệm nội dung: ${who}`,
  national: 'Tủ sách pháp luật điện tử quốc gia',
  titleWith: (page: string, shelf: string): string => `${page} | ${shelf}`,
  staffFooter: (shelf: string): string =>
    `Khu vực cán bộ của ${shelf}. Mọi thao tác đều được ghi nhật ký.`,
  saved: 'Đã lưu trên máy',
  visitsMonth: 'Lượt xem 30 ngày',
  visitsAll: 'Tất cả lượt xem',
  visitsUntil: 'Tính đến hết ngày',
  support: 'Hỗ trợ:',
  /** The language that the switch leads to, in that language itself. */
  otherLanguage: 'English',
  otherLanguageCode: 'en',
};

export const box = {
  label: 'Tìm trong tủ sách',
  button: 'Tìm',
  hint: 'Gõ có dấu hay không dấu đều tìm được. Ví dụ:',
  suggestions: 'Gợi ý tìm kiếm',
};

export const pager = {
  label: 'Phân trang',
  next: 'Trang sau',
  first: 'Về đầu danh sách',
};

export const form = {
  optional: '(không bắt buộc)',
  errorsInTitle: (n: number, title: string): string => `${n} mục cần sửa: ${title}`,
};
