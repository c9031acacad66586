import type { Unit } from '#server/people/unit.ts';
import { FILTER_NAMES } from '#server/search/search-query.ts';
import { topicOf } from '#server/subscriptions/topic.ts';
import { valueLabel } from './value-label.ts';
import type { Text } from './reader-words.ts';

/** What a stored topic is called: its words and filters, or the document. */
export function topicLabel(
  text: Text,
  key: string,
  units: readonly Pick<Unit, 'id' | 'name'>[],
): string {
  const t = text.subscribe;
  const topic = topicOf(key);
  if (topic === null) return key;
  if (topic.kind === 'law') return t.lawTopic(topic.number, topic.article);
  const filters = FILTER_NAMES.filter((name) => topic.filters[name].length > 0).map((name) =>
    topic.filters[name].map((value) => valueLabel(text, name, value, units)).join(t.or),
  );
  const parts = [...(topic.text === '' ? [] : [t.wordsTopic(topic.text)]), ...filters];
  return parts.length === 0 ? t.everything : parts.join('; ');
}
