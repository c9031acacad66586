import type { VNode } from 'preact';
import { citationPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

export interface CitedLocatorView {
  /** As a reader writes it down. */
  readonly text: string;
  readonly place: {
    readonly page?: number;
    readonly chapter?: number;
    readonly provision?: string;
  };
  readonly attachment: string | null;
  /** Provisions of the page or chapter, which can be cited by themselves. */
  readonly provisions: readonly { readonly id: string; readonly name: string }[];
  /** The page's own address. */
  readonly path: string;
}

/** Forms that programs for references read. */
export const CITATION_LINKS = [
  ['bib', 'BibTeX'],
  ['ris', 'RIS'],
  ['json', 'CSL-JSON'],
] as const;

/** Without script the choice travels as `dieu`; the same page answers with its citation. */
const ProvisionForm = ({ path, provisions, place }: CitedLocatorView): VNode => {
  const { reader: t } = useText();
  const { pathname, searchParams } = new URL(path, 'http://x');
  return (
    <form class="row" action={`${pathname}#trich-dan`}>
      {[...searchParams].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label for="dieu">{t.citeProvision}</label>{' '}
      <select id="dieu" name="dieu">
        <option value="">{t.citeAll}</option>
        {provisions.map(({ id, name }) => (
          <option key={id} value={id} selected={id === place.provision}>
            {name}
          </option>
        ))}
      </select>{' '}
      <button class="button plain">{t.citeButton}</button>
    </form>
  );
};

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
    <details class="screen-only" id="trich-dan" open={cited.place.provision !== undefined}>
      <summary>{cited.place.page !== undefined ? reader.citePage : reader.citeChapter}</summary>
      <p>{cited.text}</p>
      {cited.provisions.length > 0 && <ProvisionForm {...cited} />}
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
