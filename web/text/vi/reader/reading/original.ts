import { shared } from '../../shared-words.ts';
import { reader } from './reader.ts';
import { item } from './item.ts';

export const picture = {
  zoom: 'Cỡ ảnh',
  smaller: 'Thu nhỏ ảnh',
  larger: 'Phóng to ảnh',
  view: 'Ảnh trang, kéo hoặc dùng phím mũi tên để xem phần khác',
};

/** The file itself, drawn page by page in the browser. */
export const original = {
  open: 'Đọc bản gốc',
  openNote: 'Bản gốc tải thêm khoảng 0,5 MB trong lần đầu.',
  close: reader.close,
  page: 'Trang',
  of: shared.of,
  roll: 'Các trang của bản gốc',
  zoom: 'Cỡ trang',
  smaller: 'Nhỏ hơn',
  larger: 'Lớn hơn',
  fit: 'Vừa bề rộng',
  back: 'Về trang đọc thường',
  retry: shared.retry,
  script: {
    page: 'Trang {n}',
    undrawn: 'Không vẽ được trang {n}. Hãy đóng bản gốc để xem ảnh và chữ của trang.',
    resume: 'Đọc tiếp trang {n}',
    opening: 'Đang mở bản gốc…',
    locked:
      'Tệp này có mật khẩu nên không mở được ở đây. Ảnh và chữ của từng trang vẫn đọc được ở trang đọc thường.',
    broken:
      'Tệp này bị hỏng hoặc không theo chuẩn nên không mở được ở đây. Ảnh và chữ của từng trang vẫn đọc được ở trang đọc thường.',
    lost: 'Không tải được bản gốc. Hãy kiểm tra mạng rồi thử lại.',
  },
};

/** An EPUB in its publisher's layout, in a frame. */
export const book = {
  open: (size: string): string => `Xem như sách gốc (${size})`,
  title: (name: string): string => `Sách gốc: ${name}`,
  note: (size: string): string => `Trình bày như sách gốc, tải cả sách ${size}.`,
  plain: item.readText,
  tools: 'Công cụ xem sách',
  back: reader.previous,
  on: reader.next,
  smaller: 'Chữ nhỏ hơn',
  larger: 'Chữ lớn hơn',
  needsScript:
    'Trình bày như sách gốc cần trình duyệt cho chạy JavaScript. Sách vẫn đọc được dạng chữ, từng phần, theo mục lục.',
  script: {
    opening: 'Đang tải sách… {n} %',
    place: 'Mục {n}/{tong}',
    resume: 'Đọc tiếp phần {n}',
    frame: 'Nội dung sách',
    lost: 'Không tải được sách. Hãy kiểm tra mạng rồi mở lại trang này, hoặc đọc dạng chữ.',
    broken:
      'Sách này không theo chuẩn nên không trình bày được như sách gốc. Sách vẫn đọc được dạng chữ, từng phần, theo mục lục.',
    undrawn: 'Không trình bày được mục này của sách. Hãy sang mục khác hoặc đọc dạng chữ.',
  },
};
