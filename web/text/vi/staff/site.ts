import type { ShelfSetting } from '#server/site/shelf-settings.ts';
import { GONE_ITEM } from '#server/holdings/holding-row.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { frame } from '../reader/frame.ts';
import { home } from '../reader/site.ts';

const SEE_FIRST = shared.preview;
const SLUG_HELP =
  'Phần cuối của địa chỉ trang, không đổi được sau khi lưu. Để trống thì lấy theo tên.';

const collectionForm = {
  title: frame.collections,
  lead: 'Bộ sưu tập đứng trên trang chủ trong mùa của nó, và quanh năm ở trang Bộ sưu tập.',
  add: 'Thêm bộ sưu tập',
  none: 'Chưa có bộ sưu tập nào.',
  name: ['Tên bộ sưu tập', 'Ví dụ: Tháng hưởng ứng Ngày Pháp luật.'],
  slug: [FIELD_LABELS.address, SLUG_HELP],
  intro: [frame.about, 'Một, hai câu dưới tên.'],
  from: [FIELD_LABELS.from, 'Ngày/tháng, lặp lại mỗi năm. Để trống cả hai ô thì hiện quanh năm.'],
  to: ['Đến hết ngày'],
  season: (from: string, to: string): string => `Hằng năm ${from} đến ${to}`,
  allYear: 'Quanh năm',
  items: 'Tài liệu trong bộ',
  count: shared.items,
  empty: 'Chưa có tài liệu nào. Thêm ở ô dưới.',
  notPublished: 'chưa đăng, người đọc không thấy',
  gone: GONE_ITEM,
  up: 'Lên',
  down: 'Xuống',
  remove: 'Bỏ ra',
  addLabel: [shared.addItem, 'Mã định danh, địa chỉ trang tài liệu, hoặc vài chữ trong tên.'],
  addButton: 'Thêm',
  found: 'Chọn tài liệu muốn thêm',
  choose: 'Thêm vào bộ',
  notFound: (q: string): string =>
    `Không thấy tài liệu nào với “${q}”. Hãy thử mã định danh hoặc chữ khác trong tên.`,
  already: (title: string): string => `“${title}” đã có trong bộ.`,
  taken: 'Địa chỉ này đã có bộ sưu tập khác. Hãy đổi địa chỉ.',
  unsaved: 'Thay đổi chưa được lưu. Bấm Lưu khi xong.',
  readOnly: 'Bạn xem được danh sách này; cán bộ của cơ quan quản trị tủ sách sửa.',
};

/** The editor of the site's own pages. */
export const pageForm = {
  title: 'Trang cố định',
  lead: 'Trang giới thiệu, nội quy và các trang khác của tủ sách, mỗi trang một địa chỉ không đổi.',
  add: 'Thêm trang',
  unwritten: 'Chưa viết',
  name: ['Tên trang'],
  slug: [FIELD_LABELS.address, SLUG_HELP],
  body: [
    FIELD_LABELS.body,
    'Viết chữ thường; vài dấu đơn giản tạo tiêu đề, chữ đậm, danh sách, liên kết.',
  ],
  help: 'Cách viết',
  helpNote:
    'Mọi thứ khác, kể cả mã HTML, hiện nguyên như đã gõ. Muốn gõ chính dấu đó thì đặt dấu \\ trước nó.',
  marks: [
    ['# Tiêu đề', 'tiêu đề mục; ## và ### là mục nhỏ hơn'],
    ['dòng trống', 'sang đoạn mới; xuống dòng thường giữ nguyên'],
    ['**chữ đậm**', 'chữ đậm'],
    ['*chữ nghiêng*', 'chữ nghiêng'],
    ['- một ý', 'danh sách'],
    ['1. một bước', 'danh sách đánh số'],
    ['[chữ](https://moj.gov.vn)', 'liên kết tới trang khác'],
    ['[chữ](/lien-he)', 'liên kết trong tủ sách'],
  ],
  seeFirst: SEE_FIRST,
  preview: SEE_FIRST,
  previewNote: 'Đây là trang người đọc sẽ thấy. Chưa lưu.',
  history: 'Các bản đã lưu',
  historyOf: (title: string): string => `Các bản đã lưu: ${title}`,
  historyLead:
    'Bản mới đứng trước; giữ 50 bản gần nhất. Lấy lại một bản cũ là lưu nó thành bản mới, không bản nào mất.',
  version: shared.version,
  present: shared.inUse,
  seeVersion: 'Xem nội dung',
  takeBack: 'Lấy lại bản này',
  tookBack: 'Đã lấy lại bản cũ thành bản mới.',
  taken: 'Địa chỉ này đã có trang khác. Hãy đổi địa chỉ.',
  rulesTitle: 'Nội quy tủ sách pháp luật',
  rules:
    '# Thời gian và hình thức phục vụ\n\nGhi giờ mở cửa, đọc tại chỗ, cho mượn.\n\n# Điều kiện, thủ tục mượn sách\n\n1. \n\n# Trách nhiệm bảo quản, bồi thường\n\n1. \n\n# Người phụ trách tủ sách\n\nGhi quyền hạn, trách nhiệm (Điều 12, Điều 13 Quyết định 14/2019/QĐ-TTg).',
} as const;

/** Links to sites of communes and ministries. */
const bannerForm = {
  title: 'Liên kết trao đổi',
  lead: 'Biểu trưng ở cuối trang chủ, dẫn sang trang của xã, phường, sở, bộ, ngành.',
  add: 'Thêm liên kết',
  none: 'Chưa có liên kết nào.',
  alt: [
    FIELD_LABELS.office,
    'Đúng như chữ đọc được trên biểu trưng; người không thấy hình nghe tên này.',
  ],
  address: ['Địa chỉ trang', 'Bắt đầu bằng https:// hoặc http://.'],
  group: ['Nhóm'],
  groups: home.linkGroups,
  from: ['Hiện từ ngày', 'Để trống thì hiện ngay, không hạn.'],
  to: ['Đến hết ngày'],
  picture: [
    'Biểu trưng',
    'Ảnh JPEG, PNG hoặc WebP, tối đa 5 MB. Tủ sách vẽ lại và tự lưu, trình duyệt của người đọc không hỏi trang khác.',
  ],
  keep: 'Chỉ chọn tệp khi muốn thay biểu trưng đang dùng.',
  received: 'Đã nhận biểu trưng mới; chưa lưu.',
  pictureTooLarge: 'Ảnh lớn quá 5 MB. Hãy thu nhỏ rồi chọn lại.',
  noPicture: 'Biểu trưng phải là ảnh JPEG, PNG hoặc WebP.',
  state: {
    new: 'Chưa kiểm tra',
    ok: 'Mở được',
    unreachable: 'Đang lỗi, sẽ hỏi lại',
    broken: 'Hỏng, đang ẩn với người đọc',
  },
  since: shared.since,
  later: (day: string): string => `Hiện từ ${day}`,
  over: (day: string): string => `Hết hạn ${day}`,
  delete: 'Xóa liên kết này',
  deleteNote: 'Xóa hẳn cùng các bản cũ. Muốn tạm ẩn thì chọn “Chỉ cán bộ thấy”.',
  note: 'Địa chỉ được hỏi mỗi tuần. Địa chỉ lỗi ba ngày, hoặc hai lần liền báo không còn trang, thì bị coi là hỏng: biểu trưng ẩn khỏi trang chủ cho đến khi mở được lại.',
};

/** What the forms of collections, pages and banners say. */
/** What the shelf says of itself. */
const shelfSettings = {
  title: 'Thông tin tủ sách',
  lead: 'Chân trang, trích dẫn, báo cáo, gói giao nộp và các cổng cho máy khác đều nêu những điều này. Lưu xong là có hiệu lực ngay, ở mọi máy chủ.',
  saved: 'Đã lưu. Mọi trang đã theo thông tin mới.',
  unchanged: 'Không có gì thay đổi.',
  conflictTitle: 'Người khác vừa lưu thông tin này',
  conflictText:
    'Những gì bạn nhập vẫn còn trong các ô dưới đây, chưa lưu. Ô nào khác bản vừa lưu thì ghi rõ bản đó. Bấm Lưu lần nữa nếu vẫn muốn dùng chữ của bạn.',
  savedBy: (who: string, when: string): string => `Người lưu: ${who}, ${when}.`,
  stored: (value: string): string =>
    value === '' ? 'Bản vừa lưu để trống mục này.' : `Bản vừa lưu: “${value}”.`,
  fixed: (name: string): string =>
    `Đặt trên máy chủ (${name}) nên không sửa ở đây được. Muốn sửa ở đây, người vận hành bỏ ${name} khỏi cấu hình.`,
  unset: '(để trống)',
  earlier: 'Các bản trước',
  earlierHelp: 'Mỗi bản cho thấy những gì sẽ đổi nếu dùng lại. Dùng lại cũng là một lần lưu.',
  earlierOf: (version: number, who: string, when: string): string =>
    `Bản ${version}: ${who}, ${when}`,
  asNow: 'Giống bản đang dùng.',
  useAgain: (version: number): string => `Dùng lại bản ${version}`,
  help: {
    SHELF_NAME: 'Đứng trong tên trang, trích dẫn và khi tủ sách giới thiệu mình với máy khác.',
    SHELF_PROVINCE: 'Dòng nhỏ trên tên tủ sách.',
    SHELF_UNIT: 'Đứng ở chân trang, báo cáo, gói giao nộp.',
    SHELF_RESPONSIBLE: 'Họ tên và chức vụ.',
    SHELF_ADDRESS: 'Số nhà, đường, xã hoặc phường, tỉnh.',
    SHELF_PHONE: 'Ví dụ: 0200 3800 000.',
    SHELF_EMAIL: 'Người đọc và máy thu thập dữ liệu viết đến đây.',
    SECURITY_CONTACT:
      'mailto:…, https://… hoặc tel:+84…. Để trống thì dùng thư và điện thoại trên.',
    NATIONAL_SHELF_URL: 'Địa chỉ có {q} ở chỗ tên tài liệu. Để trống thì không có liên kết.',
    LAW_DATABASE_URL: 'Địa chỉ có {q} ở chỗ số hiệu văn bản. Để trống thì không có liên kết.',
  } satisfies Readonly<Record<ShelfSetting, string>>,
};

export const siteStaffWords = {
  shelfSettings,
  collectionForm,
  pageForm,
  bannerForm,
};
