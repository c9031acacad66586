import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import { publishAnswer } from '#server/questions/actions/publish-answer.ts';
import { withEraseTime } from '#server/questions/erasing.ts';
import type { Citation, Question, QuestionWay } from '#server/questions/question.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';

interface DemoQuestion {
  readonly id: string;
  /** How many days ago it was asked. */
  readonly days: number;
  readonly way: QuestionWay;
  readonly locality: string;
  readonly text: string;
  readonly subject: string;
  readonly answer?: string;
  readonly by?: string;
  readonly approvedBy?: string;
  readonly draftedBy?: string;
  readonly citations: readonly (readonly [label: string, law: string])[];
  readonly helped?: boolean | null;
  readonly publish?: {
    readonly title: string;
    readonly question: string;
    readonly abstract: string;
  };
}

interface DemoFile {
  readonly templates: readonly {
    readonly id: string;
    readonly name: string;
    readonly text: string;
  }[];
  readonly questions: readonly DemoQuestion[];
}

type Deps = Pick<
  ActionDeps,
  'catalog' | 'files' | 'newId' | 'now' | 'sniff' | 'scan' | 'maxFileBytes'
>;

const DAY_MS = 86_400_000;
const ANSWER_DAYS = 3;
const COMMUNE = 'xa-muong-khe';

/** What stands in the row, as people would have brought it there. */
function questionOf(demo: DemoQuestion, now: string): Question {
  const asked = new Date(Date.parse(now) - demo.days * DAY_MS).toISOString();
  const done = new Date(Date.parse(asked) + ANSWER_DAYS * DAY_MS).toISOString();
  const { answer: text = '', by, approvedBy = '', draftedBy } = demo;
  const citations = demo.citations.map(([label, law]): Citation => ({ label, href: '', law }));
  const event = (act: Question['events'][number]['act'], at: string, byName: string) => ({
    at,
    act,
    byId: '',
    byName,
    note: '',
  });
  return withEraseTime({
    id: demo.id,
    number: '',
    // Nobody has the secret.
    secretHash: createHash('sha256').update(randomBytes(32)).digest('hex'),
    state: by !== undefined ? 'answered' : draftedBy !== undefined ? 'drafted' : 'waiting',
    version: 0,
    unitId: demo.locality === '' ? MANAGING_UNIT : COMMUNE,
    way: demo.way,
    text: demo.text,
    locality: demo.locality,
    contact: null,
    subject: demo.subject,
    createdAt: asked,
    runsFrom: asked,
    messages: [],
    draft:
      draftedBy === undefined
        ? null
        : { text, citations, byId: 'mau', byName: draftedBy, at: done },
    answer: by === undefined ? null : { text, citations, by, approvedBy, at: done },
    closing: '',
    settledAt: by === undefined ? null : done,
    mail: null,
    helped: demo.helped ?? null,
    itemId: null,
    events: [
      event('asked', asked, ''),
      ...(draftedBy === undefined ? [] : [event('submitted', done, draftedBy)]),
      ...(by === undefined
        ? []
        : [event('submitted', done, by), event('approved', done, approvedBy)]),
    ],
    eraseAt: null,
  });
}

/** Brings an answer before everybody on the road of all items. */
async function publish(deps: Deps, actor: Actor, demo: DemoQuestion): Promise<void> {
  const question = (await deps.catalog.findQuestion(demo.id))!;
  if (demo.publish === undefined || question.itemId !== null) return;
  const item = await publishAnswer(deps, actor, demo.id, {
    version: question.version,
    ...demo.publish,
    answer: demo.answer!,
    subject: demo.subject,
    audiences: [],
    looked: true,
  });
  await moveItem(deps, {
    actor,
    itemId: item.id,
    version: item.version,
    action: 'publish',
    reason: '',
  });
}

/**
 * Puts the questions of the demo collection there: one that is published, one answered, one that
 * waits for approval and one for an answer. What is there already is left alone.
 */
export async function fillDemoQuestions(deps: Deps, folder: string, actor: Actor): Promise<void> {
  const { templates, questions } = JSON.parse(
    await readFile(join(folder, 'questions.json'), 'utf8'),
  ) as DemoFile;
  const { catalog, now } = deps;
  for (const [rank, { id, name, text }] of templates.entries())
    if ((await catalog.findAuthority('answer-template', id)) === null)
      await catalog.saveAuthority({
        list: 'answer-template',
        id,
        rank,
        version: 0,
        changedAt: '',
        changedBy: '',
        value: { name, text },
      });
  const year = dayInVietnam(now()).slice(0, 4);
  for (const demo of questions) {
    if ((await catalog.findQuestion(demo.id)) === null)
      await catalog.addQuestion(questionOf(demo, now()), year, 0);
    await publish(deps, actor, demo);
  }
}
