/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  noItemOfTitle: (title: string): string =>
    `Không có tài liệu nào tên đúng là “${title}”. Hãy ghi mã định danh, hoặc thêm bản ghi trước.`,
  severalItemsOfTitle: (count: number, title: string): string =>
    `Có ${count} tài liệu cùng tên “${title}”. Hãy ghi mã định danh hoặc mã tài liệu.`,
  writeItem: 'Hãy ghi mã định danh, mã tài liệu hoặc tên tài liệu.',
  noItemOfIdentifier: (identifier: string): string =>
    `Không có tài liệu nào mang mã định danh “${identifier}”.`,
  noItemOfCode: (code: string): string => `Không có tài liệu nào mang mã “${code}”.`,
  copyChangedMeanwhile: 'Bản in này vừa được người khác sửa; hãy gửi lại bảng.',
  writeLibraryName: 'Hãy ghi tên nơi để sách.',
  writeLibraryAddress: 'Hãy ghi địa chỉ để người đọc tìm đến.',
  chooseKind: 'Hãy chọn loại trong danh sách.',
  writeRegisterNumber: 'Hãy ghi số đăng ký.',
  receivedInFuture: 'Ngày nhập chưa tới.',
  writePrice: 'Ghi số tiền bằng đồng, chỉ chữ số, ví dụ 45000.',
  writeCount: (most: number): string => `Ghi một số từ 1 đến ${most}.`,
  chooseItem: 'Hãy chọn tài liệu.',
  chooseState: 'Hãy chọn tình trạng trong danh sách.',
  duePast: 'Hạn trả đã qua.',
  dueTooFar: 'Hạn trả xa quá một năm.',
  writeBorrower: 'Hãy ghi tên người mượn.',
  writeContact: 'Hãy ghi một cách liên hệ: số điện thoại, hoặc thôn, bản.',
  chooseReturnState: 'Hãy chọn tình trạng khi trả.',
  writeLibrary: 'Hãy ghi nơi để sách, hoặc chọn nơi ở trên biểu mẫu.',
  noLibraryOfName: (name: string): string => `Không có nơi để sách nào tên “${name}”.`,
  severalLibrariesOfName: (count: number, name: string): string =>
    `Có ${count} nơi cùng tên “${name}”. Hãy chọn nơi ở trên biểu mẫu.`,
  libraryNotYours: (library: string): string => `Bạn không được ghi sổ của “${library}”.`,
  unknownState: (label: string, state: string): string =>
    `${label} “${state}” không có trong danh mục.`,
  noLoansBySheet: 'Cho mượn và nhận trả làm ở phần mượn, trả, không làm bằng bảng.',
  sinceInFuture: 'Ngày của tình trạng chưa tới.',
  sinceToday: 'Không ghi tình trạng từ ngày nào: tính từ hôm nay.',
  numberOfOtherItem: (title: string): string =>
    `Số đăng ký này trong sổ là của “${title}”. Hãy xem lại số hoặc tài liệu.`,
  anotherIsOpen: 'Nơi này đang có một đợt kiểm kê khác mở. Hãy chốt đợt đó trước.',
  scanRegisterNumber: 'Hãy gõ hoặc quét số đăng ký.',
  numberNotHere: (number: string): string =>
    `Không có số đăng ký “${number}” trong sổ của nơi này. Hãy xem lại số trên sách.`,
};
