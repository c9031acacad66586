import { role } from './items.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import { errorMessage, type ErrorCode } from '#server/base/errors.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { languageLabel } from '#server/base/language.ts';
import { findLawState, type LawState } from '#server/laws/law-record.ts';
import { rightsLabel, type RightsKind } from '#server/items/rights.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';

/** Most formats are called as the files of that role. */
const FORMATS: Readonly<Record<string, string>> = {
  ...role,
  pdf: 'PDF',
  docx: 'Word',
  table: 'Bảng tính',
  slides: 'Trình chiếu',
  text: 'Văn bản',
};

const GENRES: ReadonlyMap<string, LawGenreName> = new Map(
  LAW_GENRES.map(({ code, label, short }) => [code, { label, short }]),
);
const AUDIENCES: ReadonlyMap<string, string> = new Map(
  LAW_AUDIENCES.map(({ code, label }) => [code, label]),
);

/** `short` is for covers and lists. */
export interface LawGenreName {
  readonly label: string;
  readonly short: string;
}

/** Subjects as citizens call them (Điều 10 Luật Phổ biến, giáo dục pháp luật). */
const PLAIN_SUBJECTS: Readonly<Record<string, string>> = {
  '01': 'An ninh',
  '05': 'Cán bộ, công chức',
  '08': 'Hôn nhân và gia đình, bình đẳng giới',
  '13': 'Giáo dục',
  '14': 'Giao thông',
  '15': 'Hộ tịch, chứng thực',
  '20': 'Lao động',
  '21': 'Bảo vệ môi trường',
  '25': 'Quốc phòng',
  '35': 'Bộ máy nhà nước',
  '37': 'Kiện tụng, hòa giải',
  '39': 'An toàn xã hội',
  '43': 'Xây dựng, nhà ở',
  '44': 'Làm luật, thi hành luật',
  '45': 'Y tế',
};

/**
 * What the codes of a record are called; an unknown code is its own name. {@link withVocabulary}
 * names what officials added.
 */
export const names = {
  lawGenre: (code: string): LawGenreName | null => GENRES.get(code) ?? null,
  lawAudience: (code: string): string | null => AUDIENCES.get(code) ?? null,
  subject: (code: string): string => subjectLabel(code),
  /** For the front of the shelf; everywhere else stands the name of the list. */
  plainSubject: (code: string): string => PLAIN_SUBJECTS[code] ?? subjectLabel(code),
  language: (code: string): string => languageLabel(code),
  rights: (kind: RightsKind): string => rightsLabel(kind),
  lawState: (state: LawState): string => findLawState(state)?.label ?? state,
  format: (code: string): string => FORMATS[code] ?? code,
  error: (code: ErrorCode): string => errorMessage(code),
};
