import { ALERT_KINDS } from '#server/audit/alert.ts';
import { CHAIN_FAULTS, type ChainFault } from '#server/audit/chain.ts';
import { SECURITY_KINDS, SECURITY_OUTCOMES, TARGET_KINDS } from '#server/audit/security-event.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { staffMenu } from './menu.ts';

/** What the details of an event are called. */
const details: Readonly<Record<string, string>> = {
  username: 'tài khoản',
  roles: 'vai trò',
  before: 'trước đó',
  after: 'sau đó',
  unit: 'đơn vị',
  name: 'tên',
  route: 'trang',
  origin: 'địa chỉ trang',
  item: 'tài liệu',
  added: 'thêm',
  changed: 'sửa',
  list: 'danh sách',
  why: 'lý do',
  command: 'lệnh',
  user: 'người dùng máy',
  code: 'mã thoát',
  fault: 'lỗi',
  through: 'đến dòng',
  hash: 'mã băm',
  rows: 'số dòng',
  missed: 'số việc',
  config: 'mã cấu hình',
  tasks: 'việc của tiến trình',
};

const securityLog = {
  title: staffMenu.securityLog,
  lead: 'Ai đã đăng nhập, bị từ chối, được giao quyền, sửa cấu hình, xuất hoặc xóa dữ liệu. Không ai sửa được nhật ký mà không để lại dấu vết: mỗi dòng mang mã băm của dòng trước.',
  all: 'Bạn thấy mọi việc trên tủ sách.',
  own: 'Bạn thấy việc của đơn vị mình và đơn vị trực thuộc.',
  kept: (months: number): string => `Giữ ${months} tháng, sau đó tự xóa.`,
  kinds: SECURITY_KINDS,
  outcomes: SECURITY_OUTCOMES,
  targets: TARGET_KINDS,
  details,
  filter: 'Lọc',
  filterTitle: 'Lọc nhật ký',
  clear: 'Bỏ lọc',
  kind: ['Việc'] as const,
  anyKind: 'Mọi việc',
  person: ['Tên đăng nhập', 'Việc người này làm và việc làm với tài khoản này.'] as const,
  from: ['Từ ngày', 'Ví dụ: 1/11/2026.'] as const,
  until: ['Đến hết ngày', 'Ví dụ: 30/11/2026.'] as const,
  errorTitle: 'Chưa lọc được',
  list: 'Các việc, mới nhất trước',
  none: 'Không có việc nào khớp.',
  number: (n: number): string => `Dòng ${n}`,
  by: (name: string): string => `Người làm: ${name}`,
  nobody: 'Không rõ người làm',
  whence: (address: string): string => `Từ ${address}`,
  request: (id: string): string => `Yêu cầu ${id}`,
  files: 'Tải về',
  csv: 'Bảng CSV',
  ndjson: 'NDJSON',
  filesNote:
    'Tệp theo bộ lọc đang chọn, có mã băm từng dòng để bên ngoài kiểm tra lại. Việc tải về cũng được ghi nhật ký.',
  chain: 'Chuỗi mã băm',
  check: 'Kiểm tra toàn bộ',
  unchecked: 'Chưa kiểm tra lần nào.',
  whole: (rows: string, when: string): string => `Nguyên vẹn: ${rows} dòng, kiểm tra lúc ${when}.`,
  broken: (sequence: number, fault: ChainFault, when: string): string =>
    `Không còn nguyên vẹn: dòng ${sequence} ${CHAIN_FAULTS[fault]}. Kiểm tra lúc ${when}. Hãy giữ bản sao lưu gần nhất và báo người phụ trách an toàn thông tin.`,
  alerts: 'Cảnh báo đang có',
  alertSince: (when: string): string => `Từ ${when}`,
  columns: {
    sequence: 'Số thứ tự',
    at: 'Thời điểm (UTC)',
    kind: 'Việc',
    outcome: 'Kết quả',
    actor: 'Người làm',
    actorId: 'Mã người làm',
    unit: FIELD_LABELS.unit,
    targetKind: 'Loại đối tượng',
    target: 'Đối tượng',
    address: 'Địa chỉ mạng',
    request: 'Mã yêu cầu',
    details: 'Chi tiết',
    content: 'Nội dung được băm (JSON)',
    previous: 'Mã băm dòng trước',
    hash: 'Mã băm',
  },
};

/** What people did, to items and to the shelf, in one list. */
const deeds = {
  title: 'Nhật ký công việc',
  open: 'Nhật ký công việc: ai đã làm gì với tài liệu và tài khoản',
  lead: 'Mọi việc đã làm với tài liệu, tài khoản và cấu hình, trong một danh sách. Lọc theo người và khoảng ngày để biết một người đã làm gì.',
  unit: [FIELD_LABELS.unit, 'Người của đơn vị này và đơn vị trực thuộc.'] as const,
  anyUnit: 'Mọi đơn vị',
  item: ['Tài liệu', 'Mã định danh hoặc địa chỉ trang của tài liệu.'] as const,
  ofItems: (label: string): string => `Tài liệu: ${label}`,
  unseen: 'Tài liệu của đơn vị khác',
  changed: (fields: string): string => `Đã đổi: ${fields}`,
  columns: [
    'Thời điểm (UTC)',
    'Người làm',
    FIELD_LABELS.unit,
    'Việc',
    'Đối tượng',
    'Chi tiết',
    'Kết quả',
  ] as readonly string[],
};

/** The mail that tells administrators at once; it names nobody. */
const alertMail = {
  subject: (shelf: string, what: string): string => `${shelf}: ${what}`,
  lead: 'Tủ sách báo cho người quản trị:',
  what: ALERT_KINDS,
  since: (when: string): string => `Lúc ${when}.`,
  where: 'Xem chi tiết:',
  why: 'Bạn nhận thư này vì là người quản trị và đã ghi địa chỉ thư trong tài khoản. Mỗi chuyện chỉ báo một lần cho tới khi hết.',
};

/** What the security log and alerts say. */
export const auditStaffWords = { securityLog, deeds, alertMail };
