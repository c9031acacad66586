/**
 * The stored token list of a passage: variable-length integers, least significant seven bits first:
 * heading length in tokens (breaks counted), then the heading's and the text's tone ids, 0 where a
 * paragraph ends; last, where there are any, a mark and the ids of the outline's names above it.
 */
export interface TokenList {
  /** Tone ids, 0 for breaks; the heading stands first. */
  readonly ids: Uint32Array;
  readonly headingLength: number;
  /** Of the names that the passage stands under; no part of its text. */
  readonly path: Uint32Array;
}

/** No syllable has this number: the outline's names follow. */
const PATH = 2 ** 28 - 1;
const NO_PATH = new Uint32Array(0);

/** What {@link encodeTokens} gives, and the ids of the outline's names behind it. */
export function withPath(tokens: Uint8Array, pathIds: readonly number[]): Uint8Array {
  if (pathIds.length === 0) return tokens;
  const path = encodeIds([PATH, ...pathIds]);
  const all = new Uint8Array(tokens.length + path.length);
  all.set(tokens);
  all.set(path, tokens.length);
  return all;
}

function encodeIds(ids: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(ids.length * 4);
  let at = 0;
  for (const id of ids) {
    let v = id;
    while (v > 127) {
      bytes[at++] = (v & 127) | 128;
      v >>>= 7;
    }
    bytes[at++] = v;
  }
  return bytes.slice(0, at);
}

export const encodeTokens = (
  headingIds: readonly number[],
  textIds: readonly number[],
): Uint8Array => encodeIds([headingIds.length, ...headingIds, ...textIds]);

/**
 * Decodes into `scratch` when it is large enough, so that scoring 200 passages allocates nothing.
 */
export function decodeTokens(bytes: Uint8Array, scratch: Uint32Array): TokenList {
  const ids = scratch.length >= bytes.length ? scratch : new Uint32Array(bytes.length);
  let count = 0;
  let headingLength = -1;
  let pathAt = -1;
  for (let i = 0; i < bytes.length;) {
    let value = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[i++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    if (headingLength < 0) headingLength = value;
    else if (value === PATH) pathAt = count;
    else ids[count++] = value;
  }
  return {
    ids: ids.subarray(0, pathAt < 0 ? count : pathAt),
    headingLength: Math.max(headingLength, 0),
    path: pathAt < 0 ? NO_PATH : ids.subarray(pathAt, count),
  };
}
