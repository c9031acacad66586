/** What a camera's picture may be; libvips as built for sharp reads no HEIC (HEVC is patented). */
export const PHOTOGRAPH_FORMATS: readonly string[] = ['jpeg', 'png', 'webp'];
export const isPhotograph = (mediaType: string): boolean =>
  PHOTOGRAPH_FORMATS.includes(mediaType.replace('image/', ''));

/** Of one document. */
export const MOST_PHOTOGRAPHS = 200;
export const MOST_PHOTOGRAPH_BYTES = 50 * 1_024 ** 2;
export const MOST_PIXELS = 200_000_000;
/** No page can be read in fewer pixels. */
export const LEAST_SIDE = 200;

/** Degrees clockwise. */
export const TURNS = [0, 90, 180, 270] as const;
export type Turn = (typeof TURNS)[number];

/** One picture of a camera, stored as it came. */
export interface Photograph {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  /** How it is turned after EXIF. */
  readonly turn: Turn;
  /** No page is made of it. */
  readonly left: boolean;
  /** It is not cut along the edges of the paper. */
  readonly whole: boolean;
}

/**
 * The photographs of a document in the order of its pages. They are the original: kept as they came,
 * apart from the attachments, which readers see; the PDF made of them is one of those.
 */
export interface Photographs {
  readonly pages: readonly Photograph[];
  /** The attachment made of them; null before the first. */
  readonly attachmentId: string | null;
  /**
   * `open` while they are put in order, `binding` while the PDF is made, `bound` when it is made of
   * just these pages, `failed` when one of them (`fault`) could not be read.
   */
  readonly state: 'open' | 'binding' | 'bound' | 'failed';
  readonly fault: { readonly id: string; readonly code: string } | null;
}

export const shownPages = ({ pages }: Pick<Photographs, 'pages'>): Photograph[] =>
  pages.filter(({ left }) => !left);
