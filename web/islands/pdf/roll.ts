import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { QueryForm } from './mark-words.ts';
import { DrawnPage } from './page.ts';

/** Steps of the letters' size; 1 fits the width. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

interface RollOptions {
  readonly pdf: PDFDocumentProxy;
  readonly form: QueryForm | null;
  /** Height to width of the first page: what every box has until its page is known. */
  readonly ratio: number;
  readonly words: { readonly page: string; readonly undrawn: string };
  readonly onPage: (page: number) => void;
}

/** Where the first marked word comes to stand when it had to be looked for, from the top. */
const LANDING = 1 / 4;
/** What a reader does who has begun to read on their own. */
const TAKING_OVER = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/** A position in the roll: a page, and the share of it that is above the reader. */
interface Anchor {
  readonly drawn: DrawnPage;
  readonly share: number;
}

/**
 * Shows all pages one below the other and draws only those near the reader, one at a time, the
 * nearest first.
 */
export class Roll {
  readonly #scroller: HTMLElement;
  readonly #options: RollOptions;
  readonly #pages: readonly DrawnPage[];
  readonly #pageOf: ReadonlyMap<Element, DrawnPage>;
  readonly #near = new Set<DrawnPage>();
  readonly #observer: IntersectionObserver;
  readonly #resized: ResizeObserver;
  #zoom = 1;
  #page: number;
  #drawing = false;
  #width = 0;
  /** The page whose first mark is still to be shown; null once it was, or the reader took over. */
  #landing: number | null;

  constructor(scroller: HTMLElement, page: number, options: RollOptions) {
    this.#scroller = scroller;
    this.#options = options;
    this.#pages = Array.from(
      { length: options.pdf.numPages },
      (_, i) => new DrawnPage(i + 1, options.ratio, options.words),
    );
    this.#pageOf = new Map(this.#pages.map((s) => [s.element, s]));
    scroller.replaceChildren(...this.#pages.map((s) => s.element));
    this.#page = Math.min(page, this.#pages.length);
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      root: scroller,
      rootMargin: '75% 0px',
    });
    this.#resized = new ResizeObserver(() => this.#refit());
    this.#width = scroller.clientWidth;
    this.#landing = options.form === null ? null : this.#page;
    this.goTo(this.#page);
    for (const kind of TAKING_OVER)
      scroller.addEventListener(kind, this.#takenOver, { passive: true, once: true });
    for (const { element } of this.#pages) this.#observer.observe(element);
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
    const drawn = this.#pages[Math.max(1, Math.min(page, this.#pages.length)) - 1]!;
    this.#scroller.scrollTop = drawn.element.offsetTop - this.#gap;
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
    for (const kind of TAKING_OVER) this.#scroller.removeEventListener(kind, this.#takenOver);
    for (const drawn of this.#near) drawn.release();
    this.#near.clear();
    this.#scroller.replaceChildren();
    this.#scroller.style.removeProperty('--zoom');
  }

  get #gap(): number {
    return this.#pages[0]!.element.offsetTop;
  }

  /**
   * The page under a height of the roll: pages are in order, so each step leaves half of them out.
   */
  #at(height: number): DrawnPage {
    let [low, high] = [0, this.#pages.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#pages[middle]!.element.offsetTop <= height) low = middle;
      else high = middle - 1;
    }
    return this.#pages[low]!;
  }

  #anchor(): Anchor {
    const drawn = this.#at(this.#scroller.scrollTop + this.#gap);
    return {
      drawn,
      share: (this.#scroller.scrollTop - drawn.element.offsetTop) / drawn.element.offsetHeight,
    };
  }

  /** Heights above the reader may change: what is being read stays where it is. */
  #keepingPlace(change: () => void): void {
    const { drawn, share } = this.#anchor();
    change();
    const top = drawn.element.offsetTop + share * drawn.element.offsetHeight;
    if (Math.abs(top - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = top;
  }

  readonly #scrolled = (): void => {
    // The page at a third of the window is the one being read.
    const { number } = this.#at(this.#scroller.scrollTop + this.#scroller.clientHeight / 3);
    if (number === this.#page) return;
    this.#page = number;
    this.#options.onPage(number);
  };

  readonly #takenOver = (): void => {
    this.#landing = null;
  };

  /** Whoever comes from a search sees what was found, however far down its page it stands. */
  #land(drawn: DrawnPage): void {
    if (drawn.number !== this.#landing) return;
    this.#landing = null;
    const mark = drawn.element.querySelector('mark')?.getBoundingClientRect();
    const window = this.#scroller.getBoundingClientRect();
    if (mark === undefined || (mark.top >= window.top && mark.bottom <= window.bottom)) return;
    this.#scroller.scrollTop += mark.top - window.top - window.height * LANDING;
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const drawn = this.#pageOf.get(target)!;
      if (isIntersecting) this.#near.add(drawn);
      else if (this.#near.delete(drawn)) drawn.release();
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
    for (const drawn of this.#near) drawn.fitWords();
    void this.#draw();
  }

  async #draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    const distance = (drawn: DrawnPage): number => Math.abs(drawn.number - this.#page);
    for (;;) {
      const next = [...this.#near]
        .filter((s) => !s.current)
        .toSorted((a, b) => distance(a) - distance(b))[0];
      if (!next) break;
      await next.draw(this.#options.pdf, this.#options.form, (change) =>
        this.#keepingPlace(change),
      );
      this.#land(next);
    }
    this.#drawing = false;
  }
}
