import { en } from './en.ts';
import { vi, type Words } from './vi.ts';

/** Languages of the interface. What is in the shelf keeps its own (`server/base/language.ts`). */
export const TEXTS = { vi, en } as const satisfies Record<string, Words>;
export type InterfaceLanguage = keyof typeof TEXTS;

export const isInterfaceLanguage = (code: string): code is InterfaceLanguage =>
  Object.hasOwn(TEXTS, code);
