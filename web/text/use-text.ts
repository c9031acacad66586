import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { readerWords, type Text } from './reader-words.ts';
import { withVocabulary } from './with-vocabulary.ts';

/** The words of the page being written; Vietnamese unless the server provides others. */
export const TextContext = createContext<Text>(withVocabulary(readerWords, LAW_VOCABULARY));

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/**
 * `lang` and `dir` of words in another language than the interface's; nothing when they are in the
 * same (WCAG 3.1.2).
 */
export const foreign = (
  text: Text,
  language: string,
): { readonly lang?: string; readonly dir?: 'rtl' } =>
  language === '' || language === text.language
    ? {}
    : { lang: language, ...(RIGHT_TO_LEFT.has(language) ? { dir: 'rtl' } : {}) };

/** For components. What is not a component is given a {@link Text} by its caller. */
export const useText = (): Text => useContext(TextContext);
