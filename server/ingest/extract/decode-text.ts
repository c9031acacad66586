import { utf16Form } from '#server/ingest/utf16.ts';
import { withEntities } from '#server/ingest/xml-entities.ts';
import { detectEncoding } from './vietnamese-text.ts';

const decode = (bytes: Uint8Array, label: string, fatal = false): string | null => {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
};

/** A charset named by a page itself: `<meta charset>`, `http-equiv` or the XML declaration. */
function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString(
    'latin1',
  );
  return (
    /(?:charset|<\?xml[^<>]*encoding)\s*=\s*(?:["']\s*)?([\w-]{2,30})/iu
      .exec(head)?.[1]
      ?.toLowerCase() ?? null
  );
}

/**
 * Bytes of a text file as text, NOT yet cleaned, so that {@link detectEncoding} can look at it.
 * UTF-16 is told by its mark or its zeros, then comes valid UTF-8, then the page's own word (HTML,
 * XML), then Latin bytes of TCVN3/VNI as they stand, then windows-1258.
 */
export function decodeText(bytes: Uint8Array, options: { readonly html?: boolean } = {}): string {
  const wide = utf16Form(bytes);
  if (wide !== null) return decode(bytes, wide) ?? '';
  const utf8 = decode(bytes, 'utf-8', true);
  if (utf8 !== null) return utf8;
  const declared = options.html === true ? declaredCharset(bytes) : null;
  if (declared === 'utf-8' || declared === 'utf8') return decode(bytes, 'utf-8') ?? '';
  // latin1 keeps every byte, 0xAD (ư in TCVN3) included.
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (['tcvn3', 'vni'].includes(detectEncoding(raw))) return raw;
  const known =
    declared === null || /^(?:iso-8859-1|windows-1252|us-ascii|x-user-defined)$/u.test(declared)
      ? null
      : decode(bytes, declared);
  return known ?? decode(bytes, 'windows-1258') ?? raw;
}

/** A document of XML or XHTML, with the entities that it declares itself put in. */
export const decodeXml = (bytes: Uint8Array): string =>
  withEntities(decodeText(bytes, { html: true }));
