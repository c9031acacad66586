import { covered, type SuspectKind } from './redaction.ts';
import { withEvent, type Question } from './question.ts';

const DAY_MS = 86_400_000;
/** Days after the answer for which somebody may still be reached. */
const CONTACT_DAYS = 90;
/** Days after the answer for which its words stay at the secret address. */
const WORDS_DAYS = 730;
/** An open question nobody settled: whoever asked has long gone elsewhere. */
const OPEN_DAYS = 365;
const HELD_DAYS = 30;

/** What tells of a person even where nobody meant to write it. */
const SURELY: readonly SuspectKind[] = ['phone', 'email', 'id'];

const after = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * DAY_MS).toISOString();

/** When the next of a question's personal data has to go; {@link erased} says what that is. */
export function eraseTime(question: Omit<Question, 'eraseAt'>): string | null {
  if (question.state === 'held') return after(question.createdAt, HELD_DAYS);
  const wordsGone = question.text === '';
  if (wordsGone) return null;
  const contactGone = question.events.some(({ act }) => act === 'erased');
  const { settledAt } = question;
  if (contactGone) return after(settledAt ?? question.createdAt, WORDS_DAYS);
  return settledAt === null ? after(question.createdAt, OPEN_DAYS) : after(settledAt, CONTACT_DAYS);
}

/** The question with the time its data have yet, after every change. */
export const withEraseTime = (question: Question): Question => ({
  ...question,
  eraseAt: eraseTime(question),
});

const withoutContact = (question: Question): Question => ({
  ...question,
  contact: null,
  text: covered(question.text, SURELY),
  messages: question.messages.map((m) =>
    m.from === 'asker' ? { ...m, text: covered(m.text, SURELY) } : m,
  ),
});

const withoutWords = (question: Question): Question => ({
  ...question,
  contact: null,
  // Nobody's secret hashes to this: the address is over.
  secretHash: `-${question.id}`,
  text: '',
  locality: '',
  messages: [],
  draft: null,
  answer: null,
  closing: '',
});

/**
 * What is left of a question whose time has come: first without a way to reach anybody and without
 * telephones, addresses of mail and numbers of papers in its words, later without words; null where
 * nothing is to be kept.
 */
export function erased(question: Question, now: string): Question | null {
  if (question.state === 'held') return null;
  const first = !question.events.some(({ act }) => act === 'erased');
  const left = first ? withoutContact(question) : withoutWords(question);
  return withEraseTime(withEvent(left, { at: now, act: 'erased' }));
}
