import type { VNode } from 'preact';
import type { Question } from '#server/questions/question.ts';
import { ACT_LABELS, STATE_LABELS, WAY_LABELS } from '#server/questions/question-labels.ts';
import type { Deadline } from '#server/questions/working-days.ts';
import { Badge } from '#web/frame/badge.tsx';
import { SelectField, TextArea, type FormState, type Option } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { questionActionPath, staffQuestionPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';
import { Citations, TypedText } from './answer-text.tsx';
import { Compose, type ComposeView } from './compose.tsx';
import { DueBadges, HolidayNotes, type HolidayNote } from './staff-queue.tsx';

const t = vi.questions;

export interface StaffQuestionProps {
  readonly frame: PageFrame;
  readonly question: Question;
  readonly unitName: string;
  readonly deadline: Deadline | null;
  readonly note: HolidayNote | null;
  /** What this person may do with it now. */
  readonly may: {
    readonly contact: boolean;
    readonly answer: boolean;
    readonly approve: boolean;
    /** Only the rule of two persons stands in the way. */
    readonly ownDraft: boolean;
    readonly publish: boolean;
    readonly seeItem: boolean;
  };
  readonly compose: ComposeView | null;
  readonly units: readonly Option[];
  /** Forms beside the answer: what was typed, what is wrong. */
  readonly form: FormState;
  readonly conflict: boolean;
  readonly notice: string | null;
}

const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];

const Version = ({ question }: Pick<StaffQuestionProps, 'question'>): VNode => (
  <input type="hidden" name="version" value={question.version} />
);

const Facts = ({ question, unitName, deadline }: StaffQuestionProps): VNode => (
  <dl class="facts">
    <dt>{t.state}</dt>
    <dd>
      <Badge
        tone={question.state === 'answered' ? 'good' : question.state === 'held' ? 'warn' : ''}
        label={STATE_LABELS[question.state]}
      />{' '}
      <DueBadges deadline={deadline} />
    </dd>
    <dt>{t.received}</dt>
    <dd>{vi.units.moment(question.createdAt)}</dd>
    <dt>{t.way}</dt>
    <dd>{WAY_LABELS[question.way]}</dd>
    {question.locality !== '' && (
      <>
        <dt>{t.from}</dt>
        <dd>{question.locality}</dd>
      </>
    )}
    <dt>{t.unit}</dt>
    <dd>{unitName}</dd>
  </dl>
);

const Contact = ({ question }: Pick<StaffQuestionProps, 'question'>): VNode => {
  const { contact, mail } = question;
  return (
    <section class="card stack" aria-labelledby="lien-he-h">
      <h2 id="lien-he-h">{t.contact}</h2>
      {contact === null ? (
        <p>{t.contactNone}</p>
      ) : (
        <>
          {contact.email !== '' && (
            <p>
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            </p>
          )}
          {contact.phone !== '' && <p>{contact.phone}</p>}
          {mail !== null && (
            <p>
              <Badge
                tone={mail === 'sent' ? 'good' : mail === 'refused' ? 'bad' : ''}
                label={t.mail[mail]}
              />
            </p>
          )}
          <p class="meta">{t.contactNote}</p>
        </>
      )}
    </section>
  );
};

const Talk = ({ question }: Pick<StaffQuestionProps, 'question'>): VNode | null =>
  question.messages.length === 0 ? null : (
    <section class="stack" aria-labelledby="trao-doi-h">
      <h2 id="trao-doi-h">{t.talk}</h2>
      {question.messages.map((message, i) => (
        <div key={i} class={`message ${message.from}`}>
          <p class="meta">
            {message.from === 'staff' ? t.staffSaid : t.askerSaid}, {vi.units.moment(message.at)}
          </p>
          <TypedText text={message.text} />
        </div>
      ))}
    </section>
  );

const Decide = ({ question, may, form }: StaffQuestionProps): VNode | null => {
  const { draft } = question;
  const d = t.decide;
  if (question.state !== 'drafted' || draft === null) return null;
  return (
    <section class="card stack" aria-labelledby="duyet-h">
      <h2 id="duyet-h">{d.title}</h2>
      <p class="meta">{d.by(draft.byName, vi.units.moment(draft.at))}</p>
      <TypedText text={draft.text} />
      {draft.citations.length > 0 && <Citations citations={draft.citations} />}
      {may.approve ? (
        <>
          <form method="post" action={questionActionPath(question.id, 'duyet')}>
            <Version question={question} />
            <button class="button">{d.approve}</button>
          </form>
          <form class="stack" method="post" action={questionActionPath(question.id, 'tra-lai')}>
            <Version question={question} />
            <TextArea form={form} name="reason" text={label(d.reason)} required rows={2} />
            <p>
              <button class="button plain">{d.giveBack}</button>
            </p>
          </form>
        </>
      ) : (
        <p class="notice">{may.ownDraft ? d.own : d.noRight}</p>
      )}
    </section>
  );
};

const AnswerPart = ({ question, may }: StaffQuestionProps): VNode | null => {
  const { answer, helped, itemId, id, closing } = question;
  const a = t.answer;
  if (question.state === 'closed' && closing !== '')
    return (
      <section class="card stack" aria-labelledby="tra-loi-h">
        <h2 id="tra-loi-h">{t.triage.closing[0]}</h2>
        <TypedText text={closing} />
      </section>
    );
  if (answer === null) return null;
  return (
    <section class="card stack" aria-labelledby="tra-loi-h">
      <h2 id="tra-loi-h">{a.title}</h2>
      <TypedText text={answer.text} />
      {answer.citations.length > 0 && <Citations citations={answer.citations} />}
      <p class="meta">{a.by(answer.by, answer.approvedBy, vi.units.moment(answer.at))}</p>
      {helped !== null && (
        <p>
          <Badge tone={helped ? 'good' : 'warn'} label={helped ? a.helped : a.notHelped} />
        </p>
      )}
      {itemId !== null && may.seeItem && (
        <p>
          <a href={staffItemPath(itemId)}>{a.published}</a>
        </p>
      )}
      {itemId === null && may.publish && (
        <p>
          <a class="button" href={questionActionPath(id, 'cong-bo')}>
            {a.publish}
          </a>
        </p>
      )}
    </section>
  );
};

/** A way to settle it without an answer, folded until it is wanted. */
const Triage = (p: StaffQuestionProps): VNode => {
  const { question, form, units } = p;
  const s = t.triage;
  const open = (name: string): boolean => form.errors[name] !== undefined;
  return (
    <section class="stack" aria-labelledby="phan-loai-h">
      <h2 id="phan-loai-h">{s.title}</h2>
      <details class="card" open={open('message')}>
        <summary>{s.askBack}</summary>
        <form class="stack" method="post" action={questionActionPath(question.id, 'hoi-lai')}>
          <Version question={question} />
          <TextArea form={form} name="message" text={label(s.message)} required rows={3} />
          <p>
            <button class="button plain">{s.askButton}</button>
          </p>
        </form>
      </details>
      <details class="card" open={open('unit')}>
        <summary>{s.pass}</summary>
        <form class="stack" method="post" action={questionActionPath(question.id, 'chuyen')}>
          <Version question={question} />
          <SelectField form={form} name="unit" text={label(s.unit)} required options={units} />
          <p>
            <button class="button plain">{s.passButton}</button>
          </p>
        </form>
      </details>
      <Close {...p} open={open('closing')} />
    </section>
  );
};

const Close = ({ question, form, open }: StaffQuestionProps & { open: boolean }): VNode => (
  <details class="card" open={open}>
    <summary>{t.triage.close}</summary>
    <form class="stack" method="post" action={questionActionPath(question.id, 'dong')}>
      <Version question={question} />
      <TextArea form={form} name="closing" text={label(t.triage.closing)} required rows={3} />
      <p>
        <button class="button plain">{t.triage.closeButton}</button>
      </p>
    </form>
  </details>
);

const Held = (p: StaffQuestionProps): VNode => (
  <section class="card stack" aria-labelledby="giu-h">
    <h2 id="giu-h">{STATE_LABELS.held}</h2>
    <p>{t.triage.heldText}</p>
    {p.may.answer && (
      <>
        <form method="post" action={questionActionPath(p.question.id, 'nhan-lai')}>
          <Version question={p.question} />
          <button class="button">{t.triage.release}</button>
        </form>
        <Close {...p} open={p.form.errors['closing'] !== undefined} />
      </>
    )}
  </section>
);

const History = ({ question }: Pick<StaffQuestionProps, 'question'>): VNode => (
  <section class="stack" aria-labelledby="lich-su-h">
    <h2 id="lich-su-h">{t.history}</h2>
    <ol class="rows meta">
      {question.events.toReversed().map((event, i) => (
        <li key={i}>
          {vi.units.moment(event.at)}: {ACT_LABELS[event.act]}
          {event.byName !== '' && ` (${event.byName})`}
          {event.note !== '' && `: ${event.note}`}
        </li>
      ))}
    </ol>
  </section>
);

const Conflict = ({ id }: { id: string }): VNode => (
  <div class="notice bad stack" role="alert">
    <h2>{t.conflictTitle}</h2>
    <p>
      {t.conflictText}{' '}
      <a href={staffQuestionPath(id)} target="_blank" rel="noopener">
        {t.openNew}
      </a>
    </p>
  </div>
);

/** One question: read it, sort it, answer it, approve the answer. */
export const StaffQuestionPage = (p: StaffQuestionProps): VNode => {
  const { question, compose, may, conflict } = p;
  const { state } = question;
  const errors = { ...compose?.form.errors, ...p.form.errors };
  return (
    <StaffPage
      frame={p.frame}
      title={vi.followQuestion.title(question.number)}
      crumbs={[{ label: t.title, href: staffQuestionsPath() }]}
      errors={errors}
      errorTitle={t.decide.failed}
      notice={p.notice}
      aside={<a href={questionActionPath(question.id, 'in')}>{t.print}</a>}
    >
      {conflict && <Conflict id={question.id} />}
      <HolidayNotes note={p.note} />
      <div class="split">
        <div class="stack">
          <section class="stack" aria-labelledby="cau-hoi-h">
            <h2 id="cau-hoi-h">{t.question}</h2>
            <TypedText text={question.text === '' ? vi.followQuestion.gone : question.text} />
          </section>
          <Talk question={question} />
          {state === 'held' && <Held {...p} />}
          <Decide {...p} />
          <AnswerPart {...p} />
          {compose !== null && (
            <Compose id={question.id} version={question.version} compose={compose} />
          )}
        </div>
        <div class="stack">
          <Facts {...p} />
          {may.contact && <Contact question={question} />}
          {may.answer && (state === 'waiting' || state === 'asked') && <Triage {...p} />}
          <History question={question} />
        </div>
      </div>
    </StaffPage>
  );
};
