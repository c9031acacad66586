import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { QueryForm } from './mark-words.ts';
import { Sheet } from './page.ts';

/** Steps of the letters' size; 1 fits the width. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

interface RollOptions {
  readonly pdf: PDFDocumentProxy;
  readonly form: QueryForm | null;
  /** Height to width of the first page: what every place has until its page is known. */
  readonly ratio: number;
  readonly words: { readonly page: string; readonly undrawn: string };
  readonly onPage: (page: number) => void;
}

/** A place in the roll: a page, and how far down in it the reader is. */
interface Anchor {
  readonly sheet: Sheet;
  readonly part: number;
}

/** All pages one below the other; only those near the reader are drawn, one at a time, the nearest first. */
export class Roll {
  readonly #scroller: HTMLElement;
  readonly #options: RollOptions;
  readonly #sheets: readonly Sheet[];
  readonly #sheetOf: ReadonlyMap<Element, Sheet>;
  readonly #near = new Set<Sheet>();
  readonly #observer: IntersectionObserver;
  readonly #resized: ResizeObserver;
  #zoom = 1;
  #page: number;
  #drawing = false;
  #width = 0;

  constructor(scroller: HTMLElement, page: number, options: RollOptions) {
    this.#scroller = scroller;
    this.#options = options;
    this.#sheets = Array.from(
      { length: options.pdf.numPages },
      (_, i) => new Sheet(i + 1, options.ratio, options.words),
    );
    this.#sheetOf = new Map(this.#sheets.map((s) => [s.element, s]));
    scroller.replaceChildren(...this.#sheets.map((s) => s.element));
    this.#page = Math.min(page, this.#sheets.length);
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      root: scroller,
      rootMargin: '75% 0px',
    });
    this.#resized = new ResizeObserver(() => this.#refit());
    this.#width = scroller.clientWidth;
    this.goTo(this.#page);
    for (const { element } of this.#sheets) this.#observer.observe(element);
    this.#resized.observe(scroller);
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  get page(): number {
    return this.#page;
  }
  get zoom(): number {
    return this.#zoom;
  }

  goTo(page: number): void {
    const sheet = this.#sheets[Math.max(1, Math.min(page, this.#sheets.length)) - 1]!;
    this.#scroller.scrollTop = sheet.element.offsetTop - this.#gap;
    this.#scrolled();
  }

  /** One step larger or smaller; 0 fits the width again. */
  step(by: 1 | -1 | 0): void {
    const at = ZOOMS.indexOf(this.#zoom as 1) + by;
    const zoom = by === 0 ? 1 : ZOOMS[Math.max(0, Math.min(at, ZOOMS.length - 1))]!;
    if (zoom === this.#zoom) return;
    this.#keepingPlace(() => {
      this.#zoom = zoom;
      this.#scroller.style.setProperty('--zoom', String(zoom));
    });
    this.#scroller.scrollLeft = (this.#scroller.scrollWidth - this.#scroller.clientWidth) / 2;
    this.#redraw();
  }

  close(): void {
    this.#observer.disconnect();
    this.#resized.disconnect();
    this.#scroller.removeEventListener('scroll', this.#scrolled);
    for (const sheet of this.#near) sheet.release();
    this.#near.clear();
    this.#scroller.replaceChildren();
    this.#scroller.style.removeProperty('--zoom');
  }

  get #gap(): number {
    return this.#sheets[0]!.element.offsetTop;
  }

  /** The sheet under a height of the roll; places are in order, so half of them can be left out each time. */
  #at(height: number): Sheet {
    let [low, high] = [0, this.#sheets.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#sheets[middle]!.element.offsetTop <= height) low = middle;
      else high = middle - 1;
    }
    return this.#sheets[low]!;
  }

  #anchor(): Anchor {
    const sheet = this.#at(this.#scroller.scrollTop + this.#gap);
    return {
      sheet,
      part: (this.#scroller.scrollTop - sheet.element.offsetTop) / sheet.element.offsetHeight,
    };
  }

  /** Heights above the reader may change: what is being read stays where it is. */
  #keepingPlace(change: () => void): void {
    const { sheet, part } = this.#anchor();
    change();
    const top = sheet.element.offsetTop + part * sheet.element.offsetHeight;
    if (Math.abs(top - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = top;
  }

  readonly #scrolled = (): void => {
    // The page at a third of the window is the one being read.
    const { number } = this.#at(this.#scroller.scrollTop + this.#scroller.clientHeight / 3);
    if (number === this.#page) return;
    this.#page = number;
    this.#options.onPage(number);
  };

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.#sheetOf.get(target)!;
      if (isIntersecting) this.#near.add(sheet);
      else if (this.#near.delete(sheet)) sheet.release();
    }
    void this.#draw();
  }

  #refit(): void {
    if (this.#scroller.clientWidth === this.#width || this.#scroller.clientWidth === 0) return;
    this.#width = this.#scroller.clientWidth;
    this.goTo(this.#page);
    this.#redraw();
  }

  #redraw(): void {
    for (const sheet of this.#near) sheet.fitWords();
    void this.#draw();
  }

  async #draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    const distance = (sheet: Sheet): number => Math.abs(sheet.number - this.#page);
    for (;;) {
      const next = [...this.#near]
        .filter((s) => !s.current)
        .toSorted((a, b) => distance(a) - distance(b))[0];
      if (!next) break;
      await next.draw(this.#options.pdf, this.#options.form, (change) =>
        this.#keepingPlace(change),
      );
    }
    this.#drawing = false;
  }
}
