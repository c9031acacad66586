import { correctionWords } from './vi/reader/correction.ts';
import { deskWords } from './vi/reader/desk.ts';
import { exchangeWords } from './vi/reader/exchange.ts';
import { figuresWords } from './vi/reader/figures.ts';
import { frameWords } from './vi/reader/frame.ts';
import { itemsWords } from './vi/reader/items.ts';
import { newsWords } from './vi/reader/news.ts';
import { questionsWords } from './vi/reader/questions.ts';
import { readingWords } from './vi/reader/reading.ts';
import { searchWords } from './vi/reader/search.ts';
import { siteWords } from './vi/reader/site.ts';
import { standingWords } from './vi/reader/standing.ts';
import { subscriptionsWords } from './vi/reader/subscriptions.ts';
import { vocabularyWords } from './vi/reader/vocabulary.ts';
import { weeklyWords } from './vi/reader/weekly.ts';
import { names } from './vi/reader/names.ts';
import { units } from './vi/reader/units.ts';

/** Every word that readers see, room by room. Another language is a second object of this type. */
export const readerWords = {
  /** BCP 47 code of the interface. */
  language: 'vi' as string,
  units,
  names,
  ...correctionWords,
  ...deskWords,
  ...exchangeWords,
  ...figuresWords,
  ...frameWords,
  ...itemsWords,
  ...newsWords,
  ...questionsWords,
  ...readingWords,
  ...searchWords,
  ...siteWords,
  ...standingWords,
  ...subscriptionsWords,
  ...vocabularyWords,
  ...weeklyWords,
};

/** The words that stand in code. */
export type Words = typeof readerWords;

/** A name that officials gave, and the language it is in. */
export interface Name {
  readonly label: string;
  readonly language: string;
}

/**
 * What the terms of this shelf are called. An unknown code is its own name; a hidden one has none.
 */
export interface TermNames {
  readonly genre: (code: string) => Name;
  readonly genreShort: (code: string) => Name;
  readonly audience: (code: string) => Name;
  /** What an audience finds behind its tile. */
  readonly audienceNote: (code: string) => Name;
  /** Null for one that is hidden or unknown. */
  readonly subSubject: (code: string) => Name | null;
}

/** All that a page says: the words, and the names that officials gave ({@link withVocabulary}). */
export type Text = Omit<Words, 'names'> & { readonly names: Words['names'] & TermNames };
