/**
 * The stored token list of a passage: variable-length integers, least significant seven bits first:
 * heading length in tokens (breaks counted), then the heading's and the text's tone ids, 0 where a
 * paragraph ends.
 */
export interface TokenList {
  /** Tone ids, 0 for breaks; the heading stands first. */
  readonly ids: Uint32Array;
  readonly headingLength: number;
}

export function encodeTokens(
  headingIds: readonly number[],
  textIds: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array((headingIds.length + textIds.length + 1) * 4);
  let at = 0;
  const put = (value: number): void => {
    let v = value;
    while (v > 127) {
      bytes[at++] = (v & 127) | 128;
      v >>>= 7;
    }
    bytes[at++] = v;
  };
  put(headingIds.length);
  for (const id of headingIds) put(id);
  for (const id of textIds) put(id);
  return bytes.slice(0, at);
}

/**
 * Decodes into `scratch` when it is large enough, so that scoring 200 passages allocates nothing.
 */
export function decodeTokens(bytes: Uint8Array, scratch: Uint32Array): TokenList {
  const ids = scratch.length >= bytes.length ? scratch : new Uint32Array(bytes.length);
  let count = 0;
  let headingLength = -1;
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
    else ids[count++] = value;
  }
  return { ids: ids.subarray(0, count), headingLength: Math.max(headingLength, 0) };
}
