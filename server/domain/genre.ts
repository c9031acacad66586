/** Thể loại, with the five kinds of content of Điều 6 khoản 4 Quyết định 14/2019/QĐ-TTg. */
export type GenreKind = 'a' | 'b' | 'c' | 'd' | 'đ';

export interface Genre {
  readonly code: string;
  readonly label: string;
  /** Short form for covers and lists. */
  readonly short: string;
  readonly kind: GenreKind;
}

const genre = (code: string, kind: GenreKind, label: string, short = label): Genre => ({ code, kind, label, short });

export const GENRES: readonly Genre[] = [
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

const byCode = new Map(GENRES.map((g) => [g.code, g]));
export const findGenre = (code: string): Genre | undefined => byCode.get(code);
export const genreLabel = (code: string): string => byCode.get(code)?.label ?? code;
