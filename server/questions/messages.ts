/** What this room says of what it cannot take. */
export const messages = {
  writeQuestion: 'Hãy viết câu hỏi.',
  questionTooShort: 'Câu hỏi ngắn quá. Hãy viết rõ hơn, ít nhất 10 ký tự.',
  wrongEmail: 'Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@example.com.',
  wrongPhone: 'Số điện thoại chưa đúng. Hãy ghi 10 hoặc 11 chữ số.',
  formOld: 'Trang đã mở quá lâu. Nội dung bạn viết còn nguyên bên dưới, hãy bấm gửi lần nữa.',
  tooMany:
    'Từ mạng này đã gửi nhiều câu hỏi trong giờ vừa qua. Nội dung bạn viết còn nguyên bên dưới; xin gửi lại sau một giờ, hoặc gọi điện cho tủ sách.',
  tooManyHeld:
    'Tủ sách đang nhận quá nhiều thư nên chưa nhận thêm được. Nội dung bạn viết còn nguyên bên dưới; xin gửi lại sau.',
  writeAnswer: 'Hãy viết câu trả lời.',
  writeReason: 'Hãy ghi lý do.',
  writeMessage: 'Hãy viết điều cần hỏi lại.',
  writeReply: 'Hãy viết điều bạn muốn nói thêm.',
  tooManyMessages: 'Câu hỏi này đã hỏi đi đáp lại quá nhiều lần. Hãy gọi điện cho tủ sách.',
  tooManyCitations: (most: number): string => `Một câu trả lời dẫn nhiều nhất ${most} căn cứ.`,
  chooseUnit: 'Hãy chọn đơn vị.',
  sameUnit: 'Câu hỏi đang ở đơn vị này.',
  chooseSubject: 'Hãy chọn chủ đề.',
  chooseWay: 'Hãy chọn câu hỏi đến bằng cách nào.',
  writeTitle: 'Hãy viết câu hỏi ngắn làm nhan đề.',
  looked: 'Hãy đọc từng chỗ được đánh dấu và đánh dấu vào ô xác nhận.',
  published: 'Câu trả lời này đã được đưa lên tủ sách.',
  noAnswer: 'Câu hỏi chưa có câu trả lời được duyệt.',
  wrongLines: (lines: string): string =>
    `Dòng chưa đúng: ${lines}. Mỗi dòng một ngày của năm này, ví dụ 30/04/2026 Ngày Chiến thắng.`,
  workedOnWeekdays: (lines: string): string =>
    `Ngày làm thay phải là thứ Bảy hoặc Chủ nhật: ${lines}.`,
  wrongYear: 'Hãy ghi năm bằng bốn chữ số, từ 2020 đến 2100.',
  writeName: 'Hãy đặt tên cho mẫu.',
  writeText: 'Hãy viết nội dung mẫu.',
};
