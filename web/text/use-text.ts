import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { vi, type Text } from './vi.ts';

/** The words of the page being written; Vietnamese unless the server provides others. */
export const TextContext = createContext<Text>(vi);

/** `lang` of words in another language than the interface's; undefined when they are in the same (WCAG 3.1.2). */
export const foreign = (text: Text, language: string): string | undefined => (language === '' || language === text.language ? undefined : language);

/** For components. What is not a component is given a {@link Text} by its caller. */
export const useText = (): Text => useContext(TextContext);
