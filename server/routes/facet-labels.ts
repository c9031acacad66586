import { audienceLabel } from '#server/domain/audience.ts';
import { genreLabel } from '#server/domain/genre.ts';
import { languageLabel } from '#server/domain/language.ts';
import { FILTER_NAMES, type Facets, type FilterName, type SearchFilters } from '#server/domain/search-query.ts';
import { subjectLabel } from '#server/domain/subject.ts';
import type { Unit } from '#server/domain/unit.ts';
import { validityLabel, type ValidityState } from '#server/domain/validity.ts';
import type { FacetView } from '#web/pages/view-types.ts';

const FORMAT_LABELS: Readonly<Record<string, string>> = {
  pdf: 'PDF', epub: 'Sách điện tử EPUB', docx: 'Word', text: 'Văn bản', image: 'Hình ảnh', video: 'Video', audio: 'Âm thanh',
};

/** What a filter's value is called on the page. */
export function valueLabel(name: FilterName, value: string, units: readonly Unit[]): string {
  switch (name) {
    case 'subjects': return subjectLabel(value);
    case 'genres': return genreLabel(value);
    case 'audiences': return audienceLabel(value);
    case 'validity': return validityLabel(value as ValidityState);
    case 'languages': return languageLabel(value);
    case 'units': return units.find((u) => u.id === value)?.name ?? value;
    case 'formats': return FORMAT_LABELS[value] ?? value;
    case 'years': return value;
  }
}

/** Facets with labels, chosen values included even when nothing fits them. */
export const facetViews = (facets: Facets, filters: SearchFilters, units: readonly Unit[]): FacetView[] => FILTER_NAMES.map((name) => {
  const counted = facets[name];
  const missing = filters[name].filter((value) => counted.every((f) => f.value !== value)).map((value) => ({ value, count: 0 }));
  return { name, values: [...counted, ...missing].map(({ value, count }) => ({ value, count, label: valueLabel(name, value, units) })) };
});
