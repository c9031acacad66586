/** What this room says of what it cannot take, and writes into histories. */
export const messages = {
  lineWithoutItem: 'Dòng không ghi mã tài liệu.',
  unknownOutcome: (word: string): string =>
    word === ''
      ? 'Dòng không ghi kết quả.'
      : `Không hiểu kết quả “${word}”. Hãy ghi: đã nhận, trả lại hoặc đã gỡ.`,
  notWebAddress: (text: string): string => `“${text}” không phải là địa chỉ http hoặc https.`,
  noSuchItem: (text: string): string => `Tủ sách không có tài liệu “${text}”.`,
  neverSent: 'Tài liệu này chưa từng gửi tới nơi nhận.',
  alreadyInLine: (line: number): string => `Tài liệu này đã có ở dòng ${line} của biên nhận.`,
  noItemColumn: 'Biên nhận phải có cột mã tài liệu. Hãy chọn cột đó ở bảng bên dưới.',
  noOutcomeColumn: 'Biên nhận phải có cột kết quả. Hãy chọn cột đó ở bảng bên dưới.',
  refusedBy: (target: string, reason: string): string =>
    `${target} trả lại: ${reason || 'không ghi lý do'}`,
  needName: 'Hãy ghi tên nơi nhận.',
  wrongWay: 'Hãy chọn cách gửi.',
  wrongHost: 'Hãy ghi tên máy chủ, không kèm đường dẫn.',
  wrongPort: 'Cổng là số từ 1 đến 65535.',
  needUser: 'Hãy ghi tên đăng nhập tại nơi nhận.',
  wrongHostKey:
    'Hãy ghi dấu vân tay khóa máy chủ dạng SHA256:…, lấy bằng lệnh ssh-keygen -lf hoặc hỏi nơi nhận.',
  wrongAddress: 'Hãy ghi địa chỉ https đầy đủ, không kèm tên đăng nhập.',
  wrongSecret: 'Tên tệp khóa chỉ gồm chữ không dấu, số, dấu chấm, gạch nối; không ghi đường dẫn.',
  needSecret: 'Hãy ghi tên tệp khóa trong thư mục khóa của máy chủ.',
  wrongFolder: 'Thư mục phải nằm trong thư mục xuất, không dùng “..”.',
  noExportFolder: 'Máy chủ chưa đặt thư mục xuất (EXPORT_FOLDER) nên chưa dùng được cách gửi này.',
  noSecretsFolder: 'Máy chủ chưa đặt thư mục khóa (SECRETS_FOLDER) nên chưa dùng được khóa.',
  openDelivery: 'Đang có lần giao nộp chưa xong; phạm vi chỉ đổi được sau khi nó xong hoặc bị hủy.',
  unknownSet: (spec: string): string => `Không có phạm vi “${spec}”.`,
} as const;
