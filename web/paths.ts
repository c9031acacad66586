/** Every address of the shelf, built in one place (DESIGN.md §8). */
import type { NameKind } from '#server/cataloguing/name-list.ts';
import type { QueueFilter } from '#server/workflow/queue-filter.ts';
import type { Locator } from '#server/base/locator.ts';

type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value)
      ? (value as readonly string[])
      : [String(value as string | number)])
      search.append(key, one);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
};

const part = encodeURIComponent;

/** Names of the filters of a search, as they stand in its address. */
export const SEARCH_KEYS = {
  subjects: 'chu-de',
  genres: 'the-loai',
  audiences: 'doi-tuong',
  years: 'nam',
  validity: 'hieu-luc',
  languages: 'ngon-ngu',
  units: 'don-vi',
  formats: 'dinh-dang',
} as const;
export type SearchFilterName = keyof typeof SEARCH_KEYS;

export interface SearchAddress {
  readonly q?: string;
  readonly filters?: Partial<Readonly<Record<SearchFilterName, readonly string[]>>>;
  /** `moi`, `ten`; relevance when absent. */
  readonly sort?: string | null;
  readonly after?: string | null;
  /** Only exactly as typed. */
  readonly exact?: boolean;
}

const searchQuery = (address: SearchAddress): Query => ({
  q: address.q ?? null,
  ...Object.fromEntries(
    Object.entries(SEARCH_KEYS).map(([name, key]) => [
      key,
      address.filters?.[name as SearchFilterName] ?? null,
    ]),
  ),
  'sap-xep': address.sort ?? null,
  'dung-nguyen-van': address.exact === true ? '1' : null,
  sau: address.after ?? null,
});

export const homePath = (): string => '/';
export const searchPath = (address: SearchAddress = {}): string =>
  withQuery('/tim-kiem', searchQuery(address));
export const subjectsPath = (): string => '/chu-de';
export const subjectPath = (code: string): string => `/chu-de/${part(code)}`;
export const genrePath = (code: string): string => `/the-loai/${part(code)}`;
export const audiencePath = (code: string): string => `/doi-tuong/${part(code)}`;
export const unitPath = (code: string): string => `/don-vi/${part(code)}`;
export const newestPath = (after: string | null = null): string =>
  withQuery('/moi', { sau: after });
export const lawPath = (number: string): string => `/van-ban/${part(number)}`;
export const collectionsPath = (): string => '/bo-suu-tap';
export const collectionPath = (slug: string): string => `/bo-suu-tap/${part(slug)}`;
/** What was published since Monday. */
export const thisWeekPath = (after: string | null = null): string =>
  withQuery('/bo-suu-tap/tuan-nay', { sau: after });
export const contactPath = (): string => '/lien-he';
/** The site map for people; the one for machines is `/sitemap.xml`. */
export const siteMapPath = (): string => '/so-do';
/** The accessibility statement. */
export const accessibilityPath = (): string => '/tiep-can';
export const aboutPath = (): string => '/gioi-thieu';
/** Takes the language of the interface, by POST. */
export const languagePath = (): string => '/ngon-ngu';
export const helpPath = (): string => '/tro-giup';

/** `version`: as it stood at one of its published versions. */
export const itemPath = (id: string, slug?: string, version: number | null = null): string =>
  withQuery(slug ? `/tai-lieu/${part(id)}/${part(slug)}` : `/tai-lieu/${part(id)}`, {
    ban: version,
  });
export const readPath = (id: string): string => `/tai-lieu/${part(id)}/doc`;
/** One page with text and picture; `attachment` only when it is not the item's first readable file; `q` marks words. */
export const pagePath = (
  id: string,
  page: number,
  more: { attachment?: string | null; q?: string | null; mode?: string | null } = {},
): string =>
  withQuery(`/tai-lieu/${part(id)}/trang/${page}`, {
    tep: more.attachment,
    q: more.q,
    xem: more.mode,
  });
export const chapterPath = (
  id: string,
  chapter: number,
  more: { attachment?: string | null; q?: string | null; fragment?: string | null } = {},
): string =>
  `${withQuery(`/tai-lieu/${part(id)}/chuong/${chapter}`, { tep: more.attachment, q: more.q })}${more.fragment ? `#${part(more.fragment)}` : ''}`;
/** A book in its publisher's layout. */
export const bookPath = (id: string, chapter: number, attachment: string | null = null): string =>
  withQuery(`/tai-lieu/${part(id)}/sach`, { phan: chapter, tep: attachment });
export const watchPath = (
  id: string,
  more: { attachment?: string | null; seconds?: number | null; q?: string | null } = {},
): string =>
  withQuery(`/tai-lieu/${part(id)}/xem`, { tep: more.attachment, giay: more.seconds, q: more.q });
/** Occurrences of words inside one item. */
export const findInsidePath = (id: string, q: string, after: string | null = null): string =>
  withQuery(`/tai-lieu/${part(id)}/tim`, { q, sau: after });
/** Ways to hand an item on: QR code, ready text. */
export const sharePath = (id: string): string => `/tai-lieu/${part(id)}/chia-se`;
export const qrPath = (id: string, form: 'svg' | 'png'): string =>
  `/tai-lieu/${part(id)}/ma-qr.${form}`;
/** What this device keeps; the same page in place of one that needs a network; what an item's copy is made of. */
export const savedPath = (): string => '/da-luu';
export const lostPath = (): string => '/mat-mang';
export const offlinePlanPath = (id: string): string => `/tai-lieu/${part(id)}/ngoai-tuyen.json`;
/** Whether the item helped its reader; `done`: the thanks afterwards. */
export const ratingPath = (id: string, done = false): string =>
  withQuery(`/tai-lieu/${part(id)}/danh-gia`, { xong: done ? '1' : null });
/** The picture other sites show; `version` makes them fetch a changed one. */
export const shareCardPath = (id: string | null, version: number | null = null): string =>
  withQuery(id === null ? '/anh-chia-se.jpg' : `/tai-lieu/${part(id)}/anh-chia-se.jpg`, {
    v: version,
  });
/** The whole text of an item on one page, for printing. */
export const printPath = (id: string): string => `/tai-lieu/${part(id)}/in`;

export const filePath = (attachmentId: string, download = false): string =>
  withQuery(`/tep/${part(attachmentId)}`, { 'tai-ve': download ? '1' : null });
export const pageImagePath = (attachmentId: string, page: number, width: number): string =>
  withQuery(`/tep/${part(attachmentId)}/trang/${page}.webp`, { rong: width });
export const coverPath = (attachmentId: string): string => `/tep/${part(attachmentId)}/bia.webp`;
export const resourcePath = (attachmentId: string, name: string): string =>
  `/tep/${part(attachmentId)}/anh/${part(name)}`;
/** Captions as WebVTT, whatever they were sent as. */
export const captionsPath = (attachmentId: string): string =>
  `/tep/${part(attachmentId)}/phu-de.vtt`;

export const signInPath = (next: string | null = null): string =>
  withQuery('/dang-nhap', { tiep: next });
export const signOutPath = (): string => '/dang-xuat';
export const staffPath = (): string => '/can-bo';
/** Work on several items at once: first shown, then done. */
export const staffBulkPath = (): string => '/can-bo/hang-loat';
/** The same change of several records. */
export const staffBulkEditPath = (): string => '/can-bo/hang-loat/sua';
export const staffUploadPath = (): string => '/can-bo/tai-len';
/** Figures of a period and unit; `.csv` is the same as a sheet. */
export const staffFiguresPath = (
  asked: { period?: string; unit?: string } = {},
  form: '' | '.csv' = '',
): string => withQuery(`/can-bo/thong-ke${form}`, { ky: asked.period, 'don-vi': asked.unit });
/** The lists that officials keep. */
export const staffListsPath = (): string => '/can-bo/danh-muc';
/** Addresses of the authority lists. */
export const NAME_LISTS = {
  compiler: 'co-quan',
  publisher: 'nha-xuat-ban',
  series: 'bo-sach',
  keyword: 'tu-khoa',
} as const satisfies Record<NameKind, string>;
/** `done`, `refused`, `more`: what a merge came to. */
export const staffNamesPath = (
  kind: NameKind,
  more: {
    search?: string;
    variants?: boolean;
    after?: string | null;
    done?: number;
    refused?: number;
    more?: boolean;
  } = {},
): string =>
  withQuery(`/can-bo/danh-muc/${NAME_LISTS[kind]}`, {
    tim: more.search || null,
    kieu: more.variants ? 'nhieu' : null,
    bao: more.done,
    con: more.refused || null,
    tiep: more.more ? '1' : null,
    sau: more.after,
  });
export const staffNamePath = (kind: NameKind, name: string, after: string | null = null): string =>
  withQuery(`/can-bo/danh-muc/${NAME_LISTS[kind]}`, { ten: name, sau: after });
export const staffNameSuggestPath = (kind: NameKind): string =>
  `/can-bo/danh-muc/${NAME_LISTS[kind]}/goi-y`;
/** The 45 subjects as officials keep them, one of them; parts of subjects by their code. */
export const staffSubjectsPath = (): string => '/can-bo/danh-muc/chu-de';
export const staffSubjectPath = (code: string, saved = false): string =>
  withQuery(`/can-bo/danh-muc/chu-de/${part(code)}`, { bao: saved ? 'da-luu' : null });
export const newSubSubjectPath = (code: string): string =>
  `/can-bo/danh-muc/chu-de/${part(code)}/moi`;
export const staffSubSubjectPath = (code: string): string => `/can-bo/danh-muc/nhanh/${part(code)}`;
/** Genres and audiences as officials keep them, one of them; `moi` for one that is not there yet. */
export const TERM_LISTS = { genre: 'the-loai', audience: 'doi-tuong' } as const;
export type TermListName = keyof typeof TERM_LISTS;
export const TERM_LIST_NAMES = Object.keys(TERM_LISTS) as TermListName[];
export const staffTermsPath = (list: TermListName, notice: string | null = null): string =>
  withQuery(`/can-bo/danh-muc/${TERM_LISTS[list]}`, { bao: notice });
export const staffTermPath = (list: TermListName, code: string): string =>
  `/can-bo/danh-muc/${TERM_LISTS[list]}/${part(code)}`;
export const staffTermUndoPath = (list: TermListName, code: string): string =>
  `/can-bo/danh-muc/${TERM_LISTS[list]}/${part(code)}/lay-lai`;
/** Collections that officials put together, one of them; `moi` for one that is not there yet. */
export const staffCollectionsPath = (): string => '/can-bo/bo-suu-tap';
export const staffCollectionPath = (slug: string, saved = false): string =>
  withQuery(`/can-bo/bo-suu-tap/${part(slug)}`, { bao: saved ? 'da-luu' : null });
/** A page that officials wrote; the introduction has its own address. */
export const fixedPagePath = (id: string): string =>
  id === 'gioi-thieu' ? aboutPath() : `/trang/${part(id)}`;
export const staffFixedPagesPath = (): string => '/can-bo/trang';
export const staffFixedPagePath = (id: string, notice: string | null = null): string =>
  withQuery(`/can-bo/trang/${part(id)}`, { bao: notice });
export const staffFixedPageHistoryPath = (id: string): string => `/can-bo/trang/${part(id)}/ban`;
export const staffFixedPageUndoPath = (id: string): string => `/can-bo/trang/${part(id)}/lay-lai`;
/** Sites of communes and ministries, one of them; `moi` for one that is not there yet. */
export const staffBannersPath = (notice: string | null = null): string =>
  withQuery('/can-bo/lien-ket', { bao: notice });
export const staffBannerPath = (id: string): string => `/can-bo/lien-ket/${part(id)}`;
export const staffBannerDeletePath = (id: string): string => `/can-bo/lien-ket/${part(id)}/xoa`;
/** A banner's picture, by its SHA-256. */
export const bannerPicturePath = (sha256: string): string => `/lien-ket/${part(sha256)}.webp`;
/** Places of printed copies; `moi` for one that is not there yet. */
export const placesPath = (notice: string | null = null): string =>
  withQuery('/can-bo/ban-in', { bao: notice });
export const placePath = (
  id: string,
  more: {
    state?: string;
    itemId?: string;
    after?: string | null;
    notice?: string;
    number?: string;
  } = {},
): string =>
  withQuery(`/can-bo/ban-in/${part(id)}`, {
    so: more.number,
    'tinh-trang': more.state,
    'tai-lieu': more.itemId,
    bao: more.notice,
    sau: more.after,
  });
export const placeEditPath = (id: string): string => `/can-bo/ban-in/${part(id)}/sua`;
export const placeAddPath = (id: string, itemId = ''): string =>
  withQuery(`/can-bo/ban-in/${part(id)}/them`, { 'tai-lieu': itemId });
/** One printed copy. */
export const holdingPath = (id: string, notice: string | null = null): string =>
  withQuery(`/can-bo/ban/${part(id)}`, { bao: notice });
export const holdingActionPath = (
  id: string,
  action: 'luu' | 'cho-muon' | 'tra' | 'gia-han',
): string => `/can-bo/ban/${part(id)}/${action}`;
/** Copies of a place that are out. */
export const placeLoansPath = (id: string, after: string | null = null): string =>
  withQuery(`/can-bo/ban-in/${part(id)}/muon`, { sau: after });
/** Stock-takes of a place, and one of them; `ticked` is the register number noted just now. */
export const stocktakesPath = (placeId: string): string =>
  `/can-bo/ban-in/${part(placeId)}/kiem-ke`;
export const stocktakePath = (
  id: string,
  more: { ticked?: string; again?: boolean } = {},
): string =>
  withQuery(`/can-bo/kiem-ke/${part(id)}`, {
    vua: more.ticked,
    lai: more.again === true ? '1' : null,
  });
export const stocktakeClosePath = (id: string): string => `/can-bo/kiem-ke/${part(id)}/dong`;
/** The report of a place over some days, as a page or a file. */
export const shelfReportPath = (
  placeId: string,
  period: { from?: string; to?: string } = {},
  form: '' | '.csv' | '.xlsx' = '',
): string =>
  withQuery(`/can-bo/ban-in/${part(placeId)}/bao-cao${form}`, { tu: period.from, den: period.to });
/** Registers as sheets: the import, with the place of lines that name none; the template; one place's register to edit and send back. */
export const holdingImportPath = (placeId = ''): string =>
  withQuery('/can-bo/nhap-ban-in', { noi: placeId });
export const holdingTemplatePath = (): string => '/can-bo/nhap-ban-in/mau.xlsx';
export const registerPath = (placeId: string, form: '.csv' | '.xlsx'): string =>
  `/can-bo/ban-in/${part(placeId)}/so${form}`;
export const itemHoldingsPath = (id: string): string => `/can-bo/tai-lieu/${part(id)}/ban-in`;
export const staffLawsPath = (more: { search?: string; after?: string | null } = {}): string =>
  withQuery('/can-bo/van-ban', { so: more.search, sau: more.after });
/** The shared record of a document, by `lawNumberKey`; `moi` for one that is not there yet. */
export const staffLawPath = (key: string): string => `/can-bo/van-ban/${part(key)}`;
export const staffLawImportPath = (): string => '/can-bo/van-ban/nhap';
/** Items that cite an ended document and wait for a decision; `done` is the notice of the last one. */
export const citationReviewPath = (more: { after?: string | null; done?: string } = {}): string =>
  withQuery('/can-bo/xem-lai', { bao: more.done, sau: more.after });
/** Sheets of the catalogue that people send, and one of them with its lines. */
export const staffImportsPath = (): string => '/can-bo/nhap-bang';
export const staffImportPath = (
  id: string,
  more: { outcome?: string; after?: number | null } = {},
): string => withQuery(`/can-bo/nhap-bang/${part(id)}`, { loc: more.outcome, sau: more.after });
export const staffImportActionPath = (id: string, action: 'cot' | 'chay' | 'ket-qua.csv'): string =>
  `/can-bo/nhap-bang/${part(id)}/${action}`;
export const sheetFilePath = (name: 'mau.xlsx' | 'danh-muc.xlsx' | 'danh-muc.csv'): string =>
  `/can-bo/nhap-bang/${name}`;
export const clearCommentPath = (ratingId: string): string =>
  `/can-bo/y-kien/${part(ratingId)}/xoa`;
export const staffItemPath = (
  id: string,
  more: { suggest?: boolean; restore?: boolean } = {},
): string =>
  withQuery(`/can-bo/tai-lieu/${part(id)}`, {
    'goi-y': more.suggest ? '1' : null,
    'khoi-phuc': more.restore ? '1' : null,
  });
export const staffItemActionPath = (
  id: string,
  action:
    | 'luu'
    | 'sua-tiep'
    | 'goi-y'
    | 'chep'
    | 'do-dang'
    | 'bo-do-dang'
    | 'dang'
    | 'go'
    | 'dang-lai'
    | 'them-tep'
    | 'thu-lai'
    | 'gui'
    | 'doi-chieu'
    | 'duyet'
    | 'tra-lai'
    | 'nhan'
    | 'trao'
    | 'y-kien',
): string => `/can-bo/tai-lieu/${part(id)}/${action}`;

/** The approval of the compiling body with its signed file; `tep`: the file itself. */
export const approvalPath = (id: string, more: { done?: string } = {}): string =>
  withQuery(`/can-bo/tai-lieu/${part(id)}/phe-duyet`, { bao: more.done });
export const approvalFilePath = (id: string): string =>
  `/can-bo/tai-lieu/${part(id)}/phe-duyet/tep`;

/** The record beside its file, with the decision; `page` of the preview. */
export const staffReviewPath = (id: string, page: number | null = null): string =>
  withQuery(`/can-bo/tai-lieu/${part(id)}/duyet`, { trang: page });
export const peoplePath = (after: string | null = null): string =>
  withQuery('/can-bo/tai-khoan', { sau: after });
export const personPath = (id: string): string => `/can-bo/tai-khoan/${part(id)}`;
export const personActionPath = (id: string, action: 'luu' | 'khoa' | 'mo' | 'mat-khau'): string =>
  `${personPath(id)}/${action}`;
export const unitsPath = (): string => '/can-bo/don-vi';
export const unitEditPath = (code: string): string => `/can-bo/don-vi/${part(code)}`;
export const unitImportPath = (): string => '/can-bo/nhap-don-vi';
/** What a person has to know, and their wishes for the day's e-mail. */
export const noticesPath = (more: { after?: string | null; done?: string } = {}): string =>
  withQuery('/can-bo/thong-bao', { sau: more.after, bao: more.done });
export const noticesActionPath = (action: 'da-doc' | 'thu'): string =>
  `/can-bo/thong-bao/${action}`;
export const staffStagePath = (stage: string): string =>
  withQuery('/can-bo', { 'trang-thai': stage });
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
export const ownPasswordPath = (): string => '/can-bo/mat-khau';

/** What pdf.js fetches besides its scripts: letters of fonts that a file does not bring along, decoders of pictures. */
export const pdfPartsPath = (version: string, kind: string): string =>
  `/pdfjs/${part(version)}/${part(kind)}/`;

export const siteMapXmlPath = (): string => '/sitemap.xml';
export const openSearchPath = (): string => '/opensearch.xml';
export const openApiPath = (): string => '/api/v1/openapi.json';
/** A feed of everything new, or of one subject, genre or unit. */
export const feedPath = (of: { subject?: string; genre?: string; unit?: string } = {}): string =>
  withQuery('/feed.xml', { 'chu-de': of.subject, 'the-loai': of.genre, 'don-vi': of.unit });
/** Of the item, or of one page or chapter of it. */
export const citationPath = (
  id: string,
  form: 'bib' | 'ris' | 'json',
  place: { page?: number; chapter?: number; attachment?: string | null } = {},
): string =>
  withQuery(`/tai-lieu/${part(id)}/trich-dan.${form}`, {
    trang: place.page,
    phan: place.chapter,
    tep: place.attachment,
  });

export const apiPath = (rest: string): string => `/api/v1/${rest}`;
export const suggestPath = (q: string): string => withQuery('/goi-y', { q });

/** Where a hit leads: the very place, with the words of the query marked. */
export function locatorPath(
  itemId: string,
  locator: Locator,
  more: { attachment?: string | null; q?: string | null } = {},
): string {
  switch (locator.kind) {
    case 'record':
      return itemPath(itemId);
    case 'page':
      return pagePath(itemId, locator.page, more);
    case 'chapter':
      return chapterPath(itemId, locator.chapter, { ...more, fragment: locator.fragment });
    case 'time':
      return watchPath(itemId, { ...more, seconds: locator.seconds });
  }
}
