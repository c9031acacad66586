/** Steps of the picture's size; 1 fits the width. */
const ZOOMS = [1, 1.5, 2, 3] as const;
/** A finger that moves this far, more sideways than down, turns the page. */
const SWIPE_PX = 56;

interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

/**
 * Fetching ahead spends a reader's money, so it never happens when they asked to save data or when
 * the line is slow.
 */
const mayFetchAhead = (): boolean => {
  const line = (navigator as { connection?: Connection }).connection;
  return line?.saveData !== true && line?.effectiveType?.endsWith('2g') !== true;
};

const turn = (to: 'prev' | 'next'): void => {
  const link = document.querySelector<HTMLAnchorElement>(`.reader-bar a[rel=${to}]`);
  if (link) location.assign(link.href);
};

/** Zoom: the picture grows inside its own frame, so nothing around it moves. */
class PictureView {
  readonly #view: HTMLElement;
  readonly #image: HTMLImageElement;
  readonly #tools: HTMLElement;
  readonly #label: string;
  readonly #sizes: string;
  #step = 0;

  constructor(root: HTMLElement) {
    this.#view = root.querySelector<HTMLElement>('.scan-view')!;
    this.#image = root.querySelector('img')!;
    this.#tools = root.querySelector<HTMLElement>('[data-zooming]')!;
    this.#label = root.dataset['label'] ?? '';
    this.#sizes = this.#image.sizes;
  }

  get element(): HTMLElement {
    return this.#view;
  }
  get zoomed(): boolean {
    return this.#step > 0;
  }

  start(): void {
    this.#tools.addEventListener('click', (event) => {
      const by = (event.target as Element).closest<HTMLElement>('[data-zoom]')?.dataset['zoom'];
      if (by !== undefined) this.#zoom(this.#step + Number(by));
    });
    this.#view.addEventListener('dblclick', (event) => {
      // Two clicks on a word select it.
      if ((event.target as Element).closest('text') === null)
        this.#zoom(this.zoomed ? 0 : 2, event);
    });
    this.#view.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '+' || event.key === '=') this.#zoom(this.#step + 1);
      if (event.key === '-') this.#zoom(this.#step - 1);
    });
    this.#image.addEventListener('error', () => this.#offer(false));
    if (this.#image.complete && this.#image.naturalWidth === 0) return;
    this.#offer(true);
    this.#show();
  }

  #offer(offered: boolean): void {
    for (const part of this.#tools.children) (part as HTMLElement).hidden = !offered;
  }

  /** The point under the finger, else the middle, stays where it is. */
  #zoom(to: number, at?: MouseEvent): void {
    const step = Math.max(0, Math.min(to, ZOOMS.length - 1));
    if (step === this.#step) return;
    const [view, grown] = [this.#view, ZOOMS[step]! / ZOOMS[this.#step]!];
    const box = view.getBoundingClientRect();
    const [x, y] = at
      ? [at.clientX - box.left, at.clientY - box.top]
      : [box.width / 2, Math.min(box.height, innerHeight) / 2];
    const [left, top] = [(view.scrollLeft + x) * grown - x, (view.scrollTop + y) * grown - y];
    if (!this.zoomed) view.style.blockSize = `${box.height}px`;
    this.#step = step;
    this.#show();
    view.scrollTo({ left, top, behavior: 'instant' });
  }

  #show(): void {
    const [view, zoom] = [this.#view, ZOOMS[this.#step]!];
    view.classList.toggle('zoomed', this.zoomed);
    view.style.setProperty('--zoom', String(zoom));
    if (!this.zoomed) view.style.removeProperty('block-size');
    this.#image.sizes = this.zoomed ? `${Math.round(view.clientWidth * zoom)}px` : this.#sizes;
    view.tabIndex = 0;
    view.setAttribute('role', 'region');
    view.setAttribute('aria-label', this.#label);
    const [smaller, shown, larger] = [...this.#tools.children] as [
      HTMLButtonElement,
      HTMLOutputElement,
      HTMLButtonElement,
    ];
    shown.value = `${zoom * 100} %`;
    smaller.setAttribute('aria-disabled', String(this.#step === 0));
    larger.setAttribute('aria-disabled', String(this.#step === ZOOMS.length - 1));
  }
}

/** One finger sideways over the whole picture turns the page; a zoomed picture is moved instead. */
function swiping(picture: PictureView): void {
  const view = picture.element;
  const shift = (px: string): void => {
    for (const moved of view.children) (moved as HTMLElement | SVGElement).style.translate = px;
  };
  const follows = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  let from: PointerEvent | null = null;
  const settle = (): void => {
    from = null;
    view.classList.add('settling');
    shift('');
  };
  const moved = (event: PointerEvent): number | null => {
    if (!from || event.pointerId !== from.pointerId) return null;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    return Math.abs(x) > 2 * Math.abs(y) ? x : 0;
  };
  view.addEventListener('pointerdown', (event) => {
    // A second finger pinches; a page that the browser itself has zoomed is being moved.
    from =
      event.pointerType !== 'mouse' &&
      event.isPrimary &&
      !picture.zoomed &&
      (visualViewport?.scale ?? 1) < 1.05
        ? event
        : null;
    view.classList.remove('settling');
  });
  view.addEventListener('pointermove', (event) => {
    const x = moved(event);
    if (x !== null && follows) shift(`${x / 2}px`);
  });
  view.addEventListener('pointerup', (event) => {
    const x = moved(event) ?? 0;
    settle();
    if (Math.abs(x) >= SWIPE_PX) turn(x < 0 ? 'next' : 'prev');
  });
  view.addEventListener('pointercancel', settle);
}

/** Arrow keys turn pages where nothing else wants them. */
function turningByKeys(picture: PictureView): void {
  document.addEventListener('keydown', (event) => {
    const to = ({ ArrowLeft: 'prev', ArrowRight: 'next' } as const)[event.key];
    const target = event.target as Element;
    if (
      to === undefined ||
      event.defaultPrevented ||
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    if (
      target.closest('input, textarea, select, dialog, [contenteditable]') ||
      (picture.zoomed && picture.element.contains(target))
    )
      return;
    turn(to);
  });
}

/**
 * Fetches the next page's picture in the width this screen will choose, once this one is there and
 * the browser is idle.
 */
function fetchAhead(root: HTMLElement): void {
  const { next } = root.dataset;
  const image = root.querySelector('img')!;
  if (next === undefined || !mayFetchAhead()) return;
  const ahead = (): void => {
    const picture = new Image();
    picture.fetchPriority = 'low';
    picture.sizes = image.sizes;
    picture.srcset = next;
  };
  const later = (): unknown =>
    'requestIdleCallback' in window ? requestIdleCallback(ahead) : setTimeout(ahead, 1_000);
  if (image.complete) later();
  else image.addEventListener('load', later, { once: true });
}

export const mount = (root: HTMLElement): void => {
  const picture = new PictureView(root);
  picture.start();
  swiping(picture);
  turningByKeys(picture);
  fetchAhead(root);
};
