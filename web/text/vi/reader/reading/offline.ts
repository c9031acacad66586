const SAVE = 'Lưu để đọc khi mất mạng';
const SAVED_HERE = 'Tài liệu đã lưu trên máy này';
const REMOVED = 'Đã xóa khỏi máy này.';

export const offline = {
  save: SAVE,
  saveNote: (size: string): string =>
    `Giữ phần chữ và hình của tài liệu này trên máy bạn, khoảng ${size}. Không cần tài khoản; xóa lúc nào cũng được.`,
  noScript: 'Trình duyệt này không tự lưu được. Hãy tải tệp về để đọc khi mất mạng.',
  all: SAVED_HERE,
  saveScript: {
    save: 'Lưu vào máy này',
    again: 'Lưu lại bản mới',
    remove: 'Xóa bản đã lưu',
    saving: 'Đang lưu {da}/{ca}…',
    saved: 'Đã lưu ngày {ngay}, {co}.',
    old: 'Bản đã lưu ngày {ngay} ({co}) cũ hơn bản trên tủ sách.',
    removed: REMOVED,
    failed: 'Chưa lưu được: mạng đứt giữa chừng. Hãy thử lại.',
    full: 'Máy này hết chỗ nên chưa lưu được.',
    large: 'Tài liệu lớn quá mức lưu được.',
    unable: 'Trình duyệt này không lưu được. Hãy tải tệp về để đọc khi mất mạng.',
    summary: SAVE,
    summarySaved: 'Đã lưu để đọc khi mất mạng',
  },
  lostOver: 'Không có kết nối',
  lostTitle: 'Máy đang mất mạng',
  lostText:
    'Bạn vẫn đọc được những tài liệu đã lưu và những trang vừa đọc trên máy này. Khi có mạng, hãy xem lại tình trạng hiệu lực.',
  retry: 'Thử kết nối lại',
  savedTitle: SAVED_HERE,
  savedText:
    'Những tài liệu dưới đây mở được khi không có mạng. Danh sách chỉ nằm trên máy này; tủ sách không biết bạn lưu gì.',
  savedHeading: 'Đã lưu',
  traces: 'Trang vừa đọc',
  tracesText:
    'Trình duyệt còn giữ tối đa 60 trang đọc gần đây để mở khi mất mạng. Dùng máy chung thì nên xóa trước khi rời máy.',
  clear: 'Xóa các trang vừa đọc',
  listScript: {
    none: 'Chưa lưu tài liệu nào. Ở trang mỗi tài liệu có mục “Lưu để đọc khi mất mạng”.',
    unable: 'Trình duyệt này không lưu được tài liệu.',
    facts: '{co} · lưu ngày {ngay} · {hieuluc}',
    remove: 'Xóa',
    removed: REMOVED,
    cleared: 'Đã xóa các trang vừa đọc.',
    total: '({so} tài liệu, {co})',
  },
};
