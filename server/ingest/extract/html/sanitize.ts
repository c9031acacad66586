import { withoutTags } from '#server/base/spans.ts';
import { BoundedParser } from '../bounded-parser.ts';
import type { Addresses } from './addresses.ts';
import {
  BREAKS_OUT,
  HTML_ELEMENTS,
  LINE_BREAKING,
  MATH_ELEMENTS,
  RENAMED,
  SILENT,
  SVG_ELEMENTS,
} from './allowed-markup.ts';
import { AuthorStyles, readSheet, type Declared } from './author-styles.ts';
import { escapeAttribute, escapeText } from './chapter-blocks.ts';
import { Drawing, Fence, Formula, mathAttributes } from './foreign-elements.ts';
import { GeneratedText } from './generated-text.ts';
import {
  anchorTag,
  directionOf,
  faceNamed,
  htmlTag,
  languageOf,
  markerOf,
  pictureTag,
  Player,
} from './html-elements.ts';
import {
  isHidden,
  isPlaced,
  NAMESPACES,
  openElement,
  type Attributes,
  type Finish,
  type Mode,
  type Open,
} from './open-element.ts';
import { meansScreen } from './style-sheet.ts';

export { decodeAddress, outsideLink, safeId } from './addresses.ts';
export type { Addresses, ShownPicture } from './addresses.ts';

/** Deeper elements are not shown as such; their words are. */
const DEEPEST = 100;
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'col']);

/** The only gate between a stranger's markup and the shelf's pages; see {@link sanitizeChapter}. */
class Gate {
  readonly #addresses: Addresses;
  readonly #noted: ReadonlySet<string>;
  readonly #open: Open[] = [];
  readonly #styles = new AuthorStyles();
  readonly #generated = new GeneratedText(this.#styles.counterStyles);
  readonly #prefixes = new Map<string, Mode>();
  /** Output of the elements around those that are written only at their end. */
  readonly #outer: string[] = [];
  /** Elements open inside one that is dropped with all it holds. */
  #dropped = 0;
  /** What is dropped was hidden by its author, and no word of it was met yet. */
  #hides = false;
  #css: string | null = null;
  #out = '';
  #language = '';
  #direction = '';
  /** Words stand on the line that is written; it ends here, if others follow. */
  #inLine = false;
  #lineEnds = false;
  #formula: Formula | null = null;
  #drawing: Drawing | null = null;

  /** @param noted ids that a reference to a note leads to */
  constructor(addresses: Addresses, noted: ReadonlySet<string>) {
    this.#addresses = addresses;
    this.#noted = noted;
  }

  get html(): string {
    // The page around is in Vietnamese, from left to right.
    const lang = /^(?:vi(?:-|$)|$)/iu.test(this.#language) ? '' : ` lang="${this.#language}"`;
    const said = `${lang}${this.#direction === 'rtl' ? ' dir="rtl"' : ''}`;
    return said === '' ? this.#out : `<section${said}>${this.#out.trim()}</section>`;
  }

  start(rawName: string, attribs: Attributes): void {
    if (this.#dropped > 0) return void this.#dropped++;
    const name = this.#localName(rawName, attribs);
    const mode = this.#modeFor(name);
    if (this.#isSilent(name, mode, attribs)) return this.#drop(name, attribs);
    const open = openElement(name, mode, attribs, {
      unseen: this.#open.at(-1)?.unseen ?? false,
      styled: this.#styles.any,
    });
    this.#open.push(open);
    const declared = this.#styles.of(this.#open, attribs['style'] ?? '');
    const isNote = this.#noted.has(open.id);
    if (!isNote && isHidden(name, mode, attribs, declared)) {
      this.#open.pop();
      this.#hides = true;
      return this.#drop(name, attribs);
    }
    const visibility = declared.get('visibility') ?? (mode === 'svg' ? attribs['visibility'] : '');
    if (/^(?:hidden|collapse)$/u.test(visibility ?? '') && name !== 'body') open.unseen = true;
    if (visibility === 'visible') open.unseen = false;
    this.#count(name, attribs, declared);
    if (mode === 'html') this.#startHtml(open, declared);
    else if (mode === 'math') this.#startMath(open);
    else this.#startSvg(open);
  }

  text(data: string): void {
    if (this.#css !== null) this.#css += data;
    else if (this.#hides && /\S/u.test(data)) {
      this.#hides = false;
      this.#addresses.hidden?.();
    }
    if (this.#dropped > 0) return;
    if (this.#open.at(-1)?.unseen === true) return;
    if (this.#lineEnds && /\S/u.test(data)) this.#endLine();
    this.#inLine ||= /\S/u.test(data);
    this.#formula?.text(data);
    this.#out += escapeText(data);
  }

  end(): void {
    if (this.#dropped > 0) {
      if (--this.#dropped > 0) return;
      this.#hides = false;
      if (this.#css === null) return;
      this.#styles.add(readSheet(this.#css));
      this.#css = null;
      return;
    }
    const open = this.#open.pop();
    if (open === undefined) return;
    this.#generated.leave(this.#open.length + 1);
    this.#close(open);
  }

  #close(open: Open): void {
    if (open.fence !== null) this.#operator(open.fence.closing);
    if (LINE_BREAKING.has(open.name)) this.#inLine = this.#lineEnds = false;
    this.#out += escapeText(open.after) + open.close;
    if (open.line) this.#lineEnds = this.#inLine;
    if (open.formula) this.#formula?.leave();
    if (open.finish !== null) this.#out = this.#outer.pop()! + open.finish(this.#out);
    Object.assign(open, { close: '', after: '', finish: null, formula: false, fence: null });
  }

  #drop(name: string, attribs: Attributes): void {
    this.#dropped = 1;
    if (name === 'style' && meansScreen(attribs['media'] ?? '')) this.#css = '';
  }

  /** Prefixes that stand for XHTML, MathML and SVG are dropped; others stay and are unknown. */
  #localName(rawName: string, attribs: Attributes): string {
    const colon = rawName.indexOf(':');
    if (colon < 0 && !['html', 'body', 'math', 'svg'].includes(rawName)) return rawName;
    for (const key in attribs)
      if (key.startsWith('xmlns:') && Object.hasOwn(NAMESPACES, attribs[key]!))
        this.#prefixes.set(key.slice(6).toLowerCase(), NAMESPACES[attribs[key]!]!);
    return colon > 0 && this.#prefixes.has(rawName.slice(0, colon))
      ? rawName.slice(colon + 1)
      : rawName;
  }

  #modeFor(name: string): Mode {
    if (name === 'svg') return 'svg';
    if (name === 'math') return 'math';
    const inside = this.#open.at(-1)?.mode ?? 'html';
    if (inside === 'html' || !BREAKS_OUT.has(name)) return inside;
    // HTML inside a formula or a drawing ends it, for browsers as well.
    for (const open of this.#open.toReversed()) {
      if (open.mode === 'html') break;
      this.#close(open);
      open.mode = 'html';
    }
    return 'html';
  }

  #isSilent(name: string, mode: Mode, attribs: Attributes): boolean {
    const parent = this.#open.at(-1);
    if (parent !== undefined && parent.branch !== 'none') {
      const branch = name.slice(name.indexOf(':') + 1);
      const known = Object.hasOwn(NAMESPACES, attribs['required-namespace'] ?? '');
      if (branch !== 'default' && !(branch === 'case' && known)) return true;
      if (parent.branch === 'taken') return true;
      parent.branch = 'taken';
    }
    if (mode === 'svg') return /^(?:script|style|metadata|iframe)$/u.test(name);
    if (mode === 'math') return /^(?:script|style|annotation|iframe)/u.test(name);
    if (name === 'link') this.#takeSheets(attribs);
    return SILENT.has(name) || (name === 'dialog' && attribs['open'] === undefined);
  }

  #takeSheets(attribs: Attributes): void {
    const kinds = (attribs['rel'] ?? '').toLowerCase().split(/\s+/u);
    if (!kinds.includes('stylesheet') || kinds.includes('alternate')) return;
    if (!meansScreen(attribs['media'] ?? '')) return;
    for (const sheet of this.#addresses.sheets?.((attribs['href'] ?? '').trim()) ?? [])
      this.#styles.add(sheet);
  }

  #count(name: string, attribs: Attributes, declared: Declared): void {
    const depth = this.#open.length;
    const whole = (text: string | undefined): number | null =>
      /^-?\d{1,6}$/u.test(text ?? '') ? Number(text) : null;
    if (name === 'ol' || name === 'ul')
      this.#generated.reset('list-item', (whole(attribs['start']) ?? 1) - 1, depth);
    if (name === 'li') this.#generated.add('list-item', depth, whole(attribs['value']));
    if (declared.size > 0) this.#generated.count(declared, depth);
  }

  #startHtml(open: Open, declared: Declared): void {
    const { name, attribs } = open;
    if (name === 'html' || name === 'body') {
      this.#language = languageOf(attribs) || this.#language;
      this.#direction = directionOf(attribs, declared) || this.#direction;
    }
    if (LINE_BREAKING.has(name)) this.#inLine = this.#lineEnds = false;
    else if (/^(?:block|flex|grid|table|list-item)/u.test(declared.get('display') ?? '')) {
      open.line = true;
      this.#lineEnds = this.#inLine;
    }
    const tag = this.#open.length > DEEPEST ? null : this.#htmlElement(open, declared);
    if (tag !== null) {
      if (this.#lineEnds) this.#endLine();
      this.#out += tag;
      if (this.#addresses.faces === true && open.close !== '') this.#name(open);
    }
    if (open.item !== '') this.text(open.item);
    this.#generate(open);
  }

  #name(open: Open): void {
    const face = faceNamed(open.attribs);
    if (face === '') return;
    this.#out += `<font face="${escapeAttribute(face)}">`;
    open.close = `</font>${open.close}`;
  }

  /** The opening tag; null for an element that is not shown as such or is written at its end. */
  #htmlElement(open: Open, declared: Declared): string | null {
    const { attribs } = open;
    const shown = RENAMED[open.name] ?? open.name;
    if (shown === 'img' || shown === 'embed') return this.#picture(open, declared);
    if (shown === 'audio' || shown === 'video') return this.#play(open, shown, declared);
    if (shown === 'object') return this.#object(open, declared);
    const player = this.#open.at(-2)?.player ?? null;
    if (shown === 'source') player?.source(attribs);
    if (shown === 'track') player?.track(attribs);
    if (!HTML_ELEMENTS.has(shown)) return null;
    if (!VOID.has(shown)) open.close = `</${shown}>`;
    if (shown === 'a') return anchorTag(attribs, declared, this.#addresses);
    const isList = shown === 'ol' || shown === 'ul';
    if (!isList && shown !== 'li') return htmlTag(shown, attribs, declared, null);
    const asked = markerOf(attribs, declared);
    if (isList) open.marker = asked;
    open.item = shown === 'li' ? this.#itemMarker(open, asked) : '';
    const said = open.item !== '' || (isList && this.#generated.marker(asked ?? '') !== null);
    return htmlTag(shown, attribs, declared, said ? 'none' : asked);
  }

  /** The marker of an item where only words can say it, else empty. */
  #itemMarker(open: Open, asked: string | null): string {
    if (open.unseen) return '';
    const own = this.#styles.generated(this.#open, 'marker').get('content');
    const style = asked ?? this.#open.at(-2)?.marker ?? '';
    return this.#generated.text(own, open.attribs) || (this.#generated.marker(style) ?? '');
  }

  /** Words that style sheets put before and behind the content. */
  #generate(open: Open): void {
    if (!this.#styles.any || open.unseen) return;
    const words = (pseudo: 'before' | 'after'): string => {
      const declared = this.#styles.generated(this.#open, pseudo);
      if (declared.size === 0 || declared.get('display') === 'none') return '';
      this.#generated.count(declared, this.#open.length);
      return this.#generated.text(declared.get('content'), open.attribs);
    };
    const before = words('before');
    if (before !== '') this.text(before);
    open.after = words('after');
  }

  #picture(open: Open, declared: Declared): string | null {
    const { attribs, name } = open;
    const tag = pictureTag(attribs, declared, this.#addresses);
    if (tag !== null) return open.unseen ? null : tag;
    if (name === 'embed') return this.#player(attribs, declared).finish('') || null;
    return escapeText(attribs['alt'] ?? '') || null;
  }

  #writeAtEnd(open: Open, finish: Finish): void {
    this.#outer.push(this.#out);
    this.#out = '';
    open.finish = finish;
  }

  #play(open: Open, kind: 'audio' | 'video', declared: Declared): null {
    const player = new Player(kind, open.attribs, declared, this.#addresses);
    open.player = player;
    this.#writeAtEnd(open, (inner) => player.finish(inner));
    return null;
  }

  /** A picture or a recording where the file has it, else what stands in its place. */
  #object(open: Open, declared: Declared): null {
    const { attribs } = open;
    this.#writeAtEnd(open, (inner) => {
      const alt = attribs['alt'] ?? withoutTags(inner, ' ').replace(/\s+/gu, ' ').trim();
      return (
        // The words are markup already.
        pictureTag({ ...attribs, alt: '' }, declared, this.#addresses)?.replace(
          'alt=""',
          () => `alt="${alt.replaceAll('"', '&quot;')}"`,
        ) ?? this.#player(attribs, declared).finish(inner)
      );
    });
    return null;
  }

  #player(attribs: Attributes, declared: Declared): Player {
    const kind = (attribs['type'] ?? '').startsWith('audio/') ? 'audio' : 'video';
    return new Player(kind, attribs, declared, this.#addresses);
  }

  #startMath(open: Open): void {
    const { attribs } = open;
    const name = open.name === 'math' && this.#formula !== null ? 'mrow' : open.name;
    const fence = this.#open.at(-2)?.fence ?? null;
    const separator = fence?.separator() ?? '';
    if (separator !== '') this.#operator(separator);
    if (name === 'math') {
      const formula = new Formula();
      this.#formula = formula;
      this.#writeAtEnd(open, (inner) => {
        this.#formula = null;
        const words = formula.words;
        return `<math${mathAttributes(attribs)} alttext="${escapeText(words).replaceAll('"', '&quot;')}">${inner}</math>`;
      });
      return;
    }
    this.#formula?.enter(name === 'mfenced' ? 'mrow' : name);
    open.formula = true;
    if (name === 'mfenced') {
      open.fence = new Fence(attribs);
      this.#out += '<mrow>';
      this.#operator(open.fence.opening);
      // Written here: the bracket behind is part of the row.
      open.close = '</mrow>';
    } else if (MATH_ELEMENTS.has(name) && this.#open.length <= DEEPEST) {
      this.#out += `<${name}${mathAttributes(attribs)}>`;
      open.close = `</${name}>`;
    }
  }

  #operator(sign: string): void {
    if (sign === '') return;
    this.#formula?.enter('mo');
    this.#formula?.text(sign);
    this.#formula?.leave();
    this.#out += `<mo>${escapeText(sign)}</mo>`;
  }

  #startSvg(open: Open): void {
    const { name, attribs } = open;
    if (!SVG_ELEMENTS.has(name) || this.#open.length > DEEPEST) return;
    if (this.#drawing === null) {
      const drawing = new Drawing();
      this.#drawing = drawing;
      this.#writeAtEnd(open, (inner) => {
        this.#drawing = null;
        return drawing.finish(inner);
      });
    }
    const tag = this.#drawing.element(
      name,
      attribs,
      this.#styles.paintOf(this.#open, attribs['style'] ?? ''),
      {
        addresses: this.#addresses,
        ancestors: this.#open.map((o) => o.id).filter((id) => id !== ''),
      },
    );
    if (tag === '') return;
    // Blanks here are not drawn, and keep the words of one label off those of the next.
    const apart = name === 'svg' || name === 'text' || (name === 'tspan' && isPlaced(attribs));
    this.#out += `${apart && name !== 'svg' ? ' ' : ''}${tag}${name === 'svg' ? ' ' : ''}`;
    open.close = `</${name}>${apart ? ' ' : ''}`;
    if (name === 'foreignobject') open.mode = 'html';
  }

  #endLine(): void {
    this.#inLine = this.#lineEnds = false;
    this.#out += '<br>';
  }
}

/** Where the references to notes lead: books hide notes that no `epub:type` calls notes, too. */
function notedIn(html: string): Set<string> {
  const noted = new Set<string>();
  if (!html.includes('noteref')) return noted;
  for (const [tag] of html.matchAll(/<a\s[^<>]*noteref[^<>]*>/giu)) {
    const id = /\shref\s*=\s*["']#([^"']+)["']/iu.exec(tag)?.[1];
    if (id !== undefined) noted.add(id);
  }
  return noted;
}

/**
 * The only gate between a stranger's markup and the shelf's pages. Only elements and attributes of
 * `allowed-markup.ts` come through: HTML, MathML (with its words as `alttext`) and drawings.
 * Scripts, handlers, styles, forms, frames and every address that is not http(s), mailto, a chapter
 * or a stored file are gone afterwards, and so is what the author hid; markers and words that style
 * sheets make are text.
 */
export function sanitizeChapter(html: string, addresses: Addresses): string {
  const gate = new Gate(addresses, notedIn(html));
  const parser = new BoundedParser(
    {
      onopentag: (name, attribs) => gate.start(name, attribs),
      ontext: (data) => gate.text(data),
      onclosetag: () => gate.end(),
    },
    { recognizeSelfClosing: true, recognizeCDATA: true },
  );
  parser.end(html);
  return gate.html;
}
