/** What this room says: the frame of its texts, and what it cannot take. */
export const messages = {
  script: {
    opening: (unit: string, label: string): string =>
      `Thưa bà con! ${unit} mời bà con nghe chuyên mục Mỗi tuần một điều luật. Tuần này xin giới thiệu: ${label}. Sau đây là nguyên văn.`,
    goesOn: 'Quy định này còn phần sau, mời bà con đọc tiếp trên tủ sách.',
    ending:
      'Bà con muốn đọc lại, mời mở Tủ sách pháp luật điện tử hoặc quét mã trên tờ dán tại trụ sở xã. Xin cảm ơn bà con đã lắng nghe.',
  },
  texts: {
    message: (heading: string, quote: string, label: string, link: string): string =>
      `MỖI TUẦN MỘT ĐIỀU LUẬT\n${heading}\n\n${quote}\n(${label})\n\nĐọc tiếp: ${link}`,
    question: (heading: string): string => `Pháp luật quy định thế nào về: ${heading}?`,
    answer: (label: string, quote: string): string => `${label} ghi: ${quote}`,
  },
  writeHeading: 'Hãy ghi tên điều luật hoặc việc được nói tới.',
  writeScript: 'Hãy viết lời đọc.',
  writeMessage: 'Hãy viết tin nhắn.',
  chooseWeek: 'Hãy chọn tuần trong danh sách.',
  weekTaken: 'Tuần này đơn vị đã có điều luật khác. Hãy chọn tuần khác.',
  onlyPart: 'Chỉ được bỏ bớt ở đầu hoặc cuối: phần giữ lại phải đúng nguyên văn, liền một mạch.',
  noPassage: 'Đoạn này không còn trên tủ sách. Hãy tìm và chọn lại.',
  headingLabel: 'Tên điều luật',
  scriptLabel: 'Lời đọc trên loa',
  messageLabel: 'Tin nhắn',
  questionLabel: 'Câu hỏi',
  answerLabel: 'Trả lời',
};
