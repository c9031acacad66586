import type { VNode } from 'preact';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { RatingForm } from './rating-form.tsx';
import { homePath } from '#web/paths/site.ts';
import { itemPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';

export interface RatingProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  /** Whether answers are taken. */
  readonly open: boolean;
  /** The answer was just saved. */
  readonly thanks: boolean;
  readonly comment: string;
  readonly errors: FormErrors;
}

/** Where an answer leads, and the form by itself. */
export const RatingPage = ({ frame, item, open, thanks, comment, errors }: RatingProps): VNode => {
  const { rating: t, frame: words } = useText();
  const failed = Object.keys(errors).length > 0;
  return (
    <Frame
      {...frame}
      title={thanks ? t.thanks : failed ? `${t.failed}: ${item.title}` : t.pageTitle(item.title)}
      noindex
      crumbs={[
        { label: words.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1 class={thanks || item.title.length <= 120 ? undefined : 'long'}>
            {thanks ? t.thanks : item.title}
          </h1>
          {thanks && (
            <p class="notice good" role="status">
              {t.thanksText}
            </p>
          )}
          <ErrorSummary heading={t.failed} errors={errors} />
          <StandingHead standing={item.standing} />
          {!thanks &&
            (open ? (
              <div class="card">
                <RatingForm id={item.id} comment={comment} errors={errors} />
              </div>
            ) : (
              <p class="notice">{t.closed}</p>
            ))}
          <p>
            <a href={itemPath(item.id, item.slug)}>{t.back}</a>
          </p>
        </div>
      </main>
    </Frame>
  );
};
