/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  itemCalled: (title: string): string => `Tài liệu: ${title}.`,
  copiedFrom: (title: string, id: string): string => `Chép thông tin từ “${title}” (${id}).`,
  approvalInFuture: 'Ngày phê duyệt chưa tới.',
  namesMerged: (into: string): string => `Gộp danh mục thành “${into}”.`,
  writeNameToKeep: 'Hãy ghi tên sẽ dùng.',
  unitNotActive: (unit: string): string => `“${unit}” hiện không hoạt động.`,
  unitMerged: (unit: string, successor: string): string =>
    `“${unit}” đã nhập vào “${successor}”. Hãy chọn “${successor}”.`,
  publishedMovedByShelf:
    'Tài liệu đã đăng chuyển sang đơn vị nào là do đơn vị quản lý tủ sách quyết định.',
  unitNotYours: (unit: string): string => `Bạn không được chuyển tài liệu này sang “${unit}”.`,
};
