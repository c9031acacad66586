const portals = {
  title: 'Trang được nhúng tủ sách',
  lead: 'Trang thông tin của xã, phường, sở, ngành có tên ở đây được hiện tài liệu mới, ô tìm kiếm, tài liệu của tủ sách trong trang mình. Trang khác thì trình duyệt không hiện.',
  guide: 'Xem cách nhúng và lấy đoạn mã',
  none: 'Chưa có trang nào. Khung nhúng chỉ hiện trên chính tủ sách.',
  name: ['Trang của đơn vị nào', 'Ví dụ: Ủy ban nhân dân xã Mường Khe.'],
  origin: [
    'Địa chỉ trang',
    'Bắt đầu bằng https://, không có phần sau tên miền. Ghi *. trước tên miền để gồm mọi trang con, ví dụ https://*.anson.gov.vn.',
  ],
  add: 'Thêm trang',
  errorTitle: 'Chưa thêm được',
  added: 'Đã thêm trang.',
  removed: 'Đã bỏ trang. Khung nhúng ở trang đó không hiện nữa.',
  remove: 'Bỏ',
  of: (name: string): string => ` ${name}`,
  changed: (by: string, at: string): string => `${by} thêm ngày ${at}`,
};

/** What officials see of exchange with other systems. */
export const exchangeStaffWords = { portals };
