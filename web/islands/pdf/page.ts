import {
  TextLayer,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { markWords, type QueryForm } from './mark-words.ts';

/**
 * Each pixel takes four bytes: with this limit a few drawn pages fit into the memory of a cheap
 * phone, however large the paper is.
 */
const MOST_PIXELS = 4 * 2 ** 20;
const LONGEST_SIDE = 8_192;

/** How finely a page is drawn: as the screen shows it, within the limits of memory. */
export const drawingScale = (
  page: { readonly width: number; readonly height: number },
  wantedWidth: number,
): number =>
  Math.min(
    wantedWidth / page.width,
    Math.sqrt(MOST_PIXELS / (page.width * page.height)),
    LONGEST_SIDE / Math.max(page.width, page.height),
  );

interface PageWords {
  readonly page: string;
  readonly undrawn: string;
}

/** One page of the file: a box of the right size, drawn while it is near the reader. */
export class DrawnPage {
  readonly element = document.createElement('div');
  readonly number: number;
  readonly #words: PageWords;
  #task: RenderTask | null = null;
  #layer: TextLayer | null = null;
  #page: PDFPageProxy | null = null;
  #drawnWidth = 0;
  #points = 0;

  constructor(number: number, ratio: number, words: PageWords) {
    this.number = number;
    this.#words = words;
    this.element.className = 'drawn-page';
    this.element.style.aspectRatio = `1 / ${ratio}`;
  }

  /** Drawn for the width it has now. */
  get current(): boolean {
    return this.#drawnWidth === this.element.clientWidth;
  }

  /** Fits the words to the drawing after its width changed. */
  fitWords(): void {
    if (this.#points > 0)
      this.element.style.setProperty(
        '--total-scale-factor',
        String(this.element.clientWidth / this.#points),
      );
  }

  /**
   * Draws the page and lays its words over it. `onSize` wraps the step that changes the height of
   * the box.
   */
  async draw(
    pdf: PDFDocumentProxy,
    form: QueryForm | null,
    onSize: (change: () => void) => void,
  ): Promise<void> {
    const width = this.element.clientWidth;
    this.#drawnWidth = width;
    // The reader may have gone on, or changed the size, while something was on its way.
    const over = (): boolean => this.#drawnWidth !== width;
    try {
      const page = await pdf.getPage(this.number);
      if (over()) return;
      this.#page = page;
      const paper = page.getViewport({ scale: 1 });
      this.#points = paper.width;
      onSize(() => {
        this.element.style.aspectRatio = `${paper.width} / ${paper.height}`;
      });
      const canvas = document.createElement('canvas');
      const viewport = page.getViewport({ scale: drawingScale(paper, width * devicePixelRatio) });
      [canvas.width, canvas.height] = [
        Math.max(1, Math.floor(viewport.width)),
        Math.max(1, Math.floor(viewport.height)),
      ];
      this.#task = page.render({ canvas, viewport });
      await this.#task.promise;
      if (over()) return;
      this.#show(canvas);
      if (!this.#layer) await this.#addWords(page, form);
    } catch {
      if (!over()) this.#showFailure();
    }
  }

  #show(canvas: HTMLCanvasElement): void {
    const before = this.element.querySelector('canvas');
    if (before) {
      before.replaceWith(canvas);
      before.width = 0;
    } else this.element.prepend(canvas);
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', this.#words.page.replace('{n}', String(this.number)));
    this.element.dataset['drawn'] = '';
  }

  async #addWords(page: PDFPageProxy, form: QueryForm | null): Promise<void> {
    const container = document.createElement('div');
    container.className = 'words';
    const layer = (this.#layer = new TextLayer({
      textContentSource: page.streamTextContent(),
      container,
      viewport: page.getViewport({ scale: 1 }),
    }));
    await layer.render();
    if (this.#layer !== layer) return;
    if (form) markWords(container, form);
    this.fitWords();
    this.element.append(container);
    this.element.dataset['words'] = '';
  }

  #showFailure(): void {
    const note = document.createElement('p');
    note.textContent = this.#words.undrawn.replace('{n}', String(this.number));
    this.element.replaceChildren(note);
    this.element.dataset['drawn'] = 'failed';
  }

  /** Gives back the memory of the drawing; the place stays. */
  release(): void {
    if (this.#drawnWidth === 0) return;
    this.#drawnWidth = 0;
    this.#task?.cancel();
    this.#layer?.cancel();
    this.#page?.cleanup();
    this.#task = this.#layer = this.#page = null;
    for (const canvas of this.element.querySelectorAll('canvas')) canvas.width = 0;
    this.element.replaceChildren();
    for (const name of ['role', 'aria-label', 'data-drawn', 'data-words'])
      this.element.removeAttribute(name);
  }
}
