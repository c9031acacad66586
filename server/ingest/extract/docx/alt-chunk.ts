import { decodeText } from '../decode-text.ts';
import { safeId, sanitizeChapter } from '../html/sanitize.ts';
import { plainTextToHtml } from '../plain-text.ts';

/** The forms in which Word takes in another document whole (w:altChunk, ECMA-376 part 1, 11.3.1). */
export type ChunkForm = 'docx' | 'html' | 'mht' | 'rtf' | 'text';

/** Told from the bytes: names and declared types of such parts are often wrong. */
export function chunkForm(bytes: Buffer): ChunkForm {
  const head = bytes.toString('latin1', 0, 2_048).replace(/^[^\w<{]+/u, '');
  if (head.startsWith('PK')) return 'docx';
  if (head.startsWith('{\\rtf')) return 'rtf';
  if (/^(?:MIME-Version|Content-Type|From|Date|Subject)\s*:/imu.test(head)) return 'mht';
  return /<(?:!doctype html|html|head|body|p|div|h\d|table|span|ul|ol)\b/iu.test(
    decodeText(bytes.subarray(0, 2_048), { html: true }),
  )
    ? 'html'
    : 'text';
}

const LOCAL_ONLY = {
  link: (href: string): string | null =>
    href.startsWith('#') ? `#${safeId(href.slice(1))}` : null,
  picture: () => null,
};

/** RFC 2045, 6.7. */
const fromQuotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=[ \t]*\r?\n/gu, '')
      .replace(/=([\dA-F]{2})/giu, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  );

/** The first HTML part of a page archive (MHTML, RFC 2557); null when it has none. */
function htmlOfMht(bytes: Buffer): Buffer | null {
  const text = bytes.toString('latin1');
  const boundary = /boundary\s*=\s*"?([^";\r\n]{1,200})/iu.exec(text.slice(0, 8_192))?.[1];
  for (const part of boundary === undefined ? [text] : text.split(`--${boundary.trim()}`)) {
    const end = /\r?\n\r?\n/u.exec(part);
    if (end === null) continue;
    const head = part.slice(0, end.index);
    if (!/content-type\s*:\s*(?:text\/html|application\/xhtml)/iu.test(head)) continue;
    const body = part.slice(end.index + end[0].length);
    if (/content-transfer-encoding\s*:\s*base64/iu.test(head)) return Buffer.from(body, 'base64');
    return /content-transfer-encoding\s*:\s*quoted-printable/iu.test(head)
      ? fromQuotedPrintable(body)
      : Buffer.from(body, 'latin1');
  }
  return null;
}

/** A chunk that is no Word file as markup; null for a form that cannot be read. */
export function chunkMarkup(bytes: Buffer, form: Exclude<ChunkForm, 'docx'>): string | null {
  if (form === 'rtf') return null;
  if (form === 'text') return plainTextToHtml(decodeText(bytes));
  const page = form === 'mht' ? htmlOfMht(bytes) : bytes;
  return page === null ? null : sanitizeChapter(decodeText(page, { html: true }), LOCAL_ONLY);
}
