import { LAW_AUDIENCES, ownAudience, type Audience, type AudienceEntry } from './audience.ts';
import { LAW_GENRES, ownGenre, type Genre, type GenreEntry } from './genre.ts';
import type { SubjectNoteEntry } from './subject-note.ts';
import { isSubSubject, type SubSubjectEntry } from './sub-subject.ts';
import { subjectLabel } from './subject.ts';
import { readersMeet, shownLabel, shownTerm, termsOf, type Terms } from './term.ts';

/** What stands in the lists of this room. */
export interface VocabularyValues {
  readonly audience: AudienceEntry['value'];
  readonly genre: GenreEntry['value'];
  readonly subject: SubjectNoteEntry['value'];
  readonly 'sub-subject': SubSubjectEntry['value'];
}

/**
 * All that records choose from and officials keep: genres, audiences, parts of subjects; hidden
 * ones too, for those who keep them.
 */
export interface Vocabulary {
  readonly genres: Terms<Genre>;
  readonly audiences: Terms<Audience>;
  /** By rank. */
  readonly parts: readonly SubSubjectEntry[];
}

export const vocabularyOf = (
  genres: readonly GenreEntry[],
  audiences: readonly AudienceEntry[],
  parts: readonly SubSubjectEntry[],
): Vocabulary => ({
  genres: termsOf(LAW_GENRES, genres, ownGenre),
  audiences: termsOf(LAW_AUDIENCES, audiences, ownAudience),
  parts,
});

/** What every shelf begins with. */
export const LAW_VOCABULARY = vocabularyOf([], [], []);

/** What a record has chosen from the vocabulary, by code. */
interface Chosen {
  readonly genre: string;
  readonly subjects: readonly string[];
  readonly audiences: readonly string[];
}

export const shownSubSubject = ({ parts }: Vocabulary, code: string): boolean =>
  !isSubSubject(code) || parts.some(({ id, value }) => id === code && !value.hidden);

/** A record without the terms that are hidden from readers. */
export const asReadersSee = <T extends Chosen>(item: T, vocabulary: Vocabulary): T => ({
  ...item,
  genre: readersMeet(vocabulary.genres, item.genre) ? item.genre : '',
  audiences: item.audiences.filter((code) => readersMeet(vocabulary.audiences, code)),
  subjects: item.subjects.filter((code) => shownSubSubject(vocabulary, code)),
});

/**
 * What a record's own terms are called, by which it is found; those of the law stand in too many
 * records to find any by.
 */
export const ownNames = (
  { genre, audiences, subjects }: Chosen,
  vocabulary: Vocabulary,
): string[] => [
  ...vocabulary.parts
    .filter(({ id, value }) => subjects.includes(id) && !value.hidden)
    .map(({ value }) => value.name),
  ...[
    shownTerm(vocabulary.genres, genre),
    ...audiences.map((code) => shownTerm(vocabulary.audiences, code)),
  ].flatMap((term) => (term?.own === true ? [term.label] : [])),
];

/** The name of a record's genre as readers see it; empty for none. */
export const genreName = ({ genre }: Pick<Chosen, 'genre'>, { genres }: Vocabulary): string =>
  shownLabel(genres, genre);

/** Codes and names of a record's subjects and their parts, as readers see them. */
export const subjectNames = (
  { subjects }: Pick<Chosen, 'subjects'>,
  { parts }: Vocabulary,
): (readonly [code: string, name: string])[] =>
  subjects.flatMap((code) => {
    if (!isSubSubject(code)) return [[code, subjectLabel(code)] as const];
    const part = parts.find(({ id, value }) => id === code && !value.hidden);
    return part === undefined ? [] : [[code, part.value.name] as const];
  });
