import { staffMenu } from './menu.ts';

const nameOfEdition = (n: number, late: boolean): string =>
  n === 1
    ? 'Bản khi chốt'
    : n === 2 && late
      ? 'Bản nhận sau khi chốt'
      : `Bản đính chính ${late ? n - 2 : n - 1}`;

const list = {
  lead: 'Xã, phường lập báo cáo 6 tháng và năm; Sở Tư pháp nhận, tổng hợp và chốt số liệu.',
  none: 'Chưa có kỳ báo cáo nào.',
  open: 'Mở kỳ báo cáo',
  own: 'Báo cáo của đơn vị bạn',
  days: (from: string, to: string): string => `từ ${from} đến ${to}`,
  due: (day: string): string => `Hạn gửi ${day}`,
  frozen: 'Đã chốt',
  running: 'Đang nhận',
  late: 'Quá hạn',
  progress: (done: number, all: number): string => `${done} trên ${all} đơn vị đã gửi`,
  fill: 'Lập báo cáo',
  see: 'Xem báo cáo',
};

const openForm = {
  title: 'Mở kỳ báo cáo',
  lead: 'Mọi xã, phường hoạt động trong những ngày này đều phải gửi báo cáo. Đơn vị đã sáp nhập thì đơn vị mới báo cáo thay.',
  kind: ['Loại báo cáo'],
  from: ['Ngày đầu kỳ', 'Ví dụ 01/01/2026.'],
  to: ['Ngày cuối kỳ', 'Ví dụ 30/06/2026.'],
  due: ['Hạn gửi', 'Cán bộ xã được nhắc trước 7 ngày, trước 1 ngày và khi quá hạn.'],
  save: 'Mở kỳ báo cáo',
  failed: (n: number): string => `Còn ${n} mục cần sửa`,
};

const round = {
  counts: 'Tình hình gửi',
  lateCount: (n: number): string => `${n} đơn vị quá hạn`,
  unit: 'Đơn vị',
  state: 'Tình trạng',
  last: 'Việc gần nhất',
  sum: 'Báo cáo tổng hợp',
  freeze: 'Chốt số liệu',
  freezeLead:
    'Chốt rồi thì số liệu giữ nguyên, kể cả khi lượt đọc còn ghi thêm. Sau đó chỉ sửa được bằng bản đính chính có lý do.',
  freezeFailed: 'Chưa chốt được',
  frozenBy: (who: string, when: string): string => `${who} chốt số liệu ${when}.`,
  openedBy: (who: string, when: string): string => `${who} mở kỳ ${when}.`,
  outlived: 'Báo cáo của đơn vị đã sáp nhập',
  outlivedLead: 'Chỉ để xem: đơn vị mới báo cáo thay nên các báo cáo này không cộng vào tổng.',
  stale: 'Kỳ này vừa được người khác sửa. Hãy xem lại rồi bấm lần nữa.',
  none: 'Không có đơn vị nào phải gửi.',
};

const report = {
  title: (kind: string, unit: string): string => `${kind}: ${unit}`,
  shelfFigures: 'Số liệu tủ sách đã ghi',
  shelfLead: 'Máy lấy từ tủ sách, không cần nhập.',
  takenAt: (when: string): string => `Lấy lúc ${when}.`,
  ownFigures: 'Phần đơn vị tự ghi',
  now: 'Kỳ này',
  before: 'Cùng kỳ năm trước',
  figure: 'Số liệu',
  items: 'Xem tài liệu',
  ofFigure: (name: string): string => `: ${name}`,
  bySubject: 'Theo chủ đề',
  byGenre: 'Theo thể loại',
  subject: 'Chủ đề',
  genre: 'Thể loại',
  noName: 'Chưa ghi',
  lastYear: (value: string): string => `Cùng kỳ năm trước: ${value}.`,
  textHelp: 'Tối đa 4.000 ký tự. Không ghi tên, số điện thoại của người dân.',
  save: 'Lưu nháp',
  send: 'Gửi Sở Tư pháp',
  failed: (n: number): string => `Chưa gửi được: còn ${n} mục cần sửa`,
  running: 'Kỳ chưa kết thúc: số liệu tính đến lúc lưu.',
  conflictTitle: 'Báo cáo này vừa có người khác sửa',
  conflictText:
    'Những gì bạn nhập vẫn còn trong các ô dưới đây. Bấm lưu lần nữa thì bản của bạn thay bản kia.',
  closedTitle: 'Chưa lưu được: báo cáo không còn ở bước lập',
  closedText:
    'Báo cáo đã được gửi đi, đã chốt, hoặc đơn vị đã sáp nhập. Những gì bạn nhập còn nguyên dưới đây để chép lại.',
  theirs: (field: string, value: string): string => `${field}: bản kia ghi “${value}”.`,
  empty: 'để trống',
  accept: 'Nhận báo cáo',
  giveBack: 'Trả lại để sửa',
  reason: ['Lý do'],
  correct: 'Đính chính sau khi chốt',
  correctLead:
    'Bản đã chốt vẫn giữ nguyên và xem lại được. Bản đính chính có số liệu mới và lý do.',
  correctSave: 'Lưu bản đính chính',
  takeLate: 'Nhận báo cáo nộp muộn',
  takeLateLead:
    'Kỳ đã chốt: số liệu khi chốt giữ nguyên, không có đơn vị này. Nhập số đơn vị báo; số của tủ sách lấy theo các ngày của kỳ.',
  takeLateSave: 'Nhận sau khi chốt',
  edition: nameOfEdition,
  editions: 'Các bản',
  seeing: (n: number): string => `Đang xem bản ${n}.`,
  history: 'Quá trình',
  returnedBecause: (reason: string): string => `Sở Tư pháp trả lại: ${reason}`,
  outlived: (unit: string): string =>
    `Đơn vị này đã nhập vào ${unit}: hãy lập báo cáo ở đơn vị mới. Bản này chỉ để xem.`,
  mergedBefore: 'Bản nháp của đơn vị đã nhập vào đây:',
  stepFailed: 'Chưa làm được: báo cáo vừa được người khác đổi. Hãy xem lại.',
  none: 'Đơn vị chưa lập báo cáo.',
  helped: 'Tỷ lệ ý kiến cho là có ích',
  files: 'Tải về',
  unitHeads: {
    stock: 'Tài liệu',
    added: 'Mới',
    reads: 'Lượt đọc',
    downloads: 'Lượt tải',
    events: 'Số buổi',
    listeners: 'Lượt dự',
  },
};

const items = {
  title: (figure: string): string => `Tài liệu đã tính: ${figure}`,
  lead: (n: string, sum: string): string => `${n} tài liệu, cộng lại bằng ${sum}.`,
  asThen: 'Tên tài liệu ghi như lúc lấy số liệu.',
  item: 'Tài liệu',
  count: 'Số tính',
  none: 'Không có tài liệu nào.',
};

const summed = {
  title: (kind: string): string => `${kind} tổng hợp`,
  lead: (counted: number, owing: number): string =>
    `Cộng từ ${counted} báo cáo đã nhận trên ${owing} đơn vị phải gửi.`,
  provisional: 'Kỳ chưa chốt: số liệu còn thay đổi.',
  asFrozen: 'Số liệu khi chốt',
  corrected: 'Số liệu sau đính chính',
  corrections: (n: number): string => `${n} báo cáo được đính chính hoặc nhận sau khi chốt.`,
  totals: 'Số liệu chung',
  byUnit: 'Theo đơn vị',
  sum: 'Cộng',
  missing: 'Đơn vị chưa có báo cáo được nhận',
  words: 'Khó khăn, đề xuất của các đơn vị',
  notCounted: 'Chưa có',
};

/** What stands in files besides what pages say. */
const paper = {
  number: (unit: string): string => `Số: ……/BC-${unit}`,
  placeAndDay: (day: string, month: string, year: string): string =>
    `…………, ngày ${day} tháng ${month} năm ${year}`,
  subject: (period: string): string =>
    `Kết quả xây dựng, quản lý, khai thác tủ sách pháp luật ${period}`,
  halfYear: (from: string, to: string): string => `6 tháng (từ ${from} đến ${to})`,
  year: (from: string, to: string): string => `năm (từ ${from} đến ${to})`,
  wholeYear: (year: string): string => `năm ${year}`,
  firstHalf: (year: string): string => `6 tháng đầu năm ${year}`,
  secondHalf: (year: string): string => `6 tháng cuối năm ${year}`,
  basis:
    'Thực hiện Điều 13 Quyết định số 14/2019/QĐ-TTg ngày 13 tháng 3 năm 2019 của Thủ tướng Chính phủ, đơn vị báo cáo như sau:',
  parts: {
    shelf: 'I. Số liệu của tủ sách',
    own: 'II. Hoạt động ngoài tủ sách',
    units: 'III. Số liệu theo đơn vị',
    words: 'IV. Khó khăn và đề xuất',
    ownWords: 'III. Khó khăn và đề xuất',
  },
  order: 'STT',
  value: 'Số lượng',
  end: 'Trên đây là báo cáo của đơn vị./.',
  head: 'THỦ TRƯỞNG ĐƠN VỊ',
  receivers: ['Ủy ban nhân dân tỉnh', 'Cục Phổ biến, giáo dục pháp luật', 'Lưu: VT'],
  unitReceivers: ['Sở Tư pháp', 'Lưu: VT'],
  to: ['Ủy ban nhân dân tỉnh'],
  unitTo: ['Sở Tư pháp'],
  missingTitle: 'DANH SÁCH ĐƠN VỊ CHƯA CÓ BÁO CÁO ĐƯỢC NHẬN',
  appendix: 'Phụ lục',
  nothing: 'Không có.',
  edition: nameOfEdition,
};

const notices = {
  'da-mo': 'Đã mở kỳ báo cáo.',
  'da-luu': 'Đã lưu nháp.',
  'da-gui': 'Đã gửi báo cáo.',
  'da-nhan': 'Đã nhận báo cáo.',
  'da-tra': 'Đã trả lại báo cáo.',
  'da-chot': 'Đã chốt số liệu.',
  'da-dinh-chinh': 'Đã lưu bản đính chính. Bản trước vẫn xem được.',
};

const reports = {
  title: staffMenu.reports,
  list,
  openForm,
  round,
  report,
  items,
  summed,
  paper,
  notices,
  fileNames: { docx: 'Word', pdf: 'PDF', xlsx: 'Excel' },
};

export const reportsStaffWords = { reports };
