export const lists = {
  title: 'Danh mục', lead: 'Những danh sách dùng chung cho cả tủ sách.',
  laws: 'Số hiệu, hiệu lực, văn bản thay thế; tài liệu nào dẫn chiếu.', imports: 'Đưa nhiều tài liệu vào bằng Excel hoặc CSV; tải danh mục về để sửa rồi đưa lên lại.',
  subjects: 'Chia 45 lĩnh vực thành nhánh; thứ tự, ẩn hiện.',
  genre: 'Thêm thể loại riêng; thứ tự, gợi ý khi biên mục.', audience: 'Thêm đối tượng riêng; thứ tự, gợi ý khi biên mục.',
  pages: 'Giới thiệu, nội quy và các trang do cơ quan tự viết; xem trước, lấy lại bản cũ.',
  banners: 'Biểu trưng dẫn sang trang của xã, phường, bộ, ngành; liên kết hỏng tự ẩn.',
  places: 'Nơi để sách in, sổ đăng ký, mượn trả, kiểm kê, báo cáo.',
  collections: 'Tài liệu chọn theo đợt, theo chủ đề; thứ tự và mùa trong năm.',
};

/** What the forms of all these lists say. */
export const keptForm = {
  save: 'Lưu', errorTitle: (n: number): string => `Còn ${n} mục cần sửa`, changed: (who: string, when: string): string => `Sửa lần cuối: ${who}, ${when}`,
  conflictTitle: 'Mục này vừa được người khác sửa', conflictText: 'Những gì bạn nhập vẫn còn trong các ô dưới đây. Mở bản mới ở thẻ khác để so rồi lưu lại.', openNew: 'Mở bản mới',
  saved: 'Đã lưu. Trang công khai đã theo bản mới.', removed: 'Đã xóa.', hidden: 'Đang ẩn', shown: 'Đang hiện', hide: 'Ẩn với người đọc', seePublic: 'Xem trang công khai', look: 'Mở', of: (name: string): string => `: ${name}`,
  rank: ['Thứ tự', 'Số nhỏ đứng trước.'], show: 'Hiện hay ẩn', onShow: 'Người đọc thấy', offShow: 'Chỉ cán bộ thấy',
};

export const collectionForm = {
  title: 'Bộ sưu tập', lead: 'Bộ sưu tập đứng trên trang chủ trong mùa của nó, và quanh năm ở trang Bộ sưu tập.', add: 'Thêm bộ sưu tập', none: 'Chưa có bộ sưu tập nào.',
  name: ['Tên bộ sưu tập', 'Ví dụ: Tháng hưởng ứng Ngày Pháp luật.'], slug: ['Địa chỉ', 'Phần cuối của địa chỉ trang, không đổi được sau khi lưu. Để trống thì lấy theo tên.'], intro: ['Giới thiệu', 'Một, hai câu dưới tên.'],
  from: ['Từ ngày', 'Ngày/tháng, lặp lại mỗi năm. Để trống cả hai ô thì hiện quanh năm.'], to: ['Đến hết ngày'], season: (from: string, to: string): string => `Hằng năm ${from} đến ${to}`, allYear: 'Quanh năm',
  items: 'Tài liệu trong bộ', count: (n: string): string => `${n} tài liệu`, empty: 'Chưa có tài liệu nào. Thêm ở ô dưới.', notPublished: 'chưa đăng, người đọc không thấy', gone: 'Tài liệu không còn',
  up: 'Lên', down: 'Xuống', remove: 'Bỏ ra', addLabel: ['Thêm tài liệu', 'Mã định danh, địa chỉ trang tài liệu, hoặc vài chữ trong tên.'], addButton: 'Thêm', found: 'Chọn tài liệu muốn thêm', choose: 'Thêm vào bộ',
  notFound: (q: string): string => `Không thấy tài liệu nào với “${q}”. Hãy thử mã định danh hoặc chữ khác trong tên.`, already: (title: string): string => `“${title}” đã có trong bộ.`,
  taken: 'Địa chỉ này đã có bộ sưu tập khác. Hãy đổi địa chỉ.',
  unsaved: 'Thay đổi chưa được lưu. Bấm Lưu khi xong.', readOnly: 'Bạn xem được danh sách này; cán bộ của cơ quan quản trị tủ sách sửa.',
};
