import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { Search } from '#server/ports.ts';
import { isSearchDown } from '#server/search/actions/browse-shelf.ts';
import type { WordCatalog } from '#server/search/actions/keep-words.ts';
import { searchShelf, type FoundItem } from '#server/search/actions/search-shelf.ts';
import { wordsQuery } from '#server/search/words-query.ts';

/** What is shown before a question is sent. */
const NEAREST = 5;
/** Syllables that are searched: the first of a letter say what it is about, and more take longer. */
const MOST_SYLLABLES = 12;
/** Fewer say too little: then what a letter says besides is searched too. */
const FEWEST_SYLLABLES = 4;

/** Greetings and endings that every letter has and that say nothing of what it asks. */
const POLITE =
  /(?:kính gửi|kính chào|xin chào|chào|xin hỏi|cho tôi hỏi|cho em hỏi|cho hỏi|tôi muốn hỏi|xin cảm ơn|cảm ơn|trân trọng)/giu;

/** What nearly every letter has, whatever it asks: each takes time and tells nothing apart. */
const EVERYWHERE = new Set(
  'tôi em anh chị cháu mình nhà thì là mà và của ở này đó ạ gì nào không có được phải bị đã đang sẽ rồi giờ đến để như thế cũng lại'.split(
    ' ',
  ),
);

/** The words of a letter that are worth searching. */
export function wordsToSearch(text: string): string {
  const all = text
    .normalize('NFC')
    .replace(POLITE, ' ')
    .replace(/["“”«»,;:!?()]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const telling = all.filter((word) => !EVERYWHERE.has(word.toLowerCase()));
  return (telling.length < FEWEST_SYLLABLES ? all : telling).slice(0, MOST_SYLLABLES).join(' ');
}

/**
 * The items nearest to a question, each with its best passages, `most` of them; none where nothing fits or the index
 * cannot be asked: nobody is kept from asking by that.
 */
export async function findNearest(
  deps: {
    readonly catalog: ItemCatalog & TextCatalog & WordCatalog;
    readonly search: Search;
  },
  text: string,
  { limit = NEAREST, most = 1 } = {},
): Promise<readonly FoundItem[]> {
  const words = wordsToSearch(text);
  if (words === '') return [];
  try {
    const readWords = () => deps.catalog.listAuthority('word');
    const { items } = await searchShelf({ ...deps, readWords }, wordsQuery(words, limit));
    return items.map((found) => ({ ...found, passages: found.passages.slice(0, most) }));
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    return [];
  }
}
