import type { VNode } from 'preact';
import { findLawState, type LawState } from '#server/laws/law-record.ts';
import type { LawReference } from '#server/base/vietnamese/law-number.ts';
import { lawPath } from '#web/paths/laws.ts';
import { useText } from '#web/text/use-text.ts';
import { Badge } from '#web/frame/badge.tsx';

/** Rows before "Xem thêm n văn bản". */
const SHOWN = 8;

/** A cited document: `href` is its address outside the shelf, null when none is known. */
export interface LawView extends Pick<LawReference, 'number' | 'title' | 'articles'> {
  readonly href: string | null;
  /** On the day the page is shown. */
  readonly state: LawState;
  /** First day without force, once it has come and is known. */
  readonly since: string | null;
}

const Linked = ({ number, href }: { number: string; href: string | null }): VNode => {
  const t = useText().item;
  return href === null ? (
    <b>{number}</b>
  ) : (
    <a href={href} rel="external">
      {number}
      <span class="hidden">{t.external}</span>
    </a>
  );
};

const Table = ({ laws, articles }: { laws: readonly LawView[]; articles: boolean }): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.lawNumber}</th>
          <th scope="col">{t.lawState}</th>
          {articles && <th scope="col">{t.lawArticles}</th>}
          <th scope="col">{t.lawOthers}</th>
        </tr>
      </thead>
      <tbody>
        {laws.map((law) => (
          <tr key={law.number}>
            <th scope="row">
              <Linked number={law.number} href={law.href} />{' '}
              <span class="law-title">{law.title}</span>
            </th>
            <td data-label={t.lawState}>
              <Badge
                tone={findLawState(law.state)?.tone ?? ''}
                label={text.names.lawState(law.state)}
              />
              {law.since !== null && ` ${t.lawSince(text.units.date(law.since))}`}
            </td>
            {articles && (
              <td data-label={t.lawArticles} class={law.articles === '' ? 'bare' : undefined}>
                {law.articles}
              </td>
            )}
            <td data-label={t.lawOthers}>
              <a href={lawPath(law.number)}>
                {t.lawItems}
                <span class="hidden">{t.lawItemsOf(law.number)}</span>
              </a>
            </td>
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
      {laws.length > SHOWN && (
        <details>
          <summary>{t.allLaws(laws.length - SHOWN)}</summary>
          <Table laws={laws.slice(SHOWN)} articles={articles} />
        </details>
      )}
    </>
  );
};
