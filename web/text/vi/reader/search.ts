import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { SEARCH_INTERRUPTED } from './frame.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';

const search = {
  title: (q: string): string => (q === '' ? 'Tất cả tài liệu' : `Kết quả tìm kiếm: ${q}`),
  titleCount: (q: string, total: string): string =>
    q === '' ? `Tất cả tài liệu: ${total}` : `${q}: ${total} kết quả`,
  description: 'Kết quả tìm kiếm trong tủ sách.',
  everything: 'Tất cả tài liệu, mới đăng xếp trước.',
  items: shared.items,
  passages: (n: string): string => `, ${n} chỗ có từ bạn tìm`,
  bothWays: 'Đang hiện kết quả cho cả cách viết có dấu và không dấu.',
  onlyExact: 'Chỉ tìm đúng',
  exact: 'Chỉ hiện kết quả đúng như đã gõ.',
  notExact: 'Tìm cả cách viết khác',
  cut: 'Câu tìm quá dài nên chỉ dùng 64 tiếng đầu.',
  partial: 'Tìm đã dừng vì quá lâu nên có thể còn thiếu kết quả. Hãy thêm từ hoặc chọn bộ lọc.',
  activeFilters: 'Điều kiện đang lọc',
  removeFilter: ', bỏ lọc',
  clearFilters: 'Bỏ tất cả bộ lọc',
  facets: 'Lọc kết quả',
  facetsChosen: (n: number): string => (n === 0 ? 'Lọc kết quả' : `Lọc kết quả (đang chọn ${n})`),
  facet: {
    subjects: FIELD_LABELS.subject,
    genres: RECORD_LABELS.genre,
    validity: RECORD_LABELS.validity,
    audiences: RECORD_LABELS.audiences,
    years: FIELD_LABELS.year,
    languages: RECORD_LABELS.language,
    units: FIELD_LABELS.unit,
    formats: 'Định dạng',
  },
  facetNoun: {
    subjects: 'chủ đề',
    genres: 'thể loại',
    validity: 'mức hiệu lực',
    audiences: 'đối tượng',
    years: 'năm',
    languages: 'ngôn ngữ',
    units: 'đơn vị',
    formats: 'định dạng',
  },
  moreValues: (n: number, noun: string): string => `Thêm ${n} ${noun}`,
  chosen: ', đang chọn',
  sort: 'Sắp xếp',
  sorts: { relevance: 'Liên quan nhất', newest: 'Mới nhất', title: 'Tên A–Y' },
  list: 'Danh sách tài liệu',
  page: (n: number | string): string => `Trang ${n}`,
  chapter: shared.part,
  time: (clock: string): string => `Phút ${clock}`,
  record: 'Thông tin',
  more: (n: string): string => `Còn ${n}`,
  moreNote: 'chỗ khác có từ này',
  alsoIn: 'Cũng có trong:',
  unavailableTitle: SEARCH_INTERRUPTED,
  unavailableText: 'Điều bạn gõ vẫn còn trong ô trên. Hãy thử lại sau ít phút.',
  unavailableTitles:
    'Chưa tìm được trong nội dung. Dưới đây là tài liệu có tên chứa các từ bạn gõ; hãy tìm lại sau ít phút.',
};

const none = {
  title: 'Chưa tìm thấy tài liệu cho',
  titleText: (q: string): string => `Chưa tìm thấy: ${q}`,
  emptyTitle: 'Chưa có tài liệu nào khớp với bộ lọc',
  meant: 'Có phải bạn muốn tìm:',
  other: 'Thử cách khác',
  withoutFilter: (filter: string): string => `Bỏ bộ lọc ${filter} và tìm lại`,
  shorter: (text: string): string => `Tìm từ ngắn hơn: “${text}”`,
  subject: (label: string): string => `Xem cả chủ đề ${label}`,
  notExact: 'Tìm cả cách viết có dấu và không dấu',
  everything: 'Xem tất cả tài liệu, mới đăng xếp trước',
  allSubjects: 'Xem danh sách 45 chủ đề',
  hint: 'Có thể gõ không dấu, gõ số hiệu văn bản (ví dụ 31/2024/QH15) hoặc gõ câu hỏi như khi nói.',
  ask: 'Hỏi thư viện viên',
  askText: 'Thư viện viên tìm giúp bạn, không tính phí.',
  call: shared.call,
  write: 'Viết thư',
  mailSubject: (q: string): string => `Nhờ tìm tài liệu: ${q}`,
};

/** What readers see when they search. */
export const searchWords = { search, none };
