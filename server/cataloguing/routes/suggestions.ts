import { readSubjectWords, suggestionsFor } from '../actions/suggest-record.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import type { SubjectWord } from '../subject-words.ts';
import type { Suggestion } from '../suggestion.ts';
import type { AppDeps } from '#server/http/app-deps.ts';

const WORDS_KEPT_MS = 10 * 60_000;

/**
 * Proposals of the item's files for what the record leaves open; null on a shown item until
 * somebody asks. The words that point to subjects are read anew every ten minutes.
 */
export function suggester(
  deps: Pick<AppDeps, 'catalog' | 'now'>,
): (item: Item, record: ItemRecord, asked: boolean) => Promise<Suggestion[] | null> {
  let known: { readonly at: number; readonly words: Promise<readonly SubjectWord[]> } | null = null;
  const words = (): Promise<readonly SubjectWord[]> => {
    const at = Date.parse(deps.now());
    if (known === null || at - known.at > WORDS_KEPT_MS) {
      known = { at, words: readSubjectWords(deps) };
      // A failure is not kept: the next asks again.
      known.words.catch(() => {
        known = null;
      });
    }
    return known.words;
  };
  return async (item, record, asked) => {
    if (item.attachments.length === 0) return [];
    if (!asked && (item.state === 'published' || item.state === 'withdrawn')) return null;
    return suggestionsFor(deps, item, record, await words());
  };
}
