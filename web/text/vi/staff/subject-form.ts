export const subjectForm = {
  title: 'Lĩnh vực',
  lead: 'Tên và số của 45 lĩnh vực theo chủ đề của Bộ Pháp điển, không đổi và không ẩn được. Mỗi lĩnh vực có thể chia thành các nhánh cho người đọc dễ tìm.',
  count: (n: number): string => (n === 0 ? 'Chưa có nhánh' : `${n} nhánh`),
  hiddenCount: (n: number): string => `${n} đang ẩn`,
  parts: 'Các nhánh',
  none: 'Lĩnh vực này chưa chia nhánh.',
  add: 'Thêm nhánh',
  addTo: (subject: string): string => `Thêm nhánh của ${subject}`,
  edit: (name: string): string => `Sửa nhánh ${name}`,
  partsNote:
    'Nhánh đang ẩn vẫn nằm trong thông tin của những tài liệu đã chọn nó, nhưng người đọc không thấy và không chọn thêm được.',
  name: ['Tên nhánh', 'Ví dụ: Đất ở. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.'],
  english: [
    'Tên tiếng Anh',
    'Cho người đọc giao diện tiếng Anh. Để trống thì hiện tên tiếng Việt.',
  ],
  code: (code: string): string => `Mã: ${code}. Trong bảng Excel, CSV ghi mã này ở cột Lĩnh vực.`,
  shownAs: 'Mô tả và thứ tự',
  noIntro: 'Chưa có mô tả riêng.',
  placed: (n: number): string => `thứ tự ${n} trên trang chủ`,
  intro: [
    'Mô tả ngắn',
    'Hiện dưới tên lĩnh vực ở trang công khai. Để trống thì hiện câu chung của tủ sách.',
  ],
  introEnglish: [
    'Mô tả bằng tiếng Anh',
    'Để trống thì người đọc giao diện tiếng Anh thấy mô tả tiếng Việt.',
  ],
  place: [
    'Thứ tự trên trang chủ',
    'Số nhỏ đứng trước. Để trống thì xếp sau, theo số tài liệu. Lĩnh vực chưa có tài liệu không hiện trên trang chủ.',
  ],
  onItem: (subject: string): string => `Nhánh của ${subject}`,
};
