import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { shownLabel, shownTerm, type Term, type Terms } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Name, Text, Words } from './reader-words.ts';

/** The words of a page with the names that this shelf's officials gave. */
export function withVocabulary(words: Words, { genres, audiences, parts }: Vocabulary): Text {
  const { language, names, audienceNotes } = words;
  const given = (vietnamese: string, english: string): Name =>
    language === 'en' && english !== ''
      ? { label: english, language: 'en' }
      : { label: vietnamese, language: 'vi' };
  const name = <T extends Term>(
    terms: Terms<T>,
    code: string,
    ofLaw: string | null | undefined,
    own: (term: T) => Name,
  ): Name => {
    const term = shownTerm(terms, code);
    return term?.own === true
      ? own(term)
      : { label: term === undefined ? shownLabel(terms, code) : (ofLaw ?? term.label), language };
  };
  const subSubject = (code: string): Name | null => {
    const part = isSubSubject(code)
      ? parts.find(({ id, value }) => id === code && !value.hidden)?.value
      : undefined;
    return part === undefined ? null : given(part.name, part.english);
  };
  return {
    ...words,
    names: {
      ...names,
      subSubject,
      subject: (code) => subSubject(code)?.label ?? names.subject(code),
      genre: (code) =>
        name(genres, code, names.lawGenre(code)?.label, (own) => given(own.label, own.english)),
      genreShort: (code) =>
        name(genres, code, names.lawGenre(code)?.short, (own) => given(own.short, own.english)),
      audience: (code) =>
        name(audiences, code, names.lawAudience(code), (own) => given(own.label, own.english)),
      audienceNote: (code) => {
        const term = shownTerm(audiences, code);
        return term?.own === true
          ? given(term.note, term.noteEnglish)
          : { label: audienceNotes[code] ?? '', language };
      },
    },
  };
}
