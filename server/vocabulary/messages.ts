/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  wrongRank: 'Ghi một số từ 0 đến 9999; số nhỏ đứng trước.',
  wrongOptionalRank: 'Ghi một số từ 0 đến 9999, số nhỏ đứng trước; hoặc để trống.',
  subSubjectTaken: 'Chủ đề này đã có nhánh mang tên hoặc mã này (có thể đang ẩn).',
  tooManySubSubjects: (most: number): string => `Một chủ đề có nhiều nhất ${most} nhánh.`,
  tooLong: (most: number): string => `Dài quá ${most} ký tự.`,
  noBar: 'Không dùng dấu |: bảng Excel, CSV dùng dấu này để ngăn cách.',
  termTaken: (list: string): string => `Đã có ${list} mang tên hoặc mã này (có thể đang ẩn).`,
  codeTaken: 'Mã lấy theo tên này tủ sách đã dùng. Hãy ghi tên dài hơn.',
  tooManyTerms: (most: number, list: string): string => `Thêm được nhiều nhất ${most} ${list}.`,
  nameTaken: (list: string): string => `Đã có ${list} mang tên này (có thể đang ẩn).`,
  chooseGroup: 'Hãy chọn nhóm theo khoản 4 Điều 6: báo cáo đếm theo nhóm này.',
};
