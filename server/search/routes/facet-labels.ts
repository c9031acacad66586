import { FILTER_NAMES, type Facets, type SearchFilters } from '../search-query.ts';
import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { shownFacets } from '../shown-facets.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Unit } from '#server/people/unit.ts';
import type { FacetView } from '#web/search/facets.tsx';
import { valueLabel } from '#web/text/value-label.ts';
import type { Text } from '#web/text/reader-words.ts';

/** Parts of chosen subjects stand first. */
const partsFirst = (values: Facets['subjects']): Facets['subjects'] => [
  ...values.filter(({ value }) => isSubSubject(value)),
  ...values.filter(({ value }) => !isSubSubject(value)),
];

/**
 * Facets with labels; chosen values are among them even when nothing fits them, or readers do not
 * see them any more.
 */
export function facetViews(
  text: Text,
  found: Facets,
  {
    filters,
    units,
    vocabulary,
  }: {
    readonly filters: SearchFilters;
    readonly units: readonly Unit[];
    readonly vocabulary: Vocabulary;
  },
): FacetView[] {
  const facets = shownFacets(found, vocabulary);
  return FILTER_NAMES.map((name) => {
    const shown = name === 'subjects' ? partsFirst(facets[name]) : facets[name];
    const chosen = filters[name]
      .filter((value) => shown.every((f) => f.value !== value))
      .map((value) => found[name].find((f) => f.value === value) ?? { value, count: 0 });
    return {
      name,
      values: [...shown, ...chosen].map(({ value, count }) => ({
        value,
        count,
        label: valueLabel(text, name, value, units),
      })),
    };
  });
}
