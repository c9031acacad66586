import { en } from './en.ts';
import { vi, type Text } from './vi.ts';

/** Languages of the interface. What is in the shelf keeps its own (`server/domain/language.ts`). */
export const TEXTS = { vi, en } as const satisfies Record<string, Text>;
export type InterfaceLanguage = keyof typeof TEXTS;

export const isInterfaceLanguage = (code: string): code is InterfaceLanguage => Object.hasOwn(TEXTS, code);
