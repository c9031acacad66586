import { encoded, withQuery } from './with-query.ts';

/** Whether the item helped its reader; `done`: the thanks afterwards. */
export const ratingPath = (id: string, done = false): string =>
  withQuery(`/tai-lieu/${encoded(id)}/danh-gia`, { xong: done ? '1' : null });
/** Figures of a period and unit; `.csv` is the same as a sheet. */
export const staffFiguresPath = (
  asked: { period?: string; unit?: string } = {},
  form: '' | '.csv' = '',
): string => withQuery(`/can-bo/thong-ke${form}`, { ky: asked.period, 'don-vi': asked.unit });
export const clearCommentPath = (ratingId: string): string =>
  `/can-bo/y-kien/${encoded(ratingId)}/xoa`;
