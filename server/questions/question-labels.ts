import type { QuestionAct, QuestionState, QuestionWay } from './question.ts';
import type { SuspectKind } from './redaction.ts';

export const STATE_LABELS: Readonly<Record<QuestionState, string>> = {
  held: 'Giữ lại, nghi là thư rác',
  waiting: 'Chờ trả lời',
  asked: 'Chờ người hỏi nói thêm',
  drafted: 'Chờ duyệt câu trả lời',
  answered: 'Đã trả lời',
  closed: 'Đã khép lại',
};

export const WAY_LABELS: Readonly<Record<QuestionWay, string>> = {
  web: 'Qua trang mạng',
  desk: 'Tại bàn tiếp dân',
  phone: 'Qua điện thoại',
  search: 'Từ câu tìm chưa có lời đáp',
};

export const ACT_LABELS: Readonly<Record<QuestionAct, string>> = {
  asked: 'Gửi câu hỏi',
  released: 'Nhận lại câu hỏi bị giữ',
  saved: 'Soạn câu trả lời',
  submitted: 'Trình duyệt câu trả lời',
  returned: 'Trả lại câu trả lời',
  approved: 'Duyệt câu trả lời',
  'asked-back': 'Hỏi lại người hỏi',
  replied: 'Người hỏi nói thêm',
  passed: 'Chuyển đơn vị',
  closed: 'Khép lại câu hỏi',
  published: 'Đưa lên tủ sách',
  erased: 'Xóa dữ liệu cá nhân hết hạn giữ',
};

export const SUSPECT_LABELS: Readonly<Record<SuspectKind, string>> = {
  phone: 'giống số điện thoại',
  email: 'giống địa chỉ thư',
  id: 'giống số giấy tờ',
  address: 'giống địa chỉ nhà',
  name: 'giống tên người',
  birth: 'giống ngày sinh',
};

/** Parts of an answer as it stands on the shelf. */
export const ANSWER_HEADINGS = {
  question: 'Câu hỏi',
  answer: 'Trả lời',
  citations: 'Căn cứ',
} as const;
