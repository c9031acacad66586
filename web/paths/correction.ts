import { encoded, withQuery } from './with-query.ts';

/** Items whose pages wait for somebody to read them; `after`: the last of the page before. */
export const awaitingPath = (after: string | null = null): string =>
  withQuery('/can-bo/doc-lai', { sau: after });

/** A page as addresses of this room name it. */
export interface CorrectionTarget {
  readonly attachmentId: string;
  /** In the file, from 1. */
  readonly page: number;
  /** The whole page, each line to be written in; else the doubted words. */
  readonly whole?: boolean;
}

/**
 * The item's pages and what was corrected on them, or one page. `told`: what was just done; `before`:
 * corrections older than this one.
 */
export const correctionPath = (
  itemId: string,
  at: CorrectionTarget | null = null,
  { told, before }: { readonly told?: string; readonly before?: string } = {},
): string =>
  withQuery(`/can-bo/tai-lieu/${encoded(itemId)}/doc-lai`, {
    tep: at?.attachmentId,
    trang: at === null ? null : String(at.page),
    xem: at?.whole ? 'ca-trang' : null,
    bao: told,
    truoc: before,
  });

/** What forms of this room do: a word, lines, the page is done, undo, a report is settled. */
export const correctionActionPath = (
  itemId: string,
  action: 'chu' | 'cac-dong' | 'xong' | 'hoan-tac' | 'bao-loi',
): string => `/can-bo/tai-lieu/${encoded(itemId)}/doc-lai/${action}`;

/** Where a reader says that a word on a page is wrong; `page` as readers count. */
export const textReportPath = (
  itemId: string,
  page: number,
  more: { readonly attachment?: string | null; readonly done?: boolean } = {},
): string =>
  withQuery(`/tai-lieu/${encoded(itemId)}/trang/${page}/bao-loi`, {
    tep: more.attachment,
    xong: more.done ? '1' : null,
  });
