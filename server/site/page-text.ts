import { isLink } from '#server/links/link-check.ts';

/**
 * The subset of Markdown in which officials write pages
 * (docs/decisions/025-lists-kept-by-officials.md): headings `#` to `###`, paragraphs in which a
 * line break stays one, `**bold**`, `*italic*` or `_italic_`, lists of `- ` or `1. `,
 * `[words](address)`. A backslash takes a mark its meaning. Everything else, HTML above all, is
 * text.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'em'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inside: readonly Inline[] };

export type Block =
  /** Level 2 is the highest: the page's own title is the first. */
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly inside: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  /** `start`: the number of the first entry; null for dots. */
  | {
      readonly kind: 'list';
      readonly start: number | null;
      readonly entries: readonly (readonly Inline[])[];
    };

/**
 * Where a page may lead: an http or https address, or a page of the shelf itself (one `/` first, so
 * never another host).
 */
export const isPageAddress = (href: string): boolean =>
  (isLink(href) && URL.canParse(href)) ||
  /^\/(?![/\\])[^\s\\]*$/u.test(href) ||
  /^#[\w-]+$/u.test(href);

const ESCAPED = String.raw`\\[\\*_[\]()#.-]`;
const LINK = String.raw`\[(?<words>[^\][\n]+)\]\((?<href>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)`;
const STRONG = String.raw`\*\*(?<strong>(?:\\[\s\S]|[^*\\]|\*(?!\*))+)\*\*`;
const EM = String.raw`(?<!\*)\*(?<em>[^*\s\\](?:\\[\s\S]|[^*\\])*)\*(?!\*)|(?<![\p{L}\p{N}])_(?<em2>[^_\s\\](?:\\[\s\S]|[^_\\])*)_(?![\p{L}\p{N}])`;
const MARKS = new RegExp(`${ESCAPED}|${LINK}|${STRONG}|${EM}`, 'gu');
const DEEPEST = 4;

const plain = (text: string): Inline[] =>
  text
    .split('\n')
    .flatMap((line, i): Inline[] => [
      ...(i > 0 ? [{ kind: 'break' } as const] : []),
      ...(line === '' ? [] : [{ kind: 'text', text: line } as const]),
    ]);

function marked(
  { 0: source, groups = {} }: RegExpExecArray | RegExpMatchArray,
  depth: number,
): Inline[] {
  if (source.startsWith('\\')) return [{ kind: 'text', text: source.slice(1) }];
  if (groups['href'] !== undefined)
    return isPageAddress(groups['href'])
      ? [{ kind: 'link', href: groups['href'], inside: inline(groups['words'] ?? '', DEEPEST) }]
      : plain(source);
  if (groups['strong'] !== undefined)
    return [{ kind: 'strong', inside: inline(groups['strong'], depth + 1) }];
  return [{ kind: 'em', inside: inline(groups['em'] ?? groups['em2'] ?? '', depth + 1) }];
}

function inline(text: string, depth = 0): Inline[] {
  if (depth >= DEEPEST) return plain(text.replaceAll(/\\([\\*_[\]()#.-])/gu, '$1'));
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    parts.push(...plain(text.slice(at, match.index)), ...marked(match, depth));
    at = match.index + match[0].length;
  }
  return [...parts, ...plain(text.slice(at))];
}

const HEADING = /^(#{1,3}) +([^ ].*)$/u;
const DOT = /^[-*] +(.+)$/u;
const NUMBER = /^(\d{1,4})[.)] +(.+)$/u;

/** What the line begins or goes on with. */
function lineKind(line: string): 'blank' | 'heading' | 'dot' | 'number' | 'words' {
  if (line.trim() === '') return 'blank';
  if (HEADING.test(line)) return 'heading';
  if (DOT.test(line)) return 'dot';
  return NUMBER.test(line) ? 'number' : 'words';
}

function blockOf(kind: string, lines: readonly string[]): Block[] {
  if (kind === 'blank') return [];
  if (kind === 'heading') {
    return lines.map((line) => {
      const [, marks = '#', words = ''] = HEADING.exec(line)!;
      return {
        kind: 'heading',
        level: (marks.length + 1) as 2 | 3 | 4,
        inside: inline(words.replace(/(?<! ) +#+$/u, '')),
      };
    });
  }
  if (kind === 'words') return [{ kind: 'paragraph', inside: inline(lines.join('\n')) }];
  const pattern = kind === 'dot' ? DOT : NUMBER;
  const start = kind === 'dot' ? null : Number(NUMBER.exec(lines[0]!)![1]);
  return [
    { kind: 'list', start, entries: lines.map((line) => inline(pattern.exec(line)!.at(-1)!)) },
  ];
}

/**
 * Reads a page's text as blocks of plain objects; never throws. Time and space grow with the length
 * of the text.
 */
export function parsePageText(text: string): Block[] {
  const blocks: Block[] = [];
  let [kind, lines]: [ReturnType<typeof lineKind>, string[]] = ['blank', []];
  for (const line of text
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .split('\n')
    .map((l) => l.trim())) {
    const next = lineKind(line);
    if (next === kind) {
      lines.push(line);
      continue;
    }
    blocks.push(...blockOf(kind, lines));
    [kind, lines] = [next, [line]];
  }
  return [...blocks, ...blockOf(kind, lines)];
}

/**
 * Addresses written as links that the page does not lead to, each once: a script's, a file's, a
 * misspelt one.
 */
export const refusedAddresses = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(new RegExp(LINK, 'gu'))]
      .map(({ groups }) => groups?.['href'] ?? '')
      .filter((href) => !isPageAddress(href)),
  ),
];
