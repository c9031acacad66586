import type { ErrorCode, ErrorDetails } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { ShareCard } from '#server/reading/share-card.ts';
import type { SheetContent, SheetToRead } from '#server/tables/sheet.ts';
import type { FileToExtract } from './extract.ts';
import type { PageImageRequest } from './pdf/page-image.ts';
import type { SniffedFile } from './sniff.ts';

/** What the child can be asked, with what it gives back. */
export interface Work {
  extract: { input: FileToExtract; output: Extraction };
  page: { input: PageImageRequest; output: Buffer };
  image: { input: { path: string; width: number }; output: Buffer };
  card: { input: ShareCard; output: Buffer };
  svg: { input: { svg: string; width: number }; output: Buffer };
  sheet: { input: SheetToRead; output: SheetContent };
  names: { input: { path: string }; output: readonly string[] };
  sniff: { input: { path: string; name: string }; output: SniffedFile };
}
export type WorkKind = keyof Work;

export interface ChildRequest {
  readonly id: number;
  readonly kind: WorkKind;
  readonly input: unknown;
}

/** `error.code` is null when something other than an AppError was thrown. */
export type ChildReply =
  | { readonly id: number; readonly rss: number; readonly output: unknown }
  | {
      readonly id: number;
      readonly rss: number;
      readonly error: {
        readonly code: ErrorCode | null;
        readonly details: ErrorDetails;
        readonly message: string;
      };
    };
