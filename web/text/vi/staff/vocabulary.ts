import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { pageForm } from './site.ts';

const lists = {
  title: shared.lists,
  lead: 'Những danh sách dùng chung cho cả tủ sách.',
  laws: 'Số hiệu, hiệu lực, văn bản thay thế; tài liệu nào dẫn chiếu.',
  imports: 'Đưa nhiều tài liệu vào bằng Excel hoặc CSV; tải bảng kê về để sửa rồi đưa lên lại.',
  subjects: 'Chia 45 chủ đề thành nhánh; thứ tự, ẩn hiện.',
  genre: 'Thêm thể loại riêng; thứ tự, gợi ý khi biên mục.',
  audience: 'Thêm đối tượng riêng; thứ tự, gợi ý khi biên mục.',
  pages: 'Giới thiệu, nội quy và các trang do cơ quan tự viết; xem trước, lấy lại bản cũ.',
  banners: 'Biểu trưng dẫn sang trang của xã, phường, bộ, ngành; liên kết hỏng tự ẩn.',
  libraries: 'Nơi để sách in, sổ đăng ký, mượn trả, kiểm kê, báo cáo.',
  shelfSettings:
    'Tên tủ sách, cơ quan quản trị, nơi liên hệ: những gì mọi trang và mọi bản xuất nêu.',
  signInRules: 'Ai đăng nhập qua cổng của cơ quan thì được vào, ở đơn vị nào, vai trò gì.',
  clients: 'Hệ thống nào được đọc API nhiều hơn, đọc lần cuối khi nào; thu hồi khóa.',
  deliveries:
    'Tủ sách quốc gia và nơi nhận khác: gửi phần mới, đã sửa, đã gỡ; biên nhận, đối chiếu.',
  portals: 'Trang thông tin của xã, sở được hiện tài liệu, ô tìm kiếm của tủ sách.',
  collections: 'Tài liệu chọn theo đợt, theo chủ đề; thứ tự và mùa trong năm.',
};

/** A name in the other language of the interface. */
const ENGLISH = [
  FIELD_LABELS.englishName,
  'Cho người đọc giao diện tiếng Anh. Để trống thì hiện tên tiếng Việt.',
];

const subjectForm = {
  title: RECORD_LABELS.subjects,
  lead: 'Tên và số của 45 chủ đề theo Bộ Pháp điển, không đổi và không ẩn được. Mỗi chủ đề có thể chia thành các nhánh cho người đọc dễ tìm.',
  count: (n: number): string => (n === 0 ? 'Chưa có nhánh' : `${n} nhánh`),
  hiddenCount: (n: number): string => `${n} đang ẩn`,
  subSubjects: 'Các nhánh',
  none: 'Chủ đề này chưa chia nhánh.',
  add: 'Thêm nhánh',
  addTo: (subject: string): string => `Thêm nhánh của ${subject}`,
  edit: (name: string): string => `Sửa nhánh ${name}`,
  subSubjectsNote:
    'Nhánh đang ẩn vẫn nằm trong thông tin của những tài liệu đã chọn nó, nhưng người đọc không thấy và không chọn thêm được.',
  name: ['Tên nhánh', 'Ví dụ: Đất ở. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.'],
  english: ENGLISH,
  code: (code: string): string => `Mã: ${code}. Trong bảng Excel, CSV ghi mã này ở cột Chủ đề.`,
  shownAs: 'Mô tả và thứ tự',
  noIntro: 'Chưa có mô tả riêng.',
  ranked: (n: number): string => `thứ tự ${n} trên trang chủ`,
  intro: [
    'Mô tả ngắn',
    'Hiện dưới tên chủ đề ở trang công khai. Để trống thì hiện câu chung của tủ sách.',
  ],
  introEnglish: [
    'Mô tả bằng tiếng Anh',
    'Để trống thì người đọc giao diện tiếng Anh thấy mô tả tiếng Việt.',
  ],
  rank: [
    'Thứ tự trên trang chủ',
    'Số nhỏ đứng trước. Để trống thì xếp sau, theo số tài liệu. Chủ đề chưa có tài liệu không hiện trên trang chủ.',
  ],
  onItem: (subject: string): string => `Nhánh của ${subject}`,
};

const NOT_OFFERED = 'Không gợi ý khi biên mục';

/** The forms of the lists of genres and audiences. */
const termForms = {
  genre: {
    title: RECORD_LABELS.genre,
    add: 'Thêm thể loại',
    own: 'thể loại riêng',
    editOf: (name: string): string => `Sửa thể loại ${name}`,
    lead: 'Thể loại theo khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg giữ nguyên tên và mã; tủ sách thêm được thể loại riêng, mỗi thể loại thuộc một trong năm nhóm a–đ.',
    code: (code: string): string =>
      `Mã: ${code}. Bảng Excel, CSV ghi tên hoặc mã này ở cột Thể loại.`,
    rankHelp:
      'Số nhỏ đứng trước trong biểu mẫu, bảng Excel và trên trang chủ. Để trống thì xếp sau; trên trang chủ xếp theo số tài liệu.',
    fields: {
      name: [
        'Tên thể loại',
        'Ví dụ: Bản tin pháp luật. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.',
      ],
      short: ['Tên ngắn', 'Ghi trên bìa và trong danh sách. Để trống thì dùng tên thể loại.'],
      english: ENGLISH,
      kind: ['Nhóm theo khoản 4 Điều 6', 'Báo cáo của tủ sách đếm theo nhóm này.'],
    },
  },
  audience: {
    title: RECORD_LABELS.audiences,
    add: 'Thêm đối tượng',
    own: 'đối tượng riêng',
    editOf: (name: string): string => `Sửa đối tượng ${name}`,
    lead: 'Đối tượng theo Luật Phổ biến, giáo dục pháp luật giữ nguyên tên và mã; tủ sách thêm được đối tượng riêng của địa phương.',
    code: (code: string): string =>
      `Mã: ${code}. Bảng Excel, CSV ghi tên hoặc mã này ở cột Đối tượng.`,
    rankHelp:
      'Số nhỏ đứng trước trong biểu mẫu, bảng Excel và trên trang chủ. Để trống thì xếp sau; trang chủ hiện sáu đối tượng, còn lại xếp theo số tài liệu.',
    fields: {
      name: [
        'Tên đối tượng',
        'Ví dụ: Ngư dân. Đổi tên được về sau; mã lấy theo tên đầu tiên và giữ nguyên.',
      ],
      english: ENGLISH,
      note: ['Câu giới thiệu', 'Một câu ngắn hiện dưới tên ở trang chủ.'],
      noteEnglish: ['Câu giới thiệu bằng tiếng Anh', 'Để trống thì hiện câu tiếng Việt.'],
    },
  },
  ofLaw: 'Theo luật',
  chooseKind: 'Chưa chọn nhóm',
  rank: shared.rank,
  ranked: (n: number): string => `thứ tự ${n}`,
  kindOf: (kind: string): string => `nhóm ${kind}`,
  offered: 'Có gợi ý',
  notOffered: NOT_OFFERED,
  offer: 'Khi biên mục',
  offerYes: 'Có trong danh sách chọn',
  offerNo: NOT_OFFERED,
  offerNote: 'Tài liệu đã chọn vẫn hiện như cũ.',
  hideNote: 'Khi ẩn, tài liệu đã chọn vẫn giữ nhưng người đọc không thấy và không chọn thêm được.',
  history: pageForm.history,
  historyLead:
    'Bản mới đứng trước; giữ 50 bản gần nhất. Lấy lại một bản cũ là lưu nó thành bản mới.',
  version: shared.version,
  takeBack: pageForm.takeBack,
  tookBack: pageForm.tookBack,
  taken: 'Đã có mục mang mã lấy theo tên này. Hãy ghi tên khác.',
};

/** What the forms of the vocabulary say. */
export const vocabularyStaffWords = { lists, subjectForm, termForms };
