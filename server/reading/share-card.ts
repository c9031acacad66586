/** The cloth colours of covers, as web/styles/base.css names them. */
export type ClothHue = 'cham' | 'son' | 'reu' | 'nau' | 'tim' | 'vit';

export interface ClothCover {
  readonly hue: ClothHue;
  /** A recording: the cover carries a play sign. */
  readonly media: boolean;
}

/** What stands on the picture that other sites show of a page. */
export interface ShareCard {
  /** Cut with an ellipsis when it does not fit. */
  readonly title: string;
  /** Line above the title: the genre. */
  readonly over: string;
  /** Line below: who, year. */
  readonly under: string;
  readonly shelf: { readonly name: string; readonly province: string };
  /** A page or cover (WebP, PNG or JPEG), a cover of cloth, or a shelf full of books. */
  readonly cover:
    | { readonly kind: 'picture'; readonly bytes: Uint8Array }
    | ({ readonly kind: 'cloth' } & ClothCover)
    | { readonly kind: 'shelf' };
}

/** Pixels: what Facebook and Zalo show without cutting. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
