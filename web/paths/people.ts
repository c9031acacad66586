import { encoded, withQuery } from './with-query.ts';

/** Longer ones, encoded once more in a head, are more than programs take. */
const LONGEST_NEXT = 2_000;

/** Where to sign in, going on to `next`; of a long address to its path, else nowhere. */
export const signInPath = (next: string | null = null): string => {
  const [path = ''] = (next ?? '').split('?');
  const short = [next, path].find((address) => (address ?? '').length <= LONGEST_NEXT);
  return withQuery('/dang-nhap', { tiep: short || null });
};
export const signOutPath = (): string => '/dang-xuat';
export const peoplePath = (after: string | null = null): string =>
  withQuery('/can-bo/tai-khoan', { sau: after });
export const personPath = (id: string): string => `/can-bo/tai-khoan/${encoded(id)}`;
export const personActionPath = (
  id: string,
  action: 'luu' | 'khoa' | 'mo' | 'mat-khau' | 'hai-buoc' | 'bo-gan' | 'phien',
): string => `${personPath(id)}/${action}`;
export const unitsPath = (): string => '/can-bo/don-vi';
export const unitEditPath = (code: string): string => `/can-bo/don-vi/${encoded(code)}`;
export const unitImportPath = (): string => '/can-bo/nhap-don-vi';
/** The tree of units as a list. */
export const unitTablePath = (form: '.csv' | '.xlsx'): string =>
  `/can-bo/nhap-don-vi/don-vi${form}`;
export const ownPasswordPath = (): string => '/can-bo/mat-khau';
export const ownSessionsPath = (): string => '/can-bo/phien';
export const endSessionPath = (id: string): string => `/can-bo/phien/${encoded(id)}/ket-thuc`;
export const endOtherSessionsPath = (): string => '/can-bo/phien/ket-thuc';
/** Where the code of the second factor is asked for. */
export const signInCodePath = (next: string | null = null): string =>
  withQuery('/dang-nhap/ma', { tiep: next });
export const secondFactorPath = (): string => '/can-bo/hai-buoc';
export const secondFactorActionPath = (action: 'ma-du-phong' | 'tat'): string =>
  `${secondFactorPath()}/${action}`;
/** Signing in at the authority's own service, and where the browser comes back. */
export const outsideSignInPath = (next: string | null = null): string =>
  withQuery('/dang-nhap/cong', { tiep: next });
export const outsideReturnPath = (): string => '/dang-nhap/cong/ve';
export const ownIdentityPath = (notice: string | null = null): string =>
  withQuery('/can-bo/cong-dang-nhap', { bao: notice });
export const untieIdentityPath = (): string => '/can-bo/cong-dang-nhap/bo-gan';
export const signInRulesPath = (notice: string | null = null): string =>
  withQuery('/can-bo/quy-tac-dang-nhap', { bao: notice });
export const signInRuleDeletePath = (id: string): string =>
  `/can-bo/quy-tac-dang-nhap/${encoded(id)}/xoa`;
