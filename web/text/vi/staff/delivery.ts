import type { DeliveryState } from '#server/delivery/delivery.ts';
import type { FindingKind } from '#server/delivery/reconciliation.ts';
import type { ReceiptOutcome } from '#server/delivery/receipt.ts';
import type { DeliveryAction, DeliveryStanding } from '#server/delivery/sent-item.ts';
import type { TargetForm, WayKind } from '#server/delivery/target.ts';
import { shared } from '../shared-words.ts';

const standings: Readonly<Record<DeliveryStanding, string>> = {
  unsent: 'Chưa gửi',
  sent: 'Đã gửi',
  received: 'Đã nhận',
  refused: 'Bị trả lại',
  changed: 'Đã đổi sau khi gửi',
  withdrawn: 'Đã gỡ, chờ xác nhận',
  removed: 'Đã gỡ',
};

const states: Readonly<Record<DeliveryState, string>> = {
  planning: 'Đang lập danh sách',
  packing: 'Đang đóng gói',
  ready: 'Gói đã xong, chờ gửi',
  sending: 'Đang gửi',
  sent: 'Đã gửi',
  empty: 'Không có gì mới',
  failed: 'Chưa gửi được',
  cancelled: 'Đã hủy',
};

const actions: Readonly<Record<DeliveryAction, string>> = {
  new: 'Mới',
  changed: shared.changed,
  withdrawn: standings.removed,
};

const ways: Readonly<Record<WayKind, string>> = {
  download: 'Cán bộ tải gói về rồi tự giao',
  folder: 'Chép vào thư mục, ổ mạng hoặc USB của máy chủ',
  sftp: 'Gửi qua SFTP',
  https: 'Gửi lên địa chỉ HTTPS',
};

const forms: Readonly<Record<TargetForm, string>> = {
  package: 'Gói đầy đủ: tệp, biểu ghi, phê duyệt (BagIt)',
  list: 'Danh sách kèm đường dẫn (CSV, RSS)',
};

/** Receivers and their list. */
const targets = {
  title: 'Giao nộp, liên thông',
  lead: 'Tài liệu đã đăng được giao cho Tủ sách quốc gia và các hệ thống khác. Mỗi lần giao chỉ gồm phần mới, đã sửa, đã gỡ; nơi nhận trả lời tới từng tài liệu.',
  list: 'Nơi nhận',
  none: 'Chưa khai nơi nhận nào.',
  add: 'Thêm nơi nhận',
  change: 'Sửa nơi nhận',
  open: shared.open,
  never: 'Chưa giao nộp lần nào',
  last: (number: number, day: string): string => `Lần ${number}, ngày ${day}`,
  nightly: 'Tự gửi mỗi đêm',
  refusedLink: (n: string): string => `${n} tài liệu bị nơi nhận trả lại`,
  refusedTitle: 'Tài liệu bị nơi nhận trả lại',
  refusedLead:
    'Mở tài liệu, sửa theo lý do rồi lưu: lần giao nộp sau tự gửi lại. Không cần sửa gì thì bấm Gửi lại nguyên như cũ.',
  refusedNone: 'Không có tài liệu nào bị trả lại.',
  reason: 'Lý do:',
  noReason: 'nơi nhận không ghi',
  sendAgain: 'Gửi lại nguyên như cũ',
  of: (name: string): string => ` ${name}`,
  againDone: 'Đã xếp vào lần giao nộp sau.',
  back: 'Bị trả lại',
};

/** One receiver. */
const target = {
  now: 'Tình trạng ở nơi nhận',
  counted: (n: string): string => `${n}`,
  items: 'Tài liệu',
  noItems: 'Không có tài liệu nào ở tình trạng này.',
  address: 'Xem ở nơi nhận',
  start: 'Lập lần giao nộp',
  startLead:
    'Gói được làm ở nền; xong sẽ tự gửi, hoặc chờ bạn tải về nếu nơi nhận không có đường gửi.',
  mode: ['Gồm những gì'] as const,
  modes: {
    difference: 'Phần mới, đã sửa, đã gỡ từ lần trước',
    whole: 'Toàn bộ tài liệu đã đăng',
  },
  unanswered: 'Gửi lại cả những tài liệu đã gửi mà nơi nhận chưa trả lời',
  startButton: 'Lập và đóng gói',
  history: 'Các lần giao nộp',
  noHistory: 'Chưa có lần nào.',
  receipt: 'Nhận biên nhận',
  receiptLead: 'Tải lên tệp trả lời của nơi nhận để ghi nhận từng tài liệu đã nhận hay bị trả lại.',
  reconcile: 'Đối chiếu',
  reconcileLead:
    'Tải lên danh sách nơi nhận đang có để so với phần đã gửi và phần đang ở đây, tìm chỗ lệch.',
  wayLine: (way: string): string => `Cách gửi: ${way}`,
  scopeLine: (sets: string): string => `Phạm vi: ${sets}`,
  everything: 'tất cả tài liệu đã đăng',
};

/** The form of a receiver. */
const form = {
  name: ['Tên nơi nhận', 'Ví dụ: Tủ sách pháp luật điện tử quốc gia.'] as const,
  form: ['Giao những gì'] as const,
  national:
    'Đây là Tủ sách pháp luật điện tử quốc gia: địa chỉ trong biên nhận thành liên kết của tài liệu tại đây',
  way: ['Cách gửi'] as const,
  sets: [
    'Phạm vi',
    'Không chọn gì là tất cả. Chọn nhiều mục cùng nhóm là một trong các mục đó.',
  ] as const,
  nightlyYes: 'Tự gửi phần thay đổi mỗi đêm',
  folderPart: 'Thư mục',
  folder: [
    'Thư mục con',
    'Nằm trong thư mục xuất của máy chủ; để trống là chính thư mục đó.',
  ] as const,
  sftpPart: 'SFTP',
  host: ['Máy chủ', 'Ví dụ: sftp.moj.gov.vn'] as const,
  port: ['Cổng'] as const,
  user: ['Tên đăng nhập'] as const,
  path: ['Thư mục tại nơi nhận'] as const,
  hostKey: [
    'Dấu vân tay khóa máy chủ',
    'Dạng SHA256:…; hỏi nơi nhận, không tự chấp nhận khóa lạ.',
  ] as const,
  httpsPart: 'HTTPS',
  address: ['Địa chỉ nhận', 'Bắt đầu bằng https://'] as const,
  resumesYes: 'Nơi nhận cho gửi tiếp từ chỗ đứt (giao thức tus 1.0)',
  secretPart: 'Khóa',
  secret: [
    'Tên tệp khóa',
    'Tệp chứa mật khẩu, khóa riêng hoặc mã truy cập, do quản trị viên máy chủ đặt sẵn; nội dung không bao giờ hiện ở đây.',
  ] as const,
  save: shared.save,
  saved: 'Đã lưu nơi nhận.',
  errorTitle: shared.notSaved,
};

/** One delivery. */
const delivery = {
  title: (number: number, name: string): string => `Lần giao nộp ${number} cho ${name}`,
  made: (by: string, at: string): string => `${by} lập lúc ${at}`,
  madeByNight: (at: string): string => `Lập theo lịch đêm lúc ${at}`,
  asOf: (at: string): string => `Nội dung tính đến ${at}`,
  sentAt: (at: string): string => `Gửi lúc ${at}`,
  answeredAt: (at: string): string => `Có biên nhận lúc ${at}`,
  progress: (done: string, all: string): string => `Đã đóng gói ${done} trên ${all} tài liệu.`,
  reload: 'Xem lại tiến độ',
  counts: 'Gồm',
  files: 'Tệp của gói',
  fileGone: 'Gói cũ đã dọn để lấy chỗ. Lập lần mới để có gói mới.',
  sha256: (digest: string): string => `SHA-256: ${digest}`,
  confirmLead: 'Sau khi giao gói cho nơi nhận, bấm nút này để tủ sách ghi nhận.',
  confirm: 'Đã giao cho nơi nhận',
  confirmed: 'Đã ghi nhận là đã giao.',
  retry: shared.retry,
  retried: 'Đang thử lại từ chỗ dở.',
  cancel: 'Hủy lần này',
  cancelled: 'Đã hủy. Lần sau sẽ gồm cả phần của lần này.',
  lost: 'Gói không tới nơi',
  lostDone: (n: string): string => `${n} tài liệu chưa được trả lời sẽ đi cùng lần sau.`,
  lostLead: 'Nếu nơi nhận báo không thấy gói, bấm nút này để lần sau gửi lại.',
  why: 'Lý do:',
  answer: 'Nơi nhận nói:',
  leftOut: 'Tài liệu chưa vào gói',
  leftOutLead:
    'Tệp của các tài liệu này bị mất hoặc hỏng trong kho lưu trữ. Phục hồi từ bản sao lưu; chúng sẽ đi cùng lần sau.',
  entries: 'Tài liệu trong gói',
  started: 'Đã lập lần giao nộp.',
  gone: 'Không còn trên tủ sách',
};

const outcomes: Readonly<Record<ReceiptOutcome, string>> = {
  received: standings.received,
  refused: standings.refused,
  removed: standings.removed,
  same: 'Đã biết',
  unread: 'Không nhận',
};

/** A receipt: sent, looked at, taken. */
const receipt = {
  title: (name: string): string => `Biên nhận của ${name}`,
  lead: 'Tệp CSV, XLSX, JSON hoặc XML; mỗi dòng một tài liệu với mã, kết quả, lý do nếu trả lại, địa chỉ tại nơi nhận nếu có.',
  file: 'Tệp biên nhận',
  fileHelp: 'Chưa ghi gì khi bạn mới tải lên: xem trước rồi mới xác nhận.',
  send: 'Tải lên và xem trước',
  columns: 'Các cột',
  columnsLead: 'Tủ sách nhớ cách hiểu cột cho lần sau của nơi nhận này.',
  notUsed: '(không dùng)',
  again: 'Đọc lại theo cột đã chọn',
  preview: (name: string): string => `Xem trước ${name}`,
  done: (name: string): string => `Đã ghi nhận ${name}`,
  outcomes,
  item: 'Tài liệu',
  outcome: shared.outcome,
  notes: 'Ghi chú',
  line: shared.line,
  confirm: (n: string): string => `Ghi nhận ${n} tài liệu`,
  nothing: 'Không có gì mới để ghi nhận.',
  taken: (n: string): string => `Đã ghi nhận trả lời về ${n} tài liệu.`,
  shown: (n: string, all: string): string => `Hiện ${n} trên ${all} dòng, dòng cần xem trước.`,
  needFile: 'Hãy chọn tệp biên nhận.',
  errorTitle: 'Chưa đọc được',
  counted: (n: string, what: string): string => `${what}: ${n}`,
};

const findings: Readonly<Record<FindingKind, string>> = {
  missing: 'Nơi nhận thiếu, dù từng báo đã nhận',
  leftover: 'Ở đây đã gỡ, nơi nhận còn',
  unsent: 'Chưa từng gửi',
  changed: 'Nơi nhận có bản cũ',
  unconfirmed: 'Nơi nhận có, chưa có biên nhận',
  unknown: 'Nơi nhận có, ở đây không biết',
  same: 'Khớp',
};

const reconciliation = {
  title: (name: string): string => `Đối chiếu với ${name}`,
  lead: 'So danh sách nơi nhận đang có với phần đã gửi và phần đang đăng ở đây. Đối chiếu không sửa gì; sau đó chọn gửi lại chỗ lệch.',
  file: 'Danh sách của nơi nhận',
  fileHelp: 'CSV, XLSX, JSON hoặc XML; mỗi dòng một tài liệu với mã của tủ sách này.',
  send: 'Đối chiếu',
  result: 'Kết quả đối chiếu',
  findings,
  what: 'Kết luận',
  again: 'Gửi lại chỗ thiếu và báo gỡ chỗ thừa ở lần sau',
  confirm: 'Ghi nhận là đã nhận những tài liệu nơi nhận có',
  againDone: (n: string): string => `${n} tài liệu sẽ đi cùng lần giao nộp sau.`,
  confirmDone: (n: string): string => `Đã ghi nhận ${n} tài liệu là đã nhận.`,
  fine: 'Hai bên khớp nhau.',
};

/** What officials see of deliveries to other systems. */
export const deliveryStaffWords = {
  deliveries: {
    standings,
    states,
    actions,
    ways,
    forms,
    targets,
    target,
    form,
    delivery,
    receipt,
    reconciliation,
  },
};
