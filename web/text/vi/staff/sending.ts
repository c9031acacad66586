import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import { staffMenu } from './menu.ts';

/** One document on its way from whoever has it to the shelf, in three steps. */
const sending = {
  title: staffMenu.send,
  steps: ['Tệp hoặc ảnh chụp', 'Đây là gì', 'Xem lại và gửi'] as const,
  stepOf: (n: number): string => `Bước ${n} trên 3`,
  road: 'Các bước gửi tài liệu',
  lead: 'Chọn tệp có sẵn, hoặc chụp các trang giấy bằng điện thoại: nhiều ảnh được ghép thành một tài liệu.',
  camera: 'Chụp các trang giấy',
  cameraHelp:
    'Đặt giấy trên nền sẫm, chụp đủ bốn mép; mỗi lần bấm chụp một trang. Máy tự xoay, cắt theo mép giấy và làm đều ánh sáng.',
  files: 'Hoặc chọn tệp, ảnh có sẵn',
  filesHelp: (size: string, n: number): string =>
    `PDF, Word, ảnh JPEG, PNG, WebP và các loại khác. Tối đa ${size} một tệp; ảnh 50 MB, ${n} ảnh một tài liệu.`,
  begin: 'Tiếp tục',
  errorTitle: 'Chưa nhận được',
  refused: 'Những tệp này chưa được nhận',
  refusedOn: 'Các tệp khác đã nhận.',
  had: 'Tệp đã nhận',
  pages: (n: number): string => `${n} trang từ ảnh chụp`,
  pagesLead:
    'Xem từng trang đã ngay ngắn, đủ chữ chưa. Sai thứ tự thì ghi lại số hoặc bấm lên, xuống. Ảnh gốc luôn được giữ.',
  page: (n: number): string => `Trang ${n}`,
  pageAlt: (n: number, name: string): string => `Trang ${n}, từ ảnh ${name}`,
  place: 'Thứ tự',
  up: 'Lên',
  down: 'Xuống',
  turn: 'Xoay',
  leave: 'Bỏ trang này',
  whole: 'Giữ nguyên ảnh, không cắt',
  original: 'Ảnh gốc',
  ofPage: (n: number): string => ` trang ${n}`,
  order: 'Xếp lại theo số',
  addMore: 'Thêm ảnh hoặc tệp',
  fault: (name: string, reason: string): string =>
    name === ''
      ? `Chưa ghép được: ${reason}`
      : `Chưa ghép được vì ảnh ${name}: ${reason} Hãy bỏ trang ấy hoặc chụp lại.`,
  next: 'Tiếp tục',
  backToFiles: 'Quay lại: tệp, ảnh chụp',
  backToFacts: 'Quay lại: sửa thông tin',
  sayLead:
    'Máy đọc tệp và điền giúp. Chỗ máy điền có ghi rõ; hãy xem lại, sửa nếu sai. Bấm tiếp tục là bạn đã xác nhận.',
  binding: 'Máy đang ghép ảnh thành tài liệu.',
  reading: 'Máy đang đọc tệp nên chưa gợi ý đủ. Cứ điền tiếp; ít phút sau bấm lấy gợi ý lần nữa.',
  suggest: 'Lấy gợi ý từ tệp',
  suggested: (n: number): string =>
    n === 0 ? 'Chưa có gợi ý mới.' : `Máy đã điền ${n} ô còn trống. Hãy xem lại.`,
  missing: (n: number): string => `Còn ${n} mục bắt buộc`,
  missingNone: 'Đã đủ thông tin bắt buộc.',
  given: 'Hiệu lực, ngôn ngữ, quyền sử dụng (đã chọn sẵn)',
  more: 'Thông tin thêm, không bắt buộc',
  restored: 'Đây là những gì bạn đã gõ mà chưa lưu.',
  lookLead: 'Người đọc sẽ thấy như dưới đây.',
  readPages: 'Chữ máy đọc từ ảnh',
  firstPage: 'Trang đầu',
  firstPageOf: (name: string): string => `Trang đầu của ${name}`,
  notBound: 'Ảnh chưa ghép xong thành tài liệu nên chưa gửi được. Hãy chờ ít giây rồi bấm lại.',
  send: 'Lưu và gửi',
  sendNote: 'Gửi rồi thì không sửa được nữa; rút lại được khi chưa ai nhận việc.',
  later: 'Để sau, về việc của tôi',
  guessedFrom: (why: string): string => `Máy điền, hãy xem lại. ${why}`,
  guessedTitle: 'Lấy từ tên tệp.',
  script: {
    page: 'Trang {n}',
    sending: 'Đang gửi {a} trên {b}',
    lost: 'Mất mạng hoặc máy chủ bận. Bấm nút để gửi tiếp phần còn lại.',
    refused: 'Chưa nhận được:',
    moved: 'Đã chuyển thành trang {n}.',
    turned: 'Đã xoay trang {n}.',
  },
  first: {
    title: 'Bắt đầu từ đâu',
    steps: [
      'Bấm “Gửi tài liệu”: chọn tệp hoặc chụp các trang giấy.',
      'Xem thông tin máy điền giúp, bổ sung chỗ thiếu.',
      'Xem lại như người đọc sẽ thấy, rồi bấm “Lưu và gửi”.',
      'Theo dõi ở trang này: tài liệu đang ở đâu, bị trả lại vì sao, đã đăng chưa.',
    ],
  },
  sent: 'Đã gửi. Theo dõi tài liệu ở phần “Chờ đối chiếu” dưới đây.',
  inCamera: 'Có giấy, chưa có tệp? Chụp bằng điện thoại, máy ghép thành một PDF.',
  recall: EVENT_LABELS.recall,
};

/** What an item lacks before a step. */
const gaps = {
  mark: 'Máy điền, chưa ai xác nhận. Lưu lại là xác nhận.',
  title: (missing: number, guessed: number): string =>
    missing > 0
      ? `Còn thiếu ${missing} mục bắt buộc để đăng`
      : `Có ${guessed} mục máy điền, chưa ai xác nhận`,
  guessed: 'Máy điền từ tệp, chưa ai xác nhận. Mở ra xem rồi lưu là xác nhận:',
};

export const sendingStaffWords = { sending, gaps };
