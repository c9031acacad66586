import { SHELF_NAME } from '#server/base/shelf-name.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
const NEWEST = 'Tài liệu mới';

export const frame = {
  feed: 'Nhận tin (RSS)',
  product: SHELF_NAME,
  skip: 'Đến nội dung chính',
  skipToResults: 'Đến kết quả',
  menu: 'Menu',
  mainNav: 'Chính',
  crumbs: 'Đường dẫn',
  staffArea: 'Khu vực cán bộ',
  home: 'Trang chủ',
  search: 'Tìm kiếm',
  subjects: FIELD_LABELS.subject,
  genres: RECORD_LABELS.genre,
  newest: NEWEST,
  about: 'Giới thiệu',
  help: 'Trợ giúp',
  siteMap: 'Sơ đồ trang',
  more: 'Về tủ sách',
  collections: 'Bộ sưu tập',
  accessibility: 'Trợ năng',
  signIn: shared.signIn,
  signOut: 'Đăng xuất',
  work: 'Việc của tôi',
  upload: shared.upload,
  publicPages: 'Xem trang công khai',
  contact: 'Liên hệ',
  phone: FIELD_LABELS.phone,
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

const box = {
  label: 'Tìm trong tủ sách',
  button: shared.find,
  hint: 'Gõ có dấu hay không dấu đều tìm được. Ví dụ:',
  suggestions: 'Gợi ý tìm kiếm',
};

export const pager = {
  label: 'Phân trang',
  next: 'Trang sau',
  first: 'Về đầu danh sách',
};

const form = {
  optional: '(không bắt buộc)',
  errorsInTitle: (n: number, title: string): string => `${n} mục cần sửa: ${title}`,
};

export const SEARCH_INTERRUPTED = 'Tìm kiếm đang gián đoạn';
const NO_FILE = 'Không tìm thấy tệp này';

const error = {
  label: (status: number): string => `Lỗi ${status}`,
  titles: {
    invalid: 'Thông tin gửi lên chưa đúng',
    unauthenticated: 'Hãy đăng nhập',
    forbidden: 'Bạn chưa được phép xem trang này',
    'not-found': 'Không tìm thấy trang này',
    conflict: 'Có người vừa sửa trước bạn',
    'too-large': 'Tệp quá lớn',
    'head-too-large': 'Địa chỉ quá dài',
    'wrong-method': 'Không nhận cách gửi này',
    unsupported: 'Chưa hỗ trợ',
    'rate-limited': 'Bạn thao tác quá nhanh',
    busy: 'Hệ thống đang bận',
    unavailable: 'Hệ thống đang gặp sự cố',
  },
  titleOf: {
    'item-not-found': 'Không tìm thấy tài liệu này',
    'attachment-not-found': NO_FILE,
    'file-missing': NO_FILE,
    'item-withdrawn': 'Tài liệu đã được gỡ',
    'search-unavailable': SEARCH_INTERRUPTED,
    'storage-busy': 'Máy chủ đang bận',
    'storage-full': 'Máy chủ hết chỗ lưu',
    'wrong-state': 'Chưa làm được việc này',
    'duplicate-file': 'Tệp đã có trên tủ sách',
    'duplicate-identifier': 'Mã định danh đã được dùng',
    'wrong-origin': 'Yêu cầu bị từ chối',
    'not-allowed': 'Bạn chưa được phép làm việc này',
  } as Readonly<Record<string, string>>,
  notFound:
    'Địa chỉ có thể gõ nhầm, hoặc tài liệu đã được chuyển chỗ hay gỡ xuống. Hãy tìm theo tên tài liệu:',
  withdrawn:
    'Tài liệu này từng có trên tủ sách và đã được đơn vị quản lý gỡ xuống. Có thể tìm tài liệu khác:',
  reason: FIELD_LABELS.reason,
  name: FIELD_LABELS.item,
  successor: 'Thay bằng',
  reference: 'Mã tham chiếu',
  at: 'Lúc',
  tell: 'Báo giúp chúng tôi',
  tellText: 'và đọc mã tham chiếu',
  call: 'Gọi',
  write: 'Viết thư tới',
  forbidden:
    'Trang này dành cho cán bộ được giao quyền. Tài liệu đã đăng thì ai cũng đọc được, không cần đăng nhập.',
  ours: 'Lỗi ở phía chúng tôi, không phải do bạn. Điều bạn vừa nhập có thể chưa được lưu. Hãy đợi vài phút rồi tải lại trang.',
  busy: 'Điều bạn vừa nhập có thể chưa được lưu. Hãy đợi vài phút rồi tải lại trang.',
  wait: (seconds: string): string => `Hãy thử lại sau ${seconds}.`,
  reload: 'Tải lại trang',
  home: 'Về trang chủ',
  signIn: shared.signIn,
  onward: 'Hoặc đi tiếp từ đây',
  subjectsNote: 'Đất đai, gia đình, giao thông, lao động và 41 chủ đề khác',
  newestNote: 'Những tài liệu vừa được duyệt, đăng',
  helpNote: 'Cách tìm, cách đọc, hỏi thủ thư',
};

/** What stands around every page, and the pages of errors. */
export const frameWords = { frame, box, pager, form, error };
