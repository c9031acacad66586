import { encoded, withQuery } from './with-query.ts';

export const homePath = (): string => '/';
export const subjectsPath = (): string => '/chu-de';
export const subjectPath = (code: string): string => `/chu-de/${encoded(code)}`;
export const genrePath = (code: string): string => `/the-loai/${encoded(code)}`;
export const audiencePath = (code: string): string => `/doi-tuong/${encoded(code)}`;
export const unitPath = (code: string): string => `/don-vi/${encoded(code)}`;
export const newestPath = (after: string | null = null): string =>
  withQuery('/moi', { sau: after });
export const collectionsPath = (): string => '/bo-suu-tap';
export const collectionPath = (slug: string): string => `/bo-suu-tap/${encoded(slug)}`;
/** What was published since Monday. */
export const thisWeekPath = (after: string | null = null): string =>
  withQuery('/bo-suu-tap/tuan-nay', { sau: after });
/** RFC 9116 */
export const securityContactPath = () => '/.well-known/security.txt' as const;
export const contactPath = (): string => '/lien-he';
/** The site map for people; the one for machines is `/sitemap.xml`. */
export const siteMapPath = (): string => '/so-do';
/** The accessibility statement. */
export const accessibilityPath = (): string => '/tiep-can';
export const aboutPath = (): string => '/gioi-thieu';
/** Takes the language of the interface, by POST. */
export const languagePath = (): string => '/ngon-ngu';
export const helpPath = (): string => '/tro-giup';
/** Collections that officials put together, one of them; `moi` for one that is not there yet. */
export const staffCollectionsPath = (): string => '/can-bo/bo-suu-tap';
export const staffCollectionPath = (slug: string, saved = false): string =>
  withQuery(`/can-bo/bo-suu-tap/${encoded(slug)}`, { bao: saved ? 'da-luu' : null });
/** A page that officials wrote; the introduction has its own address. */
export const fixedPagePath = (id: string): string =>
  id === 'gioi-thieu' ? aboutPath() : `/trang/${encoded(id)}`;
export const staffFixedPagesPath = (): string => '/can-bo/trang';
export const staffFixedPagePath = (id: string, notice: string | null = null): string =>
  withQuery(`/can-bo/trang/${encoded(id)}`, { bao: notice });
export const staffFixedPageHistoryPath = (id: string): string => `/can-bo/trang/${encoded(id)}/ban`;
export const staffFixedPageUndoPath = (id: string): string =>
  `/can-bo/trang/${encoded(id)}/lay-lai`;
/** What the shelf says of itself, for administrators. */
export const shelfSettingsPath = (notice: string | null = null): string =>
  withQuery('/can-bo/thong-tin-tu-sach', { bao: notice });
/** Sites of communes and ministries, one of them; `moi` for one that is not there yet. */
export const staffBannersPath = (notice: string | null = null): string =>
  withQuery('/can-bo/lien-ket', { bao: notice });
export const staffBannerPath = (id: string): string => `/can-bo/lien-ket/${encoded(id)}`;
export const staffBannerDeletePath = (id: string): string => `/can-bo/lien-ket/${encoded(id)}/xoa`;
/** A banner's picture, by its SHA-256. */
export const bannerPicturePath = (sha256: string): string => `/lien-ket/${encoded(sha256)}.webp`;
