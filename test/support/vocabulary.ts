import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { VocabularyValues } from '#server/vocabulary/vocabulary.ts';
import type { AudienceEntry, OwnAudience } from '#server/vocabulary/audience.ts';
import type { GenreEntry, OwnGenre } from '#server/vocabulary/genre.ts';

/** An own genre as officials left it, not saved yet. */
export const aGenre = (
  own: Partial<OwnGenre> = {},
  more: Partial<GenreEntry> = {},
): GenreEntry => ({
  list: 'genre',
  id: 'ban-tin',
  rank: 10_000,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    own: { name: 'Bản tin pháp luật', short: 'Bản tin', english: '', kind: 'b', ...own },
    hidden: false,
  },
  ...more,
});

export const anAudience = (
  own: Partial<OwnAudience> = {},
  more: Partial<AudienceEntry> = {},
): AudienceEntry => ({
  list: 'audience',
  id: 'ngu-dan',
  rank: 10_000,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    own: { name: 'Ngư dân', english: '', note: 'Luật biển, viết ngắn', noteEnglish: '', ...own },
    hidden: false,
  },
  ...more,
});

/** The same entry, hidden. */
export const hidden = <L extends 'genre' | 'audience'>(
  entry: AuthorityEntry<L, VocabularyValues[L]>,
): AuthorityEntry<L, VocabularyValues[L]> => ({
  ...entry,
  value: { ...entry.value, hidden: true },
});
