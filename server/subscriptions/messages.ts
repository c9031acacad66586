/** What this room says of what it cannot take. */
export const messages = {
  wrongEmail: 'Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.com.',
  chooseWhat: 'Hãy chọn bạn muốn nhận tin về điều gì.',
  chooseSome: 'Hãy viết từ cần tìm, hoặc chọn ít nhất một chủ đề, thể loại hay đơn vị.',
  noLinks: 'Từ cần tìm không được có liên kết.',
  wrongLaw: 'Số hiệu văn bản chưa đúng. Ví dụ: 31/2024/QH15.',
  wrongArticle: 'Điều chưa đúng. Hãy ghi số của điều, ví dụ 138, hoặc để trống.',
  chooseRhythm: 'Hãy chọn nhận tin hằng tuần hay ngay khi có.',
  formOld: 'Trang đã mở quá lâu. Điều bạn chọn còn nguyên bên dưới, hãy bấm gửi lần nữa.',
  tooFast: 'Biểu mẫu được gửi nhanh quá. Hãy xem lại rồi bấm gửi lần nữa.',
  tooMany:
    'Từ mạng này đã gửi nhiều yêu cầu trong giờ vừa qua. Điều bạn chọn còn nguyên bên dưới; xin gửi lại sau một giờ.',
  busy: 'Tủ sách đang nhận quá nhiều yêu cầu. Điều bạn chọn còn nguyên bên dưới; xin gửi lại sau ít phút.',
};
