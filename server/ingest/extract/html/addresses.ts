import type { ReadSheet } from './author-styles.ts';

/** Where the addresses of a stranger's markup lead on the shelf. */
export interface Addresses {
  /**
   * A link's new address (`section:2#note`, `#note`), or null to leave the words without a link.
   */
  link(href: string): string | null;
  /** A picture's resource name and size, or null to drop the picture. */
  picture(src: string): ShownPicture | null;
  /** Sound, film or captions that the file brings, or null. */
  media?(src: string): ShownMedia | null;
  /** Told once for each element with words that the author hid. */
  hidden?(): void;
  /** Fonts that elements name stay around their content as `<font face>`, for `repairMarkup`. */
  readonly faces?: boolean;
  /** A style sheet that the file brings, with those it asks for, or none. */
  sheets?(href: string): readonly ReadSheet[];
}

export interface ShownPicture {
  readonly name: string;
  /** Pixels; null when they could not be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

export interface ShownMedia {
  readonly name: string;
  readonly mediaType: string;
}

/**
 * An id that fits a locator (`c3#m4`) and every address; the same text always gives the same id.
 */
export const safeId = (id: string): string =>
  id
    .normalize('NFC')
    .replace(/[^\w.:-]/gu, (c) => `-${c.codePointAt(0)!.toString(16)}`)
    .slice(0, 120);

export const decodeAddress = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * An outside address a reader may follow, or null. `javascript:`, `data:`, `file:` and the like are
 * never one.
 */
export function outsideLink(href: string): string | null {
  // Browsers ignore control characters and blanks inside a scheme.
  const bare = href.replace(/[\p{Cc}\s]/gu, '');
  if (!/^(?:https?:\/\/|mailto:)/iu.test(bare)) return null;
  return URL.canParse(bare) ? new URL(bare).href : null;
}

/** The first address of a `srcset`. */
export const firstOfSet = (set: string | undefined): string =>
  /^[\s,]*(\S+?),?(?:\s|$)/u.exec(set ?? '')?.[1] ?? '';
