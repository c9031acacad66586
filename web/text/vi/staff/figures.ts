import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import type { FigurePeriod } from '#server/figures/figures.ts';
import type { VisitKind } from '#server/figures/visit.ts';
import { staffMenu } from './menu.ts';

const halfYear = (from: string): string =>
  `6 tháng ${from.slice(5, 7) === '01' ? 'đầu' : 'cuối'} năm ${from.slice(0, 4)}`;

const year = (from: string): string => `Năm ${from.slice(0, 4)}`;

const monthName = (month: string): string => `${Number(month.slice(5, 7))}/${month.slice(0, 4)}`;

const EMBEDS = 'Hiện trên trang khác';

const OPINIONS = 'Ý kiến bạn đọc';

export const figures = {
  title: staffMenu.figures,
  subject: 'Số liệu khai thác Tủ sách pháp luật điện tử',
  choose: 'Lọc số liệu',
  period: 'Kỳ',
  unit: FIELD_LABELS.unit,
  show: 'Xem',
  csv: 'Tải bảng tính (CSV)',
  printing: 'In để kèm báo cáo: phần chọn kỳ không hiện trên giấy.',
  /** By the first day. */
  periods: {
    '12-thang': () => '12 tháng qua',
    '6-thang': () => '6 tháng qua',
    'ky-nay': halfYear,
    'ky-truoc': halfYear,
    'nam-nay': year,
    'nam-truoc': year,
  } as Readonly<Record<FigurePeriod, (from: string) => string>>,
  days: (from: string, to: string): string => `Từ ${from} đến hết ${to}`,
  whole: 'Toàn tủ sách',
  withBelow: (name: string): string => `${name} và đơn vị trực thuộc`,
  note: 'Lượt đọc là số lần mở trang tài liệu hoặc đọc trong tài liệu, không kể máy tìm kiếm và cán bộ đang đăng nhập. Tài liệu gửi lên, mới đăng tính mỗi tài liệu một lần trong kỳ. Lượt hiện trên trang khác là số lần khung nhúng của tủ sách hiện ra trên trang của xã, sở, ngành, không tính vào lượt đọc. Không lưu ai đã đọc.',
  reads: 'Lượt đọc',
  downloads: 'Lượt tải tệp',
  plays: 'Lượt nghe, xem',
  embeds: 'Lượt hiện trên trang khác',
  published: 'Tài liệu mới đăng',
  sent: 'Tài liệu gửi lên',
  searches: 'Lượt tìm',
  searchesInVain: 'Lượt tìm chưa có lời đáp sát',
  searchesVain: (percent: string): string => `${percent} chưa có lời đáp sát`,
  satisfied: 'Bạn đọc hài lòng',
  answers: (n: string): string => `${n} ý kiến`,
  noAnswers: 'Chưa có ý kiến',
  none: '—',
  before: 'Cùng kỳ năm trước',
  beforeIs: (n: string): string => `Cùng kỳ năm trước: ${n}`,
  now: 'Kỳ này',
  share: 'Tỷ lệ',
  measure: 'Chỉ tiêu',
  percent: (part: number, all: number): string =>
    all === 0 ? '0%' : `${(Math.round((part / all) * 1000) / 10).toFixed(1).replace('.', ',')}%`,
  byMonth: 'Lượt đọc theo tháng',
  month: 'Tháng',
  monthName,
  monthUntil: (day: string): string => `đến ngày ${Number(day.slice(8))}`,
  legend: 'Nét liền: kỳ này. Nét chấm: cùng kỳ năm trước.',
  chart: (months: string, least: string, most: string, before: string): string =>
    `Biểu đồ đường: lượt đọc theo tháng ${months}, ít nhất ${least}, nhiều nhất ${most}; cùng kỳ năm trước tổng cộng ${before}. Bảng bên dưới có đủ số liệu.`,
  chartMonths: (first: string, last: string): string =>
    first === last ? first : `từ ${first} đến ${last}`,
  chartAt: (n: string, month: string): string => `${n} (tháng ${month})`,
  byGenre: shared.byGenre,
  genre: RECORD_LABELS.genre,
  byUnit: shared.byUnit,
  sentShort: 'Gửi lên',
  publishedShort: 'Mới đăng',
  gone: 'Tài liệu không còn bản ghi',
  rest: (n: string): string => `Xem ${n} dòng còn lại`,
  quiet: (n: string): string =>
    `${n} đơn vị không có lượt đọc, không gửi lên và không có tài liệu mới đăng trong kỳ; có tên trong bảng tính.`,
  most: 'Đọc nhiều nhất',
  item: FIELD_LABELS.item,
  opinions: OPINIONS,
  answer: 'Tài liệu có giúp được không',
  count: 'Số ý kiến',
  total: shared.total,
  empty: 'Chưa có lượt đọc nào trong kỳ này',
  emptyHint: 'Số liệu hiện ra khi bạn đọc mở tài liệu đã đăng. Có thể chọn kỳ hoặc đơn vị khác.',
  csvTitle: 'THỐNG KÊ KHAI THÁC TỦ SÁCH PHÁP LUẬT ĐIỆN TỬ',
  summary: 'Số liệu chung',
};

const opinions = {
  title: OPINIONS,
  none: 'Chưa có ai trả lời câu hỏi “Tài liệu này có giúp được bạn không?”.',
  share: (percent: number): string => `${percent} % hài lòng.`,
  clear: 'Xóa lời',
};

const visits = {
  title: shared.visits,
  note: (day: string): string =>
    `Tính đến hết ngày ${day}, không kể máy tìm kiếm và cán bộ đang đăng nhập. Không lưu ai đã xem.`,
  what: 'Phạm vi',
  month: '30 ngày qua',
  all: 'Từ đầu',
  kind: 'Cách xem',
  kinds: {
    view: 'Xem trang',
    read: 'Đọc',
    download: 'Tải tệp',
    play: 'Nghe, xem',
    embed: EMBEDS,
  } satisfies Record<VisitKind, string>,
};

/** What reports of figures say. */
export const figuresStaffWords = { figures, opinions, visits };
