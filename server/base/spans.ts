/**
 * `text` with `put` in place of every stretch from `open` to the next `close`; one that is never
 * closed stays. In time linear in the text: a pattern such as `<[^>]*>` would look for the end anew at
 * every beginning.
 */
export function withoutSpans(text: string, open: string, close: string, put = ''): string {
  let clean = '';
  let at = 0;
  for (;;) {
    const from = text.indexOf(open, at);
    const to = from < 0 ? -1 : text.indexOf(close, from + open.length);
    if (to < 0) return clean + text.slice(at);
    clean += text.slice(at, from) + put;
    at = to + close.length;
  }
}

/** Markup with `put` in place of every tag. */
export const withoutTags = (html: string, put = ''): string => withoutSpans(html, '<', '>', put);
