import { frame } from './frame.ts';

/** What people ask for at one-stop desks, as readers see it. */
const procedures = {
  title: 'Thủ tục hành chính',
  short: 'Thủ tục',
  lead: 'Những việc người dân hay đến xã làm, mỗi việc kèm tài liệu dễ hiểu, câu hỏi đáp và văn bản liên quan.',
  ended: (day: string): string => `Thủ tục này không còn làm từ ngày ${day}.`,
  endedBadge: 'Không còn làm',
  successor: 'Nay làm theo:',
  otherWay: 'Xem các thủ tục đang làm',
  items: 'Tài liệu',
  itemsNone: 'Tủ sách chưa có tài liệu về việc này.',
  answers: 'Hỏi đáp',
  laws: 'Văn bản',
  note: 'Tủ sách giới thiệu để hiểu quy định; hồ sơ, lệ phí, thời hạn cụ thể xem ở nơi nộp hồ sơ hoặc Cổng dịch vụ công.',
  ask: 'Chưa thấy điều cần hỏi? Gửi câu hỏi cho cán bộ',
  subject: frame.subjects,
};

export const deskWords = { procedures };
