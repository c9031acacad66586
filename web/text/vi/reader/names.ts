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

/**
 * What the codes of a record are called; an unknown code is its own name. {@link withVocabulary}
 * names what officials added.
 */
export const names = {
  lawGenre: (code: string): LawGenreName | null => GENRES.get(code) ?? null,
  lawAudience: (code: string): string | null => AUDIENCES.get(code) ?? null,
  subject: (code: string): string => subjectLabel(code),
  language: (code: string): string => languageLabel(code),
  rights: (kind: RightsKind): string => rightsLabel(kind),
  lawState: (state: LawState): string => findLawState(state)?.label ?? state,
  format: (code: string): string => FORMATS[code] ?? code,
  error: (code: ErrorCode): string => errorMessage(code),
};
