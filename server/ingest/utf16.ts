/**
 * The form of UTF-16 that bytes are in, by their mark or, without one, by the zeros that stand in
 * every second byte of Latin letters, digits and blanks; null for anything else.
 */
export function utf16Form(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2_000);
  const zeros = [0, 0];
  for (let i = 0; i + 1 < head.length; i += 2) {
    const [even, odd] = [head[i]!, head[i + 1]!];
    // Numbers of a program's own format are small; text has no control characters but three.
    if (even === 0 || odd === 0) {
      const letter = even + odd;
      if (letter < 32 && letter !== 9 && letter !== 10 && letter !== 13) return null;
    }
    if (even === 0) zeros[0]! += 1;
    if (odd === 0) zeros[1]! += 1;
  }
  const enough = head.length * 0.15;
  if (zeros[1]! > enough && zeros[0] === 0) return 'utf-16le';
  return zeros[0]! > enough && zeros[1] === 0 ? 'utf-16be' : null;
}

/** Captions as a page hands them on: UTF-16, UTF-8, or the older Vietnamese code page. */
export function captionText(bytes: Uint8Array): string {
  const wide = utf16Form(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1258').decode(bytes);
  }
}
