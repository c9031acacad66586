export const item = {
  expiredTitle: 'Tài liệu này không còn dùng để áp dụng',
  partlyTitle: 'Một phần tài liệu này không còn dùng để áp dụng',
  expiredKept: 'Bản cũ được giữ để tra cứu lịch sử.',
  expiredText: 'Văn bản pháp luật mà tài liệu dẫn đã hết hiệu lực. Bản cũ được giữ để tra cứu lịch sử.',
  partlyText: 'Một số văn bản pháp luật mà tài liệu dẫn đã được sửa đổi hoặc thay thế. Hãy đối chiếu văn bản mới trước khi áp dụng.',
  oldVersion: (version: number, date: string): string => `Đây là bản ${version}, đăng ngày ${date}, giữ lại để trích dẫn.`, latestVersion: 'Xem bản mới nhất',
  expiredSince: (date: string): string => `Hết hiệu lực từ ${date}.`,
  findNewer: 'Tìm tài liệu mới hơn cùng chủ đề',
  read: 'Đọc ngay', readOld: 'Đọc bản cũ', readText: 'Đọc dạng chữ', readTextNote: (size: string): string => `${size}, hợp với mạng yếu`,
  watch: 'Xem', listen: 'Nghe', download: 'Tải về', print: 'Bản để in', printNote: 'toàn bộ chữ trên một trang',
  pages: (n: string): string => `${n} trang`, chapters: (n: string): string => `${n} phần`,
  processingTitle: 'Tệp đang được xử lý',
  processing: (n: number): string => `Máy chủ đang đọc ${n} tệp. Thông tin đã xem được; phần đọc và tìm trong nội dung sẽ có sau ít phút.`,
  noFiles: 'Tài liệu này chỉ có thông tin thư mục, chưa có tệp để đọc.',
  recordOnly: 'Theo quyền sử dụng, tủ sách chỉ giới thiệu tài liệu này, không đăng nội dung.',
  facts: 'Thông tin tài liệu',
  compilers: 'Cơ quan biên soạn', issued: 'Thời gian phát hành', validity: 'Hiệu lực', abstract: 'Giới thiệu',
  subjects: 'Chủ đề', audiences: 'Đối tượng', language: 'Ngôn ngữ', rights: 'Quyền sử dụng', altTitle: 'Nhan đề khác',
  publisher: 'Nhà xuất bản', edition: 'Lần xuất bản', isbn: 'ISBN', extent: 'Số trang', series: 'Bộ, tập',
  keywords: 'Từ khóa', place: 'Địa bàn', unit: 'Đơn vị quản lý', source: 'Nguồn', identifier: 'Mã định danh', published: 'Ngày đăng',
  approval: 'Phê duyệt',
  reviewed: (date: string): string => `Đối chiếu lần cuối ngày ${date}`,
  validFrom: (date: string): string => `từ ${date}`, validTo: (date: string): string => `đến ${date}`,
  visits: 'Lượt xem', visitsUntil: (n: string, day: string): string => `${n}, tính đến hết ngày ${day}`,
  national: 'Tài liệu này trên Tủ sách pháp luật điện tử quốc gia', nationalSearch: 'Tìm tài liệu này trên Tủ sách pháp luật điện tử quốc gia',
  laws: 'Văn bản pháp luật liên quan', lawNumber: 'Số hiệu và tên văn bản', lawArticles: 'Điều được dẫn', lawState: 'Hiệu lực', lawSince: (day: string): string => `từ ${day}`,
  lawEndedTitle: 'Văn bản được dẫn đã hết hiệu lực', lawEnded: (day: string): string => (day === '' ? 'Văn bản' : `Từ ngày ${day}, văn bản`), lawIsOver: ' đã hết hiệu lực', lawReplaced: ', thay bằng ',
  lawEndedNote: 'Hãy đối chiếu văn bản mới trước khi áp dụng.', lawRevising: 'Tủ sách đang sửa lại tài liệu này.', lawOthers: 'Tài liệu khác',
  lawItems: 'Tài liệu cùng dẫn', lawItemsOf: (number: string): string => ` văn bản ${number}`,
  external: ' (mở trang ngoài tủ sách)', allLaws: (n: number): string => `Xem thêm ${n} văn bản`,
  outline: 'Mục lục', allOutline: (n: number): string => `Xem thêm ${n} mục`,
  find: 'Tìm trong tài liệu này', findLabel: 'Từ cần tìm', findButton: 'Tìm',
  files: 'Các tệp', file: 'Tệp', fileKind: 'Loại', fileSize: 'Dung lượng', fileStatus: 'Tình trạng',
  share: 'Chia sẻ', shareNote: 'Sao chép địa chỉ này để gửi cho người khác:', byMail: 'Gửi qua thư điện tử',
  printedMore: (n: string): string => `${n} nơi khác`, printed: 'Bản in có ở đâu', printedIn: (available: string, copies: string): string => `Còn ${available} trong ${copies} bản`, printedOut: (copies: string): string => `${copies} bản, đang có người mượn hết`,
  cite: 'Trích dẫn', citeFiles: 'Tải cho phần mềm quản lý tài liệu tham khảo:', related: 'Tài liệu liên quan', edit: 'Sửa tài liệu này',
};

export const role: Readonly<Record<string, string>> = {
  original: 'Bản gốc', text: 'Bản chữ', epub: 'Sách điện tử EPUB', audio: 'Âm thanh', video: 'Video', captions: 'Phụ đề', image: 'Hình ảnh',
};

export const fileStatus = {
  waiting: 'Đang xử lý', ready: 'Đọc và tìm được', 'needs-ocr': 'Chỉ có ảnh trang, chưa tìm được chữ',
  'needs-conversion': 'Dùng phông chữ cũ, chưa tìm được chữ', failed: 'Chưa xử lý được',
};

export const mediaName: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF', 'application/epub+zip': 'EPUB', 'text/plain': 'TXT', 'text/markdown': 'Markdown', 'text/html': 'HTML',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX', 'image/jpeg': 'JPEG', 'image/png': 'PNG',
  'image/webp': 'WebP', 'video/mp4': 'MP4', 'video/webm': 'WebM', 'audio/mpeg': 'MP3', 'audio/mp4': 'M4A', 'text/vtt': 'VTT',
  'application/x-subrip': 'SRT',
};
