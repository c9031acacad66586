export const home = {
  title: (place: string): string =>
    place === '' ? 'Tủ sách pháp luật điện tử' : `Tủ sách pháp luật điện tử ${place}`,
  description: 'Tìm và đọc miễn phí sách, cẩm nang, tờ gấp, hỏi đáp, video pháp luật.',
  question: 'Bạn muốn tìm hiểu quy định nào?',
  examples: ['sang tên sổ đỏ', 'khai sinh muộn', 'uống rượu lái xe máy', 'trợ cấp thất nghiệp'],
  topics: 'Chủ đề',
  allTopics: 'Tất cả 45 chủ đề',
  items: (n: string): string => `${n} tài liệu`,
  genres: 'Thể loại',
  newest: 'Tài liệu mới',
  allNewest: 'Xem tất cả tài liệu mới',
  audiences: 'Chọn theo người đọc',
  notFound: 'Không tìm thấy?',
  call: 'Gọi thư viện viên, chúng tôi tìm giúp và đọc cho bạn nghe.',
  callNumber: (phone: string): string => `Gọi ${phone}`,
  write: 'Hoặc viết thư tới',
  callNote: 'Thư viện viên chỉ dẫn tài liệu, không tư vấn vụ việc.',
  aboutTitle: 'Về tủ sách',
  aboutText:
    'Tủ sách được xây dựng theo Quyết định số 14/2019/QĐ-TTg. Mọi người đọc, nghe và tải về miễn phí, không cần tài khoản. Tài liệu chỉ được đăng sau khi đối chiếu với bản gốc và có người duyệt.',
  aboutMore: 'Tìm hiểu thêm về tủ sách',
  links: 'Liên kết',
  linkGroups: { commune: 'Xã, phường, đặc khu', ministry: 'Bộ, ngành, tỉnh', other: 'Nơi khác' },
  emptyTitle: 'Tủ sách chưa có tài liệu nào',
  emptyLead:
    'Đây là lần chạy đầu tiên. Khi có tài liệu được đăng, trang này hiện ô tìm kiếm, chủ đề và tài liệu mới. Làm lần lượt ba bước:',
  emptySteps: {
    signIn: { title: 'Đăng nhập', text: 'Dùng tài khoản cán bộ do người cài đặt tạo.' },
    upload: {
      title: 'Tải tệp lên',
      text: 'Chọn nhiều tệp PDF, EPUB, DOCX, ảnh, video cùng lúc; máy đọc chữ và điền sẵn thông tin.',
    },
    import: {
      title: 'Hoặc nhập cả thư mục',
      text: 'Trên máy chủ, chạy lệnh sau với thư mục chứa tệp (có thể kèm bảng kê):',
    },
  },
  importCommand: 'npm run -s bookshelf -- import THƯ_MỤC',
  emptyNote: 'Tài liệu tải lên là bản nháp; người đọc chỉ thấy sau khi bấm Đăng.',
};

/** What each audience finds behind its tile. */
export const audienceNotes: Readonly<Record<string, string>> = {
  'nguoi-dan': 'Quyền, nghĩa vụ và thủ tục hằng ngày, viết ngắn gọn',
  'can-bo': 'Nghiệp vụ hộ tịch, chứng thực, đất đai, tiếp công dân',
  'tuyen-truyen': 'Kỹ năng tuyên truyền và tình huống hòa giải ở cơ sở',
  'hoc-sinh': 'Truyện, video và câu hỏi tìm hiểu pháp luật',
  'lao-dong': 'Hợp đồng, tiền lương, bảo hiểm, thuế, hỗ trợ pháp lý',
  'dan-toc': 'Tài liệu ngắn, có tranh, có tiếng dân tộc',
  'phu-nu': 'Hôn nhân, bình đẳng giới, thai sản, phòng, chống bạo lực',
  'thanh-nien': 'Giao thông, không gian mạng, phòng, chống ma túy',
  'cao-tuoi': 'Lương hưu, trợ cấp, thừa kế, chăm sóc sức khỏe',
  'khuyet-tat': 'Chế độ, trợ giúp và quyền của người khuyết tật',
  'nan-nhan-bao-luc': 'Nơi giúp đỡ, quyền được bảo vệ và cách trình báo',
  'chap-hanh-an': 'Quyền, nghĩa vụ khi chấp hành án và tái hòa nhập',
  'giao-duc-tai-xa': 'Quy định về giáo dục tại xã, phường và án treo',
  'luc-luong': 'Nghĩa vụ quân sự, quốc phòng, an ninh',
};
