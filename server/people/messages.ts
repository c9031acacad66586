/** What this room says of what it cannot take, and writes into histories and reports. */
export const messages = {
  writeName: 'Hãy ghi họ và tên.',
  chooseActiveUnit: 'Hãy chọn một đơn vị đang hoạt động.',
  chooseRole: 'Hãy chọn ít nhất một vai trò.',
  roleNotYours: 'Bạn không được giao vai trò này.',
  wrongUsername: 'Từ 3 đến 40 chữ cái không dấu, chữ số, dấu chấm, gạch ngang.',
  wrongPassword: 'Mật khẩu đang dùng không đúng.',
  passwordTooShort: (shortest: number): string => `Mật khẩu mới cần ít nhất ${shortest} ký tự.`,
  passwordGuessable:
    'Mật khẩu này dễ đoán: chỉ gồm từ thông dụng, tên đăng nhập, chữ số hoặc ký tự lặp lại. Hãy dùng một câu dài của riêng bạn.',
  adminPassword: (fault: string): string => `ADMIN_PASSWORD chưa dùng được. ${fault}`,
  wrongCode:
    'Mã không đúng hoặc đã dùng. Hãy gõ mã đang hiện trên điện thoại và xem lại giờ của điện thoại.',
  passwordSame: 'Mật khẩu mới phải khác mật khẩu đang dùng.',
  passwordsDiffer: 'Hai lần gõ mật khẩu mới không giống nhau.',
  noSuchDay: 'Không phải ngày có thật.',
  wrongUnitCode: 'Mã gồm chữ cái không dấu viết thường, chữ số, dấu chấm, gạch ngang.',
  writeUnitName: 'Hãy ghi tên đơn vị.',
  wrongUnitKind: 'Loại đơn vị không đúng.',
  noParent: 'Không có đơn vị cấp trên mang mã này.',
  parentBelow: 'Cấp trên không được nằm dưới chính đơn vị.',
  noSuccessor: 'Không có đơn vị kế thừa mang mã này.',
  successorLeadsBack: 'Đơn vị kế thừa không được quay lại chính đơn vị.',
  unitCodeTaken: 'Mã này đã có đơn vị dùng.',
  wrongQuota: 'Hãy ghi số GB, chẳng hạn 20 hoặc 0,5; để trống nếu không giới hạn.',
  chooseUnit: 'Hãy chọn đơn vị trong danh sách.',
};
