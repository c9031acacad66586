/**
 * One table of everything that can go wrong (docs/errors.md). A face (page, problem+json, command
 * line, job) maps the *kind* once; the message is what a reader or an official sees.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'wrong-method'
  | 'too-large'
  | 'head-too-large'
  | 'unsupported'
  | 'rate-limited'
  | 'busy'
  | 'unavailable';

const TABLE = {
  'invalid-input': ['invalid', 'Thông tin gửi lên chưa đúng. Hãy xem lại các ô được đánh dấu.'],
  'invalid-cursor': ['invalid', 'Địa chỉ trang này không đúng. Hãy quay lại đầu danh sách.'],
  'invalid-sheet': [
    'invalid',
    'Bảng kê không đọc được. Hãy xem lại dòng tiêu đề và cách phân cột.',
  ],
  'sheet-old': [
    'invalid',
    'Bảng tính kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu lại thành .xlsx không mật khẩu rồi gửi lại.',
  ],
  'sheet-too-large': [
    'invalid',
    'Bảng có quá nhiều dòng: tối đa 20.000 dòng một lần. Hãy tách bảng.',
  ],
  'file-broken': [
    'invalid',
    'Tệp bị hỏng hoặc bị cắt cụt, không mở được. Hãy xuất lại tệp từ bản gốc rồi gửi lại.',
  ],
  'file-infected': [
    'invalid',
    'Máy quét phát hiện mã độc trong tệp nên tệp không được nhận và đã bị xóa. Hãy quét lại máy của bạn rồi gửi tệp sạch.',
  ],
  'file-empty': ['invalid', 'Tệp rỗng, không có nội dung.'],
  'file-encrypted': ['invalid', 'Tệp được khóa bằng mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.'],
  'file-bomb': ['invalid', 'Tệp nén bung ra quá lớn so với giới hạn an toàn nên không được mở.'],
  'file-unsafe-path': ['invalid', 'Tệp nén chứa đường dẫn không an toàn nên không được mở.'],
  'file-too-slow': [
    'invalid',
    'Đọc tệp quá lâu hoặc cần quá nhiều bộ nhớ nên đã dừng. Hãy tách tệp nhỏ hơn hoặc xuất lại tệp.',
  ],
  'file-too-many-pages': [
    'invalid',
    'Tệp có hơn 20.000 trang nên chưa đọc được. Hãy tách thành nhiều tệp rồi gửi lại.',
  ],
  'wrong-extension': [
    'invalid',
    'Đuôi tệp không khớp với nội dung bên trong. Hãy đổi đuôi cho đúng rồi gửi lại.',
  ],
  'unsupported-type': [
    'unsupported',
    'Loại tệp này chưa được hỗ trợ. Hãy dùng PDF, EPUB, DOCX, DOC, RTF, XLS, PPTX, ODT, ODS, ODP, TXT, Markdown, HTML, JPEG, PNG, WebP, MP4, WebM, MP3, M4A, VTT hoặc SRT.',
  ],
  'picture-too-large': [
    'too-large',
    'Ảnh có hơn 200 triệu điểm ảnh nên không mở được. Hãy giảm cỡ ảnh trong cài đặt máy ảnh rồi chụp lại.',
  ],
  'picture-too-small': [
    'invalid',
    'Ảnh nhỏ quá, không đọc được chữ. Hãy gửi ảnh gốc từ máy ảnh, không gửi ảnh thu nhỏ.',
  ],
  'picture-dark': ['invalid', 'Ảnh tối đen, không thấy gì. Hãy chụp lại ở chỗ đủ sáng.'],
  'too-large': ['too-large', 'Tệp vượt quá dung lượng cho phép.'],
  'quota-full': [
    'too-large',
    'Đơn vị đã hết hạn mức lưu trữ nên tệp chưa được nhận. Hãy gỡ tệp không còn cần hoặc đề nghị quản trị viên nâng hạn mức.',
  ],
  'scan-too-large': [
    'too-large',
    'Tệp lớn hơn mức máy quét mã độc xem được nên chưa được nhận. Hãy tách tệp, hoặc đề nghị quản trị viên máy chủ nâng mức đó.',
  ],
  'form-too-large': [
    'too-large',
    'Nội dung gõ vào biểu mẫu dài quá mức máy chủ nhận được nên chưa lưu gì. Hãy bấm nút quay lại của trình duyệt rồi rút gọn; nội dung dài nên gửi thành tệp.',
  ],
  'head-too-large': [
    'head-too-large',
    'Địa chỉ hoặc phần đầu của yêu cầu dài quá mức máy chủ nhận được. Hãy rút gọn rồi thử lại.',
  ],
  'storage-full': [
    'unavailable',
    'Máy chủ hết chỗ lưu. Nội dung bạn gửi chưa được nhận; hãy báo quản trị viên rồi gửi lại.',
  ],
  'storage-busy': ['unavailable', 'Máy chủ đang bận. Hãy thử lại sau ít phút.'],
  'too-busy': [
    'busy',
    'Máy chủ đang có quá nhiều việc cùng lúc nên chưa làm được việc này. Hãy thử lại sau ít giây.',
  ],
  'scan-unavailable': [
    'unavailable',
    'Máy quét mã độc không trả lời nên tệp chưa được nhận. Hãy gửi lại sau ít phút; nếu vẫn lỗi, báo quản trị viên.',
  ],
  'storage-newer': [
    'unavailable',
    'Dữ liệu của tủ sách do phiên bản mới hơn của chương trình ghi nên phiên bản này không mở. Hãy chạy phiên bản mới đó, hoặc phục hồi bản sao lưu lập trước khi nâng cấp vào một nơi trống.',
  ],
  'storage-damaged': [
    'unavailable',
    'Cơ sở dữ liệu của tủ sách bị hỏng nên chương trình không ghi thêm gì. Hãy dừng chương trình và phục hồi bản sao lưu gần nhất vào một nơi trống.',
  ],
  'catalog-gone': [
    'unavailable',
    'Kho tệp còn dữ liệu nhưng cơ sở dữ liệu của tủ sách đã mất hoặc trống nên chương trình không khởi động như một tủ sách mới. Hãy phục hồi bản sao lưu gần nhất (bookshelf restore), hoặc dùng một nơi lưu trống nếu muốn lập tủ sách mới.',
  ],
  'search-unavailable': ['unavailable', 'Tìm kiếm đang gián đoạn. Hãy thử lại sau ít phút.'],
  'recognition-unavailable': [
    'unavailable',
    'Máy chủ thiếu bộ nhận dạng chữ hoặc bộ nhận dạng không nguyên vẹn nên chưa nhận dạng được trang này. Hãy báo quản trị viên cài lại chương trình; trang sẽ được thử lại.',
  ],
  'not-signed-in': ['unauthenticated', 'Hãy đăng nhập để tiếp tục.'],
  'wrong-credentials': ['unauthenticated', 'Tên đăng nhập hoặc mật khẩu không đúng.'],
  'wrong-code': ['unauthenticated', 'Mã xác nhận không đúng, đã dùng hoặc hết hạn.'],
  'outside-unconfirmed': [
    'unauthenticated',
    'Cổng đăng nhập chưa xác nhận được bạn, hoặc lần đăng nhập đã quá lâu. Hãy bắt đầu đăng nhập lại.',
  ],
  'outside-unknown': [
    'forbidden',
    'Cổng đăng nhập đã xác nhận bạn, nhưng tủ sách chưa cấp quyền cho tài khoản này. Hãy hỏi quản trị viên tủ sách.',
  ],
  'outside-unreachable': [
    'unavailable',
    'Cổng đăng nhập không trả lời. Hãy thử lại sau ít phút hoặc đăng nhập bằng mật khẩu.',
  ],
  'wrong-key': ['unauthenticated', 'Khóa API không đúng hoặc đã bị thu hồi.'],
  'key-needed': [
    'unauthenticated',
    'Địa chỉ này chỉ dành cho máy có khóa API. Hãy xin khóa ở cơ quan quản trị tủ sách.',
  ],
  'not-allowed': ['forbidden', 'Tài khoản của bạn không có quyền làm việc này.'],
  'second-person': [
    'forbidden',
    'Người đã biên mục hoặc đối chiếu tài liệu thì không duyệt chính tài liệu đó, và phải đối chiếu bản gốc trước khi duyệt.',
  ],
  'wrong-origin': [
    'forbidden',
    'Yêu cầu không đến từ trang của tủ sách nên bị từ chối. Hãy mở lại trang rồi gửi lại.',
  ],
  'page-not-found': ['not-found', 'Không tìm thấy trang này.'],
  'item-not-found': ['not-found', 'Không tìm thấy tài liệu này.'],
  'item-withdrawn': ['not-found', 'Tài liệu này đã được gỡ khỏi tủ sách.'],
  'account-not-found': ['not-found', 'Không tìm thấy tài khoản này.'],
  'unit-not-found': ['not-found', 'Không tìm thấy đơn vị này.'],
  'question-not-found': ['not-found', 'Không tìm thấy câu hỏi này.'],
  'news-over': ['not-found', 'Tin này đã được gỡ hoặc đã hết thời gian đăng.'],
  'round-not-found': ['not-found', 'Không tìm thấy kỳ báo cáo này.'],
  'report-not-found': ['not-found', 'Không tìm thấy báo cáo này.'],
  'attachment-not-found': ['not-found', 'Không tìm thấy tệp này.'],
  'upload-not-found': [
    'not-found',
    'Không tìm thấy lần gửi tệp này: đã hết hạn, đã bỏ hoặc không phải của bạn. Hãy gửi lại tệp.',
  ],
  'upload-elsewhere': [
    'conflict',
    'Tệp đang được gửi tiếp từ chỗ khác, hoặc phần gửi lên không nối vào phần đã có. Hãy bấm gửi tiếp.',
  ],
  'upload-unfinished': ['conflict', 'Tệp chưa gửi xong. Hãy gửi tiếp phần còn lại rồi bấm lại.'],
  'file-missing': ['not-found', 'Không tìm thấy nội dung của tệp trong kho lưu trữ.'],
  'method-not-allowed': ['wrong-method', 'Địa chỉ này không nhận cách gửi như vậy.'],
  'stale-version': ['conflict', 'Tài liệu vừa được người khác sửa. Hãy xem bản mới rồi sửa lại.'],
  'address-taken': ['conflict', 'Địa chỉ này đã có mục khác dùng. Hãy đổi nhan đề rồi lưu lại.'],
  'duplicate-identifier': ['conflict', 'Mã định danh này đã dùng cho tài liệu khác.'],
  'duplicate-register': ['conflict', 'Số đăng ký này đã dùng cho bản in khác ở cùng nơi.'],
  'identity-taken': [
    'conflict',
    'Tài khoản này ở cổng đăng nhập đã gắn với tài khoản khác trên tủ sách.',
  ],
  'duplicate-username': ['conflict', 'Tên đăng nhập này đã có người dùng.'],
  'duplicate-file': ['conflict', 'Tệp này đã có trên tủ sách.'],
  'wrong-state': ['conflict', 'Tài liệu đang ở trạng thái không cho phép việc này.'],
  'incomplete-record': ['invalid', 'Tài liệu còn thiếu thông tin bắt buộc nên chưa đăng được.'],
  'target-not-found': ['not-found', 'Không tìm thấy nơi nhận này.'],
  'delivery-not-found': ['not-found', 'Không tìm thấy lần giao nộp này.'],
  'delivery-open': [
    'conflict',
    'Đang có một lần giao nộp chưa xong cho nơi nhận này. Hãy chờ nó xong hoặc hủy nó rồi làm lần mới.',
  ],
  'secret-missing': [
    'invalid',
    'Không đọc được tệp khóa của nơi nhận. Hãy báo quản trị viên máy chủ kiểm tra thư mục khóa.',
  ],
  'receiver-unreachable': [
    'unavailable',
    'Không nối được tới nơi nhận hoặc đường truyền bị ngắt. Lần gửi sẽ được thử lại từ chỗ đang dở.',
  ],
  'receiver-refused': [
    'invalid',
    'Nơi nhận không nhận gói. Hãy xem lời trả của nơi nhận, sửa thông tin kết nối rồi gửi lại.',
  ],
  'backup-broken': [
    'invalid',
    'Bản sao lưu không đọc được hoặc không trọn vẹn. Hãy dùng bản khác.',
  ],
  'backup-newer': [
    'invalid',
    'Bản sao lưu do phiên bản mới hơn của chương trình lập. Hãy dùng phiên bản đó để đọc.',
  ],
  'backup-locked': [
    'invalid',
    'Bản sao lưu được mã hóa. Hãy chạy lại với --identity và tệp khóa bí mật của bản này.',
  ],
  'backup-running': [
    'conflict',
    'Một lần sao lưu khác đang ghi vào thư mục này. Hãy chờ nó xong rồi chạy lại.',
  ],
  'backup-unreachable': [
    'unavailable',
    'Không thấy hoặc không ghi được thư mục sao lưu. Hãy kiểm tra BACKUP_FOLDER, ổ đĩa chứa nó và quyền ghi.',
  ],
  'backup-full': [
    'unavailable',
    'Ổ đĩa chứa bản sao lưu đã đầy. Các bản trước vẫn còn nguyên; hãy giải phóng chỗ trống rồi chạy lại.',
  ],
  'target-in-use': ['conflict', 'Tủ sách đích đã có dữ liệu. Hãy dùng một tủ sách trống.'],
  'copy-differs': [
    'conflict',
    'Bản chép không giống bản gốc. Hãy dừng mọi tiến trình đang dùng tủ sách nguồn rồi chạy lại lệnh.',
  ],
  'mail-unavailable': [
    'unavailable',
    'Máy chủ thư điện tử không nhận thư. Thư báo việc sẽ được gửi lại sau.',
  ],
  'event-not-taken': ['unavailable', 'Hệ thống nhận tin không nhận. Tin sẽ được gửi lại sau.'],
  'too-many-requests': ['rate-limited', 'Bạn thao tác quá nhanh. Hãy chờ một lát rồi thử lại.'],
  internal: [
    'unavailable',
    'Máy chủ gặp sự cố. Hãy thử lại; nếu vẫn lỗi, báo cho quản trị viên mã tham chiếu bên dưới.',
  ],
} as const satisfies Record<string, readonly [ErrorKind, string]>;

export type ErrorCode = keyof typeof TABLE;

export const errorCodes = Object.keys(TABLE) as ErrorCode[];
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(TABLE, code);
export const errorKind = (code: ErrorCode): ErrorKind => TABLE[code][0];
export const errorMessage = (code: ErrorCode): string => TABLE[code][1];

/** What went wrong, for a field of a form: field name → code or ready Vietnamese sentence. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface ErrorDetails {
  /** Vietnamese sentences per form field. */
  readonly fields?: FieldErrors;
  /** What is to be said besides the table's sentence, in Vietnamese: numbers, names. */
  readonly sentence?: string;
  /** Facts for the log and for the sentence: file name, limit, id. */
  readonly [fact: string]: unknown;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(errorMessage(code), options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  /** All that is to be said of it. */
  get sentences(): string {
    const { sentence } = this.details;
    return sentence === undefined ? this.message : `${this.message} ${sentence}`;
  }

  get kind(): ErrorKind {
    return errorKind(this.code);
  }
}
