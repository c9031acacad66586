import { correctionWords } from './en/reader/correction.ts';
import { deskWords } from './en/reader/desk.ts';
import { exchangeWords } from './en/reader/exchange.ts';
import { figuresWords } from './en/reader/figures.ts';
import { frameWords } from './en/reader/frame.ts';
import { itemsWords } from './en/reader/items.ts';
import { newsWords } from './en/reader/news.ts';
import { questionsWords } from './en/reader/questions.ts';
import { readingWords } from './en/reader/reading.ts';
import { searchWords } from './en/reader/search.ts';
import { siteWords } from './en/reader/site.ts';
import { standingWords } from './en/reader/standing.ts';
import { subscriptionsWords } from './en/reader/subscriptions.ts';
import { weeklyWords } from './en/reader/weekly.ts';
import { vocabularyWords } from './en/reader/vocabulary.ts';
import { names } from './en/reader/names.ts';
import { units } from './en/reader/units.ts';
import type { Words } from './reader-words.ts';

/**
 * English for readers; a missing word is a type error. Officials' pages have no English: their words,
 * and what they decide, are Vietnamese.
 */
export const en: Words = {
  language: 'en',
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
