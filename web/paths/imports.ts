import { encoded, withQuery } from './with-query.ts';

/** Sheets of the catalogue that people send, and one of them with its lines. */
export const staffImportsPath = (): string => '/can-bo/nhap-bang';
export const staffImportPath = (
  id: string,
  more: { outcome?: string; after?: number | null } = {},
): string => withQuery(`/can-bo/nhap-bang/${encoded(id)}`, { loc: more.outcome, sau: more.after });
export const staffImportActionPath = (
  id: string,
  action: 'cot' | 'y-nghia' | 'chay' | 'ket-qua.csv',
): string => `/can-bo/nhap-bang/${encoded(id)}/${action}`;
export const sheetFilePath = (name: 'mau.xlsx' | 'danh-muc.xlsx' | 'danh-muc.csv'): string =>
  `/can-bo/nhap-bang/${name}`;

/** Other shelves and libraries whose records are harvested. */
export const importSourcesPath = (done?: string): string =>
  withQuery('/can-bo/nguon-nhap', { bao: done });
export const importSourcePath = (id: string): string => `/can-bo/nguon-nhap/${encoded(id)}`;
export const importSourceActionPath = (id: string, action: 'thu-thap' | 'xoa'): string =>
  `/can-bo/nguon-nhap/${encoded(id)}/${action}`;
