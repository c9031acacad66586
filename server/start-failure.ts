import { AppError, errorMessage } from '#server/base/errors.ts';
import type { Config } from './config.ts';

type Where = Pick<Config, 'DATABASE_URL' | 'PORT' | 'HOST'>;

/** What the operating system says, with SQLite's number of it where there is one. */
interface SystemFault {
  readonly code?: string;
  readonly errcode?: number;
  readonly syscall?: string;
}

/** Primary result codes (sqlite.org/rescode.html). */
const SQLITE = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  notADb: 26,
};

const PORT_FAULTS: Readonly<Record<string, (where: Where) => string>> = {
  EADDRINUSE: ({ PORT }) =>
    `Cổng ${PORT} đang có chương trình khác dùng. Hãy dừng chương trình đó hoặc đặt PORT khác.`,
  EACCES: ({ PORT }) => `Không được phép mở cổng ${PORT}. Hãy đặt PORT từ 1024 trở lên.`,
  EADDRNOTAVAIL: ({ HOST }) => `Máy này không có địa chỉ ${HOST}. Hãy xem lại HOST.`,
  ENOTFOUND: ({ HOST }) => `Máy này không có địa chỉ ${HOST}. Hãy xem lại HOST.`,
};

const folderOf = ({ DATABASE_URL: url }: Where): string => url.replace(/^sqlite:/u, '');
const unwritable = (where: Where): string =>
  `Không ghi được vào thư mục dữ liệu ${folderOf(where)}. Hãy kiểm tra DATABASE_URL và quyền ghi của thư mục.`;
const FOLDER_FAULTS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST']);
const full = (where: Where): string =>
  `Ổ đĩa chứa ${folderOf(where)} đã đầy. Hãy giải phóng chỗ trống rồi khởi động lại.`;

function databaseFault(errcode: number, where: Where): string | null {
  switch (errcode & 0xff) {
    case SQLITE.readOnly:
    case SQLITE.cantOpen:
    case SQLITE.ioError:
      return unwritable(where);
    case SQLITE.full:
      return full(where);
    case SQLITE.busy:
      return `Cơ sở dữ liệu trong ${folderOf(where)} đang bị chương trình khác khóa. Hãy chờ nó xong rồi khởi động lại.`;
    case SQLITE.corrupt:
    case SQLITE.notADb:
      return `Cơ sở dữ liệu trong ${folderOf(where)} bị hỏng. Hãy phục hồi từ bản sao lưu gần nhất.`;
    default:
      return null;
  }
}

/**
 * One Vietnamese sentence for whoever starts the program: what is wrong and what to do; null for a
 * fault that nobody foresaw.
 */
export function startFailure(error: unknown, where: Where): string | null {
  if (error instanceof AppError && error.code === 'storage-damaged')
    return databaseFault(SQLITE.corrupt, where);
  if (error instanceof AppError)
    return error.code === 'storage-busy'
      ? `Không kết nối được cơ sở dữ liệu ${URL.parse(where.DATABASE_URL)?.host ?? ''}. Hãy kiểm tra máy chủ cơ sở dữ liệu và DATABASE_URL.`
      : errorMessage(error.code);
  const { code = '', errcode, syscall } = error as SystemFault;
  if (errcode !== undefined) return databaseFault(errcode, where);
  if (syscall === 'listen' || syscall === 'getaddrinfo') return PORT_FAULTS[code]?.(where) ?? null;
  if (code === 'ENOSPC') return full(where);
  return FOLDER_FAULTS.has(code) ? unwritable(where) : null;
}
