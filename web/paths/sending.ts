import { encoded, withQuery } from './with-query.ts';

/** The first step: files and photographs, of a new document or of one that is being sent. */
export const sendPath = (id = ''): string => `/can-bo/gui${id === '' ? '' : `/${encoded(id)}`}`;
/** The second step: what it is. */
export const sayPath = (id: string): string => `${sendPath(id)}/la-gi`;
/** The third step: how readers will see it. */
export const lookPath = (id: string): string => `${sendPath(id)}/xem`;
/** The end of the road. */
export const sendOnPath = (id: string): string => `${sendPath(id)}/gui`;
/** A photograph as it came. */
export const photographPath = (id: string, photograph: string): string =>
  `${sendPath(id)}/anh/${encoded(photograph)}`;
/** The page made of it, small; `form` changes with whatever changes the picture. */
export const photographPreviewPath = (
  id: string,
  photograph: string,
  { turn, whole }: { turn: number; whole: boolean },
): string =>
  withQuery(`${sendPath(id)}/anh/${encoded(photograph)}/trang`, {
    xoay: turn || null,
    nguyen: whole ? '1' : null,
  });
