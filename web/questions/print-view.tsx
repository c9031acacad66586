import type { VNode } from 'preact';
import type { Letterhead } from '#server/people/unit.ts';
import type { Answer, Question } from '#server/questions/question.ts';
import { STATE_LABELS } from '#server/questions/question-labels.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffQuestionPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';
import { Citations, TypedText } from './answer-text.tsx';

const t = vi.questions;
const paper = vi.officialPaper;

export interface PrintViewProps {
  readonly frame: PageFrame;
  readonly question: Question;
  readonly letterhead: Letterhead;
}

const PrintedAnswer = ({ answer }: { answer: Answer }): VNode => (
  <section class="stack" aria-labelledby="dap-h">
    <h2 id="dap-h">{t.answer.title}</h2>
    <TypedText text={answer.text} />
    {answer.citations.length > 0 && (
      <>
        <h3>{vi.followQuestion.citations}</h3>
        <Citations citations={answer.citations} />
      </>
    )}
    <p>{t.answer.by(answer.by, answer.approvedBy, vi.units.day(answer.at))}</p>
  </section>
);

/** Question and answer on paper, for the reception desk: without how somebody is reached. */
export const QuestionPrintView = ({
  frame,
  question,
  letterhead: { above, unit },
}: PrintViewProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.printPage.title(question.number)}
    crumbs={[
      { label: t.title, href: staffQuestionsPath() },
      { label: vi.followQuestion.title(question.number), href: staffQuestionPath(question.id) },
    ]}
  >
    <p class="screen-only meta">{t.printPage.how}</p>
    <div class="paper-only paper-head">
      <div>
        {above !== '' && <p class="above">{above}</p>}
        <p class="underlined">{unit}</p>
      </div>
      <div>
        <p>{paper.country}</p>
        <p class="motto">{paper.motto}</p>
      </div>
    </div>
    <dl class="facts">
      <dt>{t.received}</dt>
      <dd>{vi.units.day(question.createdAt)}</dd>
      <dt>{t.unit}</dt>
      <dd>{unit}</dd>
      <dt>{t.state}</dt>
      <dd>{STATE_LABELS[question.state]}</dd>
    </dl>
    <section class="stack" aria-labelledby="hoi-h">
      <h2 id="hoi-h">{t.question}</h2>
      <TypedText text={question.text === '' ? vi.followQuestion.gone : question.text} />
    </section>
    {question.answer !== null && <PrintedAnswer answer={question.answer} />}
    <div class="paper-only paper-foot">
      <div class="signature">
        <p>{t.printPage.receiver}</p>
      </div>
      <div class="signature">
        <p>{t.printPage.official}</p>
      </div>
    </div>
  </StaffPage>
);
