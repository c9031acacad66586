import type { VNode } from 'preact';
import { SEARCH_KEYS, searchPath, suggestPath, type SearchFilterName } from '#web/paths/search.ts';
import { useText } from '#web/text/use-text.ts';

export interface SearchBoxProps {
  readonly q?: string;
  /** Chosen filters ride along with a new query. */
  readonly filters?: Partial<Readonly<Record<SearchFilterName, readonly string[]>>>;
  readonly describedBy?: string;
}

/** The search form; with the script it gains suggestions from `suggestPath`. */
export const SearchBox = ({ q = '', filters, describedBy }: SearchBoxProps): VNode => {
  const text = useText();
  return (
    <form
      class="search-box"
      action={searchPath()}
      role="search"
      data-island="suggest"
      data-url={suggestPath('')}
      data-label={text.box.suggestions}
    >
      <label for="q">{text.box.label}</label>
      <div>
        <input
          id="q"
          name="q"
          type="search"
          value={q}
          maxLength={500}
          aria-describedby={describedBy}
          autocomplete="off"
          enterkeyhint="search"
        />
        <button class="button">{text.box.button}</button>
      </div>
      {filters &&
        Object.entries(filters).flatMap(([name, values]) =>
          values.map((value) => (
            <input
              key={`${name}${value}`}
              type="hidden"
              name={SEARCH_KEYS[name as SearchFilterName]}
              value={value}
            />
          )),
        )}
    </form>
  );
};

/** The narrow indigo band over search results and error pages. */
export const SearchBand = ({ heading, ...box }: SearchBoxProps & { heading?: string }): VNode => (
  <div class="band">
    <div class="wrap">
      {heading !== undefined && <h1 class="hidden">{heading}</h1>}
      <SearchBox {...box} />
    </div>
  </div>
);
