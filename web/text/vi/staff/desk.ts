import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { messages } from '#server/desk/messages.ts';
import { deskWords } from '../reader/desk.ts';
import { frame } from '../reader/frame.ts';
import { shared } from '../shared-words.ts';

const { procedures } = deskWords;

const deskForm = {
  title: procedures.title,
  note: 'Việc người dân hỏi ở Quầy một cửa: trang của mỗi thủ tục, thẻ và tờ dán có mã QR.',
  lead: 'Mỗi thủ tục có một trang công khai và mã QR riêng cho từng quầy. Hơn hai mươi thủ tục có sẵn; sửa, thêm, cho hết và lấy lại được.',
  add: 'Thêm thủ tục',
  unchanged: 'Bản có sẵn',
  name: ['Tên thủ tục'],
  slug: [
    FIELD_LABELS.address,
    'Phần cuối của địa chỉ và của mã QR, không đổi được sau khi lưu. Để trống thì lấy theo tên.',
  ],
  summary: [messages.summaryLabel, 'Một, hai câu: để làm gì, khi nào cần.'],
  subject: [FIELD_LABELS.subject],
  laws: ['Văn bản', 'Mỗi dòng một số hiệu, ví dụ 60/2014/QH13.'],
  words: [FIELD_LABELS.words, 'Tủ sách tìm theo các từ này để bổ sung sau những tài liệu đã chọn.'],
  items: [
    'Tài liệu chọn sẵn',
    'Mỗi dòng một mã định danh hoặc địa chỉ trang tài liệu, theo thứ tự muốn hiện.',
  ],
  chosen: 'Đang chọn',
  notPublished: 'chưa đăng, người đọc không thấy',
  ended: [
    'Hết từ ngày',
    'Ngày đầu tiên không còn làm. Thẻ đã in vẫn dùng được: trang báo thủ tục đã hết và dẫn sang việc thay thế.',
  ],
  successor: [
    'Thay bằng',
    'Địa chỉ của thủ tục thay thế, ví dụ dang-ky-khai-sinh. Để trống nếu không có.',
  ],
  taken: messages.slugTaken,
  history: 'Các bản đã lưu',
  takeBack: 'Lấy lại bản này',
  tookBack: 'Đã lấy lại, lưu thành bản mới.',
  cards: 'Thẻ và tờ dán cho quầy',
  cardsNote: 'Mã QR mang địa chỉ của quầy để đếm lượt quét theo ngày; không lưu ai đã quét.',
  desk: 'Quầy của đơn vị',
  card: 'Thẻ A5 (PDF)',
  poster: 'Tờ dán A3 (PDF)',
  call: 'Quét mã để đọc tài liệu, hỏi đáp về việc này',
  counts: 'Lượt quét ở các quầy',
  countsNote: 'Mỗi lần một người mở mã trên thẻ tính một lượt; máy tự động không tính.',
  countsNone: 'Chưa có lượt quét nào trong thời gian này.',
  procedure: 'Thủ tục',
  scans: 'Lượt quét',
  total: shared.total,
  open: frame.publicPages,
};

export const deskStaffWords = { deskForm };
