import { encoded, withQuery } from './with-query.ts';

/** Places of printed copies; `moi` for one that is not there yet. */
export const librariesPath = (notice: string | null = null): string =>
  withQuery('/can-bo/ban-in', { bao: notice });
export const libraryPath = (
  id: string,
  more: {
    state?: string;
    itemId?: string;
    after?: string | null;
    notice?: string;
    number?: string;
  } = {},
): string =>
  withQuery(`/can-bo/ban-in/${encoded(id)}`, {
    so: more.number,
    'tinh-trang': more.state,
    'tai-lieu': more.itemId,
    bao: more.notice,
    sau: more.after,
  });
export const libraryEditPath = (id: string): string => `/can-bo/ban-in/${encoded(id)}/sua`;
export const libraryAddPath = (id: string, itemId = ''): string =>
  withQuery(`/can-bo/ban-in/${encoded(id)}/them`, { 'tai-lieu': itemId });
/** One printed copy. */
export const holdingPath = (id: string, notice: string | null = null): string =>
  withQuery(`/can-bo/ban/${encoded(id)}`, { bao: notice });
export const holdingActionPath = (
  id: string,
  action: 'luu' | 'cho-muon' | 'tra' | 'gia-han',
): string => `/can-bo/ban/${encoded(id)}/${action}`;
/** Copies of a library that are out. */
export const libraryLoansPath = (id: string, after: string | null = null): string =>
  withQuery(`/can-bo/ban-in/${encoded(id)}/muon`, { sau: after });
/** Stock-takes of a library, and one of them; `ticked` is the register number noted just now. */
export const stocktakesPath = (placeId: string): string =>
  `/can-bo/ban-in/${encoded(placeId)}/kiem-ke`;
export const stocktakePath = (
  id: string,
  more: { ticked?: string; again?: boolean } = {},
): string =>
  withQuery(`/can-bo/kiem-ke/${encoded(id)}`, {
    vua: more.ticked,
    lai: more.again === true ? '1' : null,
  });
export const stocktakeClosePath = (id: string): string => `/can-bo/kiem-ke/${encoded(id)}/dong`;
export const stocktakeReopenPath = (id: string): string => `/can-bo/kiem-ke/${encoded(id)}/mo-lai`;
/** The report of a library over some days, as a page or a file. */
export const libraryReportPath = (
  placeId: string,
  period: { from?: string; to?: string } = {},
  form: '' | '.csv' | '.xlsx' = '',
): string =>
  withQuery(`/can-bo/ban-in/${encoded(placeId)}/bao-cao${form}`, {
    tu: period.from,
    den: period.to,
  });
/**
 * Registers as sheets: the import, with the library of lines that name none; the template; one
 * library's register to edit and send back.
 */
export const holdingImportPath = (placeId = ''): string =>
  withQuery('/can-bo/nhap-ban-in', { noi: placeId });
export const holdingTemplatePath = (): string => '/can-bo/nhap-ban-in/mau.xlsx';
export const registerPath = (placeId: string, form: '.csv' | '.xlsx'): string =>
  `/can-bo/ban-in/${encoded(placeId)}/so${form}`;
export const itemHoldingsPath = (id: string): string => `/can-bo/tai-lieu/${encoded(id)}/ban-in`;
