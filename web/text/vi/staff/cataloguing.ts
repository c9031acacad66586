import type { NameKind } from '#server/cataloguing/name-list.ts';
import type { SuggestedField, SuggestionReason } from '#server/cataloguing/suggestion.ts';

const fields: Readonly<Record<SuggestedField, string>> = {
  title: 'Tên',
  compilers: 'Biên soạn',
  publisher: 'Nhà xuất bản',
  issued: 'Thời gian phát hành',
  isbn: 'ISBN',
  extent: 'Số trang',
  abstract: 'Giới thiệu',
  subjects: 'Lĩnh vực',
  lawRefs: 'Văn bản được dẫn',
};

const reason = (why: SuggestionReason): string => {
  switch (why.kind) {
    case 'file':
      return 'Tệp tự ghi như vậy.';
    case 'line':
      return `Trang đầu có dòng “${why.line}”.`;
    case 'opening':
      return 'Những câu mở đầu của tài liệu; hãy sửa cho gọn.';
    case 'pages':
      return 'Đếm từ tệp.';
    case 'words':
      return `Vì có ${why.words.map(({ word, times }) => (times === 0 ? `“${word}” trong tên` : `“${word}” ${times} lần`)).join(', ')}.`;
    case 'cited':
      return `Được nhắc ${why.times} lần.`;
  }
};

/** Items that may be the same as this one; never more than a warning. */
export const likeness = {
  title: 'Có thể trùng với tài liệu đã có',
  lead: 'Xem lại trước khi lưu. Vẫn lưu được nếu là bản khác.',
  kinds: {
    file: 'Cùng một tệp',
    text: (percent: number): string => `Chữ giống khoảng ${percent} %`,
    name: 'Cùng tên và cơ quan biên soạn',
  },
  hidden: (n: number): string => `Và ${n} tài liệu của đơn vị khác mà bạn không xem được.`,
};

/** What the machine proposes from the file; nothing is kept before a person takes it. */
export const suggestions = {
  title: 'Gợi ý từ tệp',
  lead: 'Máy đọc tệp và gợi ý. Nhận thì điền vào ô bên dưới; bấm lưu mới được giữ.',
  fields,
  reason,
  take: 'Nhận',
  takeAll: (n: number): string => `Nhận cả ${n} gợi ý`,
  of: (field: string, value: string): string => `: ${field}, ${value}`,
  ask: 'Xem gợi ý từ tệp',
  none: 'Tệp không cho gợi ý nào cho các ô còn trống.',
  taken: (n: number): string => `Đã điền ${n} gợi ý vào các ô. Bấm lưu để giữ.`,
  takenScript: 'Đã điền. Bấm lưu để giữ.',
};

const titles: Readonly<Record<NameKind, string>> = {
  compiler: 'Cơ quan, cá nhân biên soạn',
  publisher: 'Nhà xuất bản',
  series: 'Bộ sách',
  keyword: 'Từ khóa',
};
const notes: Readonly<Record<NameKind, string>> = {
  compiler: 'Tên đã dùng trong các tài liệu; gộp những cách viết khác nhau.',
  publisher: 'Gộp “NXB” với “Nhà xuất bản” và các cách viết khác.',
  series: 'Tên các bộ sách.',
  keyword: 'Từ khóa đã dùng; gộp từ viết khác nhau.',
};

/** Names that items share, and the ways they are written. */
export const nameLists = {
  titles,
  notes,
  lists: 'Các danh mục tên',
  lead: 'Tên lấy từ chính các tài liệu. Gộp thì mọi tài liệu bạn được sửa đổi theo, mỗi tài liệu ghi một dòng lịch sử.',
  search: 'Tìm tên',
  find: 'Tìm',
  all: 'Xem tất cả',
  onlyVariants: 'Chỉ xem tên có nhiều cách viết',
  none: 'Chưa có tên nào.',
  noVariants: 'Không có tên nào viết nhiều cách.',
  items: (n: string): string => `${n} tài liệu`,
  variants: (n: number): string => `${n} cách viết, giữ lại:`,
  keep: (name: string): string => `Giữ “${name}”`,
  merge: 'Gộp lại',
  of: (name: string): string => `: ${name}`,
  into: ['Đổi thành', 'Mọi tài liệu bạn được sửa sẽ ghi tên này.'] as const,
  rename: 'Đổi tên',
  merged: (changed: number, refused: number, more: boolean): string =>
    [
      `Đã đổi ${changed} tài liệu.`,
      more ? 'Số còn lại đang được đổi tiếp.' : '',
      refused > 0
        ? `${refused} tài liệu bạn không được sửa, hoặc đang có người sửa, vẫn như cũ.`
        : '',
    ]
      .filter((s) => s !== '')
      .join(' '),
  add: {
    compiler: ['Thêm từ danh mục', 'Gõ vài chữ, chọn một tên đã dùng.'],
    keyword: ['Thêm từ danh mục', 'Gõ vài chữ, chọn một từ khóa đã dùng.'],
  } as const,
};

/** The same change of several records. */
export const bulkEdit = {
  title: 'Sửa nhiều tài liệu',
  open: 'Sửa thông tin',
  lead: (n: number): string =>
    `Sửa chung ${n} tài liệu đã chọn. Bước sau cho xem trước từng tài liệu.`,
  chosen: (n: number): string => `${n} tài liệu đã chọn`,
  fieldsLead: 'Ô để trống hoặc “Giữ nguyên” thì không đổi.',
  keep: 'Giữ nguyên',
  modes: { add: 'Thêm vào', remove: 'Bỏ đi', replace: 'Thay hết' },
  mode: (field: string): string => `${field}: làm gì với các mục chọn`,
  preview: 'Xem trước',
  back: 'Chọn lại',
  same: 'Không đổi',
  nothing: 'Chưa chọn thay đổi nào.',
};

/** What was typed and not saved. */
export const unsaved = {
  title: 'Có nội dung đã gõ mà chưa lưu',
  lead: 'Chỉ bạn thấy nội dung này. Khôi phục hoặc bỏ đi; trong lúc chưa chọn, những gì gõ thêm ở đây không được giữ tự động.',
  restore: (when: string): string => `Khôi phục những gì đã gõ lúc ${when}`,
  drop: 'Bỏ',
  restored: 'Đã khôi phục những gì đã gõ. Bấm lưu để giữ.',
  dropped: 'Đã bỏ nội dung chưa lưu.',
  script: {
    kept: 'Đã giữ tạm lúc {gio}.',
    lost: 'Chưa giữ tạm được. Nếu đã đăng xuất, hãy đăng nhập lại ở thẻ khác; nội dung vẫn còn trên trang này.',
    tooLong:
      'Nội dung dài quá nên không giữ tạm được nữa. Hãy rút gọn; những gì đã gõ chỉ còn trên trang này.',
  },
};
