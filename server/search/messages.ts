/** What this room says of what it cannot take, and writes into reports. */
export const messages = {
  needSaid: 'Hãy ghi ít nhất một từ mà người dân nói.',
  needMeant: 'Hãy ghi ít nhất một từ dùng trong luật.',
  tooMany: (most: number): string => `Nhiều nhất ${most} cách ghi; hãy tách thành hai mục.`,
  tooLongWords: (words: string, most: number): string =>
    `“${words}” dài quá ${most} tiếng. Hãy ghi ngắn lại.`,
  ordered: (query: string): string => `Làm theo câu người đọc đã tìm: ${query}`,
  weakWeek: (n: number, more: boolean): string =>
    `${more ? `Hơn ${n - 1}` : n} câu tìm trong bảy ngày qua chưa có lời đáp`,
  weakMost: (queries: readonly string[]): string =>
    `Nhiều nhất: ${queries.map((query) => `“${query}”`).join(', ')}.`,
  noWord: (words: string): string => `“${words}” không có chữ nào để tìm.`,
  wrongWeight: (words: string): string =>
    `Sức nặng của “${words}” phải từ 0,1 đến 1, ví dụ: giấy phép xây dựng*0,5.`,
  sameWords: (words: string): string =>
    `“${words}” đứng ở cả hai bên; người dân đã nói đúng từ đó.`,
  wrongGroup: 'Hãy chọn một nhóm trong danh sách.',
  wrongSubject: (code: string): string => `Không có chủ đề “${code}”. Ghi mã hai chữ số, ví dụ 11.`,
  tooManyWords: (most: number): string => `Danh sách có nhiều nhất ${most} mục riêng.`,
  wrongUse: 'Cột “Dùng” ghi Có hoặc Không.',
  unknownWord: (id: string): string =>
    `Không có mục mang mã “${id}”. Để trống mã khi thêm mục mới.`,
};
