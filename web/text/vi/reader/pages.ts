export const browse = {
  title: 'Tất cả chủ đề',
  intro: 'Bốn mươi lăm chủ đề của Bộ Pháp điển. Số bên cạnh là số tài liệu đã đăng.',
  empty: 'chưa có',
  filled: 'Có nhiều tài liệu xếp trước',
  unfilled: 'Chưa có tài liệu',
};

export const list = {
  newest: 'Tài liệu mới',
  newestIntro: 'Những tài liệu vừa được duyệt, đăng.',
  subjectIntro: 'Tài liệu thuộc chủ đề này, mới đăng xếp trước.',
  genreIntro: 'Tài liệu thuộc thể loại này, mới đăng xếp trước.',
  audience: (label: string): string => `Dành cho: ${label}`,
  audienceIntro: 'Tài liệu viết cho nhóm người đọc này, mới đăng xếp trước.',
  unitIntro: 'Tài liệu do đơn vị này quản lý, mới đăng xếp trước.',
  law: (number: string): string => `Tài liệu dẫn văn bản ${number}`,
  lawIntro: 'Tài liệu trong tủ sách có dẫn văn bản này, mới đăng xếp trước.',
  total: (n: string): string => `${n} tài liệu`,
  empty: 'Chưa có tài liệu nào ở đây.',
  searchWithin: 'Tìm và lọc trong danh sách này',
  parts: 'Các nhánh của chủ đề',
  allParts: 'Tất cả',
};

export const about = {
  title: 'Giới thiệu tủ sách',
  lead: 'Tủ sách pháp luật điện tử giúp mọi người tìm, đọc, nghe và tải về tài liệu pháp luật miễn phí, không cần tài khoản.',
  basisTitle: 'Căn cứ',
  basis:
    'Tủ sách được xây dựng và quản lý theo Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13 và Quyết định số 14/2019/QĐ-TTg của Thủ tướng Chính phủ về xây dựng, quản lý, khai thác tủ sách pháp luật.',
  contentTitle: 'Có gì trong tủ sách',
  content: [
    'Đề cương, tài liệu giới thiệu luật, pháp lệnh',
    'Sách hỏi đáp, bình luận, cẩm nang, tờ gấp, câu chuyện, tiểu phẩm pháp luật',
    'Tài liệu hướng dẫn nghiệp vụ, bài giảng',
    'Liên kết tới văn bản quy phạm pháp luật, văn bản hợp nhất, thông cáo báo chí',
    'Video, bài phát thanh, infographic, bài thi tìm hiểu pháp luật',
  ],
  processTitle: 'Trước khi đăng',
  process:
    'Tài liệu được rà soát, đối chiếu với bản gốc, biên mục rồi mới duyệt, đăng. Mỗi tài liệu ghi rõ cơ quan biên soạn, thời gian phát hành và hiệu lực.',
  rightsTitle: 'Quyền sử dụng',
  rights:
    'Mỗi tài liệu ghi quyền sử dụng riêng. Khi dùng lại, hãy ghi rõ nguồn. Tài liệu tuyên truyền không thay cho văn bản pháp luật chính thức.',
  privacyTitle: 'Riêng tư',
  privacy: 'Người đọc không phải đăng ký. Cỡ chữ và màu nền bạn chọn chỉ lưu trên máy của bạn.',
  others: 'Trang khác về tủ sách',
  totalTitle: 'Hiện có',
  total: (n: string): string => `${n} tài liệu đã đăng.`,
};

export const help = {
  title: 'Trợ giúp',
  lead: 'Cách tìm, cách đọc và các phím dùng được.',
  sections: [
    {
      id: 'tim',
      title: 'Tìm tài liệu',
      rows: [
        'Gõ có dấu hay không dấu đều được: “dat dai” tìm thấy “đất đai”.',
        'Đặt từ trong dấu ngoặc kép để tìm đúng cụm: “hòa giải ở cơ sở”.',
        'Gõ số hiệu văn bản, đầy đủ hay thiếu năm đều được: 31/2024/QH15.',
        'Mỗi kết quả chỉ ra đúng trang, phần hoặc phút có từ bạn tìm; bấm vào là mở đúng chỗ đó.',
        'Dùng bộ lọc chủ đề, thể loại, năm, hiệu lực để thu hẹp; bấm lại để bỏ lọc.',
      ],
    },
    {
      id: 'doc',
      title: 'Đọc, nghe, tải về',
      rows: [
        '“Đọc ngay” mở từng trang: có cả chữ và ảnh trang gốc.',
        '“Đọc dạng chữ” nhẹ, hợp với mạng yếu và máy đọc màn hình.',
        'Đổi cỡ chữ, màu nền, khoảng cách dòng ở mục Cỡ chữ và màu nền.',
        'Video có phụ đề và lời thoại; bấm vào thời gian để đến đúng đoạn.',
        'Nút “Tải về” luôn ghi dung lượng trước khi tải.',
      ],
    },
    {
      id: 'hieu-luc',
      title: 'Nhãn hiệu lực',
      rows: [
        '“Còn phù hợp”: nội dung vẫn đúng với pháp luật hiện hành.',
        '“Hết hiệu lực một phần”: một số văn bản được dẫn đã thay đổi, cần đối chiếu.',
        '“Hết hiệu lực”: chỉ để tra cứu lịch sử, không dùng để áp dụng.',
        '“Chưa xác định hiệu lực”: chưa được rà soát.',
      ],
    },
  ],
  keysTitle: 'Dùng bàn phím',
  key: 'Phím',
  does: 'Việc',
  keys: [
    ['Tab, Shift + Tab', 'Đến mục sau, mục trước'],
    ['Enter', 'Mở liên kết, bấm nút'],
    ['Phím cách', 'Chọn ô, bấm nút, phát hoặc dừng video'],
    ['Mũi tên lên, xuống', 'Chọn gợi ý dưới ô tìm kiếm'],
    ['Esc', 'Đóng gợi ý'],
    ['Ctrl + F', 'Tìm chữ trong trang đang mở'],
    ['Ctrl + dấu cộng, dấu trừ', 'Phóng to, thu nhỏ cả trang'],
  ],
  contactTitle: 'Cần người giúp?',
  contact: 'Gọi hoặc viết cho thư viện viên:',
};

export const error = {
  label: (status: number): string => `Lỗi ${status}`,
  titles: {
    invalid: 'Thông tin gửi lên chưa đúng',
    unauthenticated: 'Hãy đăng nhập',
    forbidden: 'Bạn chưa được phép xem trang này',
    'not-found': 'Không tìm thấy trang này',
    conflict: 'Có người vừa sửa trước bạn',
    'too-large': 'Tệp quá lớn',
    unsupported: 'Chưa hỗ trợ',
    'rate-limited': 'Bạn thao tác quá nhanh',
    unavailable: 'Hệ thống đang gặp sự cố',
  },
  titleOf: {
    'item-not-found': 'Không tìm thấy tài liệu này',
    'attachment-not-found': 'Không tìm thấy tệp này',
    'file-missing': 'Không tìm thấy tệp này',
    'item-withdrawn': 'Tài liệu đã được gỡ',
    'search-unavailable': 'Tìm kiếm đang gián đoạn',
    'storage-busy': 'Máy chủ đang bận',
    'storage-full': 'Máy chủ hết chỗ lưu',
    'wrong-state': 'Chưa làm được việc này',
    'duplicate-file': 'Tệp đã có trên tủ sách',
    'duplicate-identifier': 'Mã định danh đã được dùng',
    'wrong-origin': 'Yêu cầu bị từ chối',
    'not-allowed': 'Bạn chưa được phép làm việc này',
  } as Readonly<Record<string, string>>,
  notFound:
    'Địa chỉ có thể gõ nhầm, hoặc tài liệu đã được chuyển chỗ hay gỡ xuống. Hãy tìm theo tên tài liệu:',
  withdrawn:
    'Tài liệu này từng có trên tủ sách và đã được đơn vị quản lý gỡ xuống. Có thể tìm tài liệu khác:',
  reason: 'Lý do',
  name: 'Tài liệu',
  successor: 'Thay bằng',
  reference: 'Mã tham chiếu',
  at: 'Lúc',
  tell: 'Báo giúp chúng tôi',
  tellText: 'và đọc mã tham chiếu',
  call: 'Gọi',
  write: 'Viết thư tới',
  forbidden:
    'Trang này dành cho cán bộ được giao quyền. Tài liệu đã đăng thì ai cũng đọc được, không cần đăng nhập.',
  ours: 'Lỗi ở phía chúng tôi, không phải do bạn. Điều bạn vừa nhập có thể chưa được lưu. Hãy đợi vài phút rồi tải lại trang.',
  busy: 'Điều bạn vừa nhập có thể chưa được lưu. Hãy đợi vài phút rồi tải lại trang.',
  wait: (seconds: string): string => `Hãy thử lại sau ${seconds}.`,
  reload: 'Tải lại trang',
  home: 'Về trang chủ',
  signIn: 'Đăng nhập',
  onward: 'Hoặc đi tiếp từ đây',
  subjectsNote: 'Đất đai, gia đình, giao thông, lao động và 41 chủ đề khác',
  newestNote: 'Những tài liệu vừa được duyệt, đăng',
  helpNote: 'Cách tìm, cách đọc, hỏi thư viện viên',
};
