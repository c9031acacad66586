/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  draftWithoutFile: 'Không có tệp: thành bản nháp chưa có tệp đính kèm, không đăng.',
  noIdentifier: 'Chưa có mã định danh: nhập lại bảng này sẽ thành hai bản.',
  unitNotYours: (unit: string): string => `Bạn không có quyền thêm tài liệu cho đơn vị “${unit}”.`,
  identifierTaken:
    'Mã định danh này đã có trên tủ sách. Muốn sửa, hãy xuất danh mục rồi sửa trên bảng đó.',
  fileNotSent: (name: string): string =>
    `Không thấy tệp “${name}” trong các tệp gửi kèm (hoặc có nhiều tệp trùng tên).`,
  noTitleNoFile: 'Dòng này không có tên tài liệu và không ghi tên tệp.',
  noItemOfCode: (code: string): string => `Không có tài liệu mang mã “${code}”.`,
  itemNotYours: 'Bạn không có quyền sửa tài liệu này.',
  unitNotBySheet: 'Đơn vị quản lý không đổi được bằng bảng.',
  rightsEmpty: 'Quyền sử dụng không được để trống.',
  noFile: 'Dòng này không ghi tên tệp.',
  fileNotInFolder: (file: string): string => `Không thấy tệp “${file}” trong thư mục.`,
  ofFile: (file: string, sentence: string): string => `“${file}”: ${sentence}`,
  waitsForRecognition: (file: string): string => `“${file}” chưa có chữ, chờ nhận dạng.`,
  waitsForConversion: (file: string): string => `“${file}” dùng mã chữ cũ, chờ chuyển mã.`,
  takenFromFile: (facts: string): string => `Lấy từ tệp, cần người kiểm tra: ${facts}.`,
  noFolder: (folder: string): string => `Không thấy thư mục “${folder}”.`,
  fromSheetWithoutFile: 'Nhập từ bảng, chưa có tệp',
  alreadyOnShelf: 'Tệp hoặc mã định danh này đã có trên tủ sách.',
  changedBySheet: (columns: string): string => `Nhập từ bảng: ${columns}`,
  lineGone: 'Không còn thấy dòng này trong bảng.',
  approvedBySheet: (sheet: string): string => `Duyệt hàng loạt theo bảng “${sheet}”`,
  unknownCode: 'không có trong danh mục',
};
