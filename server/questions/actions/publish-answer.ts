import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { extractJob } from '#server/base/job.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { findLawNumbers, lawReference } from '#server/base/vietnamese/law-number.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { takeFile } from '#server/ingest/actions/receive-file.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import { newItem } from '#server/items/new-item.ts';
import { recordErrors, EMPTY_RECORD } from '#server/items/record-rules.ts';
import { rewriteTwice } from '#server/items/actions/rewrite.ts';
import type { Actor } from '#server/people/account.ts';
import { unitToday } from '#server/people/unit.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { authorise } from '#server/workflow/access.ts';
import { workAfterMove } from '#server/workflow/workflow.ts';
import { ANSWER_GENRE, answerHtml } from '../answer-item.ts';
import { messages } from '../messages.ts';
import {
  LONGEST_ANSWER,
  LONGEST_QUESTION,
  withEvent,
  type Citation,
  type Question,
} from '../question.ts';
import { ANSWER_HEADINGS } from '../question-labels.ts';
import { getQuestion, mustBeAt } from './get-question.ts';

type Deps = Pick<
  ActionDeps,
  'catalog' | 'files' | 'newId' | 'now' | 'sniff' | 'scan' | 'maxFileBytes'
>;

/** What an official made of a question and its answer for all to read. */
export interface PublishInput {
  readonly version: number;
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly abstract: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Somebody looked at every stretch that is marked. */
  readonly looked: boolean;
}

const LONGEST_TITLE = 300;

function inputErrors({ title, question, answer, looked }: PublishInput): FieldErrors {
  return {
    ...(title === '' ? { title: messages.writeTitle } : {}),
    ...(question === '' ? { question: messages.writeQuestion } : {}),
    ...(answer === '' ? { answer: messages.writeAnswer } : {}),
    ...(looked ? {} : { looked: messages.looked }),
    ...tooLongErrors({
      title: [FIELD_LABELS.title, title, LONGEST_TITLE],
      question: [FIELD_LABELS.question, question, LONGEST_QUESTION],
      answer: [FIELD_LABELS.answer, answer, LONGEST_ANSWER],
    }),
  };
}

/** Every law that the answer names or rests on, once. */
function lawsOf(answer: string, citations: readonly Citation[]): ItemRecord['lawRefs'] {
  const named = [
    ...citations.map(({ law }) => law).filter((law) => law !== ''),
    ...findLawNumbers(
      [answer, ...citations.map(({ label }) => label)].join('\n').normalize('NFC'),
    ).map(({ number }) => number),
  ];
  return [...new Set(named)].map(lawReference);
}

async function recordOf(
  deps: Deps,
  { number, unitId, answer: given }: Question,
  input: PublishInput,
): Promise<ItemRecord> {
  const units = await deps.catalog.listUnits();
  const unit = units.find(({ id }) => id === unitToday(units, unitId));
  return {
    ...EMPTY_RECORD,
    identifier: number,
    title: input.title,
    genre: ANSWER_GENRE,
    compilers: [unit?.name ?? given!.by],
    issued: dayInVietnam(given!.at),
    abstract: input.abstract,
    subjects: input.subject === '' ? [] : [input.subject],
    audiences: input.audiences,
    lawRefs: lawsOf(input.answer, given!.citations),
    validity: {
      state: 'con',
      from: dayInVietnam(given!.at),
      to: null,
      reviewedAt: dayInVietnam(given!.at),
      reason: '',
    },
  };
}

/** The file of the answer as an attachment. */
async function fileOf(deps: Deps, question: Question, input: PublishInput) {
  const html = answerHtml({ ...input, citations: question.answer!.citations }, ANSWER_HEADINGS);
  async function* bytes(): AsyncIterable<Uint8Array> {
    yield Buffer.from(html);
  }
  return takeFile(deps, `${question.number}.html`, bytes());
}

async function answered(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<Question & { readonly answer: NonNullable<Question['answer']> }> {
  authorise(actor, 'create', 'shelf');
  const question = await getQuestion(deps, actor, 'answer-question', id);
  mustBeAt(question, version);
  const { state, answer, itemId } = question;
  if (state !== 'answered' || answer === null || itemId !== null)
    throw new AppError('wrong-state', { state });
  return { ...question, answer };
}

/**
 * Makes the answer an item like any other, without what tells of a person, and sends it to whoever
 * approves: it is published, found, reviewed and withdrawn as items are. Throws
 * `question-not-found`, `not-allowed`, `wrong-state`, `stale-version`, `invalid-input` and what
 * refuses a file.
 */
export async function publishAnswer(
  deps: Deps,
  actor: Actor,
  id: string,
  input: PublishInput,
): Promise<Item> {
  const question = await answered(deps, actor, id, input.version);
  const record = await recordOf(deps, question, input);
  refuseErrors({
    ...recordErrors(record, await readVocabulary(deps)),
    ...(input.subject === '' ? { subject: messages.chooseSubject } : {}),
    ...inputErrors(input),
  });
  const { attachment, discard } = await fileOf(deps, question, input);
  const draft: Item = {
    ...newItem(deps, actor, record, actor.unitId),
    attachments: [attachment],
  };
  // The question first: of two who publish at once, one makes no item.
  const saved = await saveLink(deps, actor, question, draft.id).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  try {
    return await rewriteTwice(
      deps,
      {
        actor,
        before: null,
        item: draft,
        action: 'create',
        jobs: [extractJob(draft, attachment.id)],
      },
      (item) => ({
        actor,
        before: item,
        item: {
          ...item,
          state: 'submitted',
          work: workAfterMove(item.work, 'submit', actor, deps.now(), ''),
        },
        action: 'submit',
      }),
    );
  } catch (error) {
    await deps.catalog.saveQuestion({ ...question, version: saved.version }, []);
    await discard();
    throw error;
  }
}

const saveLink = (
  { catalog, now }: Deps,
  actor: Actor,
  question: Question,
  itemId: string,
): Promise<Question> =>
  catalog.saveQuestion(
    withEvent(
      { ...question, itemId },
      { at: now(), act: 'published', byId: actor.accountId, byName: actor.displayName },
    ),
    [],
  );
