import { GONE_ITEM, HOLDING_STATE_LABELS, type HoldingColumn } from '#server/domain/holding-row.ts';

/** Places of printed copies and the copies in them (Điều 9 to 13 Quyết định 14/2019/QĐ-TTg). */
export const places = {
  title: 'Bản in', lead: 'Nơi để sách in, sổ đăng ký, mượn trả, kiểm kê và báo cáo tủ sách.', add: 'Thêm nơi để sách', none: 'Chưa có nơi để sách nào trong phạm vi của bạn.', edit: 'Sửa thông tin nơi này', errorTitle: (n: number): string => `Còn ${n} mục cần sửa`,
  kinds: { 'tu-sach': 'Tủ sách pháp luật', 'thu-vien': 'Thư viện', 'buu-dien': 'Điểm Bưu điện - Văn hóa xã', 'hoc-tap': 'Trung tâm học tập cộng đồng', 'don-vi': 'Tủ sách của cơ quan, đơn vị', khac: 'Nơi khác' },
  name: ['Tên nơi để sách', 'Ví dụ: Tủ sách pháp luật xã Mường Khe.'], kind: ['Loại'], unit: ['Đơn vị quản lý'], address: ['Địa chỉ', 'Người đọc đến theo địa chỉ này.'], phone: ['Điện thoại'], hours: ['Giờ phục vụ', 'Ví dụ: thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ.'],
  keeper: ['Người phụ trách'], founded: ['Quyết định thành lập', 'Số, ngày quyết định.'], closed: ['Phục vụ người đọc'], open: 'Đang phục vụ', shut: 'Đã thôi phục vụ', closedBadge: 'Đã thôi phục vụ', saved: 'Đã lưu.', copies: (n: string): string => `${n} bản`,
  conflict: 'Nơi này vừa được người khác sửa. Những gì bạn nhập vẫn còn; xem lại rồi lưu.',
};

export const holdings = {
  states: HOLDING_STATE_LABELS,
  all: 'Tất cả', filter: 'Lọc theo tình trạng', find: 'Tìm theo số đăng ký', findButton: 'Mở', notFound: (n: string): string => `Không có số đăng ký “${n}” ở nơi này.`, none: 'Không có bản in nào.', number: 'Số đăng ký', item: 'Tài liệu', state: 'Tình trạng', since: (day: string): string => `từ ${day}`,
  addTitle: 'Ghi thêm bản in', addButton: 'Ghi vào sổ', added: 'Đã ghi vào sổ.', choose: 'Chọn tài liệu', search: ['Tài liệu', 'Mã định danh, địa chỉ trang tài liệu, hoặc vài chữ trong tên. Sách chưa có trong tủ thì thêm bản ghi trước, quyền sử dụng “chỉ thư mục”.'], searchButton: 'Tìm', pick: 'Chọn',
  noItem: (q: string): string => `Không thấy tài liệu nào với “${q}”.`, other: 'Chọn tài liệu khác', gone: GONE_ITEM,
  first: ['Số đăng ký đầu tiên', 'Số đăng ký cá biệt như đóng trên sách; các bản sau tự lấy số kế tiếp.'], registerNumber: ['Số đăng ký', 'Như đóng trên sách; mỗi nơi một số chỉ dùng một lần.'], copies: ['Số bản', 'Từ 1 đến 100.'], receivedOn: ['Ngày nhập'], price: ['Giá (đồng)', 'Chỉ ghi số, ví dụ 45000.'], source: ['Nguồn', 'Mua, được cấp, được tặng, luân chuyển từ đâu.'], note: ['Ghi chú'],
  given: ['Tình trạng', 'Cho mượn và nhận trả làm ở phần mượn, trả.'], save: 'Lưu bản in', saved: 'Đã lưu.', copy: (n: string): string => `Bản in ${n}`, facts: 'Thông tin bản in', place: 'Nơi để',
  errorTitle: (n: number): string => `Còn ${n} mục cần sửa`, conflict: 'Bản in này vừa được người khác sửa. Những gì bạn nhập vẫn còn; xem lại rồi lưu.',
  ofItem: 'Bản in của tài liệu này', ofItemTitle: (title: string): string => `Bản in: ${title}`, nowhere: 'Chưa nơi nào có bản in.', count: (copies: string, available: string): string => `${copies} bản, ${available} bản đang trên giá`, addHere: 'Ghi thêm bản in ở đây', public: 'Trang công khai',
  received: (day: string): string => `nhập ${day}`, changed: (who: string, when: string): string => `Sửa lần cuối: ${who}, ${when}`,
};

const meanings: Readonly<Record<HoldingColumn, string>> = {
  registerNumber: 'Bắt buộc. Như đóng trên sách; mỗi nơi một số chỉ dùng một lần.', title: 'Tên đúng như trên tủ sách; không cần khi đã ghi mã.', state: 'Còn trên giá, Hỏng, Mất hoặc Đã thanh lý; để trống là Còn trên giá.', since: 'Ngày/tháng/năm; để trống thì tính từ ngày nhập hoặc hôm nay.',
  receivedOn: 'Ngày/tháng/năm, ví dụ 05/01/2026.', price: 'Số tiền bằng đồng, ví dụ 45000.', source: 'Mua, được cấp, được tặng.', note: 'Không bắt buộc.', identifier: 'Mã định danh của tài liệu trên tủ sách, nếu có.', itemId: 'Mã trong địa chỉ trang tài liệu; có sẵn khi xuất sổ. Dòng có mã này: ô để trống nghĩa là xóa. Dòng không có mã: ô để trống thì giữ như trong sổ.', place: 'Tên nơi để sách; để trống thì lấy nơi chọn trên biểu mẫu.',
};

export const holdingImport = {
  title: 'Nhập sổ đăng ký từ bảng', open: 'Nhập từ bảng', lead: 'Mỗi dòng là một bản in. Tủ sách cho xem trước từng dòng; chưa ghi gì cho đến khi bạn bấm Ghi vào sổ. Số đăng ký đã có thì chỉ những ô ghi khác sổ được sửa, nên gửi lại cùng một bảng không ghi thêm gì.',
  columns: (names: string): string => `Các cột nhận được: ${names}. Chỉ cột Số đăng ký và một cột về tài liệu là bắt buộc.`, place: ['Nơi để sách', 'Cho những dòng không ghi nơi.'], noPlace: 'Theo cột Nơi để sách', sheet: 'Bảng kê', sheetHelp: 'XLSX hoặc CSV, tối đa 3.000 dòng mỗi lần.',
  planTitle: (n: string): string => `Xem trước ${n} dòng`, doneTitle: (n: string): string => `Kết quả ${n} dòng`, save: (n: string): string => `Ghi ${n} dòng vào sổ`, nothing: 'Không có gì mới để ghi.', unknown: (names: string): string => `Không nhận ra cột, nên bỏ qua: ${names}.`, noNumber: '(trống)',
  exportLead: 'Xuất sổ đăng ký:', help: 'Hướng dẫn', helpColumn: 'Cột', helpMeaning: 'Ghi gì', helpOthers: 'Tên cột khác cũng nhận', meanings,
};

export const loans = {
  title: 'Sách đang mượn', lead: 'Hạn trả gần nhất đứng trước. Chỉ cán bộ của đơn vị này thấy tên người mượn.', none: 'Không có bản in nào đang được mượn.', overdue: (days: string): string => `Quá hạn ${days} ngày`, due: (day: string): string => `Hạn trả ${day}`, out: 'Đang được mượn.',
  privacy: 'Tên và cách liên hệ chỉ dùng để đòi lại sách, tự xóa 30 ngày sau khi trả.', lend: 'Cho mượn', borrower: ['Người mượn', 'Họ và tên.'], contact: ['Cách liên hệ', 'Số điện thoại, hoặc thôn, bản.'], dueOn: ['Hạn trả'], newDue: ['Hạn trả mới'], lendButton: 'Cho mượn',
  lentTo: 'Người mượn', lentOn: 'Ngày mượn', dueLabel: 'Hạn trả', renewals: (n: string): string => `đã gia hạn ${n} lần`, back: 'Nhận trả', returned: ['Tình trạng khi trả'], states: { con: 'Còn tốt, để lại trên giá', hong: 'Hỏng', mat: 'Mất, không trả được' }, backButton: 'Nhận trả', renew: 'Gia hạn', renewButton: 'Gia hạn',
  notices: { 'da-muon': 'Đã ghi cho mượn.', 'da-tra': 'Đã nhận trả. Tên người mượn tự xóa sau 30 ngày.', 'da-gia-han': 'Đã gia hạn.' }, open: 'Mở bản in', contactLabel: 'Liên hệ',
};

export const stocktakes = {
  title: 'Kiểm kê', lead: 'Mỗi năm một lần: đối chiếu sách trên giá với sổ đăng ký. Đếm dở có thể làm tiếp, hai người cùng làm được.', open: 'Mở đợt kiểm kê', none: 'Chưa có đợt kiểm kê nào.', of: (day: string): string => `Kiểm kê ngày ${day}`, running: 'Đang làm', closed: 'Đã chốt',
  openedBy: (who: string, when: string): string => `${who} mở lúc ${when}`, closedBy: (who: string, when: string): string => `${who} chốt lúc ${when}`, foundOf: (found: string, expected: string): string => `thấy ${found} trong ${expected} bản`,
  number: ['Số đăng ký trên sách', 'Gõ hoặc quét rồi nhấn Enter; làm lần lượt từng cuốn.'], tick: 'Ghi đã thấy', ticked: (number: string, title: string): string => `Đã ghi ${number}: ${title}`, again: (number: string, title: string): string => `${number} đã đếm trước đó: ${title}`, errorTitle: 'Chưa ghi được',
  expected: 'Phải có trên giá', found: 'Đã thấy', missing: 'Thiếu', lent: 'Đang cho mượn', notYet: 'Chưa thấy', unexpected: 'Thấy trên giá nhưng sổ ghi đang mượn, mất hoặc đã thanh lý',
  missingNote: 'Mở từng số để ghi là mất, hoặc tìm lại.', close: 'Chốt kiểm kê', closeNote: 'Chốt rồi thì không ghi thêm được; số liệu giữ nguyên trong báo cáo.',
};

export const shelfReport = {
  title: 'Báo cáo tủ sách', formTitle: 'BÁO CÁO TÌNH HÌNH XÂY DỰNG, QUẢN LÝ, KHAI THÁC TỦ SÁCH PHÁP LUẬT', basis: 'Theo Điều 13 khoản 3 điểm d Quyết định số 14/2019/QĐ-TTg.', period: (from: string, to: string): string => `Kỳ báo cáo: từ ${from} đến ${to}`,
  from: ['Từ ngày'], to: ['Đến ngày'], show: 'Xem', halfYear: 'Sáu tháng đầu năm', year: 'Cả năm', lastYear: 'Năm trước', csv: 'Tải CSV', xlsx: 'Tải Excel', print: 'In bằng lệnh in của trình duyệt; phần chọn kỳ không hiện trên giấy.', errorTitle: 'Kỳ báo cáo chưa đúng', wrongPeriod: 'Ghi ngày/tháng/năm có thật, ngày đầu không sau ngày cuối.',
  place: 'Nơi để sách', unit: 'Đơn vị quản lý', keeper: 'Người phụ trách', founded: 'Quyết định thành lập', stockSection: 'Sách, tài liệu', useSection: 'Khai thác',
  kind: 'Nhóm tài liệu (Điều 6 khoản 4)', titles: 'Số đầu tài liệu', copies: 'Số bản', added: 'Nhập trong kỳ', gone: 'Mất, thanh lý trong kỳ', value: 'Giá trị (đồng)',
  kinds: { a: 'Đề cương, tài liệu giới thiệu luật', b: 'Hỏi đáp, bình luận, sổ tay, tờ gấp, câu chuyện', c: 'Nghiệp vụ, bài giảng', d: 'Văn bản, thông cáo báo chí', đ: 'Tài liệu khác', '': 'Tài liệu không còn bản ghi', all: 'Cộng' },
  lent: 'Lượt cho mượn trong kỳ', out: 'Bản đang cho mượn cuối kỳ', overdue: 'Bản quá hạn cuối kỳ', onSite: 'Lượt đọc tại chỗ', stocktake: 'Kiểm kê gần nhất', stocktakeNone: 'chưa kiểm kê', stocktakeLine: (day: string, found: string, expected: string): string => `${day}: thấy ${found} trong ${expected} bản`,
  blank: '………………', others: 'Kinh phí, khó khăn, đề xuất:', signed: 'NGƯỜI PHỤ TRÁCH TỦ SÁCH', head: 'THỦ TRƯỞNG ĐƠN VỊ', date: '………, ngày …… tháng …… năm ……', register: 'Sổ đăng ký',
  note: 'Số bản, giá trị, bản đang mượn tính đến hết ngày cuối kỳ, hoặc hết hôm nay nếu kỳ chưa xong; bản nhập sau kỳ không tính. Quá hạn tính theo hạn trả ghi sau cùng. Lượt đọc tại chỗ ghi tay.',
  untold: (n: string): string => `${n} bản đổi tình trạng sau kỳ này mà sổ không giữ tình trạng trước đó; trong báo cáo chúng được tính là còn. Hãy đối chiếu với sổ giấy hoặc biên bản kiểm kê.`,
};
