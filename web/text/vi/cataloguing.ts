import type { SuggestedField, SuggestionReason } from '#server/domain/suggestion.ts';

const fields: Readonly<Record<SuggestedField, string>> = {
  title: 'Tên', compilers: 'Biên soạn', publisher: 'Nhà xuất bản', issued: 'Thời gian phát hành', isbn: 'ISBN', extent: 'Số trang', abstract: 'Giới thiệu', subjects: 'Lĩnh vực', lawRefs: 'Văn bản được dẫn',
};

const reason = (why: SuggestionReason): string => {
  switch (why.kind) {
    case 'file': return 'Tệp tự ghi như vậy.';
    case 'line': return `Trang đầu có dòng “${why.line}”.`;
    case 'opening': return 'Những câu mở đầu của tài liệu; hãy sửa cho gọn.';
    case 'pages': return 'Đếm từ tệp.';
    case 'words': return `Vì có ${why.words.map(({ word, times }) => (times === 0 ? `“${word}” trong tên` : `“${word}” ${times} lần`)).join(', ')}.`;
    case 'cited': return `Được nhắc ${why.times} lần.`;
  }
};

/** Items that may be the same as this one; never more than a warning. */
export const likeness = {
  title: 'Có thể trùng với tài liệu đã có', lead: 'Xem lại trước khi lưu. Vẫn lưu được nếu là bản khác.',
  kinds: { file: 'Cùng một tệp', text: (percent: number): string => `Chữ giống khoảng ${percent} %`, name: 'Cùng tên và cơ quan biên soạn' },
  hidden: (n: number): string => `Và ${n} tài liệu của đơn vị khác mà bạn không xem được.`,
};

/** What the machine proposes from the file; nothing is kept before a person takes it. */
export const suggestions = {
  title: 'Gợi ý từ tệp', lead: 'Máy đọc tệp và gợi ý. Nhận thì điền vào ô bên dưới; bấm lưu mới được giữ.', fields, reason,
  take: 'Nhận', takeAll: (n: number): string => `Nhận cả ${n} gợi ý`, of: (field: string, value: string): string => `: ${field}, ${value}`, ask: 'Xem gợi ý từ tệp', none: 'Tệp không cho gợi ý nào cho các ô còn trống.',
  taken: (n: number): string => `Đã điền ${n} gợi ý vào các ô. Bấm lưu để giữ.`, takenScript: 'Đã điền. Bấm lưu để giữ.',
};
