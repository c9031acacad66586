import { frame } from '../reader/frame.ts';

/** The page that everybody may open, unlike all others of officials. */
export const signIn = {
  title: frame.signIn,
  lead: 'Dành cho cán bộ quản lý tủ sách. Người đọc không cần đăng nhập.',
  username: 'Tên đăng nhập',
  password: 'Mật khẩu',
  button: frame.signIn,
  failed: 'Chưa đăng nhập được',
  or: 'Hoặc',
  outside: (service: string): string => `Đăng nhập bằng ${service}`,
  forgot: 'Quên mật khẩu? Hãy báo người quản trị của đơn vị để được cấp lại.',
};

export const signInCode = {
  title: 'Nhập mã xác nhận',
  lead: 'Mở ứng dụng tạo mã trên điện thoại rồi gõ mã 6 chữ số. Mất điện thoại thì gõ một mã dự phòng.',
  code: ['Mã xác nhận'],
  button: 'Xác nhận',
  again: 'Đăng nhập bằng tài khoản khác',
};
