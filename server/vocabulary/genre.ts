import type { AuthorityEntry } from './authority-list.ts';
import type { AuthorityTerm, Named, Term } from './term.ts';

/**
 * The five kinds of content of khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg: every genre is of one, for
 * reports and exports.
 */
export const GENRE_KINDS = ['a', 'b', 'c', 'd', 'đ'] as const;
export type GenreKind = (typeof GENRE_KINDS)[number];

/** What khoản 4 Điều 6 says of each, shortened. */
export const GENRE_KIND_NAMES: Readonly<Record<GenreKind, string>> = {
  a: 'Tài liệu, đề cương giới thiệu các luật, pháp lệnh',
  b: 'Sách, tài liệu hỏi đáp, bình luận, giải thích, hướng dẫn pháp luật; tờ gấp, tiểu phẩm, câu chuyện pháp luật',
  c: 'Sách, tài liệu hướng dẫn chuyên môn, nghiệp vụ về các lĩnh vực quản lý',
  d: 'Văn bản quy phạm pháp luật được liên kết, trích xuất; thông cáo báo chí',
  đ: 'Sách, tài liệu pháp luật cần thiết khác',
};

/** Thể loại. */
export interface Genre extends Term {
  /** Short form for covers and lists. */
  readonly short: string;
  readonly kind: GenreKind;
}

/** What officials say of a genre they add. */
export interface OwnGenre {
  readonly name: string;
  /** Empty where the name is short enough. */
  readonly short: string;
  readonly english: string;
  readonly kind: GenreKind;
}

export type GenreEntry = AuthorityEntry<'genre', AuthorityTerm<OwnGenre>>;

const genre = (code: string, kind: GenreKind, label: string, short = label): Named<Genre> => ({
  code,
  kind,
  label,
  short,
  english: '',
  own: false,
});

export const ownGenre = (code: string, { name, short, english, kind }: OwnGenre): Named<Genre> => ({
  code,
  kind,
  label: name,
  short: short || name,
  english,
  own: true,
});

export const LAW_GENRES: readonly Named<Genre>[] = [
  genre('sach', 'b', 'Sách pháp luật', 'Sách'),
  genre('hoi-dap', 'b', 'Sách, tài liệu hỏi đáp', 'Hỏi đáp'),
  genre('cam-nang', 'b', 'Cẩm nang, sổ tay', 'Cẩm nang'),
  genre('to-gap', 'b', 'Tờ gấp'),
  genre('binh-luan', 'b', 'Bình luận, giải thích, hướng dẫn', 'Hướng dẫn'),
  genre('cau-chuyen', 'b', 'Câu chuyện pháp luật', 'Câu chuyện'),
  genre('tieu-pham', 'b', 'Tiểu phẩm'),
  genre('tinh-huong', 'b', 'Tình huống pháp luật', 'Tình huống'),
  genre('de-cuong', 'a', 'Đề cương giới thiệu văn bản', 'Đề cương'),
  genre('nghiep-vu', 'c', 'Hướng dẫn nghiệp vụ', 'Nghiệp vụ'),
  genre('bai-giang', 'c', 'Bài giảng điện tử', 'Bài giảng'),
  genre('van-ban', 'd', 'Văn bản quy phạm pháp luật (liên kết)', 'Văn bản'),
  genre('hop-nhat', 'd', 'Văn bản hợp nhất, pháp điển (liên kết)', 'Văn bản hợp nhất'),
  genre('thong-cao', 'd', 'Thông cáo báo chí', 'Thông cáo'),
  genre('video', 'đ', 'Video'),
  genre('am-thanh', 'đ', 'Âm thanh, podcast', 'Âm thanh'),
  genre('infographic', 'đ', 'Infographic, pa-nô', 'Infographic'),
  genre('bai-thi', 'đ', 'Bài thi tìm hiểu pháp luật', 'Bài thi'),
  genre('khac', 'đ', 'Tài liệu khác', 'Khác'),
];
