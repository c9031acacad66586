import type { CorrectionKind } from '#server/correction/page-correction.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { units } from '../reader/units.ts';

const kinds: Readonly<Record<CorrectionKind, string>> = {
  change: 'Sửa chữ',
  accept: 'Xác nhận chữ đúng',
  add: 'Thêm dòng',
  delete: 'Bỏ dòng',
  split: 'Tách dòng',
  join: 'Nối dòng',
  undo: 'Hoàn tác',
  done: 'Đã đọc lại cả trang',
  reopen: 'Mở lại trang',
  'report-taken': 'Nhận lời báo lỗi chữ',
  'report-refused': 'Không nhận lời báo lỗi chữ',
};

export const correction = {
  kinds,
  title: 'Đọc lại chữ máy nhận dạng',
  pageTitle: (page: number, item: string): string => `Đọc lại trang ${page}: ${item}`,
  heading: (page: number, total: number): string => `Đọc lại trang ${page}/${total}`,
  /** How much of what a machine read people have read. */
  trust: (done: number, total: number): string =>
    done >= total
      ? `Đã đọc lại đủ ${units.count(total)} trang`
      : `Đã đọc lại ${units.count(done)}/${units.count(total)} trang`,
  open: 'Đọc lại chữ',
  nothing: 'Tài liệu này không có trang nào do máy đọc chữ từ ảnh.',
  awaiting: {
    title: 'Trang chờ đọc lại',
    lead: 'Chữ trên các trang này do máy đọc từ ảnh, chưa có người đọc lại. Xếp trước: tài liệu đã đăng, có bạn đọc báo lỗi, được đọc nhiều trong 90 ngày qua.',
    empty: 'Không còn trang nào chờ đọc lại.',
    visits: (n: number): string => `${units.count(n)} lượt đọc`,
    reports: (n: number): string => `${units.count(n)} lời báo lỗi`,
    unpublished: 'Chưa đăng',
  },
  pages: 'Các trang',
  file: (name: string): string => `Tệp ${name}`,
  firstOpen: (page: number): string => `Đọc lại từ trang ${page}`,
  page: (n: number): string => `Trang ${n}`,
  pageDone: 'đã đọc lại',
  morePages: (n: number): string => `và ${units.count(n)} trang nữa; đọc lần lượt thì tới.`,
  held: (name: string): string => `${name} đang đọc lại trang này.`,
  heldNote:
    'Bạn vẫn sửa được; hai người sửa hai chỗ khác nhau thì cả hai đều giữ. Nếu chia việc, hãy sang trang khác.',
  doubts: 'Chữ cần xem',
  doubtsLead: (n: number): string =>
    `${units.count(n)} chữ có thể sai: hai máy đọc khác nhau, máy đã đoán lại dấu, hoặc máy đọc chưa chắc.`,
  noDoubts: 'Không còn chữ nào cần xem. Hãy đọc lướt cả trang rồi bấm “Đã đọc lại trang này”.',
  notRead: 'Máy chưa đọc được trang này. Có thể thêm từng dòng ở chế độ cả trang.',
  wholePage: 'Sửa cả trang',
  doubtsOnly: 'Chỉ chữ cần xem',
  nextPage: 'Trang sau',
  previousPage: 'Trang trước',
  view: 'Xem trang như bạn đọc thấy',
  word: (word: string): string => `Chữ “${word}”`,
  inLine: 'trong dòng',
  reads: (word: string): string => `Máy đọc: ${word}`,
  take: (offer: string): string => `Lấy “${offer}”`,
  keepWord: 'Lưu',
  typing: {
    legend: 'Gõ dấu tiếng Việt',
    telex: 'Telex',
    vni: 'VNI',
    off: 'Tắt (dùng bộ gõ của máy)',
  },
  keys: {
    label: 'Phím tắt',
    list: [
      ['Enter', 'nhận chữ trong ô, sang chữ sau'],
      ['Dấu cách', 'lấy chữ máy thứ hai đọc'],
      ['↓ ↑', 'chữ sau, chữ trước'],
      ['Ctrl + Z', 'hoàn tác lần sửa vừa rồi'],
      ['Esc', 'trả lại chữ cũ trong ô'],
    ] as const,
  },
  script: {
    saved: 'Đã lưu: {text}',
    same: 'Không đổi',
    left: 'Còn {n} chữ',
    none: 'Đã xem hết các chữ. Bấm “Đã đọc lại trang này” khi xong.',
    conflict:
      'Có người vừa sửa dòng này thành: “{now}”. Chữ của bạn chưa lưu; xem lại rồi bấm Enter lần nữa nếu vẫn muốn sửa.',
    failed: 'Chưa lưu được. Kiểm tra mạng rồi bấm Enter lần nữa.',
    nothingToUndo: 'Không còn lần sửa nào của bạn để hoàn tác.',
  },
  lines: 'Các dòng của trang',
  linesLead:
    'Sửa thẳng trong từng ô. Mỗi ô là một dòng, ảnh của dòng nằm ngay trên ô. Máy gộp hai dòng làm một, hoặc cắt đôi một dòng, thì mở “Tách, nối dòng”.',
  line: (n: number): string => `Dòng ${n}`,
  drop: 'Bỏ dòng này (không có trên trang)',
  redraw: 'Tách, nối dòng',
  splitBefore: 'Tách trước chữ',
  split: 'Tách dòng này',
  join: 'Nối với dòng sau',
  lineConflict: (now: string): string =>
    now === ''
      ? 'Có người vừa bỏ dòng này. Lưu lần nữa nếu vẫn muốn giữ chữ của bạn.'
      : `Có người vừa sửa dòng này thành: “${now}”. Lưu lần nữa nếu vẫn muốn dùng chữ của bạn.`,
  conflictTitle: 'Có dòng người khác vừa sửa',
  addLine: 'Thêm một dòng máy bỏ sót',
  addText: 'Chữ của dòng',
  addBelow: 'Nằm dưới',
  top: 'Đầu trang',
  save: 'Lưu các dòng',
  errorTitle: 'Chưa lưu được',
  picture: (page: number): string => `Ảnh trang ${page}`,
  linePicture: 'Ảnh dòng chữ',
  done: 'Đã đọc lại trang này',
  doneNote: 'Ghi tên bạn và ngày hôm nay; bạn đọc thấy ngày đọc lại.',
  doneBy: (name: string, day: string): string => `${name} đã đọc lại trang này ngày ${day}.`,
  reopen: 'Cần đọc lại lần nữa',
  notices: {
    'da-luu': 'Đã lưu. Văn bản và tìm kiếm được cập nhật ngay.',
    'khong-doi': 'Không có gì thay đổi.',
    'da-tach': 'Đã tách dòng. Hoàn tác được ở “Các lần sửa”.',
    'da-noi': 'Đã nối hai dòng. Hoàn tác được ở “Các lần sửa”.',
    'khong-ve-lai': 'Chưa tách, chưa nối: dòng vừa được sửa. Hãy xem lại dòng rồi bấm lần nữa.',
    'da-xong': 'Đã ghi: trang này đã được đọc lại.',
    'mo-lai': 'Trang này lại chờ đọc lại.',
    'da-hoan-tac': 'Đã hoàn tác.',
    'het-hoan-tac': 'Không còn lần sửa nào của bạn để hoàn tác.',
    'khong-hoan-tac':
      'Không hoàn tác được: dòng này đã được sửa tiếp sau đó. Hãy sửa thẳng trong dòng.',
    'da-nhan': 'Đã nhận lời báo lỗi. Cảm ơn bạn đọc đã giúp.',
    'da-tu-choi': 'Đã bỏ lời báo lỗi.',
    'trung-chu': 'Có người vừa sửa đúng chữ này nên chữ của bạn chưa lưu. Dòng hiện nay ở dưới.',
  },
  history: 'Các lần sửa',
  noHistory: 'Chưa có lần sửa nào.',
  undo: 'Hoàn tác',
  undoOf: (text: string): string => `: ${text}`,
  event: (who: string, when: string): string => `${who}, ${when}`,
  onPage: (page: number): string => `trang ${page}`,
  wordsRight: (words: string): string => `“${words}” đúng`,
  older: 'Các lần trước',
  reports: 'Bạn đọc báo lỗi chữ',
  report: {
    seen: 'Dòng',
    words: 'Chữ sai',
    wanted: 'Nên là',
    day: (day: string): string => `Báo ngày ${day}`,
    take: 'Đã sửa, nhận lời báo',
    refuse: 'Chữ đúng rồi, bỏ lời báo',
    go: (page: number): string => `Tới dòng này (trang ${page})`,
  },
  by: FIELD_LABELS.name,
};

export const correctionStaffWords = { correction };
