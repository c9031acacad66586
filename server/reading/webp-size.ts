/**
 * Width and height in pixels that a WebP says it has (RFC 9649, 2.5–2.7).
 * @throws RangeError for bytes that are none
 */
export function webpSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form = String.fromCharCode(...bytes.subarray(12, 16));
  if (form === 'VP8 ')
    return {
      width: view.getUint16(26, true) & 0x3f_ff,
      height: view.getUint16(28, true) & 0x3f_ff,
    };
  if (form === 'VP8X')
    return {
      width: 1 + (view.getUint32(24, true) & 0xff_ff_ff),
      height: 1 + (view.getUint32(26, true) >>> 8),
    };
  if (form !== 'VP8L') throw new RangeError('not a WebP');
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3f_ff), height: 1 + ((bits >>> 14) & 0x3f_ff) };
}
