import type { SecurityEvent } from './security-event.ts';

/** What administrators are told at once, in words; the one place where a kind is declared. */
export const ALERT_KINDS = {
  guessing: 'Có người đoán mật khẩu hoặc mã xác nhận',
  'strong-role': 'Có tài khoản mới được quyền quản trị hoặc duyệt',
  malware: 'Có tệp gửi lên chứa mã độc, đã bị từ chối',
  'disk-full': 'Ổ đĩa sắp đầy',
  'backup-failed': 'Sao lưu không thành',
  'backup-overdue': 'Đã lâu chưa sao lưu',
  'index-behind': 'Tìm kiếm chưa theo kịp tài liệu',
  'jobs-failing': 'Việc chạy ngầm hỏng nhiều lần',
  'chain-broken': 'Nhật ký an ninh bị sửa hoặc bị xóa dòng',
  'log-gap': 'Có việc chưa ghi được vào nhật ký an ninh',
} as const satisfies Readonly<Record<string, string>>;
export type AlertKind = keyof typeof ALERT_KINDS;

/** Something administrators have to know while it lasts. */
export interface Alert {
  /** One cause is told once until it is over. */
  readonly cause: string;
  readonly kind: AlertKind;
  /** Whose administrators are told beside the shelf's; null for the shelf's alone. */
  readonly unitId: string | null;
  /** What exactly: a name, a number. Shown in the app, never in a mail. */
  readonly subject: string;
  readonly since: string;
  readonly lastAt: string;
  /** Over by itself when it was not seen for so long; null: over when somebody looked and saw. */
  readonly quietMinutes: number | null;
}

/** An alert that begins now. */
export type NewAlert = Omit<Alert, 'since' | 'lastAt'>;

const GUESSING_QUIET_MINUTES = 15;

/** Roles that publish or give rights. */
const STRONG = ['approver', 'unit-admin', 'admin'];

const rolesIn = (text: string | undefined): string[] =>
  (text ?? '').split(',').filter((role) => STRONG.includes(role));

/** Words between commas, as details keep several values. */
export const joined = (values: readonly string[]): string => values.join(',');

function strongRole(event: SecurityEvent): NewAlert | null {
  const before = rolesIn(event.details['before']);
  const grown = rolesIn(event.details['roles']).filter((role) => !before.includes(role));
  if (grown.length === 0) return null;
  return {
    cause: `strong-role:${event.targetId}:${event.at}`,
    kind: 'strong-role',
    unitId: event.unitId,
    subject: event.details['username'] ?? '',
    quietMinutes: 0,
  };
}

/** The alert that an event is by itself; null for most. */
export function alertOf(event: SecurityEvent): NewAlert | null {
  switch (event.kind) {
    case 'sign-in-delayed':
      return {
        cause: `guessing:${event.targetId === '' ? event.address : event.targetId}`,
        kind: 'guessing',
        unitId: event.unitId,
        subject: event.details['username'] ?? event.address,
        quietMinutes: GUESSING_QUIET_MINUTES,
      };
    case 'account-made':
    case 'roles-changed':
      return strongRole(event);
    case 'malware-found':
      return {
        cause: `malware:${event.details['signature']}`,
        kind: 'malware',
        unitId: event.unitId,
        subject: event.details['signature'] ?? '',
        quietMinutes: GUESSING_QUIET_MINUTES,
      };
    case 'backup':
      return event.outcome === 'done'
        ? null
        : {
            cause: 'backup-failed',
            kind: 'backup-failed',
            unitId: null,
            subject: event.details['fault'] ?? '',
            quietMinutes: null,
          };
    case 'log-gap':
      return {
        cause: 'log-gap',
        kind: 'log-gap',
        unitId: null,
        subject: event.details['missed'] ?? '',
        quietMinutes: GUESSING_QUIET_MINUTES,
      };
    default:
      return null;
  }
}

/** Whether an alert ended by nobody looking is over at `now`. */
export const isQuiet = ({ lastAt, quietMinutes }: Alert, now: string): boolean =>
  quietMinutes !== null && Date.parse(lastAt) + quietMinutes * 60_000 <= Date.parse(now);
