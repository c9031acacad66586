/** What a sent form tells of its sender, without a third party. */
export interface Signs {
  /** A field that people do not see was filled in. */
  readonly trap: boolean;
  /** Milliseconds between the form's making and its sending. */
  readonly tookMs: number;
  /** The browser did the work that the form asks of scripts. */
  readonly worked: boolean;
  /** More came in the last hour than people ever send. */
  readonly flood: boolean;
}

export type SpamSign = 'trap' | 'fast' | 'links' | 'flood';

const FASTEST_MS = 4_000;
const MOST_LINKS = 2;

/** Why a question is held until somebody looks; none for one that people may have written. */
export function spamSigns(text: string, { trap, tookMs, worked, flood }: Signs): SpamSign[] {
  const links = text.match(/https?:\/\/|www\.|\[url/giu)?.length ?? 0;
  return [
    ...(trap ? (['trap'] as const) : []),
    ...(tookMs < FASTEST_MS ? (['fast'] as const) : []),
    ...(links > (worked ? MOST_LINKS : 0) ? (['links'] as const) : []),
    ...(flood && !worked ? (['flood'] as const) : []),
  ];
}

/** Leading zero bits of SHA-256 over `token.nonce` that a browser looks for: a second of a phone. */
export const WORK_BITS = 13;

export function zeroBits(bytes: Uint8Array): number {
  let bits = 0;
  for (const byte of bytes) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}
