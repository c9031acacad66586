/** Links to sites of communes and ministries. */
export const bannerForm = {
  title: 'Liên kết trao đổi',
  lead: 'Biểu trưng ở cuối trang chủ, dẫn sang trang của xã, phường, sở, bộ, ngành.',
  add: 'Thêm liên kết',
  none: 'Chưa có liên kết nào.',
  alt: [
    'Tên cơ quan',
    'Đúng như chữ đọc được trên biểu trưng; người không thấy hình nghe tên này.',
  ],
  address: ['Địa chỉ trang', 'Bắt đầu bằng https:// hoặc http://.'],
  group: ['Nhóm'],
  groups: { commune: 'Xã, phường, đặc khu', ministry: 'Bộ, ngành, tỉnh', other: 'Nơi khác' },
  from: ['Hiện từ ngày', 'Để trống thì hiện ngay, không hạn.'],
  to: ['Đến hết ngày'],
  picture: [
    'Biểu trưng',
    'Ảnh JPEG, PNG hoặc WebP, tối đa 5 MB. Tủ sách vẽ lại và tự lưu, trình duyệt của người đọc không hỏi trang khác.',
  ],
  keep: 'Chỉ chọn tệp khi muốn thay biểu trưng đang dùng.',
  received: 'Đã nhận biểu trưng mới; chưa lưu.',
  state: {
    new: 'Chưa kiểm tra',
    ok: 'Mở được',
    unreachable: 'Đang lỗi, sẽ hỏi lại',
    broken: 'Hỏng, đang ẩn với người đọc',
  },
  since: (day: string): string => `từ ${day}`,
  later: (day: string): string => `Hiện từ ${day}`,
  over: (day: string): string => `Hết hạn ${day}`,
  delete: 'Xóa liên kết này',
  deleteNote: 'Xóa hẳn cùng các bản cũ. Muốn tạm ẩn thì chọn “Chỉ cán bộ thấy”.',
  note: 'Địa chỉ được hỏi mỗi tuần. Địa chỉ lỗi ba ngày, hoặc hai lần liền báo không còn trang, thì bị coi là hỏng: biểu trưng ẩn khỏi trang chủ cho đến khi mở được lại.',
};
