/** The form, and the pages behind it. */
const subscribe = {
  title: 'Nhận tin tài liệu mới',
  /** On pages that list items. */
  link: 'Nhận tin khi có tài liệu mới',
  lawLink: 'Nhận tin khi văn bản này thay đổi',
  lead: 'Tủ sách gửi thư điện tử khi có tài liệu mới về điều bạn quan tâm. Không cần tài khoản, bỏ lúc nào cũng được bằng một lần bấm.',
  noMail:
    'Tủ sách này chưa gửi thư điện tử. Bạn có thể theo dõi bằng chương trình đọc tin, với địa chỉ:',
  failed: 'Chưa gửi được',
  email: 'Thư điện tử của bạn',
  emailHelp: 'Chỉ dùng để gửi tin này, và được xóa ngay khi bạn bỏ đăng ký.',
  what: 'Bạn muốn nhận tin về',
  whats: {
    all: 'Mọi tài liệu mới',
    some: 'Tài liệu mới theo từ khóa, chủ đề, thể loại hoặc đơn vị',
    law: 'Một văn bản pháp luật',
  } as Readonly<Record<'all' | 'some' | 'law', string>>,
  some: 'Từ khóa, chủ đề, thể loại, đơn vị',
  someHelp:
    'Chọn nhiều mục trong một nhóm thì hợp mục nào cũng báo; chọn ở nhiều nhóm thì phải hợp mọi nhóm.',
  words: 'Từ cần tìm',
  subjects: 'Chủ đề',
  genres: 'Thể loại',
  units: 'Đơn vị',
  also: 'Và chỉ những tài liệu',
  exact: 'viết đúng nguyên văn các từ trên',
  law: 'Số hiệu văn bản',
  lawHelp:
    'Ví dụ 31/2024/QH15. Bạn được báo khi văn bản đổi tình trạng hiệu lực, và khi có tài liệu mới dẫn văn bản.',
  article: 'Điều',
  articleHelp: 'Để trống nếu theo dõi cả văn bản.',
  rhythm: 'Bao lâu một lần',
  rhythms: {
    weekly: 'Hằng tuần, sáng thứ Hai',
    'at-once': 'Ngay khi có',
  } as Readonly<Record<'weekly' | 'at-once', string>>,
  send: 'Gửi thư xác nhận cho tôi',
  trap: 'Để trống ô này',
  privacy: 'Thư chỉ có chữ và liên kết, không theo dõi việc bạn đọc.',
  sentTitle: 'Hãy mở hộp thư của bạn',
  sentText:
    'Tủ sách đã gửi một thư xác nhận đến địa chỉ bạn ghi. Bấm vào liên kết trong thư thì việc đăng ký mới có hiệu lực. Liên kết dùng được trong 48 giờ.',
  sentNone:
    'Không thấy thư? Hãy xem cả mục thư rác. Mỗi địa chỉ nhận nhiều nhất ba thư xác nhận trong 48 giờ.',
  confirmTitle: 'Xác nhận nhận tin',
  confirmLead: 'Thư sẽ được gửi đến địa chỉ này, về:',
  confirm: 'Đúng, gửi tin cho tôi',
  confirmNot: 'Nếu bạn không yêu cầu, hãy đóng trang này: địa chỉ sẽ bị xóa.',
  ownTitle: 'Tin bạn đang nhận',
  confirmed: 'Đã xác nhận. Từ nay bạn nhận tin về những điều dưới đây.',
  saved: 'Đã lưu thay đổi.',
  setAside:
    'Ba thư liền bị hộp thư của bạn từ chối nên tủ sách đã ngừng gửi. Trong 7 ngày, bấm Lưu để nhận lại; sau đó địa chỉ được xóa.',
  ownLead: 'Chỉ ai có địa chỉ của trang này mới xem được. Liên kết đến đây có trong mỗi thư.',
  address: 'Gửi đến',
  topics: 'Nhận tin về',
  topicsHelp: 'Bỏ dấu ở điều bạn không muốn nhận nữa.',
  save: 'Lưu',
  another: 'Nhận tin về điều khác',
  leaveTitle: 'Bỏ đăng ký',
  leaveText: 'Địa chỉ thư của bạn được xóa ngay, cùng mọi điều bạn đã chọn.',
  leave: 'Bỏ đăng ký tất cả',
  leftTitle: 'Bạn đã bỏ đăng ký',
  leftText: 'Địa chỉ của bạn đã được xóa khỏi tủ sách. Sẽ không có thư nào nữa.',
  again: 'Đăng ký lại',
  everything: 'mọi tài liệu mới',
  or: ' hoặc ',
  wordsTopic: (text: string): string => `“${text}”`,
  lawTopic: (number: string, article: string): string =>
    article === '' ? `văn bản ${number}` : `Điều ${article}, văn bản ${number}`,
};

/** Letters to subscribers: plain text. */
const mail = {
  confirmSubject: (shelf: string): string => `Xác nhận nhận tin của ${shelf}`,
  confirmLead: (shelf: string): string =>
    `Có người, có lẽ là bạn, muốn ${shelf} gửi tin tài liệu mới đến địa chỉ này.`,
  rhythms: {
    weekly: 'Hằng tuần, sáng thứ Hai.',
    'at-once': 'Ngay khi có.',
  } as Readonly<Record<'weekly' | 'at-once', string>>,
  confirmHow: 'Nếu đúng, hãy mở địa chỉ này trong 48 giờ và bấm nút xác nhận:',
  confirmNot: 'Nếu không phải bạn, hãy bỏ qua thư này: địa chỉ của bạn sẽ được xóa.',
  subject: (shelf: string, count: number): string => `${shelf}: ${count} tài liệu mới`,
  lawSubject: (shelf: string): string => `${shelf}: văn bản bạn theo dõi đã thay đổi`,
  lead: (shelf: string): string => `${shelf} có tin mới về điều bạn đăng ký.`,
  lawChanged: (number: string, from: string, to: string): string =>
    `Văn bản ${number}: ${to} (trước đó: ${from})`,
  more: 'Còn nữa, xem tất cả:',
  untitled: '(chưa có nhan đề)',
  manage: 'Xem và đổi điều bạn nhận:',
  leave: 'Bỏ đăng ký, chỉ một lần bấm:',
};

export const subscriptionsWords = { subscribe, subscriptionMail: mail };
