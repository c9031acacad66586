import type { QueueFilter } from '#server/people/saved-filter.ts';
import type { WorkStep } from '#server/workflow/notice.ts';
import { staffNewsPath } from './news.ts';
import { staffQuestionsPath } from './questions.ts';
import { staffReportsPath } from './reports.ts';
import { encoded, withQuery } from './with-query.ts';

export const staffPath = (): string => '/can-bo';
/** The queue after something was sent, or after the first sign-in. */
export const staffDonePath = (done: 'da-gui' | 'mat-khau'): string =>
  withQuery('/can-bo', { bao: done });
/** Work on several items at once: first shown, then done. */
export const staffBulkPath = (): string => '/can-bo/hang-loat';
/** The approval of the compiling body with its signed file; `tep`: the file itself. */
export const approvalPath = (id: string, more: { done?: string } = {}): string =>
  withQuery(`/can-bo/tai-lieu/${encoded(id)}/phe-duyet`, { bao: more.done });
export const approvalFilePath = (id: string): string =>
  `/can-bo/tai-lieu/${encoded(id)}/phe-duyet/tep`;
/** The record beside its file, with the decision; `page` of the preview. */
export const staffReviewPath = (id: string, page: number | null = null): string =>
  withQuery(`/can-bo/tai-lieu/${encoded(id)}/duyet`, { trang: page });
/** What a person has to know, and their wishes for the day's e-mail. */
export const noticesPath = (more: { after?: string | null; done?: string } = {}): string =>
  withQuery('/can-bo/thong-bao', { sau: more.after, bao: more.done });
export const noticesActionPath = (action: 'da-doc' | 'thu'): string =>
  `/can-bo/thong-bao/${action}`;
export const staffStagePath = (stage: string): string =>
  withQuery('/can-bo', { 'trang-thai': stage });
/** Where the work of a step waits. */
export function workStepPath(step: WorkStep): string {
  if (step === 'questions') return staffQuestionsPath({ state: 'waiting' });
  if (step === 'answers') return staffQuestionsPath({ state: 'drafted' });
  if (step === 'news') return staffNewsPath({ state: 'submitted' });
  if (step === 'reports') return staffReportsPath();
  return staffStagePath(step);
}
/** Part of the queue. */
export const staffQueuePath = (filter: QueueFilter, after: string | null = null): string =>
  withQuery('/can-bo', { ...queueFields(filter), sau: after });
/** The fields of a filter as they stand in an address and in forms. */
export const queueFields = ({
  stage,
  unitId,
  subject,
  overdue,
  mine,
  text,
}: QueueFilter): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      'trang-thai': stage ?? '',
      'don-vi': unitId,
      'chu-de': subject,
      'qua-han': overdue ? '1' : '',
      cua: mine ? 'toi' : '',
      tu: text,
    }).filter(([, value]) => value !== ''),
  );
export const savedFilterPath = (action: 'luu' | 'xoa'): string => `/can-bo/bo-loc/${action}`;
