import type { OaiPage } from './oai-page.ts';
import type { FetchFault } from '#server/links/fetch-fault.ts';

const FETCH_FAULTS: Readonly<Record<FetchFault, string>> = {
  refused: 'địa chỉ này, hoặc nơi nó chuyển tới, không được phép gọi.',
  redirects: 'địa chỉ chuyển hướng quá nhiều lần.',
  timeout: 'máy chủ bên kia trả lời quá chậm.',
  network: 'không kết nối được tới máy chủ bên kia.',
  name: 'không tìm thấy máy chủ bên kia; hãy xem lại địa chỉ.',
  certificate: 'chứng chỉ bảo mật của máy chủ bên kia không hợp lệ.',
  'too-large': 'máy chủ bên kia gửi nhiều hơn giới hạn.',
  cut: 'máy chủ bên kia ngắt giữa chừng.',
};
export const fetchFaultSentence = (fault: FetchFault): string => FETCH_FAULTS[fault];

/** What the facts of a source are called. */
export const SOURCE_LABELS = {
  name: 'Tên nguồn',
  address: 'Địa chỉ OAI-PMH',
  set: 'Tập hợp (setSpec)',
  prefix: 'Dạng bản ghi',
  unit: 'Đơn vị nhận bản nháp',
} as const;

/** Asked of a value that stands on no list: a person takes one of these, or none. */
const mayMean = (near: readonly string[]): string => `Có phải: ${near.join('; ')}?`;

/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  draftWithoutFile: 'Không có tệp: thành bản nháp chưa có tệp đính kèm, không đăng.',
  noIdentifier: 'Chưa có mã định danh: nhập lại bảng này sẽ thành hai bản.',
  noUnit: (name: string, near: readonly string[]): string =>
    near.length === 0
      ? `Không có đơn vị “${name}”. Ghi mã hoặc tên đơn vị như trong danh sách đơn vị, hoặc để trống.`
      : `Không có đơn vị “${name}”. ${mayMean(near)}`,
  unitEnded: (name: string, successor: string): string =>
    successor === ''
      ? `Đơn vị “${name}” không còn hoạt động nên không nhận tài liệu mới.`
      : `Đơn vị “${name}” nay là “${successor}”. Hãy ghi tên đơn vị mới.`,
  unitNotYours: (unit: string): string => `Bạn không có quyền thêm tài liệu cho đơn vị “${unit}”.`,
  identifierTaken:
    'Mã định danh này đã có trên tủ sách. Muốn sửa, hãy xuất bảng kê rồi sửa trên bảng đó.',
  fileNotSent: (name: string): string =>
    `Không thấy tệp “${name}” trong các tệp gửi kèm (hoặc có nhiều tệp trùng tên).`,
  noTitleNoFile: 'Dòng này không có tên tài liệu và không ghi tên tệp.',
  noItemOfCode: (code: string): string => `Không có tài liệu mang mã “${code}”.`,
  itemNotYours: 'Bạn không có quyền sửa tài liệu này.',
  unitNotBySheet: 'Đơn vị quản lý không đổi được bằng bảng.',
  rightsEmpty: 'Quyền sử dụng không được để trống.',
  noFile: 'Dòng này không ghi tên tệp.',
  fileNotInFolder: (file: string): string => `Không thấy tệp “${file}” trong thư mục.`,
  ofFile: (file: string, sentence: string): string => `“${file}”: ${sentence}`,
  waitsForRecognition: (file: string): string => `“${file}” chưa có chữ, chờ nhận dạng.`,
  waitsForConversion: (file: string): string => `“${file}” dùng mã chữ cũ, chờ chuyển mã.`,
  takenFromFile: (facts: string): string => `Lấy từ tệp, cần người kiểm tra: ${facts}.`,
  noFolder: (folder: string): string => `Không thấy thư mục “${folder}”.`,
  fromSheetWithoutFile: 'Nhập từ bảng, chưa có tệp',
  alreadyOnShelf: 'Tệp hoặc mã định danh này đã có trên tủ sách.',
  changedBySheet: (columns: string): string => `Nhập từ bảng: ${columns}`,
  lineGone: 'Không còn thấy dòng này trong bảng.',
  guessesLeftAsDraft:
    'Để bản nháp: có thông tin bắt buộc do máy đoán. Hãy mở tài liệu, xem lại, lưu rồi đăng; hoặc ghi đủ trong bảng kê.',
  leftAsDraft: 'Để bản nháp: tài liệu này phải do người khác đối chiếu, duyệt rồi mới đăng.',
  identifierLeft: (identifier: string): string =>
    `Mã định danh “${identifier}” đã dùng cho tài liệu khác trên tủ sách, để trống.`,
  ownItem: 'Đây là tài liệu của chính tủ sách này.',
  elsewhere: 'Tài liệu này đã có trên tủ sách, ở đơn vị khác.',
  withdrawnHere: 'Tài liệu này đã có và đã được gỡ; không đổi.',
  goneUnknown: 'Nguồn đã xóa bản ghi này; tủ sách chưa có, không cần làm gì.',
  goneDraft: 'Nguồn đã xóa bản ghi này. Bản nháp được đánh dấu, để người phụ trách quyết định.',
  gonePublished:
    'Nguồn đã xóa bản ghi này. Tài liệu đã qua bước nháp nên giữ nguyên; người phụ trách được báo.',
  filesChanged: 'Tệp ở nơi gửi đã đổi; tệp trên tủ sách giữ nguyên.',
  fromForeign: 'Nhập bản ghi từ nơi khác',
  updatedFromForeign: (columns: string): string => `Cập nhật từ nơi gửi: ${columns}`,
  notOai: 'địa chỉ này không trả lời theo OAI-PMH (có thể là một trang web thường).',
  pageCut: 'trang trả lời bị cắt cụt hoặc sai cấu trúc XML.',
  noPrefix: (prefix: string, offered: string): string =>
    prefix === ''
      ? `nguồn không có dạng bản ghi nào đọc được; nguồn có: ${offered || 'không dạng nào'}.`
      : `nguồn không có dạng “${prefix}”; nguồn có: ${offered || 'không dạng nào'}.`,
  noSet: (set: string): string => `nguồn không có tập hợp “${set}”.`,
  nameSource: 'Hãy ghi tên nguồn.',
  wrongBase:
    'Địa chỉ phải bắt đầu bằng http:// hoặc https:// và ở ngoài mạng nội bộ; máy trong mạng nội bộ phải được quản trị viên cho phép (HARVEST_HOSTS).',
  wrongSet: 'Mã tập hợp chỉ gồm chữ không dấu, số và các dấu - _ . ! ~ * ( ) :',
  oaiError: (code: string, text: string): string =>
    `nguồn báo lỗi ${code}${text === '' ? '' : ` (${text})`}.`,
  notRepository: (page: OaiPage): string =>
    page.error === null ? messages.notOai : messages.oaiError(page.error.code, page.error.text),
  endlessList:
    'Nguồn lặp mãi danh sách mà không có bản ghi mới. Đã lấy những gì nhận được; hãy báo đơn vị giữ nguồn.',
  moreToCome: 'Nguồn còn bản ghi: mỗi lần lấy tối đa 20.000. Hãy thu thập lần nữa để lấy tiếp.',
  sourceFailed: (why: string): string => `Chưa thu thập được: ${why}`,
  sourceTestFailed: (why: string): string => `Nguồn chưa dùng được: ${why}`,
  sourceNotAllowed: 'người lưu nguồn này không còn quyền nhập tài liệu cho đơn vị nhận.',
  harvestName: (source: string, day: string): string => `${source}, ${day}`,
  otherHost: (address: string): string => `Không lấy tệp ở máy chủ khác: ${address}.`,
  goneAtSource: (source: string): string => `Nguồn “${source}” đã xóa bản ghi này.`,
  chooseUnit: 'Hãy chọn đơn vị mà bạn có quyền nhập tài liệu.',
  fileNotFetched: (address: string, why: string): string => `Không tải được tệp ${address}: ${why}`,
  answeredStatus: (status: number): string => `máy chủ bên kia báo lỗi ${status}.`,
  wrongDigest: (file: string): string => `Tệp “${file}” không khớp mã kiểm của nơi gửi.`,
  notListed: (near: readonly string[]): string =>
    near.length === 0 ? 'không có trong danh mục.' : `không có trong danh mục. ${mayMean(near)}`,
  noSuchDay: 'không phải ngày có thật.',
  noNumber: 'không có số trang nào.',
  ofCell: (column: string, cell: string, why: string): string => `${column} “${cell}” ${why}`,
  /** An optional value is missing in what was taken. */
  leftOut: (sentence: string): string => `Bỏ qua giá trị này: ${sentence}`,
};
