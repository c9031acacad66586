import type { Subscriber, Wish } from '#server/subscriptions/subscriber.ts';
import { EVERYTHING, topicKey } from '#server/subscriptions/topic.ts';
import { NOW, nextId } from '../builders.ts';

/** What somebody asked for, of everything new, as the form makes it. */
export function aWish(more: Partial<Wish> = {}): Wish {
  const id = more.id ?? nextId();
  return {
    id,
    email: `${id}@example.org`,
    topics: [topicKey(EVERYTHING)],
    rhythm: 'weekly',
    language: 'vi',
    secretHash: `wish-${id}`,
    eraseAt: '2099-01-01T00:00:00.000Z',
    ...more,
  };
}

/** Whoever confirmed to be told of everything new, every week. */
export function aSubscriber(more: Partial<Subscriber> = {}): Subscriber {
  const id = more.id ?? nextId();
  return {
    id,
    email: `${id}@example.org`,
    topics: [topicKey(EVERYTHING)],
    rhythm: 'weekly',
    language: 'vi',
    secretHash: `subscriber-${id}`,
    confirmedAt: NOW,
    toldUntil: NOW,
    laws: [],
    refusals: 0,
    refusedUntil: null,
    eraseAt: null,
    version: 0,
    ...more,
  };
}
