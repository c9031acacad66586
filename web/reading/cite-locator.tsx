import type { VNode } from 'preact';
import { citationPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

export interface CitedLocatorView {
  /** As a reader writes it down. */
  readonly text: string;
  readonly place: { readonly page?: number; readonly chapter?: number };
  readonly attachment: string | null;
}

/** Forms that programs for references read. */
export const CITATION_LINKS = [
  ['bib', 'BibTeX'],
  ['ris', 'RIS'],
  ['json', 'CSL-JSON'],
] as const;

/** The citation of the page or chapter being read. */
export const CiteLocator = ({
  itemId,
  cited,
}: {
  itemId: string;
  cited: CitedLocatorView;
}): VNode => {
  const { item: t, reader } = useText();
  return (
    <details class="screen-only">
      <summary>{cited.place.page !== undefined ? reader.citePage : reader.citeChapter}</summary>
      <p>{cited.text}</p>
      <p class="meta">{t.citeFiles}</p>
      <ul class="chips">
        {CITATION_LINKS.map(([form, label]) => (
          <li key={form}>
            <a
              href={citationPath(itemId, form, { ...cited.place, attachment: cited.attachment })}
              download
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};
