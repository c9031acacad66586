import type { ChangeField } from '#server/domain/change.ts';
import type { Check } from '#server/domain/workflow.ts';

export const changeFields: Readonly<Record<ChangeField, string>> = {
  title: 'Tên', genre: 'Thể loại', compilers: 'Cơ quan biên soạn', issued: 'Thời gian phát hành', validity: 'Hiệu lực', abstract: 'Giới thiệu', subjects: 'Lĩnh vực', language: 'Ngôn ngữ',
  rights: 'Quyền sử dụng', unitId: 'Đơn vị quản lý', lawRefs: 'Văn bản được dẫn', audiences: 'Đối tượng', keywords: 'Từ khóa', altTitle: 'Nhan đề khác', publisher: 'Nhà xuất bản', edition: 'Lần xuất bản', isbn: 'ISBN',
  extent: 'Số trang', volume: 'Tập', series: 'Bộ sách', place: 'Địa bàn', source: 'Nguồn', identifier: 'Mã định danh', national: 'Tủ sách quốc gia', approval: 'Phê duyệt', approvalFile: 'Văn bản phê duyệt đã ký', attachments: 'Tệp',
};

export const checks: Readonly<Record<Check, string>> = {
  pages: 'Bản số đủ trang, rõ chữ, khớp bản gốc', facts: 'Đủ thông tin bắt buộc, đúng chính tả', approval: 'Đã xuất bản, hoặc người đứng đầu cơ quan biên soạn đã phê duyệt',
  secrets: 'Không có bí mật nhà nước, dữ liệu cá nhân', rights: 'Được phép đăng theo quy định về quyền tác giả', laws: 'Văn bản được dẫn còn hiệu lực hoặc đã ghi chú',
};

export const review = {
  title: 'Xem xét', facts: 'Thông tin đã nhập', changed: 'Đã sửa', since: (version: number): string => `So với bản đã đăng (bản ${version})`, file: 'Tệp sẽ đăng', openFile: 'Mở cả tệp', page: (n: number): string => `Trang ${n}`, pageOf: (n: number, of: number): string => `Trang ${n} trên ${of}`,
  pages: 'Trang xem thử', noPicture: 'Tệp này không có ảnh trang để xem thử.', checked: 'Đã kiểm tra', checkedHelp: 'Đánh dấu đủ 6 mục mới đối chiếu xong hoặc duyệt được.', pagesChecked: 'Trang đã đối chiếu với bản gốc', pagesHelp: 'Đánh dấu từng trang đã so với bản gốc.',
  decision: 'Quyết định', verify: 'Đã đối chiếu, chuyển người duyệt', approve: 'Duyệt và đăng', return: 'Trả lại để sửa', reason: ['Cần sửa gì, ở đâu', 'Người gửi sẽ đọc đúng lời này.'], returnButton: 'Trả lại người gửi',
  submit: 'Gửi đi', submitLead: 'Gửi người đối chiếu. Sau khi gửi, người gửi không sửa được nữa.', open: 'Xem xét', back: 'Sửa thông tin', errorTitle: 'Chưa xong', secondPerson: 'Bạn đã biên mục hoặc đối chiếu tài liệu này nên người khác phải duyệt.', nothing: 'Bạn không có việc gì ở bước này.',
  returned: 'Bị trả lại:', holder: (name: string): string => `${name} đang giữ việc này.`, free: 'Chưa ai nhận việc này.', take: 'Nhận việc', work: 'Người làm', handOver: 'Bàn giao', to: ['Bàn giao cho'], queue: '(trả về hàng chờ)', note: ['Ghi chú'],
  comment: 'Ý kiến', commentField: ['Ý kiến gửi người cùng làm', 'Giữ trong lịch sử, người đọc không thấy.'], commentButton: 'Ghi ý kiến',
  overdue: (days: number): string => `Quá hạn ${days} ngày`, today: 'Hạn hôm nay', left: (days: number): string => `Còn ${days} ngày`,
  nothingToNothing: '(trống)', versionLabel: (version: number): string => `bản ${version}`,
  checklistDone: (done: number, pages: number): string => `Đã kiểm ${done} mục${pages > 0 ? `, ${pages} trang` : ''}.`,
  notices: { 'da-gui': 'Đã gửi.', 'da-doi-chieu': 'Đã đối chiếu, chuyển người duyệt.', 'da-dang': 'Đã đăng. Người đọc tìm thấy tài liệu sau ít giây.', 'da-tra': 'Đã trả lại.', 'da-nhan': 'Đã nhận việc.', 'da-trao': 'Đã bàn giao.', 'da-ghi': 'Đã ghi ý kiến.' } as Readonly<Record<string, string>>,
  keysText: 'Phím mũi tên phải, trái lật trang; dấu đã đánh được giữ.',
};

export const merge = {
  title: 'Hai người cùng sửa', lead: 'Trong lúc bạn sửa, người khác đã lưu bản mới. Những mục chỉ một người sửa đã được giữ cả. Hãy chọn ở các mục cả hai cùng sửa.', theirs: 'Của họ, đã lưu', yours: 'Của bạn', base: 'Trước khi sửa', take: 'Lấy', save: 'Lưu bản đã chọn', kept: 'Người kia đã sửa, được giữ nguyên', none: 'Không có mục nào hai người sửa khác nhau. Bấm lưu để giữ cả hai.',
  legend: (field: string): string => `${field}: lấy bản nào?`, empty: '(trống)', edit: 'Sửa tiếp trong mẫu đầy đủ',
};
