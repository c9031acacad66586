import type { ClothCover } from './share-card.ts';

/** The widths of covers that other programs show: in a list, and large. Pixels. */
export const COVER_WIDTHS = { small: 160, large: 480 } as const;
export type CoverSize = keyof typeof COVER_WIDTHS;

/** What a cover as JPEG is drawn of. */
export interface CoverPicture {
  readonly width: number;
  readonly cover:
    /** A page or a picture (WebP, PNG or JPEG). */
    | { readonly kind: 'picture'; readonly bytes: Uint8Array }
    /** A book of cloth with its title; cut with an ellipsis when it does not fit. */
    | ({ readonly kind: 'cloth'; readonly title: string } & ClothCover);
}
