import type { ShelfFigure } from './report-figures.ts';
import type { ReportAct, ReportState } from './report.ts';
import type { RoundKind } from './round.ts';

export const ROUND_KIND_LABELS: Readonly<Record<RoundKind, string>> = {
  'half-year': 'Báo cáo 6 tháng',
  year: 'Báo cáo năm',
};

export const REPORT_STATE_LABELS: Readonly<Record<ReportState | 'none', string>> = {
  none: 'Chưa lập',
  draft: 'Đang lập',
  sent: 'Đã gửi, chờ nhận',
  returned: 'Trả lại để sửa',
  accepted: 'Đã nhận',
};

export const REPORT_ACT_LABELS: Readonly<Record<ReportAct, string>> = {
  saved: 'Lưu',
  sent: 'Gửi',
  returned: 'Trả lại',
  accepted: 'Nhận',
  corrected: 'Đính chính',
  'taken-late': 'Nhận sau khi chốt',
};

export const SHELF_FIGURE_LABELS: Readonly<Record<ShelfFigure, string>> = {
  stock: 'Tài liệu có đến ngày cuối kỳ',
  added: 'Tài liệu mới đăng',
  withdrawn: 'Tài liệu gỡ xuống',
  reads: 'Lượt đọc',
  downloads: 'Lượt tải tệp',
  loans: 'Lượt mượn bản in',
  asked: 'Câu hỏi nhận được',
  answered: 'Câu hỏi đã trả lời',
  helped: 'Ý kiến cho là có ích',
  rated: 'Tất cả ý kiến đánh giá',
};
