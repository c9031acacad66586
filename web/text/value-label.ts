import type { StandingState } from '#server/laws/standing.ts';
import type { Unit } from '#server/people/unit.ts';
import type { FilterName } from '#server/search/search-query.ts';
import type { Text } from './reader-words.ts';

/**
 * What a filter's value is called on the page; a hidden one that somebody chose stands for itself.
 */
export function valueLabel(
  { names, standing }: Text,
  name: FilterName,
  value: string,
  units: readonly Pick<Unit, 'id' | 'name'>[],
): string {
  switch (name) {
    case 'subjects':
      return names.subject(value);
    case 'genres':
      return names.genre(value).label || value;
    case 'audiences':
      return names.audience(value).label || value;
    case 'validity':
      return standing.state(value as StandingState);
    case 'languages':
      return names.language(value);
    case 'units':
      return units.find((u) => u.id === value)?.name ?? value;
    case 'formats':
      return names.format(value);
    case 'years':
      return value;
  }
}
