import type { ErrorCode } from '#server/base/errors.ts';
import type { LawState } from '#server/laws/law-record.ts';
import type { RightsKind } from '#server/items/rights.ts';
import type { LawGenreName } from '../../vi/reader/names.ts';
import { errors } from './errors.ts';

const GENRES: Readonly<Record<string, readonly [label: string, short?: string]>> = {
  sach: ['Law book', 'Book'],
  'hoi-dap': ['Questions and answers', 'Q&A'],
  'cam-nang': ['Handbook'],
  'to-gap': ['Leaflet'],
  'binh-luan': ['Commentary, explanation, guidance', 'Guidance'],
  'cau-chuyen': ['Story about the law', 'Story'],
  'tieu-pham': ['Sketch'],
  'tinh-huong': ['Legal situation', 'Situation'],
  'de-cuong': ['Outline introducing a law', 'Outline'],
  'nghiep-vu': ['Professional guide', 'Practice'],
  'bai-giang': ['Electronic lecture', 'Lecture'],
  'van-ban': ['Legal document (link)', 'Legal document'],
  'hop-nhat': ['Consolidated or codified document (link)', 'Consolidated'],
  'thong-cao': ['Press release'],
  video: ['Video'],
  'am-thanh': ['Sound, podcast', 'Sound'],
  infographic: ['Infographic, poster', 'Infographic'],
  'bai-thi': ['Quiz on the law', 'Quiz'],
  khac: ['Other document', 'Other'],
};

/** In the order of the codes 01–45. */
const SUBJECTS = [
  'National security',
  'Insurance',
  'Post and telecommunications',
  'Judicial support',
  'Cadres, civil servants, public employees',
  'Social policy',
  'Industry',
  'Population, family, children, gender equality',
  'Civil law',
  'Ethnic affairs',
  'Land',
  'Enterprises and cooperatives',
  'Education and training',
  'Traffic and transport',
  'Judicial administration',
  'Criminal law',
  'Accounting and auditing',
  'Complaints and denunciations',
  'Science and technology',
  'Labour',
  'Environment',
  'Banking and currency',
  'Foreign affairs and treaties',
  'Agriculture and rural areas',
  'National defence',
  'Finance',
  'Natural resources',
  'Public property, public debt, state reserves',
  'Emulation, commendation, state honours',
  'Enforcement of judgments',
  'Statistics',
  'Information, press, publishing',
  'Taxes, fees, charges and other revenues',
  'Trade, investment, securities',
  'Organisation of the state',
  'Socio-political organisations and associations',
  'Procedure and dispute settlement',
  'Religion and belief',
  'Public order and safety',
  'Mutual legal assistance',
  'Culture, sports, tourism',
  'Records and archives',
  'Construction, housing, urban areas',
  'Law-making and law enforcement',
  'Health and pharmacy',
] as const;

const AUDIENCES: Readonly<Record<string, string>> = {
  'nguoi-dan': 'Citizens',
  'can-bo': 'Officials and civil servants',
  'tuyen-truyen': 'Legal educators and mediators',
  'hoc-sinh': 'Pupils and students',
  'lao-dong': 'Workers and enterprises',
  'dan-toc': 'Ethnic minorities; people in mountains, borders, coasts and islands; fishers',
  'phu-nu': 'Women',
  'thanh-nien': 'Young people',
  'cao-tuoi': 'Older people',
  'khuyet-tat': 'People with disabilities',
  'nan-nhan-bao-luc': 'Victims of domestic violence',
  'chap-hanh-an': 'People serving sentences or in correctional and rehabilitation centres',
  'giao-duc-tai-xa': 'People under education in the commune or a suspended sentence',
  'luc-luong': 'Armed forces',
};

const LANGUAGES: Readonly<Record<string, string>> = {
  vi: 'Vietnamese',
  hmn: 'Hmong',
  tyz: 'Tày',
  blt: 'Thái',
  ium: 'Dao',
  mtq: 'Mường',
  km: 'Khmer',
  cjm: 'Cham',
  jra: 'Jarai',
  bdq: 'Bahnar',
  rad: 'Ê Đê',
  zh: 'Chinese',
  en: 'English',
  lo: 'Lao',
  th: 'Thai of Thailand',
  fr: 'French',
  ru: 'Russian',
  ja: 'Japanese',
  ko: 'Korean',
  de: 'German',
  es: 'Spanish',
  ar: 'Arabic',
  mul: 'Several languages',
  und: 'Another language',
};

const RIGHTS: Readonly<Record<RightsKind, string>> = {
  van_ban_nha_nuoc: 'Document of a state body, free to copy',
  duoc_phep: 'May be read, downloaded and printed for free distribution; name the source',
  tac_gia_dong_y: 'Published with the author’s consent; name the source',
  chi_doc: 'To be read here only, no download',
  chi_thu_muc: 'Catalogue record only',
};

const LAW_STATES: Readonly<Record<LawState, string>> = {
  con: 'In force',
  chua: 'Not yet in force',
  het_mot_phan: 'Partly expired',
  het: 'Expired',
  ngung_mot_phan: 'Partly suspended',
  ngung: 'Suspended',
  khong_phu_hop: 'No longer suitable',
  chua_xac_dinh: 'Not determined',
};

const FORMATS: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  epub: 'EPUB e-book',
  docx: 'Word',
  table: 'Spreadsheet',
  slides: 'Slides',
  text: 'Text',
  image: 'Picture',
  video: 'Video',
  audio: 'Sound',
};

function lawGenre(code: string): LawGenreName | null {
  const [label, short = label] = (Object.hasOwn(GENRES, code) ? GENRES[code] : undefined) ?? [];
  return label === undefined || short === undefined ? null : { label, short };
}

/** What the codes of a record are called; an unknown code stands for itself. */
export const names = {
  lawGenre,
  lawAudience: (code: string): string | null =>
    Object.hasOwn(AUDIENCES, code) ? AUDIENCES[code]! : null,
  subject: (code: string): string => SUBJECTS[Number(code) - 1] ?? code,
  plainSubject: (code: string): string => SUBJECTS[Number(code) - 1] ?? code,
  language: (code: string): string => LANGUAGES[code] ?? code,
  rights: (kind: RightsKind): string => RIGHTS[kind],
  lawState: (state: LawState): string => LAW_STATES[state],
  format: (code: string): string => FORMATS[code] ?? code,
  error: (code: ErrorCode): string => errors[code],
};
