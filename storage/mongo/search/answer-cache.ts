import { hash } from 'node:crypto';
import type { SearchQuery, SearchResult } from '#server/search/search-query.ts';

/** Answers of a page of hits are some 10 KB each. */
const MOST = 400;

/**
 * Answers to what is asked again while nothing of the index has changed: a word that many look for
 * costs one search, and no way to the server and back.
 */
export class AnswerCache {
  readonly #answers = new Map<string, SearchResult>();
  #state = '';

  /** @param state of the index; answers of another are forgotten */
  async of(
    state: string,
    query: SearchQuery,
    answer: () => Promise<SearchResult>,
  ): Promise<SearchResult> {
    this.#turnTo(state);
    const key = hash('sha1', JSON.stringify(query), 'base64');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const made = await answer();
    // One that was cut short, or made while the index changed, says nothing of the next.
    if (this.#state !== state || made.partial) return made;
    if (this.#answers.size >= MOST) this.#answers.delete(this.#answers.keys().next().value!);
    this.#answers.set(key, made);
    return made;
  }

  #turnTo(state: string): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#answers.clear();
  }
}
