import { messages } from '#server/items/messages.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { findLanguage } from '#server/base/language.ts';
import { WRONG_DATE, isDate } from '#server/base/partial-date.ts';
import { mainSubject, wrongSubSubject } from '#server/vocabulary/sub-subject.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { findTerm, termFault } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { ItemRecord } from './item.ts';
import { recordLengthErrors } from './record-length.ts';
import { findRights } from './rights.ts';
import { findValidity } from './validity.ts';

export const EMPTY_RECORD: ItemRecord = {
  identifier: null,
  title: '',
  altTitle: '',
  genre: '',
  compilers: [],
  publisher: '',
  issued: null,
  edition: '',
  isbn: '',
  extent: '',
  abstract: '',
  subjects: [],
  audiences: [],
  language: 'vi',
  keywords: [],
  place: '',
  series: '',
  volume: '',
  lawRefs: [],
  validity: { state: 'chua_xac_dinh', from: null, to: null, reviewedAt: null, reason: '' },
  rights: { kind: 'duoc_phep', note: '' },
  source: '',
};

/** Surely before: `2026` and `2026-05` may be the same day. */
const isBefore = (date: string | null, other: string | null): boolean =>
  date !== null &&
  other !== null &&
  date.slice(0, Math.min(date.length, other.length)) <
    other.slice(0, Math.min(date.length, other.length));

function subjectFault(
  { subjects }: ItemRecord,
  { parts }: Vocabulary,
  before: readonly string[],
): string | null {
  const wrong = subjects.find((code) => !findSubject(mainSubject(code)));
  if (wrong !== undefined) return messages.noSubject(wrong);
  if (subjects.some((code) => !subjects.includes(mainSubject(code))))
    return messages.subSubjectAlone;
  return wrongSubSubject(subjects, parts, before);
}

/** What is chosen from the lists: of the law, on an own list and not hidden, or there before. */
function termErrors(record: ItemRecord, vocabulary: Vocabulary, before: ItemRecord): FieldErrors {
  const { genres, audiences } = vocabulary;
  const errors: Record<string, string> = {};
  const genre = record.genre === '' ? null : termFault(genres, record.genre, [before.genre]);
  if (genre === 'unknown') errors['genre'] = messages.noGenre;
  if (genre === 'hidden')
    errors['genre'] = messages.genreHidden(findTerm(genres, record.genre)!.label);
  const subject = subjectFault(record, vocabulary, before.subjects);
  if (subject !== null) errors['subjects'] = subject;
  const wrong = record.audiences.find(
    (code) => termFault(audiences, code, before.audiences) !== null,
  );
  if (wrong !== undefined) {
    const hidden = findTerm(audiences, wrong);
    errors['audiences'] =
      hidden === undefined ? messages.noAudience(wrong) : messages.audienceHidden(hidden.label);
  }
  return errors;
}

/**
 * What is wrong with the values that are there; empty when nothing is. Codes must be known, dates
 * real, ISBNs right, texts of a bounded length. `before` is the record as it stood: terms that were
 * hidden since stay allowed on it.
 */
export function recordErrors(
  record: ItemRecord,
  vocabulary: Vocabulary,
  before: ItemRecord = EMPTY_RECORD,
): FieldErrors {
  const errors: Record<string, string> = { ...termErrors(record, vocabulary, before) };
  if (record.title.trim() === '') errors['title'] = messages.writeTitle;
  if (!isDate(record.issued)) errors['issued'] = WRONG_DATE;
  if (!findLanguage(record.language)) errors['language'] = messages.noLanguage(record.language);
  if (!findValidity(record.validity.state)) errors['validity'] = messages.wrongValidity;
  if (!isDate(record.validity.from)) errors['validityFrom'] = WRONG_DATE;
  if (!isDate(record.validity.to)) errors['validityTo'] = WRONG_DATE;
  if (errors['validityFrom'] === undefined && isBefore(record.validity.to, record.validity.from))
    errors['validityTo'] ??= END_BEFORE_START;
  if (!isDate(record.validity.reviewedAt)) errors['validityReviewedAt'] = WRONG_DATE;
  if (!findRights(record.rights.kind)) errors['rights'] = messages.wrongRights;
  if (record.isbn !== '' && !isIsbn(record.isbn)) errors['isbn'] = messages.wrongIsbn;
  return { ...errors, ...recordLengthErrors(record) };
}

/**
 * Mandatory before publishing (điểm c khoản 2 Điều 8 Quyết định 14/2019/QĐ-TTg and docs/domain.md).
 */
export function missingForPublishing(
  record: ItemRecord,
  vocabulary: Vocabulary,
  before: ItemRecord = EMPTY_RECORD,
): FieldErrors {
  const errors: Record<string, string> = { ...recordErrors(record, vocabulary, before) };
  if (record.genre === '') errors['genre'] ??= messages.chooseGenre;
  if (record.compilers.length === 0) errors['compilers'] ??= messages.writeCompilers;
  if (record.issued === null) errors['issued'] ??= messages.writeIssued;
  if (record.abstract.trim() === '') errors['abstract'] ??= messages.writeAbstract;
  if (record.subjects.length === 0) errors['subjects'] ??= messages.chooseSubject;
  return errors;
}

/** ISBN-10 or ISBN-13 by its check digit, hyphens and blanks allowed. */
export function isIsbn(text: string): boolean {
  const digits = text.replace(/[\s-]/gu, '').toUpperCase();
  if (/^\d{9}[\dX]$/u.test(digits))
    return (
      [...digits].reduce((sum, c, i) => sum + (c === 'X' ? 10 : Number(c)) * (10 - i), 0) % 11 === 0
    );
  if (/^\d{13}$/u.test(digits))
    return [...digits].reduce((sum, c, i) => sum + Number(c) * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
  return false;
}

/** What is said of a validity whose last day is before its first. */
export const END_BEFORE_START = messages.endsBeforeItBegins;
