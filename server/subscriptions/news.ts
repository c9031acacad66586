import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { LawState } from '#server/laws/law-record.ts';
import type { StandingState } from '#server/laws/standing.ts';
import type { Subscriber, ToldLaw } from './subscriber.ts';
import { topicOf } from './topic.ts';

/** An item that was published, as a letter names it. */
export interface NewItem {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly standing: StandingState;
}

/** What there is to tell of topics, each asked once however many want it. */
export interface News {
  /** Newest first, {@link MOST_TOLD} and one more at most; an unknown topic has none. */
  readonly itemsOf: (topic: string) => readonly NewItem[];
  /** How a followed law stands today; `chua_xac_dinh` for one that nobody described. */
  readonly stateOf: (lawKey: string) => LawState;
}

/** Published after `since`, up to `until` with it. */
export interface Window {
  readonly since: string;
  readonly until: string;
}

/** Items of a topic that a letter names; a link leads to the others. */
export const MOST_TOLD = 30;

export interface TopicNews {
  readonly topic: string;
  readonly items: readonly NewItem[];
  /** There are more than a letter names. */
  readonly more: boolean;
}

export interface LawNews {
  readonly number: string;
  readonly from: LawState;
  readonly to: LawState;
}

/** What one letter says. */
export interface Letter {
  readonly topics: readonly TopicNews[];
  readonly laws: readonly LawNews[];
}

export const isEmptyLetter = ({ topics, laws }: Letter): boolean =>
  topics.length === 0 && laws.length === 0;

/** How the laws that somebody follows stand. */
export const lawsFollowed = (
  topics: readonly string[],
  stateOf: News['stateOf'],
): readonly ToldLaw[] => {
  const keys = topics.flatMap((key) => {
    const topic = topicOf(key);
    return topic?.kind === 'law' ? [lawNumberKey(topic.number)] : [];
  });
  return [...new Set(keys)].map((key) => ({ key, state: stateOf(key) }));
};

/** What somebody has not been told: an item of two topics stands under the first. */
export function letterTo(subscriber: Subscriber, news: News): Letter {
  const named = new Set<string>();
  const topics = subscriber.topics.flatMap((topic): TopicNews[] => {
    const fresh = news.itemsOf(topic).filter((item) => item.publishedAt > subscriber.toldUntil);
    const items = fresh.slice(0, MOST_TOLD).filter(({ id }) => !named.has(id));
    for (const { id } of items) named.add(id);
    return items.length === 0 ? [] : [{ topic, items, more: fresh.length > MOST_TOLD }];
  });
  const told = new Map(subscriber.laws.map(({ key, state }) => [key, state]));
  const numbers = new Map(
    subscriber.topics.flatMap((key) => {
      const topic = topicOf(key);
      return topic?.kind === 'law' ? [[lawNumberKey(topic.number), topic.number] as const] : [];
    }),
  );
  const laws = [...numbers].flatMap(([key, number]): LawNews[] => {
    const [from, to] = [told.get(key), news.stateOf(key)];
    return from === undefined || from === to ? [] : [{ number, from, to }];
  });
  return { topics, laws };
}
