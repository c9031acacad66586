import type { VNode } from 'preact';
import type { Question, QuestionState } from '#server/questions/question.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { QrPicture, type QrView } from '#web/frame/qr-picture.tsx';
import { answersPath, askPath, followPath } from '#web/paths/questions.ts';
import { subscribePath } from '#web/paths/subscriptions.ts';
import { itemPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import { Citations, TypedText } from './answer-text.tsx';
import { described, ReaderField } from '#web/frame/reader-field.tsx';

export interface FollowProps {
  readonly frame: PageFrame;
  readonly secret: string;
  /** Absolute address of this page. */
  readonly address: string;
  readonly code: QrView;
  readonly question: Pick<
    Question,
    | 'number'
    | 'state'
    | 'text'
    | 'messages'
    | 'answer'
    | 'closing'
    | 'createdAt'
    | 'helped'
    | 'subject'
  >;
  readonly unitName: string;
  /** Until when it should be answered; null where nothing runs. */
  readonly due: { readonly day: string; readonly days: number } | null;
  /** The item that the answer was published as. */
  readonly published: { readonly id: string; readonly slug: string; readonly title: string } | null;
  /** What was just done. */
  readonly told: 'moi' | 'noi-them' | 'cam-on' | null;
  readonly reply: string;
  readonly errors: FormErrors;
}

const TONES: Readonly<Record<QuestionState, Tone>> = {
  held: '',
  waiting: '',
  asked: 'warn',
  drafted: '',
  answered: 'good',
  closed: '',
};

const Facts = ({ question, unitName, due }: FollowProps): VNode => {
  const { followQuestion: t, units } = useText();
  return (
    <dl class="facts">
      <dt>{t.number}</dt>
      <dd>{question.number}</dd>
      <dt>{t.state}</dt>
      <dd>
        <Badge tone={TONES[question.state]} label={t.states[question.state]} />
      </dd>
      <dt>{t.asked}</dt>
      <dd>{units.day(question.createdAt)}</dd>
      {unitName !== '' && (
        <>
          <dt>{t.unit}</dt>
          <dd lang="vi">{unitName}</dd>
        </>
      )}
      {due !== null && (
        <>
          <dt>{t.due}</dt>
          <dd>{t.dueText(units.date(due.day), due.days)}</dd>
        </>
      )}
    </dl>
  );
};

const Keep = ({ address, code }: Pick<FollowProps, 'address' | 'code'>): VNode => {
  const { followQuestion: t } = useText();
  return (
    <aside class="card stack poster" aria-labelledby="luu-h">
      <h2 id="luu-h">{t.address}</h2>
      <QrPicture code={code} label={t.address} />
      <p>
        <code class="command">{address}</code>
      </p>
      <p class="meta">{t.keepText}</p>
    </aside>
  );
};

const Talk = ({ question }: Pick<FollowProps, 'question'>): VNode | null => {
  const { followQuestion: t, units } = useText();
  if (question.messages.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="trao-doi-h">
      <h2 id="trao-doi-h">{t.talk}</h2>
      {question.messages.map((message, i) => (
        <div key={i} class={`message ${message.from}`}>
          <p class="meta">
            {(message.from === 'staff' ? t.staffSaid : t.youSaid)(units.day(message.at))}
          </p>
          <TypedText text={message.text} />
        </div>
      ))}
    </section>
  );
};

const Reply = ({ secret, reply, errors }: FollowProps): VNode => {
  const { followQuestion: t } = useText();
  const field = { name: 'reply', label: t.reply, help: t.replyHelp, error: errors['reply'] };
  return (
    <form class="card stack" method="post" action={followPath(secret, 'noi-them')} noValidate>
      <ReaderField {...field}>
        <textarea {...described(field)} rows={5} required>
          {reply}
        </textarea>
      </ReaderField>
      <p>
        <button class="button">{t.send}</button>
      </p>
    </form>
  );
};

const Helped = ({ secret, question, told }: FollowProps): VNode => {
  const { followQuestion: t } = useText();
  return (
    <form class="rating screen-only" method="post" action={followPath(secret, 'danh-gia')}>
      <fieldset class="stack">
        <legend>{t.helped}</legend>
        {told === 'cam-on' && <p role="status">{t.thanks}</p>}
        {question.helped !== null && <p class="meta">{t.rated(question.helped)}</p>}
        <p class="row">
          <button class="button plain" name="helped" value="yes">
            {t.yes}
          </button>{' '}
          <button class="button plain" name="helped" value="no">
            {t.no}
          </button>
        </p>
      </fieldset>
    </form>
  );
};

const AnswerPart = (p: FollowProps): VNode | null => {
  const { followQuestion: t, units } = useText();
  const { answer, closing, state } = p.question;
  if (state === 'closed' && closing !== '')
    return (
      <section class="stack" aria-labelledby="khep-h">
        <h2 id="khep-h">{t.closed}</h2>
        <TypedText text={closing} />
      </section>
    );
  if (answer === null) return null;
  return (
    <section class="card stack" aria-labelledby="tra-loi-h">
      <h2 id="tra-loi-h">{t.answer}</h2>
      <TypedText text={answer.text} />
      {answer.citations.length > 0 && (
        <>
          <h3>{t.citations}</h3>
          <Citations citations={answer.citations} />
        </>
      )}
      <p class="meta">{t.by(answer.by, units.day(answer.at))}</p>
      {p.published !== null && (
        <p>
          {t.published} <a href={itemPath(p.published.id, p.published.slug)}>{p.published.title}</a>
        </p>
      )}
      <Helped {...p} />
    </section>
  );
};

/** Another question, or word of what is new on the subject that officials found. */
const Onward = ({ subject }: { subject: string }): VNode => {
  const { followQuestion: t, subscribe } = useText();
  return (
    <p class="row screen-only">
      <a href={askPath()}>{t.other}</a>
      {subject !== '' && (
        <a href={subscribePath({ filters: { subjects: [subject] } })}>{subscribe.link}</a>
      )}
    </p>
  );
};

/** Where whoever asked follows the question; known to nobody without the address. */
export const FollowPage = (p: FollowProps): VNode => {
  const { followQuestion: t, askQuestion, frame: words } = useText();
  const { question, told } = p;
  const failed = Object.keys(p.errors).length > 0;
  const title = told === 'moi' ? t.keepTitle : t.title(question.number);
  return (
    <Frame
      {...p.frame}
      title={failed ? `${t.failed}: ${title}` : title}
      noindex
      crumbs={[
        { label: words.home, href: homePath() },
        { label: askQuestion.title, href: answersPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <h1>{title}</h1>
        {told === 'noi-them' && (
          <p class="notice good" role="status">
            {t.replied}
          </p>
        )}
        <ErrorSummary heading={t.failed} errors={p.errors} />
        <div class="split">
          <div class="stack">
            <Facts {...p} />
            {question.text === '' ? (
              <p class="notice">{t.gone}</p>
            ) : (
              <section class="stack" aria-labelledby="cau-hoi-h">
                <h2 id="cau-hoi-h">{t.question}</h2>
                <TypedText text={question.text} />
              </section>
            )}
            <Talk question={question} />
            {question.state === 'asked' && <Reply {...p} />}
            <AnswerPart {...p} />
            <p class="meta">{t.privacy}</p>
            <Onward subject={question.subject} />
          </div>
          <Keep address={p.address} code={p.code} />
        </div>
      </main>
    </Frame>
  );
};
