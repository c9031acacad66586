/** What is said of records of other libraries that cannot be taken, or not whole. */
export const foreignMessages = {
  record: (n: number): string => `Bản ghi ${n}`,
  tooShort: 'Bản ghi ngắn hơn 26 byte, không đủ phần đầu của ISO 2709.',
  wrongLength: (said: string, is: number): string =>
    `Độ dài ghi ở đầu bản ghi là “${said}”, thực có ${is} byte.`,
  wrongBase: (said: string): string =>
    `Địa chỉ bắt đầu dữ liệu ghi là “${said}”, không khớp với bản ghi.`,
  wrongDirectory: (entry: string): string => `Mục “${entry}” của bảng trường không đọc được.`,
  fieldBeyond: (tag: string): string => `Trường ${tag} nằm ngoài bản ghi hoặc lệch vị trí.`,
  recordTooLong: 'Bản ghi dài hơn 99.999 byte là độ dài lớn nhất của ISO 2709.',
  cutOff: 'Bản ghi bị cắt cụt: không thấy dấu kết thúc bản ghi.',
  notUtf8:
    'Đầu bản ghi ghi là Unicode nhưng nội dung không phải UTF-8. Hãy xuất lại tệp theo UTF-8.',
  marc8: 'Bản ghi dùng bảng mã MARC-8 có chữ ngoài ASCII. Hãy xuất lại tệp theo UTF-8.',
  utf8Unsaid: 'Đầu bản ghi ghi MARC-8 nhưng nội dung là UTF-8, đã đọc theo UTF-8.',
  doctype: 'Tệp XML có khai báo DOCTYPE hoặc thực thể riêng nên không được đọc.',
  unknownEntity: (name: string): string => `Tệp XML dùng thực thể lạ “&${name};”.`,
  xmlCut: 'Tệp XML bị cắt cụt hoặc sai cấu trúc từ bản ghi này.',
  xmlDeep: 'Tệp XML lồng quá nhiều tầng nên không được đọc.',
  xmlNotUtf8: 'Tệp XML không phải UTF-8 hoặc UTF-16. Hãy xuất lại theo UTF-8.',
  xmlRecordTooLong: 'Bản ghi dài hơn 1 MB nên không được đọc.',
  noRecords: 'Tệp XML này không có bản ghi MARCXML, MODS hay Dublin Core nào.',
  badSigns: 'Đã bỏ ký tự không hợp lệ trong bản ghi.',
  unmapped: (what: string): string => `Không có ô tương ứng nên không nhập: ${what}.`,
  wrongIsbn: (value: string): string => `ISBN “${value}” sai số kiểm tra, để trống.`,
  otherIsbn: (values: string): string => `Các ISBN khác không nhập: ${values}.`,
  partOfDate: (value: string, date: string): string =>
    date === ''
      ? `Thời gian “${value}” không đọc được, để trống.`
      : `Thời gian “${value}” được ghi là ${date}.`,
  language: (value: string): string =>
    `Ngôn ngữ “${value}” không có trong danh mục, ghi là “Ngôn ngữ khác”.`,
  noGenre: (value: string): string => `Thể loại “${value}” không có trong danh mục, để trống.`,
  noSubPart: (code: string): string =>
    `Phần “${code}” của chủ đề không có trên tủ sách này, chỉ ghi chủ đề.`,
  noAudience: (value: string): string => `Đối tượng “${value}” không có trong danh mục, để trống.`,
  unreadMetadata: 'Bản ghi không có siêu dữ liệu ở dạng đọc được (MARCXML, MODS, Dublin Core).',
  longNumber: 'Số hiệu ở nơi gửi dài quá 500 ký tự.',
  noTitle: 'Bản ghi không có nhan đề.',
  unnamedSource:
    'Bản ghi không nói của thư viện nào. Hãy ghi nơi gửi để lần sau nhận ra bản ghi này.',
  noForeignId: 'Bản ghi không có số hiệu ở nơi gửi: nhập lại sẽ thành hai bản.',
  severalBags: 'Tệp ZIP phải có đúng một thư mục gốc chứa gói BagIt.',
  twice: (name: string): string => `Tệp ZIP có hai tệp cùng tên ${name} nên không được mở.`,
  wrongBagVersion: 'Tệp bagit.txt không ghi phiên bản BagIt đọc được (0.9x hoặc 1.x).',
  noManifest: 'Gói BagIt không có bản kê mã kiểm (manifest) nào đọc được.',
  wrongManifest: (line: string): string => `Bản kê mã kiểm có dòng không đọc được: “${line}”.`,
  tagNotUtf8: (name: string): string => `Tệp ${name} của gói không phải UTF-8.`,
  tagMissing: (name: string): string => `Gói thiếu tệp ${name} mà chính gói kê ra.`,
  tagChanged: (name: string): string =>
    `Tệp ${name} của gói không khớp mã kiểm: gói đã bị sửa hoặc hỏng khi chuyển.`,
  payloadMissing: (path: string): string => `Gói thiếu tệp ${path} có trong bản kê.`,
  payloadBroken: (path: string): string => `Tệp ${path} trong gói bị hỏng, không mở được.`,
  payloadChanged: (path: string): string =>
    `Tệp ${path} không khớp mã kiểm: đã bị sửa hoặc hỏng khi chuyển.`,
  payloadUnlisted: (path: string): string => `Tệp ${path} không có trong bản kê của gói.`,
  newerForm: 'Bản ghi viết theo dạng mới hơn tủ sách này. Hãy nâng cấp phần mềm rồi nhập lại.',
  noRecordIn: (folder: string): string =>
    `Thư mục ${folder} không có record.json hay siêu dữ liệu XML đọc được.`,
  filesOfMany: 'Gói có tệp nhưng không nói tệp nào của bản ghi nào; chưa nhập tệp.',
  comparedLater: 'Mã kiểm của tệp sẽ được so khi nhập.',
  emptyBag: 'Gói BagIt này không có bản ghi nào.',
};
