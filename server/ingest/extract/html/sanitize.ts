import sanitizeHtml, { type Attributes, type Transformer } from 'sanitize-html';

export interface Addresses {
  /**
   * A link's new address (`section:2#note`, `#note`), or null to leave the words without a link.
   */
  link(href: string): string | null;
  /** A picture's resource name and size, or null to drop the picture. */
  picture(src: string): ShownPicture | null;
}

export interface ShownPicture {
  readonly name: string;
  /** Pixels; null when they could not be read. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

const BLOCKS = [
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'p',
  'div',
  'section',
  'article',
  'aside',
  'blockquote',
  'pre',
  'hr',
  'br',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'figure',
  'figcaption',
  'details',
  'summary',
  'table',
  'caption',
  'colgroup',
  'col',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'th',
  'td',
];
const INLINE = [
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'cite',
  'code',
  'dfn',
  'del',
  'em',
  'i',
  'img',
  'ins',
  'kbd',
  'mark',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'var',
  'wbr',
];
/** What these hold is not text of the book. */
const SILENT = [
  'script',
  'style',
  'title',
  'textarea',
  'option',
  'noscript',
  'template',
  'iframe',
  'noembed',
  'noframes',
  'frameset',
  'audio',
  'video',
  'desc',
  'metadata',
  'defs',
  'symbol',
  'applet',
];

const ROLES: Readonly<Record<string, string>> = {
  noteref: 'doc-noteref',
  footnote: 'doc-footnote',
  endnote: 'doc-endnote',
  footnotes: 'doc-endnotes',
  endnotes: 'doc-endnotes',
  rearnote: 'doc-endnote',
  rearnotes: 'doc-endnotes',
  pagebreak: 'doc-pagebreak',
  backlink: 'doc-backlink',
};
const KNOWN_ROLES = new Set([...Object.values(ROLES), 'doc-toc']);
/** Classes that the shelf's own style sheet knows (styles/reader.css). */
const KNOWN_CLASSES = ['center', 'right', 'caps'];

/**
 * An id that fits a locator (`c3#m4`) and every address; the same text always gives the same id.
 */
export const safeId = (id: string): string =>
  id
    .normalize('NFC')
    .replace(/[^\w.:-]/gu, (c) => `-${c.codePointAt(0)!.toString(16)}`)
    .slice(0, 120);

export const decodeAddress = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * An outside address a reader may follow, or null. `javascript:`, `data:`, `file:` and the like are
 * never one.
 */
export function outsideLink(href: string): string | null {
  // Browsers ignore control characters and blanks inside a scheme.
  const bare = href.replace(/[\p{Cc}\s]/gu, '');
  if (!/^(?:https?:\/\/|mailto:)/iu.test(bare)) return null;
  return URL.canParse(bare) ? new URL(bare).href : null;
}

function commonAttributes(attribs: Attributes): Attributes {
  const kept: Attributes = {};
  const { id, lang, dir } = {
    id: attribs['id'] ?? '',
    lang: attribs['lang'] ?? attribs['xml:lang'] ?? '',
    dir: (attribs['dir'] ?? '').toLowerCase(),
  };
  if (id.trim() !== '') kept['id'] = safeId(id.trim());
  if (/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/iu.test(lang)) kept['lang'] = lang;
  if (['ltr', 'rtl', 'auto'].includes(dir)) kept['dir'] = dir;
  const types = (attribs['epub:type'] ?? '').split(/\s+/u);
  const role = types.map((t) => ROLES[t]).find((r) => r !== undefined) ?? attribs['role'] ?? '';
  if (KNOWN_ROLES.has(role)) kept['role'] = role;
  const classes = (attribs['class'] ?? '').split(/\s+/u).filter((c) => KNOWN_CLASSES.includes(c));
  if (classes.length > 0) kept['class'] = classes.join(' ');
  return kept;
}

const PLAIN: readonly string[] = ['alt', 'title', 'datetime', 'type', 'scope', 'headers'];
const NUMBERS: readonly string[] = [
  'colspan',
  'rowspan',
  'start',
  'value',
  'width',
  'height',
  'span',
];

function keepAttributes(attribs: Attributes): Attributes {
  const kept = commonAttributes(attribs);
  for (const name of PLAIN) if (attribs[name] !== undefined) kept[name] = attribs[name];
  for (const name of NUMBERS)
    if (/^\d{1,4}$/u.test(attribs[name] ?? '')) kept[name] = attribs[name]!;
  if (attribs['reversed'] !== undefined) kept['reversed'] = '';
  return kept;
}

const anchor =
  (addresses: Addresses): Transformer =>
  (tagName, attribs) => {
    const kept = keepAttributes(attribs);
    delete kept['type'];
    // EPUB 2 and old HTML name their targets.
    if (kept['id'] === undefined && attribs['name']) kept['id'] = safeId(attribs['name']);
    const href = attribs['href']?.trim();
    if (href) {
      const outside = outsideLink(href);
      const target = outside ?? addresses.link(href);
      if (target !== null) kept['href'] = target;
      if (outside !== null) kept['rel'] = 'noopener nofollow';
    }
    return { tagName, attribs: kept };
  };

const picture =
  (addresses: Addresses): Transformer =>
  (_tagName, attribs) => {
    const src = attribs['src'] ?? attribs['xlink:href'] ?? attribs['href'] ?? '';
    const shown = src === '' ? null : addresses.picture(src.trim());
    if (shown === null) return { tagName: 'span', attribs: {}, text: attribs['alt'] ?? '' };
    const { src: _src, href: _href, ...kept } = keepAttributes(attribs);
    // The page keeps the picture's place free while it comes; a book's own numbers are often only
    // one of the two.
    if (shown.size !== null)
      Object.assign(kept, { width: String(shown.size.width), height: String(shown.size.height) });
    return {
      tagName: 'img',
      attribs: { ...kept, alt: kept['alt'] ?? '', loading: 'lazy', src: `resource:${shown.name}` },
    };
  };

const block =
  (tagName: string): Transformer =>
  (_tag, attribs) => ({ tagName, attribs: keepAttributes(attribs) });

/**
 * The only gate between a stranger's markup and the shelf's pages. Scripts, handlers, styles,
 * forms, frames and every address that is not http(s), mailto, a chapter or a stored picture are
 * gone afterwards.
 */
export function sanitizeChapter(html: string, addresses: Addresses): string {
  const image = picture(addresses);
  return sanitizeHtml(html, {
    allowedTags: [...BLOCKS, ...INLINE],
    allowedAttributes: {
      '*': ['id', 'lang', 'dir', 'role', 'class'],
      a: ['href', 'rel', 'title'],
      img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
      td: ['colspan', 'rowspan', 'headers'],
      th: ['colspan', 'rowspan', 'headers', 'scope'],
      col: ['span'],
      colgroup: ['span'],
      ol: ['start', 'type', 'reversed'],
      li: ['value'],
      abbr: ['title'],
      time: ['datetime'],
    },
    allowedSchemes: [],
    allowedSchemesByTag: { a: ['http', 'https', 'mailto', 'section'], img: ['resource'] },
    allowedSchemesAppliedToAttributes: ['href', 'src'],
    allowProtocolRelative: false,
    nonTextTags: SILENT,
    nestingLimit: 100,
    transformTags: {
      // sanitize-html applies the tag's own transformer and `*` both; own ones first set what `*`
      // keeps.
      a: anchor(addresses),
      img: image,
      image,
      center: block('div'),
      font: block('span'),
      strike: block('s'),
      tt: block('code'),
      big: block('span'),
      '*': (tagName, attribs) => ({
        tagName,
        attribs: { ...keepAttributes(attribs), ...passed(tagName, attribs) },
      }),
    },
    parser: {
      lowerCaseTags: true,
      lowerCaseAttributeNames: true,
      recognizeSelfClosing: true,
      recognizeCDATA: true,
    },
  });
}

function passed(tagName: string, attribs: Attributes): Attributes {
  const names = tagName === 'a' ? ['href', 'rel'] : tagName === 'img' ? ['src', 'loading'] : [];
  return Object.fromEntries(
    names.filter((n) => attribs[n] !== undefined).map((n) => [n, attribs[n]!]),
  );
}
