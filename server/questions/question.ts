/** Where a question stands. `held`: taken for spam until somebody looks. */
export const QUESTION_STATES = [
  'held',
  'waiting',
  'asked',
  'drafted',
  'answered',
  'closed',
] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** Those that somebody still has to do something about. */
export const OPEN_STATES: readonly QuestionState[] = ['waiting', 'drafted', 'asked'];
/** Those whose deadline runs: one that was asked back waits for whoever asked. */
export const RUNNING_STATES: readonly QuestionState[] = ['waiting', 'drafted'];

/**
 * How a question came: by the form, at the desk, by telephone; or nobody asked it, and many searched
 * for it in vain.
 */
export const QUESTION_WAYS = ['web', 'desk', 'phone', 'search'] as const;
export type QuestionWay = (typeof QUESTION_WAYS)[number];

/** Only for the answer, seen by those who answer alone; erased when its time is over. */
export interface Contact {
  readonly email: string;
  readonly phone: string;
}

/** What an answer rests on: a passage, a Điều, a law. */
export interface Citation {
  readonly label: string;
  /** Path on this shelf, or an address outside; empty for none. */
  readonly href: string;
  /** Số hiệu of the law it names; empty for none. */
  readonly law: string;
}

/** What an official wrote and nobody has approved yet. */
export interface Draft {
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly byId: string;
  readonly byName: string;
  readonly at: string;
}

export interface Answer {
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly by: string;
  readonly approvedBy: string;
  readonly at: string;
}

/** One line of the talk after the question: an official asks back, whoever asked says more. */
export interface QuestionMessage {
  readonly from: 'staff' | 'asker';
  readonly text: string;
  readonly at: string;
}

export const QUESTION_ACTS = [
  'asked',
  'released',
  'saved',
  'submitted',
  'returned',
  'approved',
  'asked-back',
  'replied',
  'passed',
  'closed',
  'published',
  'erased',
] as const;
export type QuestionAct = (typeof QUESTION_ACTS)[number];

/** Who did what, and when; carries no word of the question and nothing of whoever asked. */
export interface QuestionEvent {
  readonly at: string;
  readonly act: QuestionAct;
  /** Empty for readers and for the program itself. */
  readonly byId: string;
  readonly byName: string;
  /** Why it was returned, to which unit it was passed. */
  readonly note: string;
}

/** Whether the answer went by e-mail; null where no address was given. */
export type MailState = 'waiting' | 'sent' | 'refused' | null;

/** A question of a citizen: private, never part of the catalogue of items. */
export interface Question {
  readonly id: string;
  /** `HD-2026-15`: what people call it by. */
  readonly number: string;
  /** SHA-256 of the secret in the address where it is followed, hex; the secret is never stored. */
  readonly secretHash: string;
  readonly state: QuestionState;
  /** Grows by one at every saved change. */
  readonly version: number;
  /** The unit that has to answer; one that was merged means its successor. */
  readonly unitId: string;
  readonly way: QuestionWay;
  readonly text: string;
  /** Commune as it was typed; empty for none. */
  readonly locality: string;
  /** Null where none was given, and after it was erased. */
  readonly contact: Contact | null;
  /** Code of a subject, for counts; empty until somebody says. */
  readonly subject: string;
  readonly createdAt: string;
  /** From when the deadline counts: a reply to a question begins it anew. */
  readonly runsFrom: string;
  readonly messages: readonly QuestionMessage[];
  readonly draft: Draft | null;
  readonly answer: Answer | null;
  /** Why it was closed without an answer, as whoever asked is told; empty for none. */
  readonly closing: string;
  /** When it was answered or closed, ISO; null while it is open. */
  readonly settledAt: string | null;
  readonly mail: MailState;
  /** Whether the answer helped; null while nobody has said. */
  readonly helped: boolean | null;
  /** The item that it was published as; null for none. */
  readonly itemId: string | null;
  readonly events: readonly QuestionEvent[];
  /** When the next of its personal data has to go, ISO; null when nothing is left. */
  readonly eraseAt: string | null;
}

/** Letters of a question, a reply and an answer. */
export const LONGEST_QUESTION = 4_000;
export const LONGEST_ANSWER = 20_000;
export const LONGEST_LOCALITY = 200;
/** RFC 5321 §4.5.3.1.3. */
export const LONGEST_CONTACT = 254;
export const MOST_MESSAGES = 20;
export const MOST_CITATIONS = 30;
/** More that are held say nothing new until somebody looked. */
export const MOST_HELD = 500;

/** Order by which a number is counted within its year. */
export const questionNumber = (year: string, count: number): string => `HD-${year}-${count}`;

/** A number as people type it: `hd 2026 15`, `HD-2026-015`; null for what is none. */
export function parseQuestionNumber(text: string): string | null {
  const [, year, count] = /^\s*hd[\s-]*(\d{4})[\s-]*0*(\d{1,7})\s*$/iu.exec(text) ?? [];
  return year === undefined || count === undefined ? null : questionNumber(year, Number(count));
}

/** A version of the question with one more event. */
export const withEvent = (
  question: Question,
  event: Pick<QuestionEvent, 'at' | 'act'> & Partial<QuestionEvent>,
): Question => ({
  ...question,
  events: [...question.events, { byId: '', byName: '', note: '', ...event }],
});

/** What a list of counts is made of: nothing in it is personal. */
export type QuestionFact = Pick<
  Question,
  'state' | 'unitId' | 'subject' | 'createdAt' | 'runsFrom' | 'settledAt' | 'helped' | 'way'
>;

/** Those that somebody asked: what was made of searches counts for no unit. */
export const askedByPeople = (facts: readonly QuestionFact[]): QuestionFact[] =>
  facts.filter(({ way }) => way !== 'search');
