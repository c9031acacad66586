/** What this room says of what it cannot take. */
export const messages = {
  wholeNumber: (field: string): string =>
    `${field}: ghi một số nguyên từ 0 đến 99.999.999, ví dụ 1.234.`,
  fillNumber: (field: string): string => `${field}: hãy ghi số; không có thì ghi 0.`,
  chooseKind: 'Hãy chọn báo cáo 6 tháng hay báo cáo năm.',
  endBeforeBeginning: 'Ngày cuối kỳ phải sau ngày đầu kỳ.',
  tooLong: 'Một kỳ dài nhất 366 ngày.',
  dueBeforeBeginning: 'Hạn gửi phải sau ngày đầu kỳ.',
  alreadyOpen: 'Đã có một kỳ cùng loại trùng những ngày này.',
  nobodyOwes: 'Chưa có xã, phường nào hoạt động trong những ngày này.',
  writeReason: 'Hãy ghi lý do.',
  reason: 'Lý do',
  returned: (round: string, unit: string): string => `${round} của ${unit} được trả lại để sửa`,
  due: (round: string, day: string): string => `${round}: hạn gửi ${day}`,
  late: (round: string, day: string): string => `${round}: đã quá hạn gửi ${day}`,
  nothingChanged: 'Chưa có số liệu hay nội dung nào khác với bản đang có.',
  reportsWait: (count: number): string =>
    `Còn ${count} báo cáo đã gửi mà chưa nhận. Hãy nhận hoặc trả lại trước khi chốt.`,
  noneAccepted: 'Chưa nhận báo cáo nào nên chưa chốt được.',
};
