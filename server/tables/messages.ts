/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  mergedCell: (cells: string): string =>
    `Dòng này có ô gộp (${cells}). Hãy bỏ gộp và ghi giá trị vào từng ô.`,
  alreadyInLine: (value: string, line: number): string => `“${value}” đã có ở dòng ${line}.`,
  noHeader: (columns: string): string =>
    `Bảng kê không đọc được. Dòng tiêu đề phải có cột ${columns}.`,
  tooManyLines: (lines: number, most: number): string =>
    `Bảng có ${lines} dòng, mỗi lần tối đa ${most}. Hãy tách bảng.`,
};
