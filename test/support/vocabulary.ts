import type { OwnAudience } from '#server/vocabulary/audience.ts';
import type { OwnGenre } from '#server/vocabulary/genre.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** An own genre as officials left it, not saved yet. */
export const aGenre = (
  own: Partial<OwnGenre> = {},
  more: Partial<AuthorityEntry<'genre'>> = {},
): AuthorityEntry<'genre'> => ({
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
  more: Partial<AuthorityEntry<'audience'>> = {},
): AuthorityEntry<'audience'> => ({
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
  entry: AuthorityEntry<L>,
): AuthorityEntry<L> => ({
  ...entry,
  value: { ...entry.value, hidden: true },
});
