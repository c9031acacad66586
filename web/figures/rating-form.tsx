import type { VNode } from 'preact';
import { LONGEST_COMMENT, RATING_ANSWERS } from '#server/figures/rating.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { ratingPath } from '#web/paths/figures.ts';
import { useText } from '#web/text/use-text.ts';

interface RatingFormProps {
  readonly id: string;
  /** What was typed before a refusal. */
  readonly comment?: string;
  readonly errors?: FormErrors;
}

/** At the end of what was read: leads to the question. */
export const RateLink = ({ id }: { id: string }): VNode => (
  <p class="screen-only">
    <a href={ratingPath(id)}>{useText().rating.question}</a>
  </p>
);

/** One press answers; whoever wants to say more writes first. */
export const RatingForm = ({ id, comment = '', errors = {} }: RatingFormProps): VNode => {
  const t = useText().rating;
  const wrong = errors['comment'];
  return (
    <form class="rating" method="post" action={ratingPath(id)}>
      <fieldset class="stack" id="answer">
        <legend>{t.question}</legend>
        <details open={comment !== ''}>
          <summary>{t.comment}</summary>
          <div class={`field${wrong === undefined ? '' : ' wrong'}`}>
            <label for="comment">{t.commentLabel}</label>
            <p class="help" id="comment-g">
              {t.commentHelp}
            </p>
            {wrong !== undefined && (
              <p class="error" id="comment-l">
                {wrong}
              </p>
            )}
            <textarea
              id="comment"
              name="comment"
              rows={3}
              maxLength={LONGEST_COMMENT}
              aria-describedby={wrong === undefined ? 'comment-g' : 'comment-g comment-l'}
              aria-invalid={wrong === undefined ? undefined : 'true'}
            >
              {comment}
            </textarea>
          </div>
        </details>
        <p class="row">
          {RATING_ANSWERS.map((answer) => (
            <>
              <button class="button plain" name="answer" value={answer}>
                {t.answers[answer]}
              </button>{' '}
            </>
          ))}
        </p>
      </fieldset>
    </form>
  );
};
