import { FIELD_LABELS } from '#server/base/field-labels.ts';

/**
 * What stands around every page of an official, where the pages themselves say the same. Loaded with
 * the pages of readers, as the frame of a page is one for both.
 */
export const staffMenu = {
  lists: 'Các danh mục',
  people: 'Tài khoản',
  units: FIELD_LABELS.unit,
  send: 'Gửi tài liệu',
  figures: 'Thống kê',
  reports: 'Báo cáo',
  publicPages: 'Trang công khai',
  securityLog: 'Nhật ký an ninh',
  ownPassword: 'Đổi mật khẩu',
  secondFactor: 'Xác thực hai bước',
  ownSessions: 'Phiên đăng nhập',
  notices: 'Thông báo',
  newNotices: 'mới:',
  someNotices: (n: number): string => (n >= 100 ? '99+' : String(n)),
};
