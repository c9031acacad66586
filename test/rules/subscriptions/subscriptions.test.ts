import { describe, expect, test } from '@jest/globals';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { letterTo, type News } from '#server/subscriptions/news.ts';
import { confirmed, mondayOf, refused, weekBegins } from '#server/subscriptions/subscriber.ts';
import {
  articleOf,
  cites,
  EVERYTHING,
  MOST_TOPICS,
  topicKey,
  topicOf,
  type LawTopic,
  type Topic,
} from '#server/subscriptions/topic.ts';
import { aSubscriber, aWish } from '../../support/make/some-subscribers.ts';

const LAW: LawTopic = { kind: 'law', number: '31/2024/QH15', article: '138' };

describe('a topic', () => {
  test('has one key however its values were chosen, and is read from it', () => {
    const one: Topic = {
      ...EVERYTHING,
      text: ' Đất  ĐAI ',
      filters: { ...NO_FILTERS, subjects: ['11', '02', '11'], units: ['xa-an'] },
    };
    const other: Topic = {
      ...EVERYTHING,
      text: 'đất đai',
      filters: { ...NO_FILTERS, units: ['xa-an'], subjects: ['02', '11'] },
    };
    expect(topicKey(one)).toBe(topicKey(other));
    expect(topicOf(topicKey(one))).toEqual(other);
    for (const topic of [EVERYTHING, LAW, { ...LAW, article: '' }, { ...other, exact: true }])
      expect(topicOf(topicKey(topic))).toEqual(topic);
  });

  test('is none where the key is no topic’s, and takes no value that is none', () => {
    for (const key of ['', '{', 'null', '[]', '{"law":1}', '7', '{"q":[]}'])
      expect([key, topicOf(key)]).toEqual([key, null]);
    expect(topicOf('{"q":"","subjects":"11","genres":[1],"__proto__":{"x":1}}')).toEqual(
      EVERYTHING,
    );
  });

  test('of a law names an Điều in any way of writing', () => {
    expect(['138', 'Điều 138', 'điều 12a', ' ĐIỀU  5 '].map(articleOf)).toEqual([
      '138',
      '138',
      '12a',
      '5',
    ]);
    expect(['', 'khoản 2', 'Điều', '12345', '1 và 2'].map(articleOf)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  test('of an Điều is cited where that is named, or none is', () => {
    const ref = (articles: string) => ({ ...lawReference('31/2024/qh15'), articles });
    expect(cites(ref('Điều 137, 138'), LAW)).toBe(true);
    expect(cites(ref(''), LAW)).toBe(true);
    expect(cites(ref('Điều 13, 1380, 138a'), LAW)).toBe(false);
    expect(cites(ref('Điều 9'), { ...LAW, article: '' })).toBe(true);
    expect(cites(lawReference('32/2024/QH15'), LAW)).toBe(false);
  });
});

describe('a subscriber', () => {
  const NOW = '2026-11-30T02:00:00.000Z';

  test('keeps what was told and wanted before, and comes back from being set aside', () => {
    const before = aSubscriber({ topics: ['a', 'b'], refusals: 3, eraseAt: NOW, version: 4 });
    const wish = aWish({ email: before.email, topics: ['c', 'a'], rhythm: 'at-once' });
    const fresh = { id: 'neu', secretHash: 'neu', now: NOW };
    expect(confirmed(wish, before, fresh)).toEqual({
      ...before,
      topics: ['c', 'a', 'b'],
      rhythm: 'at-once',
      refusals: 0,
      eraseAt: null,
    });
    expect(confirmed(wish, null, fresh)).toMatchObject({ id: 'neu', toldUntil: NOW, version: 0 });
    const many = Array.from({ length: 30 }, (_, n) => `alt-${n}`);
    const full = confirmed(wish, { ...before, topics: many }, fresh);
    expect([full.topics.length, full.topics[0]]).toEqual([MOST_TOPICS, 'c']);
  });

  test('is set aside at the third refusal', () => {
    const states = [0, 1, 2].map(
      (refusals) => refused(aSubscriber({ refusals }), NOW, NOW).eraseAt,
    );
    expect(states).toEqual([null, null, '2026-12-07T02:00:00.000Z']);
  });

  test('is told on Monday from seven in Vietnam', () => {
    expect(mondayOf('2026-12-06T16:59:00.000Z')).toBe('2026-11-30');
    expect(mondayOf('2026-12-06T17:00:00.000Z')).toBe('2026-12-07');
    expect(weekBegins('2026-12-03T10:00:00.000Z')).toBe('2026-11-30T00:00:00.000Z');
  });
});

describe('a letter', () => {
  const item = (id: string, publishedAt: string) => ({
    id,
    title: id,
    publishedAt,
    standing: 'con' as const,
  });
  const news: News = {
    itemsOf: (topic) =>
      topic === 'a'
        ? [item('3', '2026-05-03'), item('2', '2026-05-02'), item('1', '2026-05-01')]
        : topic === 'b'
          ? [item('3', '2026-05-03')]
          : [],
    stateOf: () => 'het',
  };

  test('names what came since the last, an item once, and no empty topic', () => {
    const topics = ['a', 'b', 'c', topicKey(LAW)];
    const to = aSubscriber({ topics, toldUntil: '2026-05-01', laws: [] });
    const letter = letterTo(to, news);
    expect(letter.topics.map(({ topic, items }) => [topic, items.map(({ id }) => id)])).toEqual([
      ['a', ['3', '2']],
    ]);
    expect(letter.laws).toEqual([]);
    const knows = { ...to, laws: [{ key: '312024qh15', state: 'con' as const }] };
    expect(letterTo(knows, news).laws).toEqual([{ number: LAW.number, from: 'con', to: 'het' }]);
  });
});
