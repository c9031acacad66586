import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { LawRecord } from './law-record.ts';

/**
 * What the facts of a law's record are called in its form, in sheets and in what is said of them.
 */
export const LAW_LABELS = {
  number: 'Số hiệu',
  title: 'Tên văn bản',
  kind: 'Loại văn bản',
  issuer: 'Cơ quan ban hành',
  issued: 'Ngày ban hành',
  signer: 'Người ký',
  state: 'Tình trạng hiệu lực',
  effectiveFrom: 'Có hiệu lực từ ngày',
  effectiveTo: 'Hết hiệu lực từ ngày',
  replacedBy: 'Văn bản thay thế',
  url: FIELD_LABELS.address,
  vbplId: 'Mã trên vbpl.vn',
  checkedAt: 'Đối chiếu nguồn ngày',
  note: FIELD_LABELS.note,
} satisfies Partial<Record<keyof LawRecord, string>>;
