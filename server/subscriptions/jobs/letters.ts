import { oneLine } from '#server/base/one-line.ts';
import { isWarned } from '#server/laws/standing.ts';
import type { Unit } from '#server/people/unit.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Mail } from '#server/workflow/notice.ts';
import { lawPath } from '#web/paths/laws.ts';
import { itemPath } from '#web/paths/reading.ts';
import { searchPath } from '#web/paths/search.ts';
import { confirmWishPath, leavePath, ownSubscriptionPath } from '#web/paths/subscriptions.ts';
import { TEXTS } from '#web/text/languages.ts';
import { topicLabel } from '#web/text/topic-label.ts';
import type { Text } from '#web/text/reader-words.ts';
import { withVocabulary } from '#web/text/with-vocabulary.ts';
import type { LawNews, Letter, TopicNews } from '../news.ts';
import type { Subscriber, Wish } from '../subscriber.ts';
import { topicOf } from '../topic.ts';

export interface LetterDeps {
  readonly shelf: string;
  /** BASE_URL: every link begins with it. */
  readonly base: string;
  readonly vocabulary: Vocabulary;
  readonly units: readonly Unit[];
}

const wordsOf = ({ vocabulary }: LetterDeps, { language }: Pick<Wish, 'language'>): Text =>
  withVocabulary(TEXTS[language], vocabulary);

/**
 * Asks whether the address is meant. No word that whoever typed it could choose stands in it: nobody
 * sends words of theirs to strangers in the shelf's name.
 */
export function confirmationLetter(deps: LetterDeps, wish: Wish, secret: string): Omit<Mail, 'to'> {
  const words = wordsOf(deps, wish);
  const t = words.subscriptionMail;
  const { shelf, base } = deps;
  return {
    subject: oneLine(t.confirmSubject(shelf)),
    text: [
      t.confirmLead(oneLine(shelf)),
      t.rhythms[wish.rhythm],
      '',
      t.confirmHow,
      `${base}${confirmWishPath(secret)}`,
      '',
      t.confirmNot,
      '',
    ].join('\n'),
  };
}

/** Where the rest of a topic stands. */
function restOf({ base }: LetterDeps, key: string): string {
  const topic = topicOf(key)!;
  if (topic.kind === 'law') return `${base}${lawPath(topic.number)}`;
  const { text, filters, exact } = topic;
  return `${base}${searchPath({ q: text, filters, exact, sort: 'moi' })}`;
}

const topicLines = (deps: LetterDeps, words: Text, news: TopicNews): string[] => [
  oneLine(topicLabel(words, news.topic, deps.units)),
  ...news.items.flatMap(({ id, title, standing }) => [
    `- ${oneLine(title) || words.subscriptionMail.untitled}${isWarned({ state: standing }) ? ` (${words.standing.state(standing)})` : ''}`,
    `  ${deps.base}${itemPath(id)}`,
  ]),
  ...(news.more ? [`${words.subscriptionMail.more} ${restOf(deps, news.topic)}`] : []),
  '',
];

const lawLines = ({ base }: LetterDeps, words: Text, { number, from, to }: LawNews): string[] => {
  const { subscriptionMail: t, names } = words;
  return [
    t.lawChanged(number, names.lawState(from), names.lawState(to)),
    `  ${base}${lawPath(number)}`,
    '',
  ];
};

/** What is new, to one person; the leave links are told to mail programs too (RFC 2369, RFC 8058). */
export function newsLetter(
  deps: LetterDeps,
  subscriber: Subscriber,
  { topics, laws }: Letter,
  secret: string,
): Omit<Mail, 'to'> {
  const words = wordsOf(deps, subscriber);
  const t = words.subscriptionMail;
  const { shelf, base } = deps;
  const count = topics.reduce((sum, { items }) => sum + items.length, 0);
  const leave = `${base}${leavePath(secret)}`;
  return {
    subject: oneLine(count > 0 ? t.subject(shelf, count) : t.lawSubject(shelf)),
    text: [
      t.lead(oneLine(shelf)),
      '',
      ...laws.flatMap((law) => lawLines(deps, words, law)),
      ...topics.flatMap((news) => topicLines(deps, words, news)),
      '-- ',
      t.manage,
      `${base}${ownSubscriptionPath(secret)}`,
      t.leave,
      leave,
      '',
    ].join('\n'),
    headers: {
      'List-Unsubscribe': `<${leave}>`,
      // One press is for https alone (RFC 8058 §3.1).
      ...(leave.startsWith('https:')
        ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
  };
}
