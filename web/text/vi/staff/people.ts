import type { Right, RightScope } from '#server/workflow/rights.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { messages } from '#server/people/messages.ts';
import { shared } from '../shared-words.ts';
import { pager } from '../reader/frame.ts';
import { staffMenu } from './menu.ts';
import { signIn, signInCode } from './sign-in.ts';

const roles = {
  contributor: ['Người gửi', 'Soạn và gửi tài liệu của đơn vị mình.'],
  cataloguer: ['Biên mục', 'Nhập, sửa, đối chiếu với bản gốc.'],
  approver: ['Người duyệt', 'Duyệt, trả lại, gỡ, đăng lại.'],
  'unit-admin': ['Quản trị đơn vị', 'Quản lý tài khoản của đơn vị mình và đơn vị trực thuộc.'],
  admin: ['Quản trị hệ thống', 'Làm được mọi việc trên tủ sách.'],
  auditor: ['Kiểm tra', 'Xem tất cả, không thay đổi gì.'],
} as const;

const people = {
  title: staffMenu.people,
  add: 'Thêm tài khoản',
  addLead: 'Mật khẩu do máy tạo, chỉ hiện một lần.',
  list: 'Danh sách',
  none: 'Chưa có tài khoản nào.',
  username: [signIn.username, 'Chữ không dấu viết thường, chữ số, dấu chấm. Đặt rồi không đổi.'],
  displayName: [FIELD_LABELS.fullName],
  unitId: [FIELD_LABELS.unit],
  roles: ['Vai trò'],
  chooseUnit: 'Chọn đơn vị',
  create: 'Tạo tài khoản',
  save: shared.save,
  open: shared.open,
  of: (name: string): string => `: ${name}`,
  more: shared.more,
  first: pager.first,
  errorTitle: shared.notSaved,
  disabled: 'Đã khóa',
  active: shared.inUse,
  you: 'Tài khoản của bạn',
  passwordTitle: (name: string): string => `Mật khẩu mới của ${name}`,
  passwordNote: 'Chép lại và trao tận tay. Rời trang này thì không xem lại được.',
  newPassword: 'Cấp mật khẩu mới',
  newPasswordLead:
    'Mật khẩu cũ hết hiệu lực ngay; người dùng phải đăng nhập lại trên mọi thiết bị.',
  resetFactor: 'Bỏ xác thực hai bước',
  resetFactorLead:
    'Khi người này mất cả điện thoại lẫn mã dự phòng. Hãy chắc chắn đúng người đang nhờ bạn.',
  untie: 'Bỏ gắn với cổng đăng nhập',
  untieLead: (name: string, byRules: boolean): string =>
    `Đăng nhập được bằng ${name} ở cổng đăng nhập${byRules ? '; đơn vị và vai trò theo quy tắc đăng nhập cho tới khi bạn tự đặt' : ''}. Bỏ gắn thì người này bị đăng xuất ngay và cần mật khẩu của tủ sách.`,
  disable: 'Khóa tài khoản',
  disableLead: 'Người này bị đăng xuất ngay. Lịch sử việc đã làm vẫn giữ tên.',
  enable: 'Mở khóa',
  enableLead:
    'Người này lại đăng nhập được bằng mật khẩu cũ; đã khóa hơn 400 ngày thì phải cấp mật khẩu mới.',
  readOnly: 'Bạn xem được tài khoản này nhưng không sửa được.',
  rights: 'Quyền truy cập',
  did: 'Xem việc người này đã làm trong 7 ngày qua',
  sessions: 'Đang đăng nhập ở đâu',
  noSessions: 'Không có phiên đăng nhập nào đang mở.',
  endAll: 'Kết thúc mọi phiên',
  plainly: 'Người này làm được gì',
  may: 'Được:',
  mayNot: 'Không được:',
  locked: 'Tài khoản đang khóa nên hiện không làm được gì. Khi mở khóa:',
  secondPerson: 'Không duyệt được tài liệu do chính mình biên mục hoặc đối chiếu.',
  reachOf: {
    own: (unit: string): string => `của ${unit}`,
    units: (unit: string): string => `của ${unit} và đơn vị trực thuộc`,
    all: (): string => 'của mọi đơn vị',
    shelf: (): string => '',
  } satisfies Readonly<Record<RightScope, (unit: string) => string>>,
  rightNames: {
    create: 'gửi tài liệu mới',
    edit: 'biên mục bản nháp',
    'edit-published': 'sửa tài liệu đã đăng',
    verify: 'đối chiếu tài liệu với bản gốc',
    return: 'trả lại tài liệu chưa đạt',
    publish: 'phê duyệt, đăng tài liệu',
    withdraw: 'gỡ tài liệu đã đăng',
    import: 'nhập tài liệu hàng loạt',
    'keep-holdings': 'giữ sổ bản in',
    lend: 'cho mượn bản in',
    'view-figures': 'xem số liệu, báo cáo',
    'manage-people': 'tạo, khóa, cấp mật khẩu cho tài khoản',
    'manage-units': 'sửa cây đơn vị',
    'edit-lists': 'sửa bộ sưu tập, trang cố định, danh mục riêng',
    'edit-law': 'sửa danh sách văn bản pháp luật',
    deliver: 'giao nộp tài liệu ra ngoài',
    'view-security-log': 'xem nhật ký an ninh',
    'manage-access': 'cấp khóa API, cho phép nhúng, đặt quy tắc đăng nhập',
    'manage-shelf': 'sửa thông tin tủ sách',
  } satisfies Readonly<Record<Right, string>>,
  notices: {
    'het-phien': 'Đã kết thúc phiên đăng nhập.',
    'da-bo-gan': 'Đã bỏ gắn với cổng đăng nhập.',
    'da-luu': shared.saved,
    'da-khoa': 'Đã khóa. Các phiên đang mở đã kết thúc.',
    'da-mo': 'Đã mở khóa.',
    'da-xoa-ma': 'Đã bỏ xác thực hai bước. Các phiên đang mở đã kết thúc.',
  } as Readonly<Record<string, string>>,
};

const unitTree = {
  title: FIELD_LABELS.unit,
  lead: 'Cây đơn vị có thời gian. Đơn vị sáp nhập vẫn giữ lịch sử; đơn vị kế thừa quản lý tài liệu và tài khoản của nó.',
  add: 'Thêm đơn vị',
  import: 'Nhập danh sách từ CSV',
  name: [FIELD_LABELS.unitName],
  kind: [FIELD_LABELS.kind],
  code: [
    FIELD_LABELS.unitCode,
    'Chữ không dấu viết thường, chữ số, gạch ngang. Đặt rồi không đổi vì địa chỉ trang dùng mã này.',
  ],
  parent: ['Đơn vị cấp trên'],
  validFrom: ['Hoạt động từ', 'Ngày, tháng, năm hoặc chỉ năm.'],
  validTo: ['Đến'],
  successor: ['Đơn vị kế thừa', 'Chọn khi đơn vị này đã sáp nhập hoặc đổi tên.'],
  quota: [
    'Hạn mức lưu trữ (GB)',
    'Dung lượng mà các tệp của đơn vị được dùng, chẳng hạn 20 hoặc 0,5. Để trống: không giới hạn.',
  ],
  used: (used: string): string => `Các tệp của đơn vị đang dùng ${used}; không có hạn mức.`,
  usedOf: (used: string, quota: string): string =>
    `Các tệp của đơn vị đang dùng ${used} trên ${quota} được phép.`,
  none: '(không có)',
  save: shared.save,
  errorTitle: shared.notSaved,
  saved: 'Đã lưu đơn vị.',
  edit: shared.edit,
  of: (name: string): string => `: ${name}`,
  count: (n: string): string => `${n} đơn vị`,
  merged: (name: string): string => `Nay thuộc ${name}`,
  ended: (day: string): string => `Đến ${day}`,
  people: 'Tài khoản của đơn vị',
  page: shared.publicPage,
};

const unitImport = {
  title: 'Nhập danh sách đơn vị',
  lead: 'Bảng Excel (XLSX) hoặc CSV có dòng tên cột. Chưa ghi gì cho tới khi bạn xem trước và đồng ý.',
  columns:
    'Cột: Mã, Tên, Loại, Mã cấp trên, Từ ngày, Đến ngày, Mã đơn vị kế thừa. Bắt buộc: Mã và Tên.',
  file: ['Tệp XLSX hoặc CSV'],
  list: ['Hoặc dán danh sách vào đây'],
  preview: shared.preview,
  take: 'Tải danh sách đang có:',
  write: (n: string): string => `Ghi ${n} đơn vị`,
  again: 'Sửa danh sách',
  outcome: { new: 'Thêm mới', changed: 'Thay đổi', same: shared.keep, refused: shared.refused },
  summary: (added: number, changed: number, same: number, refused: number): string =>
    `Thêm ${added}, đổi ${changed}, giữ nguyên ${same}, không nhận ${refused}.`,
  refusedNote: 'Còn dòng sai nên chưa ghi được dòng nào. Sửa rồi xem trước lại.',
  done: (n: string): string => `Đã ghi ${n} đơn vị.`,
  empty: 'Danh sách không có dòng nào.',
  line: shared.line,
  unit: FIELD_LABELS.unit,
  what: shared.outcome,
  missing: 'Hãy chọn tệp hoặc dán danh sách.',
  shown: (n: string): string => `Hiện 200 dòng đầu, các dòng sai xếp trước; còn ${n} dòng khác.`,
};

const ownPassword = {
  title: staffMenu.ownPassword,
  lead: 'Các thiết bị khác đang đăng nhập bằng tài khoản này sẽ bị đăng xuất.',
  current: ['Mật khẩu đang dùng'],
  wanted: [
    FIELD_LABELS.newPassword,
    'Ít nhất 12 ký tự; nên là một câu dài của riêng bạn, dễ nhớ mà khó đoán.',
  ],
  again: ['Gõ lại mật khẩu mới'],
  save: staffMenu.ownPassword,
  done: 'Đã đổi mật khẩu.',
  due: 'Mật khẩu đang dùng do người khác cấp. Hãy đặt mật khẩu của riêng bạn rồi mới làm việc khác được.',
  errorTitle: 'Chưa đổi được',
};

const ownSessions = {
  title: staffMenu.ownSessions,
  lead: 'Các thiết bị đang đăng nhập bằng tài khoản của bạn. Thấy thiết bị lạ thì kết thúc phiên đó rồi đổi mật khẩu.',
  list: 'Đang mở',
  here: 'Thiết bị này',
  unknownDevice: 'Thiết bị không rõ',
  from: (place: string): string => `Địa chỉ ${place}`,
  since: (when: string): string => `đăng nhập lúc ${when}`,
  seen: (when: string): string => `dùng lần cuối lúc ${when}`,
  end: 'Kết thúc',
  of: (device: string): string => `: ${device}`,
  endOthers: 'Kết thúc mọi phiên khác',
  ended: 'Đã kết thúc.',
  service: 'Gắn với cổng đăng nhập của cơ quan',
};

const ownIdentity = {
  title: 'Cổng đăng nhập của cơ quan',
  noService: 'Tủ sách này chưa nối với cổng đăng nhập nào.',
  lead: (service: string): string =>
    `Gắn một lần để lần sau đăng nhập bằng ${service}. Quyền của bạn trên tủ sách giữ nguyên, mật khẩu ở đây vẫn dùng được.`,
  tied: (name: string, day: string): string =>
    `Đang gắn với tài khoản ${name} ở cổng đăng nhập, từ ${day}.`,
  onlyWay:
    'Tài khoản này chỉ đăng nhập qua cổng, chưa có mật khẩu ở tủ sách. Muốn bỏ gắn, hãy nhờ quản trị viên cấp mật khẩu trước.',
  current: [ownPassword.current[0]!, 'Gõ lại để chắc chắn đúng là bạn.'],
  tie: 'Tiếp tục đến cổng đăng nhập',
  untie: 'Bỏ gắn',
  nowTied: 'Đã gắn. Lần sau bạn đăng nhập được qua cổng.',
  nowUntied: 'Đã bỏ gắn. Từ nay chỉ còn đăng nhập bằng mật khẩu.',
  errorTitle: 'Chưa làm được',
};

const signInRules = {
  title: 'Quy tắc đăng nhập',
  lead: 'Ai đăng nhập qua cổng của cơ quan và khớp một quy tắc dưới đây thì được tạo tài khoản với đơn vị, vai trò ghi ở quy tắc; mỗi lần đăng nhập lại tính lại. Không khớp quy tắc nào thì không vào được. Quy tắc khớp đầu tiên quyết định đơn vị; các quy tắc khớp cùng đơn vị cộng vai trò.',
  noService: 'Tủ sách chưa nối với cổng đăng nhập nào, nên các quy tắc chưa có tác dụng.',
  list: 'Đang áp dụng',
  none: 'Chưa có quy tắc nào: cổng đăng nhập chưa đưa thêm được ai vào.',
  gives: (unit: string, names: string): string => `${unit}: ${names}`,
  added: (who: string, when: string): string => `${who} thêm ngày ${when}`,
  remove: 'Bỏ',
  of: (value: string): string => `: ${value}`,
  add: 'Thêm quy tắc',
  claim: [messages.claim, 'Tên thông tin mà cổng gửi sang, ví dụ groups hoặc realm_access.roles.'],
  value: [messages.claimValue, 'Phải đúng từng chữ; nếu là danh sách thì có trong danh sách.'],
  nowAdded: 'Đã thêm quy tắc.',
  nowRemoved: 'Đã bỏ quy tắc.',
  errorTitle: people.errorTitle,
};

const secondFactor = {
  title: staffMenu.secondFactor,
  lead: 'Ngoài mật khẩu, mỗi lần đăng nhập cần thêm mã 6 chữ số do điện thoại của bạn tạo ra. Người biết mật khẩu mà không có điện thoại thì không vào được.',
  due: 'Tài khoản của bạn được duyệt tài liệu hoặc quản trị, nên phải bật xác thực hai bước rồi mới làm việc khác được.',
  steps: 'Cách bật',
  scan: 'Cài một ứng dụng tạo mã (FreeOTP, Google Authenticator, Microsoft Authenticator…), quét mã QR này hoặc gõ khóa bên dưới.',
  picture: 'Mã QR để ứng dụng tạo mã quét',
  key: 'Khóa để gõ tay',
  code: ['Mã đang hiện trên điện thoại', '6 chữ số.'],
  current: ['Mật khẩu đang dùng'],
  enrol: 'Bật xác thực hai bước',
  errorTitle: 'Chưa làm được',
  on: (day: string): string => `Đang bật, từ ${day}.`,
  left: (n: string): string => `Còn ${n} mã dự phòng.`,
  confirm: ['Mã xác nhận hoặc mã dự phòng'],
  renew: 'Tạo mã dự phòng mới',
  renewLead: 'Các mã dự phòng cũ hết hiệu lực ngay.',
  drop: 'Tắt xác thực hai bước',
  dropLead: 'Sau đó chỉ cần mật khẩu để đăng nhập.',
  dropped: 'Đã tắt xác thực hai bước.',
  codesTitle: 'Mã dự phòng của bạn',
  codesNote:
    'Chép lại hoặc in ra rồi cất nơi an toàn. Mỗi mã dùng được một lần khi không có điện thoại. Rời trang này thì không xem lại được.',
  goOn: 'Tôi đã cất mã, tiếp tục làm việc',
};

/** What accounts, units and signing in say. */
export const peopleStaffWords = {
  signIn,
  roles,
  people,
  unitTree,
  unitImport,
  ownPassword,
  ownSessions,
  ownIdentity,
  signInRules,
  signInCode,
  secondFactor,
};
