import { readersMeet } from '#server/vocabulary/term.ts';
import { type Vocabulary, shownSubSubject } from '#server/vocabulary/vocabulary.ts';
import type { Facets } from './search-query.ts';

/** Counts without the terms that are hidden from readers. */
export const shownFacets = (facets: Facets, vocabulary: Vocabulary): Facets => ({
  ...facets,
  genres: facets.genres.filter(({ value }) => readersMeet(vocabulary.genres, value)),
  audiences: facets.audiences.filter(({ value }) => readersMeet(vocabulary.audiences, value)),
  subjects: facets.subjects.filter(({ value }) => shownSubSubject(vocabulary, value)),
});
