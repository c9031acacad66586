import { isDate, showPartialDate } from '#server/base/partial-date.ts';
import { findLawState } from '#server/laws/law-record.ts';
import { isIsbn } from '#server/items/record-rules.ts';
import { validityLabel } from '#server/items/validity.ts';
import { GENRE_KIND_NAMES } from '#server/vocabulary/genre.ts';
import { cleanText } from '../xml.ts';
import type { PublicLaw, PublicRecord } from './public-record.ts';

/*
 * What records say in sentences, where a standard has no place of its own for it. They are the
 * shelf's own words, so they are Vietnamese in every interface.
 */

/** The title, never empty: others' systems do not take a record without one. */
export function titleWords({ title }: Pick<PublicRecord, 'title'>): string {
  const told = cleanText(title).trim();
  return told === '' ? '[Không có nhan đề]' : told;
}

const sentence = (parts: readonly string[]): string =>
  parts.filter((part) => part.trim() !== '').join('; ');

/** A date behind a word; empty without a real date. */
const dated = (word: string, date: string | null): string =>
  date === null || !isDate(date) ? '' : `${word} ${showPartialDate(date)}`;

/** How the item stands, since when and why; then what is against it among the laws it cites. */
export function standingWords({ standing, validity }: PublicRecord): string[] {
  const { label, since, reason, laws, code } = standing;
  const own = validityLabel(validity.state);
  const words = sentence([
    `Hiệu lực nội dung: ${label}`,
    dated(code === 'chua' ? 'từ' : 'kể từ', since),
    own === label ? '' : `theo biểu ghi: ${own}`,
    code === 'chua' ? '' : dated('có hiệu lực từ', validity.from),
    code === 'het' ? '' : dated('đến', validity.to),
    dated('rà soát ngày', validity.reviewedAt),
    reason,
  ]);
  const against = laws.map((law) =>
    sentence([
      `Văn bản được dẫn ${law.number}: ${findLawState(law.state)?.label ?? law.state}`,
      dated('từ', law.since),
      law.replacedBy.length === 0 ? '' : `được thay thế bằng ${law.replacedBy.join(', ')}`,
      law.settled ? 'đã rà soát, nội dung vẫn phù hợp' : '',
    ]),
  );
  return [words, ...against];
}

/** A cited document in one line: number, name, articles, state. */
export const lawWords = (law: PublicLaw): string =>
  sentence([
    [law.number, law.title].filter((part) => part.trim() !== '').join(' - '),
    law.articles,
    law.state === 'chua_xac_dinh' ? '' : (findLawState(law.state)?.label ?? ''),
    law.replacedBy.length === 0 ? '' : `được thay thế bằng ${law.replacedBy.join(', ')}`,
  ]);

/** The kind of khoản 4 Điều 6 that its genre is of. */
export const kindWords = ({ kind }: NonNullable<PublicRecord['genre']>): string =>
  `điểm ${kind} khoản 4 Điều 6 Quyết định 14/2019/QĐ-TTg: ${GENRE_KIND_NAMES[kind]}`;

/** Series and volume in one line; empty for none. */
export const seriesWords = ({ series, volume }: PublicRecord): string =>
  [series, volume === '' ? '' : `tập ${volume}`].filter((part) => part.trim() !== '').join('; ');

/** Digits of an ISBN as `urn:isbn` and MARC 020 want them; empty for none and for a wrong one. */
export const isbnDigits = ({ isbn }: Pick<PublicRecord, 'isbn'>): string =>
  isIsbn(isbn) ? isbn.replace(/[\s-]/gu, '').toUpperCase() : '';

/** Words that names of bodies begin with; all other names are taken for those of persons. */
const BODY =
  /^(?:ban|bộ|báo|bệnh viện|cục|chi cục|chính phủ|công an|công đoàn|công ty|câu lạc bộ|đài|đại học|đảng|đoàn (?:thanh niên|luật sư|đại biểu)|hội|hội đồng|học viện|khoa|kiểm toán|liên đoàn|mặt trận|ngân hàng|nhà|nhóm|phòng|quân (?:đội|khu)|quốc hội|sở|tạp chí|thanh tra|thư viện|tổng|tòa|toà|trung tâm|trường|ủy ban|uỷ ban|ubnd|văn phòng|viện|vụ|xã|phường|tỉnh|thành phố|cổng|tập đoàn|hiệp hội|chủ tịch|thủ tướng)(?:\s|$)/iu;

/** Whether a maker's name is that of a body, as MARC and MODS have to know. */
export const isBody = (name: string): boolean => BODY.test(name.normalize('NFC').trim());
