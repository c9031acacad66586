import { messages } from '#server/weekly/messages.ts';
import { weeklyWords } from '../reader/weekly.ts';

const weeklyForm = {
  title: weeklyWords.weekly.title,
  note: 'Mỗi tuần một điều luật: tờ dán A3, lời đọc trên loa, tin nhắn, câu hỏi, từ một đoạn của tài liệu.',
  lead: 'Tuần nào, điều luật nào, ai làm, đã dùng chưa. Mỗi đơn vị một điều luật một tuần.',
  add: 'Chọn điều luật cho một tuần',
  none: 'Chưa có tuần nào.',
  findLabel: 'Tìm điều luật, đoạn tài liệu',
  find: 'Tìm',
  findHelp:
    'Gõ việc muốn nói, ví dụ “khai sinh muộn”, rồi chọn một đoạn. Tủ sách trích nguyên văn, soạn sẵn tờ dán, lời đọc, tin nhắn và câu hỏi; bạn sửa lại trước khi dùng.',
  notFound: 'Không thấy đoạn nào. Hãy thử từ khác.',
  use: 'Dùng đoạn này',
  states: { draft: 'Chưa đăng', published: 'Đã đăng' },
  used: 'Đã dùng',
  notUsed: 'Chưa dùng',
  by: (who: string): string => `${who} soạn`,
  quote: 'Trích nguyên văn, không sửa được',
  narrow: 'Chỉ trích một phần',
  kept: [
    'Phần giữ lại',
    'Bỏ bớt ở đầu hoặc cuối, không sửa chữ. Lời đọc, tin nhắn, câu trả lời được soạn lại theo phần này.',
  ],
  keep: 'Trích phần này',
  gone: 'Tài liệu của đoạn trích đã gỡ khỏi tủ sách; trang công khai không hiện điều luật này nữa.',
  week: ['Tuần'],
  weekOption: (number: string, from: string, to: string): string =>
    `Tuần ${number} (${from} đến ${to})`,
  heading: [messages.headingLabel, 'Hiện trên tờ dán và trang công khai.'],
  script: [
    messages.scriptLabel,
    'Đọc trong 90 giây, nhiều nhất 300 tiếng. Số và chữ viết tắt đã viết ra theo cách đọc; hãy đọc thử một lần.',
  ],
  length: (syllables: number, seconds: number): string =>
    `Lời đọc hiện có ${syllables} tiếng, khoảng ${seconds} giây.`,
  tooLong: (most: number): string => `Dài hơn ${most} tiếng: đọc quá 90 giây.`,
  message: [messages.messageLabel, 'Dán vào nhóm Zalo của thôn, bản.'],
  question: [messages.questionLabel],
  answer: [messages.answerLabel, 'Để trống cả hai ô nếu không hỏi.'],
  markUsed: 'Tuần này đã đọc, dán hoặc gửi',
  save: 'Lưu',
  poster: 'Tờ dán A3 (PDF)',
  publish: 'Duyệt, đăng lên trang công khai',
  hide: 'Rút khỏi trang công khai',
  ownWork: 'Bạn đã soạn nên người khác phải duyệt. Tờ dán, lời đọc, tin nhắn dùng được ngay.',
  again: 'Sửa chữ thì phải duyệt lại mới hiện công khai.',
  call: 'Quét mã để đọc cả tài liệu',
  notices: {
    'da-tao': 'Đã soạn xong. Hãy đọc lại, sửa rồi lưu.',
    'da-luu': 'Đã lưu.',
    'da-trich': 'Đã trích phần này và soạn lại các lời.',
    'da-duyet': 'Đã đăng. Trang công khai hiện từ thứ Hai của tuần.',
    'da-rut': 'Đã rút khỏi trang công khai.',
  },
};

export const weeklyStaffWords = { weeklyForm };
