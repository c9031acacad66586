import type { Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { theActor } from '#server/http/session.ts';
import { standsOn, unitToday, type Unit } from '#server/people/unit.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { can } from '#server/workflow/access.ts';
import type { FormState, Option } from '#web/frame/form-field.tsx';
import type { StaffQuestionProps } from '#web/questions/staff-question.tsx';
import type { ComposeView } from '#web/questions/compose.tsx';
import { vi } from '#web/text/vi.ts';
import { questionObject } from '../actions/get-question.ts';
import type { Citation, Question } from '../question.ts';
import { calendarNote, calendarOfShelf, deadlineView } from './calendar-view.ts';

/** Fields of a list to choose a subject from. */
export const subjectOptions = (): Option[] => [
  { value: '', label: vi.questions.compose.choose },
  ...SUBJECTS.map(({ code, label }) => ({ value: code, label })),
];

/** Units that work today, to pass a question on to. */
const unitOptions = (units: readonly Unit[], now: string, own: string): Option[] => [
  { value: '', label: vi.questions.triage.chooseUnit },
  ...units
    .filter((unit) => unit.id !== own && standsOn(unit, dayInVietnam(now)))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
    .map(({ id, name }) => ({ value: id, label: name })),
];

export interface Typed {
  readonly form: FormState;
  readonly citations: readonly Citation[];
  readonly find: string;
  readonly found: ComposeView['found'];
}

/** The draft as it was kept. */
export const draftOf = ({ draft, subject }: Question): Typed => ({
  form: { values: { answer: draft?.text ?? '', subject }, errors: {} },
  citations: draft?.citations ?? [],
  find: '',
  found: null,
});

async function composeView(deps: AppDeps, typed: Typed): Promise<ComposeView> {
  const templates = await deps.storage.catalog.listAuthority('answer-template');
  return {
    ...typed,
    subjects: subjectOptions(),
    templates: [
      { value: '', label: vi.questions.compose.noTemplate },
      ...templates.map(({ id, value }) => ({ value: id, label: value.name })),
    ],
  };
}

/** All that the page of a question shows to this person. */
export async function questionView(
  deps: AppDeps,
  res: Response,
  question: Question,
  typed: Typed | null,
): Promise<Omit<StaffQuestionProps, 'frame' | 'form' | 'conflict' | 'notice'>> {
  const actor = theActor(res);
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const own = unitToday(units, question.unitId);
  const object = questionObject(question);
  const calendar = await calendarOfShelf(deps);
  const deadline = deadlineView(deps, calendar, question);
  const item = question.itemId === null ? null : await catalog.findItem(question.itemId);
  const mayAnswer = can(actor, 'answer-question', object);
  const mayApprove = can(actor, 'approve-answer', object);
  const writes = mayAnswer && (question.state === 'waiting' || question.state === 'asked');
  return {
    question,
    unitName: units.find((u) => u.id === own)?.name ?? '',
    deadline,
    note: calendarNote(calendar, [deadline]),
    may: {
      contact: mayAnswer,
      answer: mayAnswer,
      approve: mayApprove,
      ownDraft: !mayApprove && can(actor, 'approve-answer', { ...object, draftedBy: null }),
      publish: mayAnswer && can(actor, 'create', 'shelf'),
      seeItem: item !== null && can(actor, 'view', item),
    },
    compose: writes ? await composeView(deps, typed ?? draftOf(question)) : null,
    units: writes ? unitOptions(units, deps.now(), own) : [],
  };
}
