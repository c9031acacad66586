import { encoded, withQuery } from './with-query.ts';

/** All rounds of reports. */
export const staffReportsPath = (told = ''): string => withQuery('/can-bo/bao-cao', { bao: told });
export const openRoundPath = (): string => '/can-bo/bao-cao/moi';

/** One round: who sent a report and who did not. */
export const roundPath = (id: string, told = ''): string =>
  withQuery(`/can-bo/bao-cao/${encoded(id)}`, { bao: told });
export const freezeRoundPath = (id: string): string => `/can-bo/bao-cao/${encoded(id)}/chot`;
/** The reports of a round as one; `edition`: 'chot' for as it was frozen, before any correction. */
export const summedReportPath = (id: string, edition = ''): string =>
  withQuery(`/can-bo/bao-cao/${encoded(id)}/tong-hop`, { ban: edition });
export type ReportFile = 'docx' | 'pdf' | 'xlsx';
export const summedFilePath = (id: string, file: ReportFile, edition = ''): string =>
  withQuery(`/can-bo/bao-cao/${encoded(id)}/tong-hop/tep/${file}`, { ban: edition });

/** The report of one unit; `edition`: one before the last correction. */
export const unitReportPath = (
  id: string,
  more: { readonly told?: string; readonly edition?: string } = {},
): string => withQuery(`/can-bo/bao-cao-xa/${encoded(id)}`, { bao: more.told, ban: more.edition });
export type ReportStep = 'nhan' | 'tra-lai' | 'dinh-chinh';
export const reportStepPath = (id: string, step: ReportStep): string =>
  `/can-bo/bao-cao-xa/${encoded(id)}/${step}`;
/** The items behind a figure. */
export const reportItemsPath = (id: string, figure: string, edition = ''): string =>
  withQuery(`/can-bo/bao-cao-xa/${encoded(id)}/tai-lieu`, { so: figure, ban: edition });
export const unitFilePath = (id: string, file: ReportFile, edition = ''): string =>
  withQuery(`/can-bo/bao-cao-xa/${encoded(id)}/tep/${file}`, { ban: edition });
