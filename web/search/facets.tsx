import type { VNode } from 'preact';
import type { FilterName, SearchFilters } from '#server/search/search-query.ts';
import { useText } from '#web/text/use-text.ts';
import { SubjectName } from '#web/items/subject-links.tsx';

export interface FacetView {
  readonly name: FilterName;
  readonly values: readonly FacetValueView[];
}

export interface FacetValueView {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Values of one filter shown before "Thêm n". */
const SHOWN = 5;

/** Where the same search leads with other filters. */
export type FilterHref = (filters: SearchFilters) => string;

export const toggled = (
  filters: SearchFilters,
  name: FilterName,
  value: string,
): SearchFilters => ({
  ...filters,
  [name]: filters[name].includes(value)
    ? filters[name].filter((v) => v !== value)
    : [...filters[name], value],
});

export const chosenCount = (filters: SearchFilters): number =>
  Object.values(filters).reduce((n: number, values: readonly string[]) => n + values.length, 0);

interface FacetProps {
  readonly facet: FacetView;
  readonly filters: SearchFilters;
  readonly href: FilterHref;
}

const ValueLink = ({
  name,
  value,
  filters,
  href,
}: {
  name: FilterName;
  value: FacetValueView;
  filters: SearchFilters;
  href: FilterHref;
}): VNode => {
  const text = useText();
  const chosen = filters[name].includes(value.value);
  return (
    <li>
      <a
        href={href(toggled(filters, name, value.value))}
        rel="nofollow"
        aria-current={chosen ? 'true' : undefined}
      >
        {name === 'subjects' ? <SubjectName code={value.value} /> : value.label}{' '}
        <span class="count">{text.units.count(value.count)}</span>
      </a>
    </li>
  );
};

const Facet = ({ facet, filters, href }: FacetProps): VNode => {
  const t = useText().search;
  const chosen = facet.values.filter((v) => filters[facet.name].includes(v.value));
  const others = facet.values.filter((v) => !filters[facet.name].includes(v.value));
  const first = [...chosen, ...others.slice(0, Math.max(0, SHOWN - chosen.length))];
  const rest = others.slice(Math.max(0, SHOWN - chosen.length));
  const lines = (values: readonly FacetValueView[]) =>
    values.map((v) => (
      <ValueLink key={v.value} name={facet.name} value={v} filters={filters} href={href} />
    ));
  return (
    <details class="facet" open>
      <summary>{t.facet[facet.name]}</summary>
      <ul>{lines(first)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t.moreValues(rest.length, t.facetNoun[facet.name])}</summary>
          <ul>{lines(rest)}</ul>
        </details>
      )}
    </details>
  );
};

/** Filter groups with counts; every value is a plain link. */
export const Facets = ({
  facets,
  filters,
  href,
}: {
  facets: readonly FacetView[];
  filters: SearchFilters;
  href: FilterHref;
}): VNode => {
  const t = useText().search;
  return (
    <nav class="facets" aria-label={t.facets}>
      <details class="fold">
        <summary>{t.facetsChosen(chosenCount(filters))}</summary>
        <div class="card">
          {facets
            .filter((f) => f.values.length > 0)
            .map((facet) => (
              <Facet key={facet.name} facet={facet} filters={filters} href={href} />
            ))}
        </div>
      </details>
    </nav>
  );
};

/** Chosen filters as chips; a click takes one away. */
export const ActiveFilters = ({
  facets,
  filters,
  href,
  clear,
}: {
  facets: readonly FacetView[];
  filters: SearchFilters;
  href: FilterHref;
  clear: string;
}): VNode | null => {
  const t = useText().search;
  const chips = facets.flatMap((f) =>
    f.values.filter((v) => filters[f.name].includes(v.value)).map((v) => ({ name: f.name, ...v })),
  );
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={t.activeFilters}>
      {chips.map((c) => (
        <li key={`${c.name}${c.value}`}>
          <a href={href(toggled(filters, c.name, c.value))} rel="nofollow">
            {t.facet[c.name]}: {c.name === 'subjects' ? <SubjectName code={c.value} /> : c.label}{' '}
            <span aria-hidden="true">×</span>
            <span class="hidden">{t.removeFilter}</span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a href={clear} rel="nofollow">
            {t.clearFilters}
          </a>
        </li>
      )}
    </ul>
  );
};
