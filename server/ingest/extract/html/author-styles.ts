import { AppError } from '#server/base/errors.ts';
import { SVG_PAINT } from './allowed-markup.ts';
import {
  readDeclarations,
  readStyleSheet,
  type Compound,
  type CounterStyle,
  type PseudoElement,
  type Rule,
  type StyleSheet,
} from './style-sheet.ts';

/** An element as selectors see it. */
export interface StyledElement {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
}

export type Declared = ReadonlyMap<string, string>;

/** What decides which words are read. */
const READ = new Set([
  'display',
  'visibility',
  'direction',
  'mso-hide',
  'list-style',
  'list-style-type',
  'content',
  'counter-reset',
  'counter-set',
  'counter-increment',
]);

const NOTHING: Declared = new Map();
/** Elements compared with selectors for one chapter; books come nowhere near it. */
const MOST_TRIES = 5_000_000;

const fits = (element: StyledElement, { tag, id, classes }: Compound): boolean =>
  (tag === '' || tag === element.name) &&
  (id === '' || id === element.id) &&
  classes.every((c) => element.classes.includes(c));

/**
 * Whether the elements from the outermost to the last fit a selector. Compounds joined by `>` are
 * tried as one, so nothing has to be tried twice.
 */
function matches(chain: readonly StyledElement[], selector: readonly Compound[]): boolean {
  let at = chain.length - 1;
  let step = selector.length - 1;
  let anywhere = false;
  while (step >= 0) {
    let first = step;
    while (selector[first]!.child && first > 0) first--;
    const size = step - first + 1;
    const fitsAt = (end: number): boolean =>
      end - size + 1 >= 0 &&
      Array.from({ length: size }, (_, i) => i).every((i) =>
        fits(chain[end - i]!, selector[step - i]!),
      );
    if (anywhere) while (at >= 0 && !fitsAt(at)) at--;
    if (at < 0 || !fitsAt(at)) return false;
    at -= size;
    step = first - 1;
    anywhere = true;
  }
  return true;
}

/** Rules by what their last compound asks for, so that few are looked at. */
class RuleIndex {
  readonly #byKey = new Map<string, { rule: Rule; order: number }[]>();
  #count = 0;
  #tries = 0;

  add(rules: readonly Rule[]): void {
    for (const rule of rules) {
      const { tag, id, classes } = rule.selector.at(-1)!;
      const key = id ? `#${id}` : classes[0] ? `.${classes[0]}` : tag || '*';
      const known = this.#byKey.get(key);
      const entry = { rule, order: this.#count++ };
      if (known === undefined) this.#byKey.set(key, [entry]);
      else known.push(entry);
    }
  }

  get empty(): boolean {
    return this.#count === 0;
  }

  declared(
    chain: readonly StyledElement[],
    pseudo: PseudoElement,
    inline: string,
    wanted: ReadonlySet<string>,
  ): Declared {
    const found: { value: string; property: string; weight: number }[] = [];
    const element = chain.at(-1)!;
    const keys = this.empty
      ? []
      : [`#${element.id}`, ...element.classes.map((c) => `.${c}`), element.name, '*'];
    for (const key of keys)
      for (const { rule, order } of this.#byKey.get(key) ?? []) {
        if (rule.pseudo !== pseudo) continue;
        this.#tries += rule.selector.length === 1 ? 1 : chain.length;
        if (this.#tries > MOST_TRIES) throw new AppError('file-too-slow', { tries: this.#tries });
        if (matches(chain, rule.selector))
          for (const { property, value, important } of rule.declarations)
            found.push({
              property,
              value,
              weight: (important ? 1e12 : 0) + rule.specificity * 1e4 + order,
            });
      }
    if (inline !== '')
      for (const { property, value, important } of readDeclarations(inline, wanted))
        found.push({ property, value, weight: important ? 2e12 : 1e11 });
    if (found.length === 0) return NOTHING;
    return new Map(
      found.toSorted((a, b) => a.weight - b.weight).map((d) => [d.property, d.value] as const),
    );
  }
}

/** A sheet read once for all chapters that name it. */
export interface ReadSheet {
  readonly read: StyleSheet;
  readonly css: string;
}

export const readSheet = (css: string): ReadSheet => ({ css, read: readStyleSheet(css, READ) });

/** The style sheets of one chapter in their order, and what they say of an element. */
export class AuthorStyles {
  readonly counterStyles = new Map<string, CounterStyle>();
  readonly #read = new RuleIndex();
  #paint: RuleIndex | null = null;
  readonly #sheets: string[] = [];

  add({ read, css }: ReadSheet): void {
    this.#read.add(read.rules);
    for (const [name, style] of read.counterStyles) this.counterStyles.set(name, style);
    this.#sheets.push(css);
    this.#paint?.add(readStyleSheet(css, SVG_PAINT).rules);
  }

  /** False where there is nothing that selectors could fit. */
  get any(): boolean {
    return this.#sheets.length > 0;
  }

  /** @param inline the element's own `style` */
  of(chain: readonly StyledElement[], inline: string): Declared {
    return this.#read.empty && inline === ''
      ? NOTHING
      : this.#read.declared(chain, '', inline, READ);
  }

  generated(chain: readonly StyledElement[], pseudo: 'before' | 'after' | 'marker'): Declared {
    return this.#read.empty ? NOTHING : this.#read.declared(chain, pseudo, '', READ);
  }

  /** Colours and the like of a drawing's element; sheets are read for them when a drawing comes. */
  paintOf(chain: readonly StyledElement[], inline: string): Declared {
    if (this.#paint === null) {
      this.#paint = new RuleIndex();
      for (const css of this.#sheets) this.#paint.add(readStyleSheet(css, SVG_PAINT).rules);
    }
    return this.#paint.declared(chain, '', inline, SVG_PAINT);
  }
}
