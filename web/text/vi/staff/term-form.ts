/** The forms of the lists of genres and audiences. */
export const termForms = {
  genre: {
    title: 'Thể loại',
    add: 'Thêm thể loại',
    own: 'thể loại riêng',
    editOf: (name: string): string => `Sửa thể loại ${name}`,
    lead: 'Thể loại theo Điều 6 khoản 4 Quyết định 14/2019/QĐ-TTg giữ nguyên tên và mã; tủ sách thêm được thể loại riêng, mỗi thể loại thuộc một trong năm nhóm a–đ.',
    code: (code: string): string =>
      `Mã: ${code}. Bảng Excel, CSV ghi tên hoặc mã này ở cột Thể loại.`,
    placeHelp:
      'Số nhỏ đứng trước trong biểu mẫu, bảng Excel và trên trang chủ. Để trống thì xếp sau; trên trang chủ xếp theo số tài liệu.',
    fields: {
      name: [
        'Tên thể loại',
        'Ví dụ: Bản tin pháp luật. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.',
      ],
      short: ['Tên ngắn', 'Ghi trên bìa và trong danh sách. Để trống thì dùng tên thể loại.'],
      english: [
        'Tên tiếng Anh',
        'Cho người đọc giao diện tiếng Anh. Để trống thì hiện tên tiếng Việt.',
      ],
      kind: ['Nhóm theo Điều 6 khoản 4', 'Báo cáo của tủ sách đếm theo nhóm này.'],
    },
  },
  audience: {
    title: 'Đối tượng',
    add: 'Thêm đối tượng',
    own: 'đối tượng riêng',
    editOf: (name: string): string => `Sửa đối tượng ${name}`,
    lead: 'Đối tượng theo Luật Phổ biến, giáo dục pháp luật giữ nguyên tên và mã; tủ sách thêm được đối tượng riêng của địa phương.',
    code: (code: string): string =>
      `Mã: ${code}. Bảng Excel, CSV ghi tên hoặc mã này ở cột Đối tượng.`,
    placeHelp:
      'Số nhỏ đứng trước trong biểu mẫu, bảng Excel và trên trang chủ. Để trống thì xếp sau; trang chủ hiện sáu đối tượng, còn lại xếp theo số tài liệu.',
    fields: {
      name: [
        'Tên đối tượng',
        'Ví dụ: Ngư dân. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.',
      ],
      english: [
        'Tên tiếng Anh',
        'Cho người đọc giao diện tiếng Anh. Để trống thì hiện tên tiếng Việt.',
      ],
      note: ['Câu giới thiệu', 'Một câu ngắn hiện dưới tên ở trang chủ.'],
      noteEnglish: ['Câu giới thiệu bằng tiếng Anh', 'Để trống thì hiện câu tiếng Việt.'],
    },
  },
  ofLaw: 'Theo luật',
  chooseKind: 'Chưa chọn nhóm',
  place: 'Thứ tự',
  placed: (n: number): string => `thứ tự ${n}`,
  kindOf: (kind: string): string => `nhóm ${kind}`,
  offered: 'Có gợi ý',
  notOffered: 'Không gợi ý khi biên mục',
  offer: 'Khi biên mục',
  offerYes: 'Có trong danh sách chọn',
  offerNo: 'Không gợi ý khi biên mục',
  offerNote: 'Tài liệu đã chọn vẫn hiện như cũ.',
  hideNote: 'Khi ẩn, tài liệu đã chọn vẫn giữ nhưng người đọc không thấy và không chọn thêm được.',
  history: 'Các bản đã lưu',
  historyLead:
    'Bản mới đứng trước; giữ 50 bản gần nhất. Lấy lại một bản cũ là lưu nó thành bản mới.',
  version: (n: number): string => `Bản ${n}`,
  takeBack: 'Lấy lại bản này',
  tookBack: 'Đã lấy lại bản cũ thành bản mới.',
  taken: 'Đã có mục mang mã lấy theo tên này. Hãy ghi tên khác.',
};
