export const opinions = {
  title: 'Ý kiến bạn đọc',
  none: 'Chưa có ai trả lời câu hỏi “Tài liệu này có giúp được bạn không?”.',
  share: (percent: number): string => `${percent} % hài lòng.`,
  clear: 'Xóa lời',
};
