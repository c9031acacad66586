import type { VNode } from 'preact';
import { correctionActionPath, correctionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';
import { PageInputs } from './doubted-words.tsx';

const t = vi.correction;

export interface CorrectionView {
  readonly id: string;
  /** Ready Vietnamese words: what was done. */
  readonly what: string;
  readonly by: string;
  readonly at: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly attachmentId: string;
  readonly page: number;
  readonly mayUndo: boolean;
}

const Change = ({ before, after }: Pick<CorrectionView, 'before' | 'after'>): VNode | null =>
  before === null && after === null ? null : (
    <p>
      {before !== null && before !== after && <del>{before}</del>}{' '}
      {after !== null && <ins>{after}</ins>}
    </p>
  );

/** Who changed what, newest first, each with the way back. */
export const CorrectionHistory = ({
  itemId,
  events,
  onItem,
}: {
  readonly itemId: string;
  readonly events: readonly CorrectionView[];
  /** Events of all pages: each says which one it is of. */
  readonly onItem: boolean;
}): VNode => (
  <section class="stack" aria-labelledby="lan-sua">
    <h2 id="lan-sua">{t.history}</h2>
    {events.length === 0 ? (
      <p class="meta">{t.noHistory}</p>
    ) : (
      <ul class="history changes list">
        {events.map((event) => (
          <li key={event.id}>
            <p>
              <b>{event.what}</b>
              {onItem && (
                <>
                  {', '}
                  <a href={correctionPath(itemId, event)}>{t.onPage(event.page)}</a>
                </>
              )}
            </p>
            <Change {...event} />
            <p class="meta">{t.event(event.by, vi.units.moment(event.at))}</p>
            {event.mayUndo && (
              <form method="post" action={correctionActionPath(itemId, 'hoan-tac')}>
                <PageInputs itemId={itemId} {...event} />
                <button class="button plain" name="lan" value={event.id}>
                  {t.undo}
                  <span class="hidden">{t.undoOf(event.after ?? event.before ?? '')}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
);
