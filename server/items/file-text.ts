import type { Locator } from '#server/base/locator.ts';

export type TextLayer = 'born-digital' | 'ocr' | 'corrected' | 'none';

/** What a file's text was found in; most of it, where encodings are mixed. */
export type TextEncoding = 'unicode' | 'tcvn3' | 'vni' | 'viqr' | 'unknown';

export interface OutlineEntry {
  readonly title: string;
  readonly level: number;
  readonly locator: Locator;
}
