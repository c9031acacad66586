import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import { authorityForm } from './frame.ts';
import { frame } from '../reader/frame.ts';
import { APPROVAL_LABELS, RECORD_LABELS, FULL_LABELS } from '#server/items/record-labels.ts';
import type { ChangeField } from '#server/items/change.ts';
import type { NameKind } from '#server/cataloguing/name-list.ts';
import type { SuggestedField, SuggestionReason } from '#server/cataloguing/suggestion.ts';

const upload = {
  title: 'Tải tài liệu lên',
  lead: 'Mỗi tệp thành một tài liệu nháp. Máy đọc chữ và gợi ý thông tin; bạn xác nhận rồi đăng.',
  files: 'Chọn tệp hoặc kéo tệp vào đây',
  filesHelp: (size: string, n: number): string =>
    `PDF, EPUB, Word (DOCX, DOC, RTF), XLS, PPT, PPTX, ODT, ODS, ODP, TXT, Markdown, HTML, JPEG, PNG, WebP, MP4, WebM, MP3, M4A, VTT, SRT. Tối đa ${size} một tệp, ${n} tệp một lần.`,
  itemTitle: 'Tên tài liệu',
  itemTitleHelp: 'Chỉ dùng khi tải một tệp. Để trống thì lấy tên trong tệp.',
  genre: RECORD_LABELS.genre,
  guess: 'Để máy đoán theo tệp',
  button: shared.upload,
  results: (n: number): string => `${n} tệp trong lần này`,
  summary: (added: number, exists: number, refused: number): string =>
    `Đã nhận ${added}, đã có ${exists}, chưa nhận ${refused}`,
  added: 'Đã nhận',
  exists: shared.exists,
  refused: 'Chưa nhận',
  catalogue: 'Biên mục ngay',
  addedNote: 'Máy chủ đang đọc tệp; có thể đóng trang này.',
  existsNote: 'Tệp này đã có trên tủ sách:',
  errorTitle: 'Chưa tải lên được',
  otherProtocol:
    'Máy chủ chỉ nhận tệp gửi từng phần theo giao thức tus 1.0.0 (Tus-Resumable: 1.0.0, application/offset+octet-stream).',
  unfinished: 'Tệp gửi dở',
  unfinishedLead:
    'Phần đã gửi còn ở máy chủ. Bấm “Tiếp tục” rồi chọn lại đúng tệp ấy trên máy bạn: máy chỉ gửi phần còn lại.',
  unfinishedNote: (sent: string, size: string, until: string): string =>
    `Đã gửi ${sent} trên ${size}; giữ đến ${until}.`,
  drop: 'Bỏ',
  dropFile: (name: string): string => ` tệp gửi dở ${name}`,
  noFile: 'Hãy chọn ít nhất một tệp.',
  moreRefused: (n: number): string =>
    `Còn ${n} tệp khác cũng chưa nhận; hãy gửi lại các tệp đó để xem lý do.`,
};

/**
 * Words that the upload script writes; the page gives them to it as data attributes, so that
 * scripts hold no Vietnamese.
 */
const uploadScript = {
  waiting: 'Đang chờ',
  sending: 'Đang tải',
  done: upload.added,
  exists: upload.exists,
  refused: upload.refused,
  lost: 'Chưa gửi xong',
  retry: 'Tải lại tệp này',
  open: upload.catalogue,
  openExisting: 'Mở tài liệu đã có',
  existsNote: upload.existsNote,
  lostNote: 'Mất mạng hoặc máy chủ bận. Tệp vẫn ở trên máy bạn.',
  progress: 'Đang tải {ten}',
  of: '{a} trên {b}',
  list: 'Các tệp đang tải',
  goOn: 'Tiếp tục',
  goOnFile: 'Tiếp tục gửi {ten}',
  cut: 'Đường truyền bị ngắt; máy tự nối lại. Phần đã gửi còn ở máy chủ.',
  cutNote: 'Mất mạng hoặc máy chủ bận. Phần đã gửi còn ở máy chủ, bấm để gửi tiếp.',
  otherFile: 'Tệp vừa chọn không phải tệp gửi dở này: tên hoặc dung lượng khác.',
  storing: 'Đã gửi xong, máy chủ đang ghi tệp',
};

/** Stands for an empty title. */
export const UNTITLED = 'Chưa đặt tên';

export const edit = {
  title: 'Biên mục tài liệu',
  saved: shared.saved,
  view: frame.publicPages,
  errorTitle: authorityForm.errorTitle,
  conflictTitle: 'Tài liệu vừa được người khác sửa',
  conflictText: authorityForm.conflictText,
  openNew: authorityForm.openNew,
  steps: 'Các bước',
  stepOf: (n: number, all: number): string => `Bước ${n} trên ${all}`,
  stepOn: (heading: string): string => `Tiếp: ${heading}`,
  stepBack: 'Quay lại',
  wholeForm: 'Xem cả trang',
  required: 'Thông tin bắt buộc',
  laws: 'Văn bản pháp luật được dẫn',
  more: 'Thông tin thêm',
  approval: 'Phê duyệt của cơ quan biên soạn',
  unit: (name: string): string => `Đơn vị quản lý: ${name}.`,
  origin: (source: string, id: string): string =>
    source === '' ? `Nhập từ nơi khác, mã ${id}.` : `Nhập từ ${source}, mã ${id}.`,
  gone: (when: string): string =>
    `Nguồn đã xóa bản ghi này (biết lúc ${when}). Hãy xem có nên giữ bản nháp.`,
  unitMerged: (name: string, today: string): string => `${name} (nay là ${today})`,
  approvalNote: 'Cần có khi tài liệu chưa xuất bản: ai phê duyệt, chức vụ, ngày, số văn bản.',
  save: 'Lưu bản nháp',
  saveChanges: 'Lưu thay đổi',
  publish: 'Lưu và đăng',
  publishNote: 'Đăng rồi, mọi người đọc thấy ngay.',
  withdraw: 'Gỡ khỏi tủ sách',
  withdrawLead: 'Người mở địa chỉ cũ sẽ thấy lý do này.',
  withdrawReason: 'Lý do gỡ',
  supersededBy: [
    'Thay bằng tài liệu',
    'Mã hoặc địa chỉ của tài liệu mới; người mở địa chỉ cũ được dẫn tới đó.',
  ],
  duplicate: 'Chép thành bản nháp mới',
  duplicateNote: 'Giữ thông tin, không lấy tệp, mã định danh và ISBN.',
  republish: EVENT_LABELS.restore,
  republishNote: 'Tài liệu đang bị gỡ. Đăng lại để người đọc thấy.',
  actions: 'Đăng, gỡ',
  files: 'Tệp đính kèm',
  noFiles: 'Chưa có tệp nào.',
  addFiles: EVENT_LABELS.attach,
  addFilesButton: shared.uploadFiles,
  open: 'Mở tệp',
  retry: shared.retry,
  fileOf: (name: string): string => `: ${name}`,
  readAsItIs: 'Không chuyển mã: chữ trong tệp vốn đã đúng',
  convertAgain: 'Chuyển mã chữ cũ trở lại',
  history: 'Lịch sử',
  noHistory: 'Chưa có thao tác nào.',
  changes: (n: number): string => `${n} mục thay đổi`,
  chosen: (n: number): string => `đang chọn ${n}`,
  chooseSubjects: 'Chọn trong 45 chủ đề',
  chooseGenre: 'Chưa chọn thể loại',
  /** What was just done, by the code in the address. */
  notices: {
    'da-luu': shared.saved,
    'da-dang': 'Đã đăng. Người đọc tìm thấy tài liệu sau ít giây.',
    'da-go': 'Đã gỡ khỏi tủ sách.',
    'da-dang-lai': 'Đã đăng lại.',
    'da-chep': 'Đã chép thông tin thành bản nháp này. Hãy sửa chỗ khác nhau rồi thêm tệp.',
    'da-them': 'Đã thêm tệp.',
    'thu-lai': 'Đang đọc lại các tệp lỗi.',
    'nhan-dang-tam-dung': 'Đã tạm dừng nhận dạng chữ của tệp.',
    'nhan-dang-chay-tiep': 'Đang nhận dạng chữ tiếp.',
    'nhan-dang-lam-lai':
      'Đang nhận dạng lại từ trang đầu. Chữ đọc được trước đây vẫn dùng cho đến khi có chữ mới.',
    'doc-lai': 'Đang đọc lại tệp. Chữ đọc được trước đây vẫn hiện cho đến khi xong.',
  },
  notTaken: (reason: string): string => `Không nhận: ${reason}`,
  untitled: UNTITLED,
};

/** How far the words of a file are read from the pictures of its pages. */
const recognition = {
  reading: (looked: number, total: number): string =>
    `Đang nhận dạng chữ: ${looked}/${total} trang`,
  left: (minutes: number): string =>
    minutes < 60
      ? `, còn khoảng ${Math.max(1, minutes)} phút`
      : `, còn khoảng ${Math.ceil(minutes / 60)} giờ`,
  paused: (looked: number, total: number): string =>
    `Đang tạm dừng nhận dạng chữ: ${looked}/${total} trang.`,
  waits: (looked: number, total: number): string => `Chờ nhận dạng chữ: ${looked}/${total} trang.`,
  held: {
    off: 'Máy chủ chưa bật nhận dạng chữ.',
    paused: 'Quản trị máy chủ đang tạm dừng nhận dạng chữ của cả tủ sách.',
  },
  done: (looked: number, total: number, failed: number): string =>
    failed === 0
      ? `Máy đã nhận dạng chữ ${looked}/${total} trang.`
      : `Máy đã nhận dạng chữ ${looked - failed}/${total} trang; ${failed} trang không đọc được.`,
  progress: 'Số trang đã nhận dạng chữ',
  steps: { 'tam-dung': 'Tạm dừng', 'chay-tiep': 'Chạy tiếp', 'lam-lai': 'Nhận dạng lại' },
};

/** Label and, when needed, a line of help. */
export type FieldText = readonly [label: string, help?: string];

const allFields = {
  title: [RECORD_LABELS.title, 'Ghi đúng như trên bìa, không viết hoa toàn bộ.'],
  genre: [RECORD_LABELS.genre],
  compilers: [FULL_LABELS.compilers, 'Mỗi dòng một tên, ghi đầy đủ tại thời điểm phát hành.'],
  issued: [RECORD_LABELS.issued, 'Ngày, tháng, năm hoặc chỉ năm: 12/5/2026, 5/2026, 2026.'],
  validityState: [FULL_LABELS.validity, 'Xét theo các văn bản pháp luật mà tài liệu dẫn.'],
  validityFrom: [RECORD_LABELS.validityFrom],
  validityTo: [RECORD_LABELS.validityTo],
  validityReason: ['Lý do, ghi chú về hiệu lực'],
  validityReviewedAt: ['Ngày xem lại hiệu lực'],
  abstract: [FULL_LABELS.abstract, 'Hai đến bốn câu, viết cho người dân đọc.'],
  subjects: [RECORD_LABELS.subjects, 'Chọn một đến ba chủ đề.'],
  language: [RECORD_LABELS.language],
  rightsKind: [
    RECORD_LABELS.rights,
    'Sách có bản quyền chỉ được đăng bản đã xuất bản và khi tác giả đồng ý.',
  ],
  rightsNote: ['Ghi chú về quyền sử dụng'],
  unitId: [RECORD_LABELS.unit, 'Đổi đơn vị thì tài liệu sang hàng chờ của đơn vị đó.'],
  lawRefs: [
    FULL_LABELS.lawRefs,
    'Mỗi dòng một văn bản: số hiệu | tên | điều được dẫn | địa chỉ. Ví dụ: 31/2024/QH15 | Luật Đất đai | Điều 235. Dán địa chỉ trên vbpl.vn vào cuối dòng, mã văn bản được lấy từ đó.',
  ],
  altTitle: [RECORD_LABELS.altTitle],
  publisher: ['Nhà xuất bản, đơn vị phát hành'],
  edition: [RECORD_LABELS.edition],
  isbn: [RECORD_LABELS.isbn],
  extent: [RECORD_LABELS.extent],
  series: ['Bộ sách'],
  volume: [RECORD_LABELS.volume],
  audiences: [RECORD_LABELS.audiences],
  keywords: [RECORD_LABELS.keywords, 'Cách nhau bằng dấu phẩy hoặc xuống dòng.'],
  place: [RECORD_LABELS.place, 'Tên hoặc mã tỉnh, xã.'],
  nationalUrl: [
    'Địa chỉ trên Tủ sách pháp luật điện tử quốc gia',
    'Dán địa chỉ trang của tài liệu này ở đó. Để trống thì người đọc được dẫn tới ô tìm của Tủ sách quốc gia.',
  ],
  source: [RECORD_LABELS.source, 'Địa chỉ trang hoặc nơi lấy tài liệu.'],
  identifier: [RECORD_LABELS.identifier, 'Số của mục lục riêng; không trùng với tài liệu khác.'],
  approvalBy: [APPROVAL_LABELS.by],
  approvalPosition: [APPROVAL_LABELS.position],
  approvalDate: [APPROVAL_LABELS.date],
  approvalDocumentNumber: [APPROVAL_LABELS.documentNumber],
} as const satisfies Record<string, FieldText>;

const fields: Readonly<Record<keyof typeof allFields, FieldText>> = allFields;

/** Forms and histories have no room for some of the names that sheets use. */
const changeFields: Readonly<Record<ChangeField, string>> = {
  ...RECORD_LABELS,
  title: FIELD_LABELS.name,
  series: 'Bộ sách',
  lawRefs: 'Văn bản được dẫn',
  unitId: RECORD_LABELS.unit,
  national: 'Tủ sách quốc gia',
  approval: shared.approval,
  approvalFile: 'Văn bản phê duyệt đã ký',
  attachments: FIELD_LABELS.file,
};

/** Parts of a value as the history of changes shows it. */
const changeWords = {
  reviewed: (date: string): string => `xem lại ${date}`,
  number: (documentNumber: string): string => `số ${documentNumber}`,
  day: (date: string): string => `ngày ${date}`,
};

const merge = {
  title: 'Hai người cùng sửa',
  lead: 'Trong lúc bạn sửa, người khác đã lưu bản mới. Những mục chỉ một người sửa đã được giữ cả. Hãy chọn ở các mục cả hai cùng sửa.',
  theirs: 'Của họ, đã lưu',
  yours: 'Của bạn',
  base: 'Trước khi sửa',
  take: 'Lấy',
  save: 'Lưu bản đã chọn',
  settled: 'Người kia đã sửa, được giữ nguyên',
  none: 'Không có mục nào hai người sửa khác nhau. Bấm lưu để giữ cả hai.',
  legend: (field: string): string => `${field}: lấy bản nào?`,
  empty: shared.empty,
  edit: 'Sửa tiếp trong mẫu đầy đủ',
};

const suggestedFields: Readonly<Record<SuggestedField, string>> = {
  ...changeFields,
  compilers: 'Biên soạn',
};

const reason = (why: SuggestionReason): string => {
  switch (why.kind) {
    case 'file':
      return 'Tệp tự ghi như vậy.';
    case 'line':
      return `Trang đầu có dòng “${why.line}”.`;
    case 'opening':
      return 'Những câu mở đầu của tài liệu; hãy sửa cho gọn.';
    case 'pages':
      return 'Đếm từ tệp.';
    case 'words':
      return `Vì có ${why.words.map(({ word, times }) => (times === 0 ? `“${word}” trong tên` : `“${word}” ${times} lần`)).join(', ')}.`;
    case 'cited':
      return `Được nhắc ${why.times} lần.`;
  }
};

/** Items that may be the same as this one; never more than a warning. */
const likeness = {
  title: 'Có thể trùng với tài liệu đã có',
  lead: 'Xem lại trước khi lưu. Vẫn lưu được nếu là bản khác.',
  kinds: {
    file: 'Cùng một tệp',
    text: (percent: number): string => `Chữ giống khoảng ${percent} %`,
    name: 'Cùng tên và cơ quan biên soạn',
  },
};

/** What the machine proposes from the file; nothing is saved before a person takes it. */
const suggestions = {
  title: 'Gợi ý từ tệp',
  lead: 'Máy đọc tệp và gợi ý. Nhận thì điền vào ô bên dưới; bấm lưu mới được giữ.',
  fields: suggestedFields,
  reason,
  take: 'Nhận',
  takeAll: (n: number): string => `Nhận cả ${n} gợi ý`,
  of: (field: string, value: string): string => `: ${field}, ${value}`,
  ask: 'Xem gợi ý từ tệp',
  none: 'Tệp không cho gợi ý nào cho các ô còn trống.',
  taken: (n: number): string => `Đã điền ${n} gợi ý vào các ô. Bấm lưu để giữ.`,
  takenScript: 'Đã điền. Bấm lưu để giữ.',
};

const titles: Readonly<Record<NameKind, string>> = {
  compiler: 'Cơ quan, cá nhân biên soạn',
  publisher: RECORD_LABELS.publisher,
  series: changeFields.series,
  keyword: RECORD_LABELS.keywords,
};

const notes: Readonly<Record<NameKind, string>> = {
  compiler: 'Tên đã dùng trong các tài liệu; gộp những cách viết khác nhau.',
  publisher: 'Gộp “NXB” với “Nhà xuất bản” và các cách viết khác.',
  series: 'Tên các bộ sách.',
  keyword: 'Từ khóa đã dùng; gộp từ viết khác nhau.',
};

/** Names that items share, and the ways they are written. */
const nameLists = {
  titles,
  notes,
  lists: 'Các danh mục tên',
  lead: 'Tên lấy từ chính các tài liệu. Gộp thì mọi tài liệu bạn được sửa đổi theo, mỗi tài liệu ghi một dòng lịch sử.',
  search: 'Tìm tên',
  find: shared.find,
  all: shared.seeAll,
  onlyVariants: 'Chỉ xem tên có nhiều cách viết',
  none: 'Chưa có tên nào.',
  noVariants: 'Không có tên nào viết nhiều cách.',
  items: shared.items,
  variants: (n: number): string => `${n} cách viết, giữ lại:`,
  keep: (name: string): string => `Giữ “${name}”`,
  merge: 'Gộp lại',
  of: (name: string): string => `: ${name}`,
  into: ['Đổi thành', 'Mọi tài liệu bạn được sửa sẽ ghi tên này.'] as const,
  rename: 'Đổi tên',
  merged: (changed: number, refused: number, more: boolean): string =>
    [
      `Đã đổi ${changed} tài liệu.`,
      more ? 'Số còn lại đang được đổi tiếp.' : '',
      refused > 0
        ? `${refused} tài liệu bạn không được sửa, hoặc đang có người sửa, vẫn như cũ.`
        : '',
    ]
      .filter((s) => s !== '')
      .join(' '),
  add: {
    compiler: ['Thêm từ danh mục', 'Gõ vài chữ, chọn một tên đã dùng.'],
    keyword: ['Thêm từ danh mục', 'Gõ vài chữ, chọn một từ khóa đã dùng.'],
  } as const,
};

/** The same change of several records. */
const bulkEdit = {
  title: 'Sửa nhiều tài liệu',
  open: EVENT_LABELS.edit,
  lead: (n: number): string =>
    `Sửa chung ${n} tài liệu đã chọn. Bước sau cho xem trước từng tài liệu.`,
  chosen: (n: number): string => `${n} tài liệu đã chọn`,
  fieldsLead: 'Ô để trống hoặc “Giữ nguyên” thì không đổi.',
  keep: shared.keep,
  modes: { add: 'Thêm vào', remove: 'Bỏ đi', replace: 'Thay hết' },
  mode: (field: string): string => `${field}: làm gì với các mục chọn`,
  preview: shared.preview,
  back: 'Chọn lại',
  same: shared.same,
  nothing: 'Chưa chọn thay đổi nào.',
};

/** What was typed and not saved. */
const unsaved = {
  title: 'Có nội dung đã gõ mà chưa lưu',
  lead: 'Chỉ bạn thấy nội dung này. Khôi phục hoặc bỏ đi; trong lúc chưa chọn, những gì gõ thêm ở đây không được giữ tự động.',
  restore: (when: string): string => `Khôi phục những gì đã gõ lúc ${when}`,
  drop: shared.remove,
  restored: 'Đã khôi phục những gì đã gõ. Bấm lưu để giữ.',
  dropped: 'Đã bỏ nội dung chưa lưu.',
  script: {
    saved: 'Đã giữ tạm lúc {gio}.',
    lost: 'Chưa giữ tạm được. Nếu đã đăng xuất, hãy đăng nhập lại ở thẻ khác; nội dung vẫn còn trên trang này.',
    tooLong:
      'Nội dung dài quá nên không giữ tạm được nữa. Hãy rút gọn; những gì đã gõ chỉ còn trên trang này.',
  },
};

/** What the forms of records say. */
export const cataloguingStaffWords = {
  recognition,
  upload,
  uploadScript,
  edit,
  fields,
  changeFields,
  changeWords,
  merge,
  suggestions,
  likeness,
  nameLists,
  bulkEdit,
  unsaved,
};
