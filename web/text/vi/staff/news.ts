import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { messages } from '#server/news/messages.ts';
import type { NewsAct } from '#server/news/news.ts';
import type { UnitEntryState } from '#server/site/unit-entry.ts';
import { newsWords } from '../reader/news.ts';
import { shared } from '../shared-words.ts';

const newsForm = {
  title: newsWords.newsPages.title,
  note: 'Tin ngắn, thông báo, lịch bảo trì: viết, duyệt, đăng theo thời gian, gỡ.',
  lead: 'Tin của đơn vị bạn. Người viết trình, người khác duyệt, rồi tin mới hiện với người đọc.',
  add: 'Viết tin',
  none: 'Không có tin nào ở phần này.',
  parts: {
    all: shared.all,
    draft: 'Đang soạn',
    submitted: 'Chờ duyệt',
    published: 'Đã đăng',
    withdrawn: 'Đã gỡ',
  },
  partsLabel: 'Các phần của danh sách tin',
  states: {
    draft: 'Đang soạn',
    submitted: 'Chờ duyệt',
    published: 'Đã đăng',
    withdrawn: 'Đã gỡ',
  } satisfies Record<UnitEntryState, string> as Readonly<Record<UnitEntryState, string>>,
  later: (day: string): string => `Hiện từ ${day}`,
  over: (day: string): string => `Hết thời gian đăng ${day}`,
  pinned: 'Đã ghim',
  name: [FIELD_LABELS.title, 'Một dòng, nói ngay việc gì.'],
  kind: [FIELD_LABELS.kind],
  summary: [messages.summaryLabel, 'Một, hai câu. Danh sách tin và trang chủ chỉ hiện phần này.'],
  from: ['Hiện từ ngày', 'Ngày/tháng/năm. Để trống thì hiện ngay khi được duyệt.'],
  to: [
    'Hiện đến hết ngày',
    'Để trống thì hiện mãi. Hết ngày này, địa chỉ của tin báo đã hết thời gian đăng.',
  ],
  outageTitle: 'Lịch bảo trì',
  outageNote:
    'Chỉ ghi khi loại là Bảo trì. Mọi trang công khai báo trước lịch này từ ngày tin được đăng đến hết ngày kết thúc.',
  start: ['Bắt đầu', 'Giờ và ngày, ví dụ 22:00 05/12/2026.'],
  end: ['Kết thúc'],
  pin: ['Ghim lên đầu'],
  pinNo: 'Không ghim',
  pinYes: 'Ghim',
  picture: [
    'Thêm một hình',
    'JPEG, PNG hoặc WebP, đến 5 MB. Thông tin kèm theo trong tệp hình bị bỏ.',
  ],
  received: 'Đã nhận hình, chưa lưu. Hãy lưu để giữ.',
  newAlt: [messages.altLabel, 'Bắt buộc với mỗi hình; người không thấy hình nghe câu này.'],
  altOf: (n: number): string => `Hình ${n}: trong hình có gì`,
  dropOf: (n: number): string => `Bỏ hình ${n}`,
  save: 'Lưu bản soạn',
  submit: 'Lưu và trình duyệt',
  seeFirst: shared.preview,
  locked: 'Tin đang hiện với người đọc và giữ nguyên cho đến khi bản sửa được duyệt.',
  change: 'Soạn bản sửa',
  isChange: 'Bản sửa',
  changeNote: 'Đây là bản sửa: khi được duyệt sẽ thay lời của tin đang đăng, địa chỉ không đổi.',
  changeOf: 'Xem tin đang đăng',
  ownWork: 'Bạn đã viết tin này nên người khác phải duyệt.',
  publish: 'Duyệt và đăng',
  return: 'Trả lại người viết',
  withdraw: 'Gỡ khỏi trang công khai',
  withdrawNote: 'Địa chỉ của tin vẫn còn và báo tin đã được gỡ. Lý do chỉ cán bộ thấy.',
  reason: [FIELD_LABELS.reason],
  history: 'Việc đã làm',
  acts: {
    saved: 'Lưu bản soạn',
    submitted: 'Trình duyệt',
    returned: 'Trả lại',
    published: 'Duyệt và đăng',
    withdrawn: 'Gỡ',
    merged: 'Đã thay vào tin đang đăng',
  } satisfies Record<NewsAct, string> as Readonly<Record<NewsAct, string>>,
  seeVersion: 'Xem bản này',
  short: (left: number, law: number): string =>
    `Từ hôm nay đến lúc bắt đầu chỉ còn ${left} ngày làm việc. Điều 13 Nghị định 224/2026/NĐ-CP yêu cầu thông báo trước ít nhất ${law} ngày làm việc, trừ sự cố khẩn cấp.`,
  conflictTitle: 'Có người vừa lưu tin này',
  notices: {
    'da-luu': 'Đã lưu bản soạn.',
    'da-trinh': 'Đã trình duyệt.',
    'da-duyet': 'Đã duyệt. Tin hiện với người đọc trong thời gian đã chọn.',
    'da-tra': 'Đã trả lại người viết.',
    'da-go': 'Đã gỡ.',
  },
};

export const newsStaffWords = { newsForm };
