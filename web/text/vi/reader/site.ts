export const collections = {
  title: 'Bộ sưu tập',
  intro: 'Tài liệu được chọn và xếp theo từng chủ điểm, từng đợt tuyên truyền.',
  week: 'Pháp luật tuần này',
  weekIntro: 'Tài liệu được đăng từ thứ Hai tuần này, mới đăng xếp trước.',
  weekNote: 'Tài liệu được đăng từ thứ Hai',
  featured: 'Bộ sưu tập nổi bật',
  whole: (n: string): string => `Xem cả bộ (${n} tài liệu)`,
  seasonal: (from: string, to: string): string => `Hằng năm, từ ${from} đến ${to}`,
  all: 'Tất cả bộ sưu tập',
};

export const contact = {
  title: 'Liên hệ',
  lead: 'Nhờ tìm tài liệu, báo chỗ sai, góp ý cho tủ sách.',
  unitTitle: 'Cơ quan quản trị tủ sách',
  responsible: 'Người chịu trách nhiệm nội dung',
  address: 'Địa chỉ',
  phone: 'Điện thoại',
  email: 'Thư điện tử',
  unknown:
    'Cơ quan quản trị chưa công bố thông tin liên hệ trên tủ sách. Hãy hỏi tại trụ sở Ủy ban nhân dân xã, phường nơi bạn ở.',
  helpTitle: 'Chúng tôi giúp được gì',
  helps: [
    'Tìm giúp tài liệu, chỉ đúng trang, đọc qua điện thoại cho người không đọc được.',
    'Sửa chỗ sai, bổ sung tài liệu còn thiếu.',
    'Nhận tài liệu do xã, trường, cơ quan biên soạn để đăng lên tủ sách.',
  ],
  notTitle: 'Việc cần hỏi nơi khác',
  nots: [
    'Tủ sách không tư vấn vụ việc cụ thể. Người được trợ giúp pháp lý hãy đến Trung tâm trợ giúp pháp lý nhà nước của tỉnh, không mất tiền.',
    'Nộp hồ sơ, hỏi kết quả: Bộ phận Một cửa của xã, phường hoặc Cổng Dịch vụ công quốc gia.',
  ],
  mistake:
    'Báo chỗ sai: ghi tên tài liệu, số trang và chỗ cần sửa. Tài liệu sai được gỡ hoặc sửa ngay khi đối chiếu xong.',
};

export const siteMap = {
  title: 'Sơ đồ trang',
  lead: 'Mọi đường vào tủ sách, xếp thành cây.',
  main: 'Trang chính',
  subjects: 'Theo chủ đề',
  genres: 'Theo thể loại',
  audiences: 'Theo người đọc',
  units: 'Theo đơn vị',
  collections: 'Bộ sưu tập',
  about: 'Về tủ sách',
  machines: 'Cho phần mềm khác',
  feed: 'Nguồn tin Atom',
  xml: 'Sơ đồ trang XML',
  api: 'Giao diện lập trình (OpenAPI)',
  search: 'Mô tả tìm kiếm OpenSearch',
};

export const accessibility = {
  title: 'Trợ năng',
  lead: 'Tủ sách dành cho mọi người, kể cả người khuyết tật, người cao tuổi, người dùng máy cũ hay mạng yếu.',
  standardTitle: 'Mức đáp ứng',
  standard:
    'Các trang được làm theo Hướng dẫn trợ năng nội dung web WCAG 2.2, mức AA, và theo Thông tư 32/2017/TT-BTTTT, Thông tư 26/2020/TT-BTTTT. Mỗi lần phát hành, mọi loại trang được kiểm tra tự động và thử bằng bàn phím.',
  canTitle: 'Bạn dùng được',
  can: [
    'Bàn phím: mọi việc làm được không cần chuột; nhấn Tab đầu tiên để nhảy thẳng đến nội dung.',
    'Trình đọc màn hình: tiêu đề, vùng, bảng, nút đều có tên; chữ tiếng nước ngoài được đánh dấu ngôn ngữ.',
    'Phóng to đến 400% và màn hình hẹp 320 điểm ảnh mà không phải cuộn ngang.',
    'Cỡ chữ, giãn dòng, kiểu chữ, nền sáng, vàng ngà hoặc tối; chế độ tương phản cao của máy.',
    'Đọc to bằng giọng đọc có sẵn trên máy, câu đang đọc được tô sáng.',
    'Video, âm thanh có phụ đề và lời thoại dạng chữ.',
    'Trình duyệt không chạy được mã lệnh vẫn tìm, đọc, nghe, tải về được.',
  ],
  limitsTitle: 'Chỗ còn hạn chế',
  limits: [
    'Bản quét cũ chưa nhận dạng chữ chỉ có ảnh trang; mỗi trang như vậy đều ghi rõ. Hãy báo để chúng tôi đọc giúp hoặc nhận dạng trước.',
    'Tệp PDF, Word gốc do nhiều nơi biên soạn, có thể thiếu nhãn cho trình đọc màn hình; bản đọc trên trang thì đủ.',
    'Bản đồ, sơ đồ trong tài liệu có thể chỉ được mô tả ngắn.',
  ],
  tellTitle: 'Gặp trở ngại?',
  tell: 'Hãy báo cho chúng tôi biết trang nào và bạn dùng máy gì. Chúng tôi trả lời và gửi tài liệu ở dạng bạn đọc được.',
  date: 'Bản công bố này được soát ngày 22/11/2026.',
};
