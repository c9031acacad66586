import type { VNode } from 'preact';
import type { LawReference } from '#server/domain/law-reference.ts';
import { lawPath } from '../paths.ts';
import { useText } from '../text/use-text.ts';

/** Rows before "Xem thêm n văn bản". */
const SHOWN = 8;

/** A cited document: `href` is its address outside the shelf, null when none is known. */
export interface LawView extends Pick<LawReference, 'number' | 'title' | 'articles'> {
  readonly href: string | null;
}

const Table = ({ laws, articles }: { laws: readonly LawView[]; articles: boolean }): VNode => {
  const t = useText().item;
  return (
    <table class="cards">
      <thead><tr><th scope="col">{t.lawNumber}</th>{articles && <th scope="col">{t.lawArticles}</th>}<th scope="col">{t.lawOthers}</th></tr></thead>
      <tbody>
        {laws.map((law) => (
          <tr key={law.number}>
            <th scope="row">{law.href === null ? <b>{law.number}</b> : <a href={law.href} rel="external">{law.number}<span class="hidden">{t.external}</span></a>} <span class="law-title">{law.title}</span></th>
            {articles && <td data-label={t.lawArticles} class={law.articles === '' ? 'bare' : undefined}>{law.articles}</td>}
            <td data-label={t.lawOthers}><a href={lawPath(law.number)}>{t.lawItems}<span class="hidden">{t.lawItemsOf(law.number)}</span></a></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The column of articles stands only when some are known. */
export const LawTable = ({ laws }: { laws: readonly LawView[] }): VNode => {
  const t = useText().item;
  const articles = laws.some((law) => law.articles !== '');
  return (
    <>
      <Table laws={laws.slice(0, SHOWN)} articles={articles} />
      {laws.length > SHOWN && <details><summary>{t.allLaws(laws.length - SHOWN)}</summary><Table laws={laws.slice(SHOWN)} articles={articles} /></details>}
    </>
  );
};
