import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { importSourcesStaffWords } from './import-sources.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportOutcome } from '#server/imports/sheet-import.ts';

const outcomes: Readonly<Record<ImportOutcome, string>> = {
  new: 'Sẽ thêm',
  changed: 'Sẽ sửa',
  same: shared.same,
  exists: shared.exists,
  refused: shared.refused,
  added: 'Đã thêm',
  updated: shared.changed,
  gone: 'Nguồn đã xóa',
};

const forms: Readonly<Record<SheetContent['kind'], string>> = {
  xlsx: 'XLSX',
  csv: 'CSV',
  marc: 'MARC 21 (ISO 2709)',
  marcxml: 'XML (MARCXML, MODS, Dublin Core)',
  koha: 'CSV của Koha',
  dspace: 'CSV của DSpace',
  bag: 'gói BagIt của tủ sách khác',
  harvest: 'bản ghi thu thập qua OAI-PMH',
};

/** Sheets taken in: of the catalogue, and of laws. */
export const imports = {
  title: 'Nhập hàng loạt',
  lead: 'Gửi bảng kê XLSX hoặc CSV cùng các tệp, hoặc tệp của thư viện, tủ sách khác. Tủ sách cho xem trước từng dòng; chưa ghi gì cho đến khi bạn bấm Bắt đầu nhập. Dòng không có tệp thành bản nháp chờ tệp.',
  template: 'Tải bảng mẫu (XLSX)',
  exportXlsx: 'Xuất bảng kê (XLSX)',
  exportCsv: 'Xuất bảng kê (CSV)',
  roundTrip:
    'Muốn sửa nhiều tài liệu một lúc: xuất bảng kê, sửa trên bảng rồi nhập lại; chỉ những ô đã sửa được ghi.',
  sheet: 'Bảng kê hoặc tệp của nơi khác',
  sheetHelp:
    'XLSX hoặc CSV (Unicode, Windows-1258, TCVN3); MARC 21 (ISO 2709, MARCXML), MODS, Dublin Core; CSV của Koha, DSpace; gói BagIt (ZIP). Tối đa 20.000 bản ghi. Tủ sách tự nhận ra dạng tệp.',
  unit: 'Đơn vị nhận bản nháp',
  unitHelp: 'Tài liệu mới thành bản nháp của đơn vị này, trừ dòng ghi đơn vị khác.',
  sender: 'Thư viện, tủ sách gửi',
  senderHelp:
    'Ghi khi tệp không tự nói của nơi nào (CSV của Koha, MARC không có trường 003). Lần sau ghi giống hệt thì tủ sách nhận ra bản ghi cũ, không nhập thành hai bản.',
  ofUnit: (unit: string): string => `Đơn vị nhận: ${unit}.`,
  sentBy: (sender: string): string => `Nơi gửi: ${sender}.`,
  forms,
  zip: 'Tệp ZIP chứa các tài liệu',
  zipHelp: 'Tên tệp trong ZIP như ghi ở cột Tệp.',
  folder: 'Hoặc chọn cả thư mục tài liệu',
  folderHelp: (n: string): string => `Tối đa ${n} tệp; nhiều hơn thì nén thành ZIP.`,
  send: 'Gửi và xem trước',
  needSheet: 'Hãy chọn bảng kê.',
  errorTitle: 'Chưa nhận được bảng',
  sources: 'Thu thập từ thư viện, tủ sách khác (OAI-PMH)',
  recent: 'Những lần nhập gần đây',
  none: 'Chưa có lần nhập nào.',
  states: { planned: 'Đang xem trước', running: 'Đang nhập', stopped: 'Đã dừng', done: 'Đã xong' },
  stoppedNote:
    'Lần nhập này dừng giữa chừng: người bắt đầu không còn quyền, hoặc tệp gửi kèm không đọc được. Những dòng đã xong giữ nguyên; bắt đầu lại thì làm tiếp các dòng còn lại.',
  counted: (n: string, what: string): string => `${what}: ${n}`,
  read: (kind: string, encoding: string): string => `Đọc được ${kind}, bảng mã ${encoding}.`,
  encodings: {
    'utf-8': 'Unicode (UTF-8)',
    'utf-16': 'Unicode (UTF-16)',
    'windows-1258': 'Windows-1258',
    tcvn3: 'TCVN3 (ABC)',
  },
  mapping: 'Cột của bảng',
  mappingHelp: 'Tủ sách đoán theo tên cột. Chọn lại nếu đoán sai; lần sau tủ sách nhớ.',
  unlisted: 'Giá trị chưa có trong danh mục',
  unlistedHelp:
    'Chọn điều bảng kê muốn nói; cả cột có giá trị ấy được hiểu như vậy. Giá trị không chọn thì sửa trong bảng kê rồi gửi lại.',
  lines: (n: string): string => `${n} dòng`,
  mayMean: 'Có phải:',
  noneNear: 'Không có giá trị nào gần giống.',
  leave: 'Để nguyên',
  takeMeanings: 'Dùng các giá trị đã chọn, xem trước lại',
  skip: 'Bỏ qua',
  remap: 'Xem trước lại',
  sheetName: 'Trang tính',
  start: 'Bắt đầu nhập',
  startNote: (n: string): string =>
    `${n} dòng sẽ được ghi. Dòng không nhận được để nguyên, có lý do.`,
  nothing: 'Không có dòng nào để ghi.',
  publish: 'Đăng luôn các tài liệu mới; lịch sử ghi tôi là người duyệt, đăng hàng loạt',
  rows: 'Từng dòng',
  line: shared.line,
  item: FIELD_LABELS.item,
  outcome: shared.outcome,
  notes: 'Lý do, thay đổi',
  outcomes,
  all: shared.all,
  files: shared.files,
  progress: (done: string, all: string): string => `Đã xong ${done} trên ${all} dòng`,
  progressNote:
    'Số dòng tự cập nhật. Có thể đóng trang này; máy chủ vẫn làm tiếp, kể cả sau khi khởi động lại.',
  refresh: 'Xem tiến độ mới nhất',
  result: 'Tải bảng kết quả (CSV)',
  was: 'trước:',
  willBe: 'sau:',
  emptied: 'để trống',
  again: 'Nhập bảng khác',
  fields: {
    line: shared.line,
    title: FIELD_LABELS.name,
    outcome: shared.outcome,
    id: FIELD_LABELS.itemCode,
    notes: FIELD_LABELS.reason,
  },
  filter: 'Lọc theo kết quả',
  open: (title: string): string => `Mở ${title}`,
  lawsTitle: 'Nhập văn bản pháp luật từ danh sách',
  lawsLead:
    'Danh sách xuất từ Cơ sở dữ liệu quốc gia về văn bản pháp luật, hoặc bảng có cột Số hiệu; các cột khác tùy chọn. Ô trống không đổi gì. Chưa ghi gì cho đến khi bạn bấm Ghi. Nhập lại danh sách mới để cập nhật; mỗi văn bản nhớ tên tệp và ngày nhập.',
  lawsFile: 'Danh sách văn bản',
  lawsFileHelp: 'XLSX, CSV hoặc JSON, tối đa 20.000 văn bản.',
  lawsConfirm: 'Ghi nhận nguồn và ngày',
  lawsUnknown: 'Cột không dùng:',
  lawsShown: (n: string, all: string): string =>
    `Dưới đây là ${n} trong ${all} dòng: dòng không nhận trước, rồi dòng sửa, dòng thêm.`,
  lawsDone: (name: string): string => `Đã ghi từ ${name}`,
  lawsColumns: 'Các cột nhận được:',
  lawsPlan: (name: string): string => `Xem trước: ${name}`,
  lawsSave: (n: number): string => `Ghi ${n} văn bản`,
  lawsSaved: (n: string): string => `Đã ghi ${n} văn bản.`,
  lawsNothing: 'Không có gì mới để ghi.',
  lawsNew: 'Sẽ thêm',
  lawsStale: 'Có văn bản vừa được người khác sửa. Đây là bản xem trước mới; hãy xem lại rồi ghi.',
  /** The workbook of the catalogue: names of its sheets and how to fill them in. */
  workbook: {
    data: FIELD_LABELS.item,
    lists: shared.lists,
    helpName: shared.help,
    help: [
      'Mỗi dòng của trang “Tài liệu” là một tài liệu. Dòng đầu là tên cột, không xóa. Cột không dùng có thể bỏ.',
      'Tệp: tên tệp như trong thư mục hoặc tệp ZIP gửi kèm. Nhiều tệp của một tài liệu cách nhau bằng dấu | hoặc dấu chấm phẩy, tệp chính đứng đầu. Chữ hoa hay chữ thường đều được.',
      'Cột có nhiều giá trị (cơ quan biên soạn, chủ đề, đối tượng, từ khóa, văn bản pháp luật): cách nhau bằng dấu | hoặc dấu chấm phẩy.',
      'Thể loại, ngôn ngữ, hiệu lực, quyền sử dụng: chọn trong danh sách của ô. Chủ đề, đối tượng: chọn một, hoặc gõ nhiều giá trị lấy từ trang “Danh mục”.',
      'Thời gian: 2026, 5/2026 hoặc 12/5/2026.',
      'Văn bản pháp luật: số hiệu (tên) [điều], ví dụ 31/2024/QH15 (Luật Đất đai) [Điều 235].',
      'Mã tài liệu: để trống khi thêm mới. Bảng xuất từ tủ sách có sẵn mã; sửa ô rồi nhập lại thì chỉ những ô đã sửa được ghi.',
    ],
  },
} as const;

/** What the import of sheets says. */
export const importsStaffWords = { imports, ...importSourcesStaffWords };
