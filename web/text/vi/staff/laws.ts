import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { shared } from '../shared-words.ts';
import { DECISION_LABELS } from '#server/items/law-review.ts';
import { LAW_LABELS } from '#server/laws/law-labels.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import { frame } from '../reader/frame.ts';
import { edit } from './cataloguing.ts';
import { authorityForm } from './frame.ts';

const ADD = 'Thêm văn bản';

/** Shared records of legal documents, and the review of items that cite ended ones. */
const laws = {
  title: 'Văn bản pháp luật',
  lead: 'Mỗi văn bản ghi một lần; mọi tài liệu dẫn văn bản đó dùng chung tình trạng và ngày hiệu lực này.',
  add: ADD,
  search: 'Tìm theo số hiệu',
  find: shared.find,
  all: shared.seeAll,
  none: (q: string): string =>
    q === '' ? 'Chưa có văn bản nào.' : `Không có số hiệu nào chứa “${q}”.`,
  import: shared.fromSheet,
  take: 'Tải danh sách văn bản để sửa rồi nhập lại:',
  number: 'Số hiệu và tên',
  state: FIELD_LABELS.state,
  dates: RECORD_LABELS.validity,
  citing: 'Tài liệu dẫn',
  items: shared.items,
  untitled: 'chưa ghi tên',
  from: shared.since,
  until: (day: string): string => `hết từ ${day}`,
  of: (number: string): string => `: ${number}`,
  edit: 'Sửa văn bản',
  create: ADD,
  save: shared.save,
  saved: 'Đã lưu. Trang của mọi tài liệu dẫn văn bản này đã theo thông tin mới.',
  errorTitle: authorityForm.errorTitle,
  facts: 'Văn bản',
  force: RECORD_LABELS.validity,
  source: RECORD_LABELS.source,
  conflictTitle: 'Văn bản vừa được người khác sửa',
  conflictText: authorityForm.conflictText,
  openNew: authorityForm.openNew,
  takenFrom: (name: string, day: string): string => `Nguồn: danh sách ${name}, nhập ngày ${day}.`,
  publicList: 'Tài liệu dẫn văn bản này',
  waiting: (n: string): string => `${n} tài liệu cần xem lại`,
  fields: {
    number: [LAW_LABELS.number, 'Ghi như trên văn bản: 31/2024/QH15, 14/2019/QĐ-TTg.'],
    title: [LAW_LABELS.title],
    kind: [LAW_LABELS.kind, 'Luật, Nghị định, Thông tư …'],
    issuer: [LAW_LABELS.issuer],
    issued: [LAW_LABELS.issued],
    signer: [LAW_LABELS.signer],
    state: [
      LAW_LABELS.state,
      'Nếu đã ghi ngày thì trang công khai theo ngày: đến ngày hết hiệu lực, tình trạng tự đổi.',
    ],
    effectiveFrom: [LAW_LABELS.effectiveFrom],
    effectiveTo: [LAW_LABELS.effectiveTo, 'Ngày đầu tiên văn bản không còn hiệu lực.'],
    replacedBy: [LAW_LABELS.replacedBy, 'Mỗi dòng một số hiệu.'],
    url: [
      LAW_LABELS.url,
      'Dán địa chỉ trang văn bản trên vbpl.vn hoặc Công báo; mã vbpl tự lấy từ địa chỉ.',
    ],
    vbplId: [LAW_LABELS.vbplId],
    checkedAt: [LAW_LABELS.checkedAt],
    note: [LAW_LABELS.note],
  },
} as const;

const citationReview = {
  title: EVENT_LABELS['law-review'],
  lead: 'Những tài liệu đang đăng dẫn văn bản đã hết hiệu lực, toàn bộ hoặc một phần, hay đang ngưng hiệu lực. Trang công khai đang cảnh báo người đọc cho đến khi có người quyết định.',
  none: 'Không có tài liệu nào chờ xem lại.',
  count: (n: string): string => `${n} tài liệu chờ quyết định`,
  cites: 'Dẫn:',
  ended: (day: string): string => `hết hiệu lực từ ${day}`,
  endedUnknown: 'đã hết hiệu lực',
  replaced: 'Thay bằng:',
  open: 'Mở để sửa',
  read: frame.publicPages,
  decision: shared.decision,
  reason: FIELD_LABELS.reason,
  of: (title: string): string => `: ${title}`,
  decisions: { ...DECISION_LABELS, withdraw: edit.withdraw },
  notes: {
    'still-right': 'thôi cảnh báo',
    revise: 'vẫn cảnh báo đến khi sửa xong',
    withdraw: 'người đọc thấy lý do',
  },
  save: 'Ghi quyết định',
  choose: 'Hãy chọn một quyết định.',
  before: (what: string, by: string, when: string): string => `${what}, ${by}, ${when}:`,
  done: {
    'still-right': 'Đã ghi: còn đúng. Trang công khai thôi cảnh báo.',
    revise: 'Đã ghi: cần sửa. Trang công khai vẫn cảnh báo đến khi tài liệu được sửa.',
    withdraw: edit.notices['da-go'],
  },
  errorTitle: 'Chưa ghi được quyết định',
} as const;

/** What records of laws and the review of citations say. */
export const lawsStaffWords = { laws, citationReview };
