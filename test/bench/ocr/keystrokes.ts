/** Seconds of the keystroke-level model (Card, Moran, Newell 1980): a key, and looking at a word. */
export const KEY = 0.2;
export const LOOK = 1.35;
