/** One provision a week, as readers see it. */
const weekly = {
  title: 'Mỗi tuần một điều luật',
  lead: 'Mỗi tuần, các xã, phường chọn một điều luật gần với đời sống để đọc trên loa, dán ở nhà văn hóa.',
  none: 'Chưa có điều luật nào.',
  week: (number: string, from: string, to: string): string => `Tuần ${number}: ${from} đến ${to}`,
  thisWeek: 'Tuần này',
  of: (unit: string): string => `${unit} chọn`,
  quote: 'Nguyên văn',
  source: 'Đọc trong tài liệu:',
  question: 'Hỏi nhanh',
  seeAnswer: 'Xem trả lời',
  feed: 'Nguồn cấp tin (Atom)',
};

export const weeklyWords = { weekly };
