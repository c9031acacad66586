/** What this room says of what it cannot take, and writes into histories. */
export const messages = {
  lineTooLong: (most: number): string => `Một dòng dài nhất ${most} ký tự.`,
  tooManyLines: (most: number): string => `Mỗi trang thêm được nhiều nhất ${most} dòng.`,
  reportNothing: 'Hãy chọn dòng có chữ sai, hoặc ghi chữ sai.',
  reportTooLong: (most: number): string => `Hãy viết trong ${most} ký tự.`,
  reportsFull:
    'Trang này đã có nhiều lời báo đang chờ cán bộ xem. Xin quay lại sau khi các lời báo đó được xem xét.',
  pageDone: (file: string, page: number): string => `${file}, trang ${page}`,
};
