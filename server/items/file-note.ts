/**
 * What staff have to know of a file that could be read: what stands in it and was left out, or
 * was read otherwise than it looks.
 */
export interface FileNote {
  readonly code: FileNoteCode;
  /** How many: changes, comments, pages … */
  readonly count: number;
  /** Which, for people: `3–10`, `biểu đồ`; empty when the count says it all. */
  readonly detail: string;
}

const where = ({ detail }: FileNote): string => (detail === '' ? '' : ` (${detail})`);

const which = ({ detail }: FileNote): string => (detail === '' ? '' : ` (trang ${detail})`);

const SENTENCES = {
  'tracked-changes': (n) =>
    `Tệp có ${n.count} chỗ sửa đang được theo dõi; tủ sách hiện chữ như khi đã chấp nhận mọi chỗ sửa.`,
  comments: (n) => `Tệp có ${n.count} lời bình luận; người đọc không thấy.`,
  'hidden-text': (n) =>
    `Tệp có ${n.count} chỗ chữ bị ẩn${where(n)}; chữ ẩn không hiện và không tìm thấy.`,
  'not-kept': (n) =>
    `${n.count} thứ trong tệp không hiện được trên trang${where(n)}; tệp gốc vẫn giữ đủ.`,
  'pages-without-text': (n) =>
    `${n.count} trang chỉ có ảnh, chưa tìm được chữ${where(n)}; chờ nhận dạng chữ.`,
  'pages-not-recognised': (n) =>
    `Máy không nhận dạng được chữ của ${n.count} trang${which(n)}. Có thể bấm “Nhận dạng lại” để thử lại.`,
  handwriting: (n) =>
    `${n.count} trang có chữ viết tay${which(n)}; máy không đọc được chữ viết tay, cần người đọc lại.`,
  mirrored: (n) => `${n.count} trang bị quét ngược như trong gương${which(n)}; nên quét lại.`,
  'form-xfa': () =>
    'Biểu mẫu XFA: chỉ phần mềm của Adobe mở được nội dung. Nên nộp bản PDF thường của tệp này.',
  portfolio: (n) =>
    `Tệp là một gói gồm ${n.count} tệp khác${where(n)}; chữ trong các tệp đó chưa đọc được. Nên tải lên từng tệp.`,
  'encrypted-attachment': () => 'Một tệp đính kèm bên trong bị khóa; phần còn lại vẫn đọc được.',
  'reread-failed': (n) =>
    `Lần đọc lại gần đây không thành, chữ đọc được trước đây vẫn dùng. ${n.detail}`,
  converted: (n) =>
    `Đã chuyển ${n.count} chữ từ bảng mã cũ sang Unicode (${n.detail}). Nếu chữ vốn đã đúng, hãy chọn “Không chuyển mã”.`,
  'left-as-is': () => 'Tệp này được đọc nguyên chữ, không chuyển mã, theo ý của cán bộ.',
  'old-form': (n) =>
    `Tệp của ${n.detail} chưa đọc được chữ; tệp gốc vẫn giữ để tải về. Hãy mở tệp, lưu lại ở dạng mới (.docx, .pptx hoặc .pdf) rồi nộp thêm.`,
  'pictures-dropped': (n) => `${n.count} hình không đọc được nên không hiện${where(n)}.`,
} as const satisfies Readonly<Record<string, (note: FileNote) => string>>;

export type FileNoteCode = keyof typeof SENTENCES;

interface NotedFile {
  readonly notes?: readonly FileNote[];
  readonly text: { readonly layer: string };
}

/** A file of a program so old that its text is not read: it can only be downloaded. */
export const isOldForm = (file: NotedFile): boolean =>
  (file.notes ?? []).some(({ code }) => code === 'old-form');

/**
 * What a file is that only wraps something else and shows no text of its own: a form of XFA, a
 * portfolio; null for any other.
 */
export function wrappingOf(file: NotedFile): 'form-xfa' | 'portfolio' | null {
  if (file.text.layer !== 'none') return null;
  const codes = (file.notes ?? []).map(({ code }) => code);
  return codes.includes('form-xfa') ? 'form-xfa' : codes.includes('portfolio') ? 'portfolio' : null;
}

/** The note as one Vietnamese sentence. */
export const noteSentence = (note: FileNote): string => SENTENCES[note.code](note);

/** `3–5, 8`: pages as people write them, from page numbers in ascending order. */
export function pageRanges(pages: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const page of pages) {
    const open = ranges.at(-1);
    if (open !== undefined && page === open.last + 1) open.last = page;
    else ranges.push({ first: page, last: page });
  }
  return ranges
    .map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`))
    .join(', ');
}
