import type { NoticeKind } from '#server/items/notice.ts';

const kinds: Readonly<Record<NoticeKind, string>> = {
  returned: 'Trả lại',
  'handed-over': 'Giao cho bạn',
  published: 'Đã duyệt, đăng',
  comment: 'Ý kiến',
};

/** What a person has to know of their work, in the app and by e-mail. */
export const notices = {
  title: 'Thông báo',
  newOnes: 'mới:',
  some: (n: number): string => (n >= 100 ? '99+' : String(n)),
  steps: 'Đang chờ bạn',
  stepNames: {
    returned: 'Bị trả lại',
    submitted: 'Chờ đối chiếu',
    verified: 'Chờ duyệt',
    draft: 'Bản nháp',
    published: 'Đã đăng',
    withdrawn: 'Đã gỡ',
  },
  waiting: (n: string): string => `${n} tài liệu`,
  fresh: (n: string): string => `${n} mới đến`,
  overdue: (n: string): string => `${n} quá hạn`,
  list: 'Đã xảy ra với tài liệu của bạn',
  none: 'Chưa có thông báo nào. Ở đây có: tài liệu bị trả lại, việc được giao cho bạn, tài liệu đã đăng, ý kiến về việc bạn đang giữ.',
  kept: 'Thông báo được giữ 90 ngày; lịch sử của tài liệu giữ mãi.',
  kinds,
  unread: 'Chưa đọc',
  by: (name: string, when: string): string => `${name}, ${when}`,
  gone: 'Tài liệu bạn không còn quyền xem',
  read: 'Đánh dấu đã đọc tất cả',
  next: 'Xem tiếp',
  first: 'Về thông báo mới nhất',
  mail: 'Thư báo việc hằng ngày',
  mailLead:
    'Mỗi ngày nhiều nhất một thư, lúc 7 giờ sáng, chỉ khi có việc mới hoặc quá hạn. Thư chỉ ghi số lượng, tên tài liệu và đường dẫn.',
  email: ['Địa chỉ thư'],
  digest: 'Nhận thư báo việc',
  save: 'Lưu',
  errorTitle: 'Chưa lưu được',
  saved: 'Đã lưu cách nhận thư.',
};

/** The day's e-mail, plain text. */
export const digestMail = {
  subject: (shelf: string): string => `${shelf}: việc đang chờ bạn`,
  lead: 'Việc của bạn trên tủ sách hôm nay:',
  step: (name: string, waiting: string, fresh: number, overdue: number): string =>
    `- ${name}: ${waiting} tài liệu${fresh > 0 ? `, ${notices.some(fresh)} mới đến` : ''}${overdue > 0 ? `, ${notices.some(overdue)} quá hạn` : ''}`,
  unread: (n: string): string => `Thông báo chưa đọc: ${n}`,
  item: (kind: string, title: string): string => `- ${kind}: ${title}`,
  all: 'Xem tất cả:',
  why: 'Bạn nhận thư này vì đã ghi địa chỉ thư trong tài khoản. Tắt thư hoặc đổi địa chỉ ở trang Thông báo.',
  untitled: 'Chưa đặt tên',
};
