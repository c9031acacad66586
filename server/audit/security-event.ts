import { sortedJson } from '#server/base/sorted-json.ts';

/**
 * Everything that the security log tells apart, with the words that officials read: the one place
 * where a kind is declared.
 */
export const SECURITY_KINDS = {
  'sign-in': 'Đăng nhập',
  'sign-in-failed': 'Đăng nhập sai',
  'sign-in-delayed': 'Đăng nhập bị hoãn vì sai nhiều lần',
  'code-failed': 'Mã xác nhận sai',
  'password-failed': 'Gõ sai mật khẩu đang dùng',
  'sign-out': 'Đăng xuất',
  'session-ended': 'Kết thúc phiên đăng nhập',
  'password-changed': 'Đổi mật khẩu',
  'password-reset': 'Cấp mật khẩu mới',
  'second-factor-set': 'Bật xác thực hai bước',
  'second-factor-dropped': 'Tắt xác thực hai bước',
  'second-factor-reset': 'Bỏ xác thực hai bước của người khác',
  'recovery-codes-made': 'Tạo mã dự phòng mới',
  'recovery-code-used': 'Dùng mã dự phòng',
  'identity-tied': 'Gắn tài khoản với cổng đăng nhập',
  'identity-untied': 'Bỏ gắn tài khoản với cổng đăng nhập',
  'account-made': 'Tạo tài khoản',
  'account-renamed': 'Sửa tên tài khoản',
  'roles-changed': 'Đổi vai trò',
  'unit-changed': 'Đổi đơn vị của tài khoản',
  'account-disabled': 'Khóa tài khoản',
  'account-enabled': 'Mở khóa tài khoản',
  'units-changed': 'Sửa cây đơn vị',
  'key-issued': 'Cấp khóa API',
  'key-revoked': 'Thu hồi khóa API',
  'setting-changed': 'Sửa cấu hình, danh mục',
  'import-run': 'Chạy nhập dữ liệu hàng loạt',
  'delivery-begun': 'Giao nộp ra ngoài',
  deleted: 'Xóa',
  'malware-found': 'Tệp gửi lên có mã độc',
  exported: 'Xuất, tải dữ liệu',
  refused: 'Bị từ chối vì không có quyền',
  command: 'Lệnh trên máy chủ',
  backup: 'Sao lưu',
  restored: 'Khôi phục từ bản sao lưu',
  moved: 'Chuyển tủ sách',
  started: 'Khởi động máy chủ',
  'log-shortened': 'Xóa nhật ký quá hạn lưu',
  'log-gap': 'Có việc chưa ghi được vào nhật ký',
} as const satisfies Readonly<Record<string, string>>;
export type SecurityKind = keyof typeof SECURITY_KINDS;

export const isSecurityKind = (text: string): text is SecurityKind =>
  Object.hasOwn(SECURITY_KINDS, text);

export const SECURITY_OUTCOMES = {
  done: 'Xong',
  failed: 'Không thành',
  refused: 'Từ chối',
} as const;
export type SecurityOutcome = keyof typeof SECURITY_OUTCOMES;

/** What an event was done to. */
export const TARGET_KINDS = {
  '': '',
  account: 'Tài khoản',
  unit: 'Đơn vị',
  'api-client': 'Khóa API',
  portal: 'Trang được nhúng',
  rule: 'Quy tắc đăng nhập',
  target: 'Nơi nhận',
  delivery: 'Lần giao nộp',
  source: 'Nguồn nhập',
  import: 'Lần nhập',
  banner: 'Liên kết trao đổi',
  page: 'Trang',
  collection: 'Bộ sưu tập',
  subject: 'Chủ đề',
  term: 'Thể loại, đối tượng',
  word: 'Từ của người dân',
  name: 'Danh mục tên',
  law: 'Văn bản',
  library: 'Nơi giữ bản in',
  comment: 'Ý kiến người đọc',
  folder: 'Thư mục',
  storage: 'Kho lưu trữ',
  setting: 'Thông tin tủ sách',
  holiday: 'Ngày nghỉ',
  'report-round': 'Kỳ báo cáo',
  'answer-template': 'Mẫu trả lời',
  procedure: 'Thủ tục',
} as const satisfies Readonly<Record<string, string>>;
export type TargetKind = keyof typeof TARGET_KINDS;

/** One thing that happened and that somebody may have to answer for. */
export interface SecurityEvent {
  readonly at: string;
  readonly kind: SecurityKind;
  readonly outcome: SecurityOutcome;
  /** Null for a visitor, the machine itself and whoever sits at it. */
  readonly actorId: string | null;
  /** As it was then. */
  readonly actorName: string;
  /** The unit it concerns: that of the account it was done to, else of who did it. */
  readonly unitId: string | null;
  readonly targetKind: TargetKind;
  readonly targetId: string;
  /** The visitor's, by the rule of proxies; empty at the machine itself. */
  readonly address: string;
  /** The access log has the same. */
  readonly requestId: string;
  readonly details: Readonly<Record<string, string>>;
}

/** A row of the log: SHA-256 of the hash before and the {@link contentOf} this row. */
export interface SecurityRow extends SecurityEvent {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  /** The hash of the row before; empty for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** The last row that was written, kept apart from the rows: it tells when the newest are gone. */
export interface ChainHead {
  /** 0 before the first. */
  readonly sequence: number;
  readonly hash: string;
}

export const NO_ROW: ChainHead = { sequence: 0, hash: '' };

/** Among the facts of the shelf, carried by backups and moves. */
export const CHAIN_HEAD = 'security-log-head';

export const headOf = (fact: string | null): ChainHead =>
  fact === null ? NO_ROW : (JSON.parse(fact) as ChainHead);

/** What a row says, as the text that is hashed. */
export const contentOf = (event: SecurityEvent & { readonly sequence: number }): string => {
  const { at, kind, outcome, actorId, actorName, unitId, targetKind, targetId } = event;
  const { address, requestId, details, sequence } = event;
  return sortedJson({
    at,
    kind,
    outcome,
    actorId,
    actorName,
    unitId,
    targetKind,
    targetId,
    address,
    requestId,
    details,
    sequence,
  });
};

/** Makes the row that follows the head. */
export type Seal = (head: ChainHead, event: SecurityEvent) => SecurityRow;

/** What a row is stored as: its content as it was hashed, beside the chain. */
export const rowOf = (content: string, previous: string, hash: string): SecurityRow => ({
  ...(JSON.parse(content) as SecurityEvent & { readonly sequence: number }),
  previous,
  hash,
});

const LONGEST_VALUE = 200;
const LONGEST_NAME = 100;
const MOST_DETAILS = 12;

const bounded = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text.toWellFormed();

/** Who and whence: what every event of one request shares. */
export type Whence = Pick<SecurityEvent, 'address' | 'requestId'>;

/** What somebody tells the log; the rest is nobody's and empty. */
export type ToldEvent = Pick<SecurityEvent, 'kind'> & Partial<Omit<SecurityEvent, 'at' | 'kind'>>;

/** An event with everything in its bounds: nothing of any length comes into the log. */
export const securityEvent = (at: string, told: ToldEvent): SecurityEvent => ({
  at,
  kind: told.kind,
  outcome: told.outcome ?? 'done',
  actorId: told.actorId ?? null,
  actorName: bounded(told.actorName ?? '', LONGEST_NAME),
  unitId: told.unitId ?? null,
  targetKind: told.targetKind ?? '',
  targetId: bounded(told.targetId ?? '', LONGEST_NAME),
  address: bounded(told.address ?? '', LONGEST_NAME),
  requestId: bounded(told.requestId ?? '', LONGEST_NAME),
  details: Object.fromEntries(
    Object.entries(told.details ?? {})
      .slice(0, MOST_DETAILS)
      .map(([name, value]) => [name, bounded(value, LONGEST_VALUE)]),
  ),
});
