import { en } from './en.ts';
import { readerWords, type Words } from './reader-words.ts';

/** Languages of the interface. What is in the shelf keeps its own (`server/base/language.ts`). */
export const TEXTS = { vi: readerWords, en } as const satisfies Record<string, Words>;
export type InterfaceLanguage = keyof typeof TEXTS;

export const isInterfaceLanguage = (code: string): code is InterfaceLanguage =>
  Object.hasOwn(TEXTS, code);
