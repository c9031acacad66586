export const state = { draft: 'Bản nháp', submitted: 'Chờ đối chiếu', verified: 'Chờ duyệt', returned: 'Trả lại', published: 'Đã đăng', withdrawn: 'Đã gỡ' };

export const signIn = {
  title: 'Đăng nhập', lead: 'Dành cho cán bộ quản lý tủ sách. Người đọc không cần đăng nhập.', username: 'Tên đăng nhập', password: 'Mật khẩu',
  button: 'Đăng nhập', failed: 'Chưa đăng nhập được', forgot: 'Quên mật khẩu? Hãy báo người quản trị của đơn vị để được cấp lại.',
};

export const work = {
  title: 'Việc của tôi', add: 'Thêm tài liệu', groups: 'Nhóm việc', failed: 'Tệp bị lỗi',
  failedNote: 'Máy chủ chưa đọc được những tệp này. Tài liệu vẫn giữ nguyên.',
  notes: {
    draft: 'Chỉ cán bộ thấy. Điền đủ thông tin bắt buộc rồi bấm Đăng.', returned: 'Người duyệt đã ghi lý do. Sửa xong thì gửi lại.', submitted: 'Đã gửi, chờ so với bản gốc.', verified: 'Đã đối chiếu. Người duyệt không phải là người biên mục hay người đối chiếu.',
    published: 'Người đọc đang thấy.', withdrawn: 'Không còn hiện với người đọc; có thể đăng lại.',
  },
  empty: {
    failed: 'Không có tệp nào bị lỗi.', draft: 'Không có bản nháp nào.', returned: 'Không có tài liệu bị trả lại.', submitted: 'Không có tài liệu chờ đối chiếu.', verified: 'Không có việc chờ duyệt.',
    published: 'Chưa có tài liệu nào được đăng.', withdrawn: 'Không có tài liệu nào bị gỡ.',
  },
  untitled: (name: string): string => (name === '' ? 'Chưa đặt tên' : `Chưa đặt tên (${name})`),
  missing: (n: number): string => `còn thiếu ${n} mục bắt buộc`, files: (n: number): string => `${n} tệp`, noFiles: 'chưa có tệp',
  saved: (when: string): string => `Lưu ${when}`, reason: 'Lý do:', retry: 'Thử lại', edit: 'Mở', of: (title: string): string => `: ${title}`,
  all: (n: string): string => `Xem đủ ${n}`, over: (n: string): string => `hơn ${n}`, overdue: (n: string): string => `${n} việc quá hạn`, heldBy: (name: string): string => `${name} đang giữ`,
  whose: 'Việc của ai', everyone: 'Mọi việc', onlyMine: 'Việc tôi đã nhận', pick: (title: string): string => `Chọn: ${title}`, bulk: 'Với các mục đã chọn:',
  steps: { returned: 'Sửa', draft: 'Mở', submitted: 'Đối chiếu', verified: 'Xem và duyệt', published: 'Mở', withdrawn: 'Mở' },
  bulkActions: { nhan: 'Nhận việc', gui: 'Gửi đi', 'tra-lai': 'Trả lại' },
  bulkTitle: { nhan: 'Nhận nhiều việc', gui: 'Gửi nhiều tài liệu', 'tra-lai': 'Trả lại nhiều tài liệu' }, bulkLead: 'Xem trước: chưa có gì thay đổi.', bulkDone: 'Kết quả từng tài liệu:', bulkNone: 'Chưa chọn tài liệu nào.',
  bulkReady: 'Làm được', bulkRefused: 'Không làm được', bulkOk: 'Đã làm', bulkButton: (n: number): string => `Làm với ${n} tài liệu`, bulkReason: ['Lý do trả lại', 'Ghi chung cho các tài liệu này; người gửi sẽ đọc đúng lời này.'], bulkBack: 'Về việc của tôi',
  filter: 'Lọc', filtering: 'Đang lọc: sửa hoặc lưu bộ lọc', filterSubmit: 'Lọc', filterClear: 'Bỏ lọc, xem mọi việc', filters: 'Bộ lọc đã lưu', filterName: ['Lưu bộ lọc này với tên', 'Chỉ bạn thấy; tối đa 20 bộ lọc.'] as const, filterSave: 'Lưu bộ lọc', filterRemove: (name: string): string => `Xóa bộ lọc “${name}”`, filterError: 'Chưa lưu được bộ lọc',
  filterStage: ['Bước'] as const, filterUnit: ['Đơn vị'] as const, filterSubject: ['Lĩnh vực'] as const, filterText: ['Từ trong tên, cơ quan biên soạn, tên tệp'] as const, filterOverdue: 'Chỉ việc quá hạn', anyStage: 'Mọi bước', anyUnit: 'Mọi đơn vị', anySubject: 'Mọi lĩnh vực', searchOn: 'Tìm tiếp', nothingFound: 'Không có việc nào khớp bộ lọc.',
  toReview: 'Xem lại theo văn bản hết hiệu lực', broken: 'Liên kết hỏng', brokenNote: 'Địa chỉ ngoài tủ sách không mở được trong nhiều ngày. Mở tài liệu để sửa hoặc bỏ liên kết; địa chỉ sống lại thì tự mất khỏi đây.',
  since: (when: string): string => `Hỏng từ ${when}`, answered: (status: number): string => `Máy chủ kia trả lời ${status}.`, citing: 'Tài liệu có liên kết này:',
  andMore: (n: string): string => ` và ${n} tài liệu khác`, ownLink: 'Địa chỉ này của một liên kết trao đổi (Danh mục, Liên kết trao đổi), hoặc nằm trong cấu hình của tủ sách (LAW_DATABASE_URL, NATIONAL_SHELF_URL).',
  faults: {
    status: 'Máy chủ kia báo lỗi.', refused: 'Địa chỉ sai hoặc là địa chỉ nội bộ, người đọc không mở được.', redirects: 'Chuyển hướng quá nhiều lần.', timeout: 'Không trả lời trong 10 giây.',
    network: 'Không kết nối được.', name: 'Không có tên miền này.', certificate: 'Chứng thư bảo mật không hợp lệ.',
  },
  wanted: 'Người đọc tìm mà chưa có', wantedNote: 'Những từ tìm không ra tài liệu nào, bỏ dấu, nhiều lượt xếp trước. Không lưu ai đã tìm.', times: (n: number): string => `${n} lượt`,
};

export const upload = {
  title: 'Tải tài liệu lên', lead: 'Mỗi tệp thành một tài liệu nháp. Máy đọc chữ và gợi ý thông tin; bạn xác nhận rồi đăng.',
  files: 'Chọn tệp hoặc kéo tệp vào đây',
  filesHelp: (size: string, n: number): string => `PDF, EPUB, DOCX, TXT, Markdown, HTML, JPEG, PNG, WebP, MP4, WebM, MP3, M4A, VTT, SRT. Tối đa ${size} một tệp, ${n} tệp một lần.`,
  itemTitle: 'Tên tài liệu', itemTitleHelp: 'Chỉ dùng khi tải một tệp. Để trống thì lấy tên trong tệp.', genre: 'Thể loại', guess: 'Để máy đoán theo tệp', button: 'Tải lên',
  results: (n: number): string => `${n} tệp trong lần này`, summary: (added: number, exists: number, refused: number): string => `Đã nhận ${added}, đã có ${exists}, chưa nhận ${refused}`,
  added: 'Đã nhận', exists: 'Đã có', refused: 'Chưa nhận', catalogue: 'Biên mục ngay', addedNote: 'Máy chủ đang đọc tệp; có thể đóng trang này.',
  existsNote: 'Tệp này đã có trên tủ sách:', errorTitle: 'Chưa tải lên được', moreRefused: (n: number): string => `Còn ${n} tệp khác cũng chưa nhận; hãy gửi lại các tệp đó để xem lý do.`,
};

/** Words the upload script writes; handed to it as data attributes, so that scripts hold no Vietnamese. */
export const uploadScript = {
  waiting: 'Đang chờ', sending: 'Đang tải', done: 'Đã nhận', exists: 'Đã có', refused: 'Chưa nhận', lost: 'Chưa gửi xong', retry: 'Tải lại tệp này',
  open: 'Biên mục ngay', openExisting: 'Mở tài liệu đã có', existsNote: 'Tệp này đã có trên tủ sách:', lostNote: 'Mất mạng hoặc máy chủ bận. Tệp vẫn ở trên máy bạn.', progress: 'Đang tải {ten}', of: '{a} trên {b}', list: 'Các tệp đang tải',
};

export const edit = {
  title: 'Biên mục tài liệu', saved: 'Đã lưu.', view: 'Xem trang công khai',
  errorTitle: (n: number): string => `Còn ${n} mục cần sửa`, conflictTitle: 'Tài liệu vừa được người khác sửa',
  conflictText: 'Những gì bạn nhập vẫn còn trong các ô dưới đây. Mở bản mới ở thẻ khác để so rồi lưu lại.', openNew: 'Mở bản mới',
  required: 'Thông tin bắt buộc', laws: 'Văn bản pháp luật được dẫn', more: 'Thông tin thêm', approval: 'Phê duyệt của cơ quan biên soạn',
  unit: (name: string): string => `Đơn vị quản lý: ${name}.`, unitMerged: (name: string, today: string): string => `${name} (nay là ${today})`, approvalNote: 'Cần có khi tài liệu chưa xuất bản: ai phê duyệt, chức vụ, ngày, số văn bản.',
  save: 'Lưu bản nháp', saveChanges: 'Lưu thay đổi', publish: 'Lưu và đăng', publishNote: 'Đăng rồi, mọi người đọc thấy ngay.', withdraw: 'Gỡ khỏi tủ sách', withdrawLead: 'Người mở địa chỉ cũ sẽ thấy lý do này.', withdrawReason: 'Lý do gỡ', supersededBy: ['Thay bằng tài liệu', 'Mã hoặc địa chỉ của tài liệu mới; người mở địa chỉ cũ được dẫn tới đó.'],
  copy: 'Chép thành bản nháp mới', copyNote: 'Giữ thông tin, không lấy tệp, mã định danh và ISBN.',
  republish: 'Đăng lại', republishNote: 'Tài liệu đang bị gỡ. Đăng lại để người đọc thấy.', actions: 'Đăng, gỡ',
  files: 'Tệp đính kèm', noFiles: 'Chưa có tệp nào.', addFiles: 'Thêm tệp', addFilesButton: 'Tải tệp lên', open: 'Mở tệp', retry: 'Thử lại', fileOf: (name: string): string => `: ${name}`,
  history: 'Lịch sử', noHistory: 'Chưa có thao tác nào.', changes: (n: number): string => `${n} mục thay đổi`, chosen: (n: number): string => `đang chọn ${n}`, chooseSubjects: 'Chọn trong 45 chủ đề', chooseGenre: 'Chưa chọn thể loại', untitled: 'Chưa đặt tên',
};

/** Label and, when needed, a line of help. */
export type FieldText = readonly [label: string, help?: string];
const allFields = {
  title: ['Tên sách, tài liệu', 'Ghi đúng như trên bìa, không viết hoa toàn bộ.'],
  genre: ['Thể loại'],
  compilers: ['Cơ quan, tổ chức, cá nhân chủ trì biên soạn', 'Mỗi dòng một tên, ghi đầy đủ tại thời điểm phát hành.'],
  issued: ['Thời gian phát hành', 'Ngày, tháng, năm hoặc chỉ năm: 12/5/2026, 5/2026, 2026.'],
  validityState: ['Hiệu lực nội dung', 'Xét theo các văn bản pháp luật mà tài liệu dẫn.'],
  validityFrom: ['Có hiệu lực từ'], validityTo: ['Hết hiệu lực từ'], validityReason: ['Lý do, ghi chú về hiệu lực'], validityReviewedAt: ['Ngày xem lại hiệu lực'],
  abstract: ['Giới thiệu mục đích, nội dung chính', 'Hai đến bốn câu, viết cho người dân đọc.'],
  subjects: ['Lĩnh vực', 'Chọn một đến ba chủ đề.'],
  language: ['Ngôn ngữ'],
  rightsKind: ['Quyền sử dụng', 'Sách có bản quyền chỉ được đăng bản đã xuất bản và khi tác giả đồng ý.'],
  rightsNote: ['Ghi chú về quyền sử dụng'],
  unitId: ['Đơn vị quản lý', 'Đổi đơn vị thì tài liệu sang hàng chờ của đơn vị đó.'],
  lawRefs: ['Số hiệu văn bản', 'Mỗi dòng một văn bản: số hiệu | tên | điều được dẫn | địa chỉ. Ví dụ: 31/2024/QH15 | Luật Đất đai | Điều 235. Dán địa chỉ trên vbpl.vn vào cuối dòng, mã văn bản được lấy từ đó.'],
  altTitle: ['Nhan đề khác'], publisher: ['Nhà xuất bản, đơn vị phát hành'], edition: ['Lần xuất bản'], isbn: ['ISBN'], extent: ['Số trang'],
  series: ['Bộ sách'], volume: ['Tập'],
  audiences: ['Đối tượng'], keywords: ['Từ khóa', 'Cách nhau bằng dấu phẩy hoặc xuống dòng.'], place: ['Địa bàn', 'Tên hoặc mã tỉnh, xã.'],
  nationalUrl: ['Địa chỉ trên Tủ sách pháp luật điện tử quốc gia', 'Dán địa chỉ trang của tài liệu này ở đó. Để trống thì người đọc được dẫn tới ô tìm của Tủ sách quốc gia.'],
  source: ['Nguồn', 'Địa chỉ trang hoặc nơi lấy tài liệu.'], identifier: ['Mã định danh', 'Số của mục lục riêng; không trùng với tài liệu khác.'],
  approvalBy: ['Người phê duyệt'], approvalPosition: ['Chức vụ'], approvalDate: ['Ngày phê duyệt'], approvalDocumentNumber: ['Số văn bản'],
} as const satisfies Record<string, FieldText>;
export const fields: Readonly<Record<keyof typeof allFields, FieldText>> = allFields;

/** What happened to an item, by event name. */
export const events: Readonly<Record<string, string>> = {
  created: 'Tạo tài liệu', saved: 'Lưu', published: 'Đăng', withdrawn: 'Gỡ', republished: 'Đăng lại', 'file-added': 'Thêm tệp', retried: 'Xử lý lại tệp', verified: 'Đối chiếu', submitted: 'Gửi duyệt',
};
