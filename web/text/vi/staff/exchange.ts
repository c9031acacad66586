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

const clients = {
  title: 'Khóa API',
  lead: 'Hệ thống khác đọc thông tin tài liệu qua API không cần khóa, trong mức chung cho mỗi địa chỉ mạng. Hệ thống có khóa được đọc nhiều hơn và lấy thông tin của mọi tài liệu một lần.',
  none: 'Chưa cấp khóa nào.',
  list: 'Khóa đã cấp',
  issue: 'Cấp khóa',
  name: ['Hệ thống dùng khóa', 'Ví dụ: Cổng thông tin điện tử tỉnh An Sơn.'],
  unit: ['Đơn vị chịu trách nhiệm', 'Đơn vị vận hành hệ thống, để liên hệ khi cần.'],
  perMinute: ['Số lượt mỗi phút', 'Hết lượt thì hệ thống chờ sang phút sau.'],
  errorTitle: 'Chưa cấp được khóa',
  freshTitle: (name: string): string => `Khóa của ${name}`,
  freshNote:
    'Chép khóa và gửi cho đơn vị ngay bây giờ bằng đường an toàn: khóa chỉ hiện một lần này, tủ sách không giữ lại và không xem lại được. Mất khóa thì thu hồi rồi cấp khóa khác.',
  use: 'Gửi kèm mỗi lượt đọc:',
  revoked: 'Đã thu hồi khóa. Hệ thống dùng khóa đó không đọc được nữa.',
  revoke: 'Thu hồi',
  revokedBadge: 'Đã thu hồi',
  of: (name: string): string => ` khóa của ${name}`,
  active: 'Đang dùng',
  ended: (by: string, at: string): string => `${by} thu hồi ngày ${at}`,
  ofUnit: (unit: string): string => `Đơn vị: ${unit}`,
  limit: (n: string): string => `${n} lượt mỗi phút`,
  issued: (by: string, at: string): string => `${by} cấp ngày ${at}`,
  lastUsed: (day: string): string => `Dùng lần cuối ngày ${day}`,
  neverUsed: 'Chưa dùng lần nào',
};

/** What officials see of exchange with other systems. */
export const exchangeStaffWords = { portals, clients };
