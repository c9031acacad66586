/** Elements without an end. */
export const VOID: ReadonlySet<string> = new Set([
  'br',
  'hr',
  'img',
  'wbr',
  'col',
  'source',
  'track',
]);

export interface MarkupEvents {
  open(name: string, attribs: Record<string, string>): void;
  /** A whole text node, its entities decoded. */
  text(data: string): void;
  /** Not called for elements without an end. */
  close(name: string): void;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
};
const decoded = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:amp|lt|gt|quot);/gu, (e) => ENTITIES[e]!) : text;

const ATTRIBUTE = /\s([^\s=]+)="([^"]*)"/gu;

function attributesOf(tag: string): Record<string, string> {
  const attribs: Record<string, string> = {};
  for (const [, name, value] of tag.matchAll(ATTRIBUTE)) attribs[name!] = decoded(value!);
  return attribs;
}

/**
 * Walks markup that this shelf wrote itself (`sanitizeChapter`, `openTag`, `escapeText`): `<`, `>`
 * and `&` stand escaped in texts and attributes, attributes are quoted. Such markup need not be
 * parsed as a stranger's again, which takes as long as everything else that is done with a book.
 * Every element that opens also closes.
 */
export function walkMarkup(html: string, events: MarkupEvents): void {
  const open: string[] = [];
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    const end = start < 0 ? -1 : html.indexOf('>', start);
    if (end < 0) {
      events.text(decoded(html.slice(at)));
      break;
    }
    if (start > at) events.text(decoded(html.slice(at, start)));
    at = end + 1;
    if (html[start + 1] === '/') {
      const name = html.slice(start + 2, end);
      if (!open.includes(name)) continue;
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        events.close(last);
        if (last === name) break;
      }
      continue;
    }
    const tag = html.slice(start + 1, end);
    const blank = tag.indexOf(' ');
    const name = blank < 0 ? tag : tag.slice(0, blank);
    events.open(name, blank < 0 ? {} : attributesOf(tag.slice(blank)));
    if (!VOID.has(name)) open.push(name);
  }
  for (let last = open.pop(); last !== undefined; last = open.pop()) events.close(last);
}
