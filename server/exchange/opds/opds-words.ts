/** What the catalogue for reading programs says; Vietnamese, as the works it lists. */
export const opdsWords = {
  newest: 'Mới cập nhật',
  newestNote: 'Tài liệu mới đăng, mới nhất trước',
  everything: 'Toàn bộ tài liệu',
  found: (words: string): string => `Kết quả tìm: ${words}`,
  collections: 'Bộ sưu tập',
  listNote: (name: string): string => `Tài liệu theo ${name.toLocaleLowerCase('vi')}`,
  collectionsNote: 'Tài liệu do cán bộ tuyển chọn theo chủ điểm',
  count: (count: number): string => `${count} tài liệu`,
  formats: {
    pdf: 'PDF',
    epub: 'EPUB',
    docx: 'Word',
    table: 'Bảng tính',
    slides: 'Trình chiếu',
    text: 'Văn bản',
    image: 'Hình ảnh',
    video: 'Video',
    audio: 'Âm thanh',
  } as Readonly<Record<string, string>>,
  introduction: 'Giới thiệu tài liệu',
  readThere: 'Xem tài liệu trên trang của tủ sách',
};
