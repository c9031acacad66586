import type { JobKind } from '#server/base/job.ts';
import { CHAIN_FAULTS, type ChainState } from './chain.ts';

/** What jobs are called where administrators are told of them. */
export const JOB_LABELS: Readonly<Record<JobKind, string>> = {
  extract: 'Đọc tệp',
  'index-item': 'Đưa tài liệu vào tìm kiếm',
  'rebuild-index': 'Lập lại chỉ mục tìm kiếm',
  'check-links': 'Kiểm tra liên kết',
  'fill-demo': 'Nạp tủ sách mẫu',
  'import-sheet': 'Nhập bảng kê',
  harvest: 'Thu thập từ kho khác',
  'merge-names': 'Gộp tên',
  'daily-notices': 'Thư báo việc hằng ngày',
  reread: 'Đọc lại tệp cũ',
  recognise: 'Nhận dạng chữ trên trang',
  'recognise-open-page': 'Nhận dạng chữ của trang đang mở',
  'bring-in-corrections': 'Đưa chữ đã sửa vào văn bản',
  'refresh-standings': 'Cập nhật hiệu lực văn bản',
  'index-citing': 'Cập nhật tài liệu dẫn văn bản',
  'stamp-records': 'Cập nhật bản ghi trao đổi',
  'make-delivery': 'Lập gói giao nộp',
  'send-delivery': 'Gửi gói giao nộp',
  'send-alert': 'Gửi thư cảnh báo',
  'back-up': 'Sao lưu hằng đêm',
  'bind-photographs': 'Ghép ảnh chụp thành tài liệu',
  'send-answer': 'Gửi thư trả lời câu hỏi',
  'send-confirmation': 'Gửi thư xác nhận đăng ký nhận tin',
  'send-news': 'Gửi thư báo tài liệu mới',
  'find-events': 'Tìm việc cần báo cho hệ thống nhận tin',
  'send-event': 'Báo cho hệ thống nhận tin',
};

/** What exactly an alert is about. */
export const ALERT_SUBJECTS = {
  free: (percent: number): string => `Còn trống ${percent}%`,
  withoutBackup: (days: number): string => `Đã ${days} ngày`,
  failedJobs: (kind: JobKind, times: number): string => `${JOB_LABELS[kind]}: ${times} lần`,
  behind: (minutes: number): string => `Chậm ${minutes} phút`,
  broken: ({ sequence, fault }: NonNullable<ChainState['fault']>): string =>
    `Dòng ${sequence} ${CHAIN_FAULTS[fault]}`,
};
