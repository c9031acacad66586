/** What readers see of words that a machine read, and the form that says one is wrong. */
export const textReport = {
  unread:
    'Chữ trên trang này do máy đọc từ ảnh, chưa có người đọc lại, có thể còn sai; hãy đối chiếu với ảnh trang.',
  reread: (day: string): string =>
    `Chữ trên trang này do máy đọc từ ảnh, đã được đọc lại ngày ${day}.`,
  rereadSome: 'Chữ trên các trang này do máy đọc từ ảnh; có trang chưa có người đọc lại.',
  link: 'Báo lỗi chữ',
  title: 'Báo lỗi chữ',
  pageTitle: (page: number, item: string): string => `Báo lỗi chữ ở trang ${page}: ${item}`,
  lead: (page: number): string =>
    `Chữ ở trang ${page} do máy đọc từ ảnh. Cho chúng tôi biết chỗ sai; không cần tài khoản, không lưu bạn là ai.`,
  line: 'Dòng có chữ sai',
  anyLine: 'Không rõ dòng nào',
  words: 'Chữ sai',
  wordsHelp: 'Như đang hiện trên trang. Không ghi tên, số điện thoại hay chuyện riêng.',
  wanted: 'Nên là',
  wantedHelp: 'Không bắt buộc.',
  send: 'Gửi lời báo',
  failed: 'Chưa gửi được',
  thanks: 'Cảm ơn bạn',
  thanksText: 'Cán bộ sẽ xem lại chỗ này. Bạn có thể đọc tiếp.',
  back: 'Về trang đang đọc',
  closed: 'Chữ trên trang này không do máy đọc nên không báo lỗi ở đây được.',
};

export const correctionWords = { textReport };
