import type { VNode } from 'preact';
import type { Question } from '#server/questions/question.ts';
import { STATE_LABELS, WAY_LABELS } from '#server/questions/question-labels.ts';
import type { Deadline } from '#server/questions/working-days.ts';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ListSearch } from '#web/frame/list-search.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  deskPath,
  holidaysPath,
  questionFiguresPath,
  staffQuestionPath,
  staffQuestionsPath,
  templatesPath,
} from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions;

export type QueueTab = keyof typeof t.parts;

export interface QueueRow {
  readonly question: Pick<Question, 'id' | 'number' | 'state' | 'text' | 'way' | 'createdAt'>;
  readonly unitName: string;
  readonly deadline: Deadline | null;
}

/** What has to be said of the tables of holidays that deadlines rest on. */
export interface HolidayNote {
  readonly missing: readonly string[];
  readonly unconfirmed: readonly string[];
}

export interface StaffQueueProps {
  readonly frame: PageFrame;
  readonly part: QueueTab;
  readonly parts: readonly { readonly name: QueueTab; readonly count: number }[];
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  readonly first: boolean;
  readonly note: HolidayNote | null;
  readonly find: string;
  /** A number that was looked for and is none of this person's; null for none. */
  readonly notFound: string | null;
  readonly notice: string | null;
  readonly mayTakeDown: boolean;
}

/** When a question is due, by colour and word. */
export const DueBadges = ({ deadline }: { deadline: Deadline | null }): VNode | null =>
  deadline === null ? null : deadline.left < 0 ? (
    <>
      <Badge tone="bad" label={t.late(-deadline.left)} />{' '}
      <span class="meta">{t.due(vi.units.date(deadline.due))}</span>
    </>
  ) : (
    <>
      <Badge tone={deadline.left <= 2 ? 'warn' : ''} label={t.left(deadline.left)} />{' '}
      <span class="meta">{t.due(vi.units.date(deadline.due))}</span>
    </>
  );

export const HolidayNotes = ({ note }: { note: HolidayNote | null }): VNode | null =>
  note === null ? null : (
    <div class="notice warn">
      {note.missing.length > 0 && <p>{t.noHolidays(note.missing.join(', '))}</p>}
      {note.unconfirmed.length > 0 && <p>{t.unconfirmed(note.unconfirmed.join(', '))}</p>}
      <p>
        <a href={holidaysPath()}>{t.openHolidays}</a>
      </p>
    </div>
  );

const LONGEST_SHOWN = 180;
const beginningOf = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;

const Row = ({ row: { question, unitName, deadline } }: { row: QueueRow }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={staffQuestionPath(question.id)}>{question.number}</a>
      </h3>
      <p>{beginningOf(question.text)}</p>
      <p class="row">
        <Badge
          tone={question.state === 'answered' ? 'good' : question.state === 'held' ? 'warn' : ''}
          label={STATE_LABELS[question.state]}
        />{' '}
        <DueBadges deadline={deadline} />
      </p>
      <p class="meta">
        {[vi.units.day(question.createdAt), WAY_LABELS[question.way], unitName]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </div>
  </li>
);

const Parts = ({ parts, part }: Pick<StaffQueueProps, 'parts' | 'part'>): VNode => (
  <nav aria-label={t.partsLabel}>
    <ul class="chips">
      {parts.map(({ name, count }) => (
        <li key={name}>
          <a
            href={staffQuestionsPath({ state: name })}
            aria-current={name === part ? 'true' : undefined}
          >
            {t.parts[name]} <span class="count">{vi.units.count(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** Questions of the units somebody works for, the longest waiting first. */
export const StaffQueuePage = (p: StaffQueueProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    notice={p.notice}
    aside={
      p.mayTakeDown && (
        <a class="button" href={deskPath()}>
          {t.desk}
        </a>
      )
    }
  >
    <p class="narrow">{t.lead}</p>
    <HolidayNotes note={p.note} />
    <p class="row">
      <a href={questionFiguresPath()}>{t.figures}</a>{' '}
      <a href={templatesPath()}>{t.lists.templates}</a>{' '}
      <a href={holidaysPath()}>{t.lists.holidays}</a>
    </p>
    <ListSearch
      action={staffQuestionsPath()}
      name="tim"
      label={t.findLabel}
      value={p.find}
      button={vi.words.find}
    />
    {p.notFound !== null && <p role="status">{t.notFound(p.notFound)}</p>}
    <Parts {...p} />
    <h2>{t.parts[p.part]}</h2>
    {p.rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {p.rows.map((row) => (
          <Row key={row.question.id} row={row} />
        ))}
      </ul>
    )}
    <Pager
      next={p.next === null ? null : staffQuestionsPath({ state: p.part, after: p.next })}
      first={p.first ? null : staffQuestionsPath({ state: p.part })}
    />
  </StaffPage>
);
