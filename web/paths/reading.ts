import type { Locator } from '#server/base/locator.ts';
import { encoded, withQuery } from './with-query.ts';

/** `version`: as it stood at one of its published versions. */
export const itemPath = (id: string, slug?: string, version: number | null = null): string =>
  withQuery(slug ? `/tai-lieu/${encoded(id)}/${encoded(slug)}` : `/tai-lieu/${encoded(id)}`, {
    ban: version,
  });
/**
 * One page with text and picture; `attachment` only when it is not the item's first readable file;
 * `q` marks words.
 */
const withFragment = (path: string, fragment: string | null | undefined): string =>
  fragment ? `${path}#${encoded(fragment)}` : path;

export const pagePath = (
  id: string,
  page: number,
  more: {
    attachment?: string | null;
    q?: string | null;
    mode?: string | null;
    fragment?: string | null;
  } = {},
): string =>
  withFragment(
    withQuery(`/tai-lieu/${encoded(id)}/trang/${page}`, {
      tep: more.attachment,
      q: more.q,
      xem: more.mode,
    }),
    more.fragment,
  );
export const chapterPath = (
  id: string,
  chapter: number,
  more: { attachment?: string | null; q?: string | null; fragment?: string | null } = {},
): string =>
  withFragment(
    withQuery(`/tai-lieu/${encoded(id)}/chuong/${chapter}`, { tep: more.attachment, q: more.q }),
    more.fragment,
  );
/** A book in its publisher's layout. */
export const bookPath = (id: string, chapter: number, attachment: string | null = null): string =>
  withQuery(`/tai-lieu/${encoded(id)}/sach`, { phan: chapter, tep: attachment });
export const watchPath = (
  id: string,
  more: { attachment?: string | null; seconds?: number | null; q?: string | null } = {},
): string =>
  withQuery(`/tai-lieu/${encoded(id)}/xem`, {
    tep: more.attachment,
    giay: more.seconds,
    q: more.q,
  });
/** Occurrences of words inside one item. */
export const findInsidePath = (id: string, q: string, after: string | null = null): string =>
  withQuery(`/tai-lieu/${encoded(id)}/tim`, { q, sau: after });
/** Ways to hand an item on: QR code, ready text. */
export const sharePath = (id: string): string => `/tai-lieu/${encoded(id)}/chia-se`;
export const qrPath = (id: string, form: 'svg' | 'png'): string =>
  `/tai-lieu/${encoded(id)}/ma-qr.${form}`;
/**
 * What this device saved; the page shown instead of one that needs a network; what saving an item
 * has to fetch.
 */
export const savedPath = (): string => '/da-luu';
export const lostPath = (): string => '/mat-mang';
export const offlinePlanPath = (id: string): string => `/tai-lieu/${encoded(id)}/ngoai-tuyen.json`;
/** The picture other sites show; `version` of what stands on it makes them fetch a changed one. */
export const shareCardPath = (id: string | null, version: string | null = null): string =>
  withQuery(id === null ? '/anh-chia-se.jpg' : `/tai-lieu/${encoded(id)}/anh-chia-se.jpg`, {
    v: version,
  });
/** The whole text of an item on one page, for printing. */
export const printViewPath = (id: string): string => `/tai-lieu/${encoded(id)}/in`;
export const filePath = (attachmentId: string, download = false): string =>
  withQuery(`/tep/${encoded(attachmentId)}`, { 'tai-ve': download ? '1' : null });
/** A scan as a PDF whose words are found and selected. */
export const searchableCopyPath = (attachmentId: string): string =>
  `/tep/${encoded(attachmentId)}/tim-duoc-chu.pdf`;
export const pageImagePath = (attachmentId: string, page: number, width: number): string =>
  withQuery(`/tep/${encoded(attachmentId)}/trang/${page}.webp`, { rong: width });
export const coverPath = (attachmentId: string): string => `/tep/${encoded(attachmentId)}/bia.webp`;
/** The cover of an item as JPEG, for programs that show no WebP. */
export const jpegCoverPath = (id: string, size: 'small' | 'large'): string =>
  `/tai-lieu/${encoded(id)}/${size === 'small' ? 'bia-nho' : 'bia'}.jpg`;
export const resourcePath = (attachmentId: string, name: string): string =>
  `/tep/${encoded(attachmentId)}/anh/${encoded(name)}`;
/** Captions as WebVTT, whatever they were sent as. */
export const captionsPath = (attachmentId: string): string =>
  `/tep/${encoded(attachmentId)}/phu-de.vtt`;
/**
 * What pdf.js fetches besides its scripts: fonts that a file does not bring along, and decoders of
 * pictures.
 */
export const pdfAssetsPath = (version: string, kind: string): string =>
  `/pdfjs/${encoded(version)}/${encoded(kind)}/`;
/** Of the item, or of one page or chapter of it. */
export const citationPath = (
  id: string,
  form: 'bib' | 'ris' | 'json',
  place: {
    page?: number;
    chapter?: number;
    provision?: string;
    attachment?: string | null;
  } = {},
): string =>
  withQuery(`/tai-lieu/${encoded(id)}/trich-dan.${form}`, {
    trang: place.page,
    phan: place.chapter,
    dieu: place.provision,
    tep: place.attachment,
  });
/** Id of the first words of a query that are marked on a page. */
export const FIRST_MARK = 'danh-dau';

/** Where a hit leads: its locator, with the words of the query marked. */
export function locatorPath(
  itemId: string,
  locator: Locator,
  more: { attachment?: string | null; q?: string | null } = {},
): string {
  switch (locator.kind) {
    case 'record':
      return itemPath(itemId);
    case 'page':
      return pagePath(itemId, locator.page, {
        ...more,
        fragment: locator.fragment ?? (more.q ? FIRST_MARK : null),
      });
    case 'chapter':
      return chapterPath(itemId, locator.chapter, { ...more, fragment: locator.fragment });
    case 'time':
      return watchPath(itemId, { ...more, seconds: locator.seconds });
  }
}
