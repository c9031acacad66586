import type { VNode } from 'preact';
import {
  RATING_ANSWERS,
  ratingTotal,
  satisfiedShare,
  type RatingAnswer,
  type RatingCounts,
} from '#server/figures/rating.ts';
import { clearCommentPath } from '#web/paths/figures.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';

const t = vi.opinions;

export interface OpinionView {
  readonly id: string;
  readonly itemId: string;
  /** Empty on the item's own page, where it need not be said. */
  readonly itemTitle: string;
  readonly day: string;
  readonly answer: RatingAnswer;
  readonly comment: string;
  /** Whether the signed-in person may empty it. */
  readonly mayClear: boolean;
}

export interface OpinionsView {
  readonly counts: RatingCounts;
  /** Newest first. */
  readonly latest: readonly OpinionView[];
}

const TONES: Readonly<Record<RatingAnswer, Tone>> = { yes: 'good', partly: 'warn', no: 'bad' };

const Opinion = ({ opinion }: { opinion: OpinionView }): VNode => (
  <li class="opinion">
    <div>
      {opinion.itemTitle !== '' && (
        <h3>
          <a href={staffItemPath(opinion.itemId)}>{opinion.itemTitle}</a>
        </h3>
      )}
      <p class="lines">{opinion.comment}</p>
      <p class="meta">{vi.units.date(opinion.day)}</p>
    </div>
    <div class="row">
      <Badge tone={TONES[opinion.answer]} label={vi.rating.answers[opinion.answer]} />
      {opinion.mayClear && (
        <form method="post" action={clearCommentPath(opinion.id)}>
          <input type="hidden" name="item" value={opinion.itemTitle === '' ? opinion.itemId : ''} />
          <button class="button plain">
            {t.clear}
            <span class="hidden">: {opinion.comment.slice(0, 60)}</span>
          </button>
        </form>
      )}
    </div>
  </li>
);

/** What readers answered, and the latest of what they wrote; `beside` a record it is a card. */
export const ReaderOpinions = ({
  opinions,
  beside = false,
}: {
  opinions: OpinionsView;
  beside?: boolean;
}): VNode => {
  const { counts, latest } = opinions;
  const share = satisfiedShare(counts);
  return (
    <section class={beside ? 'card stack' : 'stack'} aria-labelledby="y-kien">
      <h2 id="y-kien">
        {t.title} <span class="count">{vi.units.count(ratingTotal(counts))}</span>
      </h2>
      {share === null ? (
        <p class="meta">{t.none}</p>
      ) : (
        <p>
          <b>{t.share(share)}</b>{' '}
          {RATING_ANSWERS.map(
            (answer) => `${vi.rating.answers[answer]}: ${vi.units.count(counts[answer])}`,
          ).join(' · ')}
        </p>
      )}
      {latest.length > 0 && (
        <ul class="rows">
          {latest.map((opinion) => (
            <Opinion key={opinion.id} opinion={opinion} />
          ))}
        </ul>
      )}
    </section>
  );
};
