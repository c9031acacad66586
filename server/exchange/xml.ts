/**
 * Text for XML 1.0: NFC, only characters the standard allows (pasted PDF text holds others), markup
 * escaped.
 */
export function xmlText(text: string): string {
  let clean = '';
  for (const c of text.normalize('NFC')) {
    const code = c.codePointAt(0)!;
    const allowed =
      code === 0x9 ||
      code === 0xa ||
      code === 0xd ||
      (code >= 0x20 && code <= 0xd7ff) ||
      (code >= 0xe000 && code <= 0xfffd) ||
      code >= 0x10000;
    if (allowed) clean += c;
  }
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An element with text, or nothing when the text is empty. */
export const xmlElement = (name: string, text: string, attributes = ''): string =>
  text === '' ? '' : `<${name}${attributes}>${xmlText(text)}</${name}>`;

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Seconds, no fraction, Z: what Atom, sitemaps and harvesters agree on. */
export const xmlInstant = (iso: string): string =>
  new Date(iso).toISOString().replace(/\.\d{3}Z$/u, 'Z');
