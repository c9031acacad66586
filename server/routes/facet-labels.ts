import { FILTER_NAMES, type Facets, type FilterName, type SearchFilters } from '#server/domain/search-query.ts';
import { isSubSubject } from '#server/domain/sub-subject.ts';
import type { Unit } from '#server/domain/unit.ts';
import type { ValidityState } from '#server/domain/validity.ts';
import type { FacetView } from '#web/pages/view-types.ts';
import type { Text } from '#web/text/vi.ts';

/** What a filter's value is called on the page. */
export function valueLabel({ names }: Text, name: FilterName, value: string, units: readonly Unit[]): string {
  switch (name) {
    case 'subjects': return names.subject(value);
    case 'genres': return names.genre(value);
    case 'audiences': return names.audience(value);
    case 'validity': return names.validity(value as ValidityState);
    case 'languages': return names.language(value);
    case 'units': return units.find((u) => u.id === value)?.name ?? value;
    case 'formats': return names.format(value);
    case 'years': return value;
  }
}

/** Parts of chosen subjects stand first; those that are hidden, or not known any more, only where somebody chose them. */
const partsFirst = ({ names }: Text, chosen: readonly string[], values: Facets['subjects']): Facets['subjects'] => {
  const shown = values.filter(({ value }) => !isSubSubject(value) || names.subjectPart(value) !== null || chosen.includes(value));
  return [...shown.filter(({ value }) => isSubSubject(value)), ...shown.filter(({ value }) => !isSubSubject(value))];
};

/** Facets with labels, chosen values included even when nothing fits them. */
export const facetViews = (text: Text, facets: Facets, filters: SearchFilters, units: readonly Unit[]): FacetView[] => FILTER_NAMES.map((name) => {
  const counted = name === 'subjects' ? partsFirst(text, filters.subjects, facets[name]) : facets[name];
  const missing = filters[name].filter((value) => counted.every((f) => f.value !== value)).map((value) => ({ value, count: 0 }));
  return { name, values: [...counted, ...missing].map(({ value, count }) => ({ value, count, label: valueLabel(text, name, value, units) })) };
});
