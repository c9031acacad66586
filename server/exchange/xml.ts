/** What XML 1.0 does not take (§2.2 Char): controls, lone surrogates, U+FFFE and U+FFFF. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** By code units, which takes less than half the time: without one of these all is well. */
const DOUBTFUL = /[^\t\n\r -\ud7ff\ue000-\ufffd]/;

/** NFC, and only characters that XML 1.0 allows: text pasted from a PDF holds others. */
export const cleanText = (text: string): string =>
  (DOUBTFUL.test(text) ? text.replace(NO_CHARACTER, '') : text).normalize('NFC');

/** Text for XML 1.0: cleaned, markup escaped. */
export function xmlText(text: string): string {
  const clean = cleanText(text);
  if (!/[&<>"]/u.test(clean)) return clean;
  return clean
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An element with text, or nothing when no text is left of it. */
export function xmlElement(name: string, text: string, attributes = ''): string {
  const told = xmlText(text).trim();
  return told === '' ? '' : `<${name}${attributes}>${told}</${name}>`;
}

/** An attribute with a blank before it, or nothing when no text is left of it. */
export function xmlAttribute(name: string, text: string): string {
  const told = xmlText(text).trim();
  return told === '' ? '' : ` ${name}="${told}"`;
}

/** An element around others, or nothing around nothing. */
export function xmlParent(name: string, inner: readonly string[], attributes = ''): string {
  const told = inner.join('');
  return told === '' ? '' : `<${name}${attributes}>${told}</${name}>`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Seconds, no fraction, Z: what Atom, sitemaps and harvesters agree on. */
export const xmlInstant = (iso: string): string =>
  new Date(iso).toISOString().replace(/\.\d{3}Z$/u, 'Z');
