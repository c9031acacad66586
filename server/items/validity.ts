/**
 * Hiệu lực nội dung of an item (điểm c khoản 2 Điều 8 Quyết định 14/2019/QĐ-TTg). A booklet may
 * outlive the law it explains.
 */
export const VALIDITY = [
  { code: 'con', label: 'Còn phù hợp', tone: 'good' },
  { code: 'mot_phan', label: 'Hết hiệu lực một phần', tone: 'warn' },
  { code: 'het', label: 'Hết hiệu lực', tone: 'bad' },
  { code: 'chua_xac_dinh', label: 'Chưa xác định hiệu lực', tone: '' },
] as const;

export type ValidityState = (typeof VALIDITY)[number]['code'];

export interface Validity {
  readonly state: ValidityState;
  readonly from: string | null;
  readonly to: string | null;
  readonly reviewedAt: string | null;
  readonly reason: string;
}

export const findValidity = (code: string) => VALIDITY.find((v) => v.code === code);
export const validityLabel = (code: ValidityState): string => findValidity(code)?.label ?? code;
