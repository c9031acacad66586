import { audienceLabel } from '#server/domain/audience.ts';
import { errorMessage, type ErrorCode } from '#server/domain/errors.ts';
import { findGenre, genreLabel } from '#server/domain/genre.ts';
import { languageLabel } from '#server/domain/language.ts';
import { findLawState, type LawState } from '#server/domain/law-record.ts';
import { rightsLabel, type RightsKind } from '#server/domain/rights.ts';
import { subjectLabel } from '#server/domain/subject.ts';
import { validityLabel, type ValidityState } from '#server/domain/validity.ts';

const FORMATS: Readonly<Record<string, string>> = {
  pdf: 'PDF', epub: 'Sách điện tử EPUB', docx: 'Word', text: 'Văn bản', image: 'Hình ảnh', video: 'Video', audio: 'Âm thanh',
};

/** What the codes of a record are called; an unknown code stands for itself. */
export const names = {
  genre: (code: string): string => genreLabel(code),
  /** Short form for covers and lists. */
  genreShort: (code: string): string => findGenre(code)?.short ?? code,
  subject: (code: string): string => subjectLabel(code),
  /** What officials call a part of a subject, and in which language; null for one that is hidden or unknown. The server puts the names in. */
  subjectPart: (_code: string): { readonly label: string; readonly language: string } | null => null,
  audience: (code: string): string => audienceLabel(code),
  language: (code: string): string => languageLabel(code),
  rights: (kind: RightsKind): string => rightsLabel(kind),
  validity: (state: ValidityState): string => validityLabel(state),
  lawState: (state: LawState): string => findLawState(state)?.label ?? state,
  format: (code: string): string => FORMATS[code] ?? code,
  error: (code: ErrorCode): string => errorMessage(code),
};
