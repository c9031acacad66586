import type { Locator } from '#server/base/locator.ts';

export type TextLayer = 'born-digital' | 'ocr' | 'corrected' | 'none';

export type TextEncoding = 'unicode' | 'tcvn3' | 'vni' | 'unknown';

export interface OutlineEntry {
  readonly title: string;
  readonly level: number;
  readonly locator: Locator;
}
