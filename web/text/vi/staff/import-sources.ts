import { shared } from '../shared-words.ts';
import { SOURCE_LABELS } from '#server/imports/messages.ts';
import type { SourceState } from '#server/imports/import-source.ts';

const outcomes: Readonly<Record<SourceState['outcome'], string>> = {
  never: 'Chưa thu thập',
  waiting: 'Đang chờ',
  running: 'Đang thu thập',
  done: 'Đã thu thập',
  nothing: 'Không có gì mới',
  partial: 'Mới lấy một phần',
  failed: 'Chưa thu thập được',
};

/** Other repositories from which records are harvested. */
const sources = {
  title: 'Nguồn thu thập',
  lead: 'Thư viện, tủ sách khác cho lấy bản ghi qua OAI-PMH. Mỗi lần thu thập, tủ sách lấy những gì mới, sửa hoặc bị xóa ở nguồn, cho xem trước từng bản ghi như khi nhập bảng; chưa ghi gì cho đến khi bạn bấm Bắt đầu nhập.',
  add: 'Thêm nguồn',
  edit: 'Sửa nguồn',
  none: 'Chưa có nguồn nào.',
  saved: 'Đã lưu nguồn.',
  removed: 'Đã xóa nguồn. Bản nháp đã nhập vẫn giữ nguyên.',
  started: 'Đã xếp việc thu thập. Kết quả hiện ở đây khi xong.',
  errorTitle: (n: number): string => `Còn ${n} mục cần sửa`,
  conflict:
    'Nguồn này vừa được người khác sửa. Những gì bạn nhập vẫn còn; xem lại rồi lưu lần nữa.',
  outcomes,
  at: (when: string): string => `Lần cuối: ${when}.`,
  look: 'Xem bản ghi thu thập được',
  run: 'Thu thập ngay',
  remove: 'Xóa nguồn này',
  removeTitle: 'Xóa nguồn',
  removeNote: 'Bản nháp đã nhập vẫn giữ nguyên. Thêm lại cùng địa chỉ thì bản ghi cũ vẫn nhận ra.',
  name: [SOURCE_LABELS.name],
  address: [
    SOURCE_LABELS.address,
    'Địa chỉ gốc của kho (base URL), ví dụ https://thuvien.example.gov.vn/oai.',
  ],
  set: [SOURCE_LABELS.set, 'Để trống thì lấy tất cả. Bấm Thử nguồn để xem nguồn có tập hợp nào.'],
  prefix: [SOURCE_LABELS.prefix],
  best: 'Đầy đủ nhất mà nguồn có',
  unit: [SOURCE_LABELS.unit],
  withFiles: ['Tệp', 'Chỉ lấy tệp PDF, EPUB ở chính máy chủ của nguồn.'],
  files: { '': 'Chỉ lấy bản ghi', '1': 'Lấy cả tệp' },
  nightly: ['Lịch thu thập'],
  schedule: { '': 'Chỉ khi bấm Thu thập ngay', '1': 'Mỗi đêm' },
  newByItself: ['Bản ghi mới', 'Bản ghi đã sửa ở nguồn luôn chờ người xem.'],
  news: { '': 'Chờ người xem rồi mới nhập', '1': 'Tự thành bản nháp' },
  test: 'Thử nguồn',
  save: shared.save,
  saveNote: 'Khi lưu, tủ sách gọi thử nguồn; nguồn không trả lời đúng thì chưa lưu.',
  tested: (name: string): string => `Nguồn trả lời đúng: ${name}.`,
  formats: (list: string): string => `Dạng bản ghi: ${list}.`,
  sets: 'Tập hợp của nguồn',
  noSets: 'Nguồn không chia tập hợp.',
  precision: { day: 'Mốc thời gian theo ngày.', second: 'Mốc thời gian theo giây.' },
} as const;

export const importSourcesStaffWords = { sources };
