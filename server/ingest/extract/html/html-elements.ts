import { firstOfSet, outsideLink, safeId, type Addresses } from './addresses.ts';
import { HTML_ATTRIBUTES, KNOWN_ROLES, NUMBERS, ROLES, TEXT_CLASSES } from './allowed-markup.ts';
import type { Declared } from './author-styles.ts';
import { attribute } from './foreign-elements.ts';
import { listStyle } from './generated-text.ts';
import { markerAttributes, markerStyle, styleOfType } from './list-markers.ts';

type Attributes = Readonly<Record<string, string>>;

const LANGUAGE = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/iu;
const DIRECTIONS = new Set(['ltr', 'rtl', 'auto']);

export const languageOf = (attribs: Attributes): string => {
  const lang = attribs['lang'] ?? attribs['xml:lang'] ?? '';
  return LANGUAGE.test(lang) ? lang : '';
};

export const directionOf = (attribs: Attributes, declared: Declared): string => {
  const dir = (attribs['dir'] ?? declared.get('direction') ?? '').toLowerCase();
  return DIRECTIONS.has(dir) ? dir : '';
};

/** The role of DPUB-ARIA that an element has by its `epub:type` or its own word. */
export function roleOf(attribs: Attributes): string {
  const types = attribs['epub:type'];
  const role =
    types === undefined
      ? undefined
      : types
          .split(/\s+/u)
          .map((t) => ROLES[t])
          .find((r) => r !== undefined);
  const known = role ?? attribs['role'] ?? '';
  return KNOWN_ROLES.has(known) ? known : '';
}

function common(attribs: Attributes, declared: Declared, id = attribs['id']): string {
  let text = '';
  const [lang, dir, role] = [languageOf(attribs), directionOf(attribs, declared), roleOf(attribs)];
  if (id !== undefined && id.trim() !== '') text += attribute('id', safeId(id.trim()));
  if (lang !== '') text += attribute('lang', lang);
  if (dir !== '') text += attribute('dir', dir);
  if (role !== '') text += attribute('role', role);
  return text;
}

/**
 * The style of marker that a list or an item asks for, by style sheet, by our own class (which
 * readers of other formats write) or by `type`; null when it asks for none.
 */
export function markerOf(attribs: Attributes, declared: Declared): string | null {
  const asked = listStyle(declared);
  if (asked !== null) return asked;
  const own = /(?:^|\s)marker-([a-z-]+)(?:\s|$)/u.exec(attribs['class'] ?? '')?.[1];
  return own ?? (attribs['type'] ? styleOfType(attribs['type']) : null);
}

/** The font that an element names itself; empty for none. */
export const faceNamed = (attribs: Attributes): string => {
  const styled = /(?:^|[;\s])font-family\s*:\s*["']?([^;,"']{2,60})/iu.exec(
    attribs['style'] ?? '',
  )?.[1];
  return (styled ?? attribs['face'] ?? '').split(',', 1)[0]!.trim();
};

const isNumber = (value: string): boolean => /^\d{1,4}$/u.test(value);

/** The opening tag of an element of {@link HTML_ELEMENTS}. `marker`: as {@link markerOf} says. */
export function htmlTag(
  name: string,
  attribs: Attributes,
  declared: Declared,
  marker: string | null,
): string {
  let text = `<${name}${common(attribs, declared)}`;
  for (const kept of HTML_ATTRIBUTES[name] ?? []) {
    const value = attribs[kept];
    if (value === undefined) continue;
    if (kept === 'reversed') text += ' reversed=""';
    else if (!NUMBERS.has(kept) || isNumber(value)) text += attribute(kept, value);
  }
  const own = (attribs['class'] ?? '').split(/\s+/u).find((word) => TEXT_CLASSES.has(word));
  if (own !== undefined && name !== 'ol' && name !== 'ul' && name !== 'li')
    text += attribute('class', own);
  const style = marker === null ? null : markerStyle(marker);
  for (const [key, value] of style === null ? [] : markerAttributes(name, style))
    text += attribute(key, value);
  // Paper and search have no way to open it.
  if (name === 'details') text += ' open=""';
  return `${text}>`;
}

export function anchorTag(attribs: Attributes, declared: Declared, addresses: Addresses): string {
  // EPUB 2 and old HTML name their targets.
  let text = `<a${common(attribs, declared, attribs['id'] ?? attribs['name'])}`;
  const href = attribs['href']?.trim();
  if (href) {
    const outside = outsideLink(href);
    const target = outside ?? addresses.link(href);
    if (target !== null) text += attribute('href', target);
    if (outside !== null) text += attribute('rel', 'noopener nofollow');
  }
  if (attribs['title']) text += attribute('title', attribs['title']);
  return `${text}>`;
}

/** A picture, or null when the file brings none under that address. */
export function pictureTag(
  attribs: Attributes,
  declared: Declared,
  addresses: Addresses,
): string | null {
  const src =
    attribs['src'] ||
    attribs['xlink:href'] ||
    attribs['href'] ||
    attribs['data'] ||
    firstOfSet(attribs['srcset']);
  const shown = src ? addresses.picture(src.trim()) : null;
  if (shown === null) return null;
  let text = `<img${common(attribs, declared)}${attribute('alt', attribs['alt'] ?? '')}`;
  if (attribs['title']) text += attribute('title', attribs['title']);
  // The page keeps the picture's place free while it comes; a book's own numbers are often only
  // one of the two.
  for (const side of ['width', 'height'] as const) {
    const own = attribs[side] ?? '';
    if (shown.size !== null) text += attribute(side, String(shown.size[side]));
    else if (isNumber(own)) text += attribute(side, own);
  }
  return `${text} loading="lazy"${attribute('src', `resource:${shown.name}`)}>`;
}

const TRACKS = new Set(['captions', 'subtitles', 'descriptions', 'chapters']);

/** Sound or film while its sources are read. */
export class Player {
  readonly #kind: 'audio' | 'video';
  readonly #addresses: Addresses;
  #attributes: string;
  #sources = '';
  #tracks = '';

  constructor(
    kind: 'audio' | 'video',
    attribs: Attributes,
    declared: Declared,
    addresses: Addresses,
  ) {
    this.#kind = kind;
    this.#addresses = addresses;
    this.#attributes = common(attribs, declared);
    const poster = attribs['poster'] ? addresses.picture(attribs['poster'].trim()) : null;
    if (poster !== null) this.#attributes += attribute('poster', `resource:${poster.name}`);
    for (const side of ['width', 'height'] as const)
      if (kind === 'video' && isNumber(attribs[side] ?? ''))
        this.#attributes += attribute(side, attribs[side]!);
    this.source(attribs);
  }

  source(attribs: Attributes): void {
    const src = (attribs['src'] ?? attribs['data'] ?? '').trim();
    const media = src === '' ? null : (this.#addresses.media?.(src) ?? null);
    if (media !== null && /^(?:audio|video)\//u.test(media.mediaType))
      this.#sources += `<source${attribute('src', `resource:${media.name}`)}${attribute('type', media.mediaType)}>`;
  }

  track(attribs: Attributes): void {
    const media = this.#addresses.media?.((attribs['src'] ?? '').trim()) ?? null;
    if (media?.mediaType !== 'text/vtt') return;
    const kind = (attribs['kind'] ?? 'subtitles').toLowerCase();
    this.#tracks += `<track${attribute('kind', TRACKS.has(kind) ? kind : 'captions')}${attribute('src', `resource:${media.name}`)}`;
    const language = attribs['srclang'] ?? '';
    if (LANGUAGE.test(language)) this.#tracks += attribute('srclang', language);
    if (attribs['label']) this.#tracks += attribute('label', attribs['label']);
    this.#tracks += `${attribs['default'] === undefined ? '' : ' default=""'}>`;
  }

  /** The player with the words for who cannot play it; these words alone without any source. */
  finish(words: string): string {
    if (this.#sources === '') return words;
    const preload = this.#kind === 'audio' ? 'none' : 'metadata';
    return `<${this.#kind}${this.#attributes} controls="" preload="${preload}">${this.#sources}${this.#tracks}${words}</${this.#kind}> `;
  }
}
