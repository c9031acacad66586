/** Shared records of legal documents, and the review of items that cite ended ones. */
export const laws = {
  title: 'Văn bản pháp luật', lead: 'Mỗi văn bản ghi một lần; mọi tài liệu dẫn văn bản đó dùng chung tình trạng và ngày hiệu lực này.',
  add: 'Thêm văn bản', search: 'Tìm theo số hiệu', find: 'Tìm', all: 'Xem tất cả', none: (q: string): string => (q === '' ? 'Chưa có văn bản nào.' : `Không có số hiệu nào chứa “${q}”.`),
  import: 'Nhập từ bảng CSV', number: 'Số hiệu và tên', state: 'Tình trạng', dates: 'Hiệu lực', citing: 'Tài liệu dẫn', items: (n: string): string => `${n} tài liệu`,
  untitled: 'chưa ghi tên', from: (day: string): string => `từ ${day}`, until: (day: string): string => `hết từ ${day}`, of: (number: string): string => `: ${number}`,
  edit: 'Sửa văn bản', create: 'Thêm văn bản', save: 'Lưu', saved: 'Đã lưu. Trang của mọi tài liệu dẫn văn bản này đã theo thông tin mới.',
  errorTitle: (n: number): string => `Còn ${n} mục cần sửa`, facts: 'Văn bản', force: 'Hiệu lực', source: 'Nguồn',
  conflictTitle: 'Văn bản vừa được người khác sửa', conflictText: 'Những gì bạn nhập vẫn còn trong các ô dưới đây. Mở bản mới ở thẻ khác để so rồi lưu lại.', openNew: 'Mở bản mới',
  publicList: 'Tài liệu dẫn văn bản này', waiting: (n: string): string => `${n} tài liệu cần xem lại`,
  fields: {
    number: ['Số hiệu', 'Ghi như trên văn bản: 31/2024/QH15, 14/2019/QĐ-TTg.'], title: ['Tên văn bản'], kind: ['Loại văn bản', 'Luật, Nghị định, Thông tư …'], issuer: ['Cơ quan ban hành'],
    issued: ['Ngày ban hành'], signer: ['Người ký'], state: ['Tình trạng hiệu lực', 'Nếu đã ghi ngày thì trang công khai theo ngày: đến ngày hết hiệu lực, tình trạng tự đổi.'],
    effectiveFrom: ['Có hiệu lực từ ngày'], effectiveTo: ['Hết hiệu lực từ ngày', 'Ngày đầu tiên văn bản không còn hiệu lực.'], replacedBy: ['Văn bản thay thế', 'Mỗi dòng một số hiệu.'],
    url: ['Địa chỉ', 'Dán địa chỉ trang văn bản trên vbpl.vn hoặc Công báo; mã vbpl tự lấy từ địa chỉ.'], vbplId: ['Mã trên vbpl.vn'], checkedAt: ['Đối chiếu nguồn ngày'], note: ['Ghi chú'],
  },
} as const;

export const citationReview = {
  title: 'Xem lại theo văn bản đã hết hiệu lực', lead: 'Những tài liệu đang đăng dẫn văn bản đã hết hiệu lực. Trang công khai đang cảnh báo người đọc cho đến khi có người quyết định.',
  none: 'Không có tài liệu nào chờ xem lại.', count: (n: string): string => `${n} tài liệu chờ quyết định`, cites: 'Dẫn:', ended: (day: string): string => `hết hiệu lực từ ${day}`, endedUnknown: 'đã hết hiệu lực',
  replaced: 'Thay bằng:', open: 'Mở để sửa', read: 'Xem trang công khai', decision: 'Quyết định', reason: 'Lý do', of: (title: string): string => `: ${title}`,
  decisions: { 'still-right': 'Còn đúng', revise: 'Cần sửa', withdraw: 'Gỡ khỏi tủ sách' },
  notes: { 'still-right': 'thôi cảnh báo', revise: 'vẫn cảnh báo đến khi sửa xong', withdraw: 'người đọc thấy lý do' },
  save: 'Ghi quyết định', choose: 'Hãy chọn một quyết định.', before: (what: string, by: string, when: string): string => `${what}, ${by}, ${when}:`,
  done: { 'still-right': 'Đã ghi: còn đúng. Trang công khai thôi cảnh báo.', revise: 'Đã ghi: cần sửa. Trang công khai vẫn cảnh báo đến khi tài liệu được sửa.', withdraw: 'Đã gỡ khỏi tủ sách.' }, errorTitle: 'Chưa ghi được quyết định',
} as const;
