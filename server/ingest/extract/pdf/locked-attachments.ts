const ENCRYPT = /\/Encrypt\s*(?:(\d{1,10})\s+(\d{1,5})\s+R\b|<<)/gu;
const ENCRYPT_NAME = '/Encrypt';
/** Characters of an encryption dictionary: longer ones are not made. */
const LONGEST = 4_096;

/** The encryption dictionary, and where the trailer names it. */
function findEncryption(file: string): { readonly dictionary: string; readonly at: number[] } {
  const at: number[] = [];
  let dictionary = '';
  for (const match of file.matchAll(ENCRYPT)) {
    at.push(match.index);
    if (match[1] === undefined) {
      dictionary = file.slice(match.index, match.index + LONGEST);
      continue;
    }
    const object = file.indexOf(`${match[1]} ${match[2]} obj`);
    if (object >= 0) dictionary = file.slice(object, object + LONGEST).split('endobj', 1)[0]!;
  }
  return { dictionary, at };
}

const filterOf = (dictionary: string, key: string): string =>
  new RegExp(String.raw`/${key}\s*/(\w+)`, 'u').exec(dictionary)?.[1] ?? 'Identity';

/**
 * Whether only the files attached to a PDF are encrypted (ISO 32000-2, 7.6.6: streams and strings
 * pass the Identity filter), and its bytes as if nothing were: the attachments stay what they are.
 * null when the text is encrypted, too, or nothing is.
 */
export function withoutAttachmentLock(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const { dictionary, at } = findEncryption(file);
  const locksText =
    !/\/V\s*[45]\b/u.test(dictionary) ||
    filterOf(dictionary, 'StmF') !== 'Identity' ||
    filterOf(dictionary, 'StrF') !== 'Identity';
  if (at.length === 0 || locksText) return null;
  const open = bytes.slice();
  for (const index of at) open[index + ENCRYPT_NAME.length - 1] = '_'.charCodeAt(0);
  return open;
}
