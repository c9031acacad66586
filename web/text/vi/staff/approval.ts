/** The approval of the compiling body with its signed file. */
export const approval = {
  title: 'Văn bản phê duyệt',
  lead: 'Tài liệu chưa xuất bản phải được người đứng đầu cơ quan biên soạn phê duyệt bằng văn bản. Tệp ký chỉ cán bộ có quyền xem tài liệu mở được; người đọc không thấy.',
  open: 'Đính kèm văn bản phê duyệt đã ký',
  openFile: (name: string): string => `Mở văn bản phê duyệt: ${name}`,
  present: 'Tệp đang có:',
  remove: 'Bỏ tệp này',
  file: 'Tệp văn bản đã ký',
  fileHelp: (size: string): string => `PDF hoặc ảnh chụp (JPEG, PNG, WebP), tối đa ${size}.`,
  fileAgain: 'Chọn tệp mới sẽ thay tệp đang có.',
  save: 'Lưu',
  saved: 'Đã lưu phê duyệt.',
  errorTitle: 'Chưa lưu được',
};
