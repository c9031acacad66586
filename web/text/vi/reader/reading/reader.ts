import { shared } from '../../shared-words.ts';
import { item, share } from './item.ts';

export const reader = {
  citePage: 'Trích dẫn trang này',
  citeChapter: 'Trích dẫn phần này',
  citeProvision: 'Trích dẫn riêng',
  citeAll: 'Cả phần đang đọc',
  citeButton: 'Trích dẫn',
  pageTitle: (page: string, title: string): string => `Trang ${page}: ${title}`,
  chapterTitle: (chapter: string, title: string): string => `${chapter}: ${title}`,
  textMode: item.readText,
  textRange: (from: number, to: number): string =>
    from === to ? `Trang ${from}` : `Trang ${from} đến ${to}`,
  pageOf: (page: number, total: string): string => `Trang ${page} trên ${total}`,
  /** `Trang iv (4/20)`: the number printed on the page, then where it lies in the file. */
  printedPageOf: (printed: string, page: number, total: string): string =>
    `Trang ${printed} (${page}/${total})`,
  chapterOf: (chapter: number, total: string): string =>
    `${shared.part(chapter)} ${shared.of(total)}`,
  showImages: 'Xem ảnh trang gốc',
  showText: 'Đọc dạng chữ, hợp với mạng yếu',
  original: 'Mở tệp gốc',
  goTo: 'Đến trang',
  of: shared.of,
  go: 'Đến',
  page: (n: number | string): string => `Trang ${n}`,
  imageAlt: (n: number): string => `Ảnh trang ${n}. Toàn bộ chữ của trang có ở phần Chữ của trang.`,
  imageAltNoText: (n: number): string => `Ảnh trang ${n}. Trang này chưa có chữ để máy đọc.`,
  imageAltWordsAt: (n: number, words: number): string =>
    `Ảnh trang ${n}. Chữ của cả tài liệu có ở trang ${words}.`,
  wordsAt: 'Chữ của cả tài liệu có ở',
  bigger: 'Mở ảnh lớn',
  textOf: (n: string): string => `Chữ của trang ${n}`,
  noText: 'Trang này không có chữ, chỉ có hình ảnh.',
  needsOcrTitle: 'Chưa có chữ để tìm và đọc to',
  needsOcr: 'Tệp là ảnh quét và chưa được nhận dạng chữ. Bạn vẫn xem được ảnh từng trang.',
  needsConversion:
    'Tệp dùng phông chữ cũ (TCVN3 hoặc VNI) nên chữ chưa tìm được. Bạn vẫn xem được ảnh từng trang.',
  wrapping: {
    'form-xfa': {
      title: 'Biểu mẫu chỉ mở được bằng phần mềm của Adobe',
      text: 'Tệp này là biểu mẫu XFA, trình duyệt không hiện được nội dung. Hãy tải tệp về và mở bằng Adobe Reader.',
    },
    portfolio: {
      title: 'Gói nhiều tệp',
      text: 'Tệp này gói nhiều tệp khác bên trong. Hãy tải về và mở bằng phần mềm đọc PDF trên máy để xem từng tệp.',
    },
  },
  downloadFile: 'Tải tệp về',
  waiting: 'Tệp đang được xử lý. Hãy quay lại sau ít phút.',
  ocr: 'Chữ do máy nhận dạng, có thể sai. Khi cần chính xác, hãy xem ảnh trang.',
  byMachine:
    'Chữ trên trang này do máy đọc từ bản quét, có thể còn sai; hãy đối chiếu với ảnh trang.',
  beingRead:
    'Máy đang đọc chữ từ ảnh quét của trang này. Hãy tải lại trang sau ít phút; ảnh trang xem được ngay.',
  contents: item.outline,
  noContents: 'Tài liệu này không có mục lục.',
  close: 'Đóng',
  find: 'Tìm trong sách',
  findLabel: item.findLabel,
  findButton: 'Tìm trong sách',
  findRegion: 'Trong sách này',
  settings: 'Cỡ chữ và màu nền',
  size: 'Cỡ chữ',
  sizes: ['Vừa', 'Lớn', 'Rất lớn'],
  ground: 'Nền',
  grounds: ['Theo máy', 'Sáng', 'Vàng ngà', 'Tối'],
  leading: 'Dòng',
  leadings: ['Thường', 'Rộng'],
  face: 'Kiểu chữ',
  faces: ['Không chân', 'Có chân'],
  remembered: 'Lựa chọn được ghi nhớ trên máy này.',
  bar: 'Thanh đọc',
  previousPage: 'Trang trước, trang ',
  nextPage: 'Trang sau, trang ',
  previousChapter: 'Phần trước',
  nextChapter: 'Phần sau',
  previous: 'Trước',
  next: 'Sau',
  barFind: item.findButton,
  barSettings: 'Cỡ chữ',
  marked: (q: string): string => `Đang đánh dấu từ “${q}”.`,
  toFirstMark: 'Đến chỗ đánh dấu đầu tiên',
  unmark: 'Bỏ đánh dấu',
  report: 'Thấy chỗ sai?',
  reportLink: 'Báo cho thư viện viên',
  reportSubject: (title: string, page: number): string => `Chỗ sai ở trang ${page}: ${title}`,
};

/** What the browser saves or does by itself; the islands read their words from the page. */
export const device = {
  continuePage: (n: number): string => `Đọc tiếp trang ${n}`,
  continueChapter: (n: number): string => `Đọc tiếp phần ${n}`,
  tools: 'Công cụ đọc',
  marks: 'Dấu trang',
  marksHere: 'Dấu trang trên máy này',
  markPage: 'Đánh dấu trang này',
  markChapter: 'Đánh dấu phần này',
  markTime: 'Đánh dấu chỗ đang phát',
  continueTime: 'Xem, nghe tiếp từ {t}',
  note: 'Ghi chú (không bắt buộc)',
  stays: 'Dấu trang và ghi chú chỉ lưu trên máy này, không gửi đi đâu.',
  export: 'Xuất mọi dấu trang',
  exportJson: 'Tệp JSON',
  exportText: 'Tệp chữ',
  marksScript: {
    none: 'Tài liệu này chưa có dấu trang nào.',
    remove: shared.remove,
    added: 'Đã đánh dấu.',
    removed: 'Đã bỏ dấu trang.',
    refused: 'Trình duyệt không cho lưu, dấu trang chưa được ghi.',
    file: 'dau-trang',
  },
  stop: 'Dừng',
  aloudScript: { start: 'Đọc to', pause: 'Tạm dừng', on: 'Đọc tiếp' },
  selected: 'Câu đang chọn',
  copyLink: 'Sao chép liên kết tới câu này',
  copyQuotation: 'Sao chép trích dẫn',
  toCopy: 'Chữ để sao chép',
  quoteScript: {
    copied: share.copied,
    byHand: 'Trình duyệt không cho sao chép thẳng: hãy sao chép dòng dưới đây.',
    page: 'trang {n}',
    quotation: '“{chu}” ({ten}, {noi}, {diachi})',
  },
  locatorPage: (n: number): string => `Trang ${n}`,
  locatorChapter: (n: number, title: string): string =>
    title === '' ? shared.part(n) : `${shared.part(n)}: ${title}`,
  quotePage: (n: number): string => `trang ${n}`,
  quoteChapter: (n: number): string => `phần ${n}`,
};

export const watch = {
  title: (name: string): string => `Xem: ${name}`,
  listenTitle: (name: string): string => `Nghe: ${name}`,
  noPlay: 'Trình duyệt không phát được tệp này. Hãy tải về để xem.',
  download: (size: string): string => `Tải về (${size})`,
  captions: 'Phụ đề tiếng Việt',
  transcript: 'Lời thoại',
  transcriptNote: 'Bấm vào thời gian để đến đúng đoạn đó.',
  noTranscript: 'Chưa có lời thoại dạng chữ.',
  from: (clock: string): string => `Bắt đầu từ ${clock}.`,
  player: 'Trình phát',
  back: item.facts,
  length: (duration: string): string => `Dài ${duration}`,
};

export const inside = {
  title: (q: string, title: string): string =>
    q === '' ? `Tìm trong: ${title}` : `“${q}” trong: ${title}`,
  heading: 'Tìm trong tài liệu',
  found: (n: string): string => `${n} chỗ`,
  foundFor: (q: string): string => ` có “${q}” trong tài liệu này.`,
  none: (q: string): string => `Không thấy “${q}” trong tài liệu này.`,
  elsewhere: (q: string): string => `Tìm “${q}” trong cả tủ sách`,
  type: 'Gõ từ cần tìm trong tài liệu này.',
  results: 'Các chỗ tìm thấy',
};

export const printView = {
  title: (name: string): string => `Bản in: ${name}`,
  note: 'Dùng lệnh In của trình duyệt. Phần đầu trang, chân trang và các nút không in ra giấy.',
  source: 'Nguồn:',
  back: share.back,
  cut: 'Bản in chỉ gồm phần đầu vì tài liệu quá dài. Hãy tải tệp gốc để in trọn vẹn.',
  empty: 'Tài liệu này không có chữ để in.',
};
