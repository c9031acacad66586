import '../styles/book.css';
import type { Book, Location, Rendition } from '@likecoin/epub-ts';
import { chapterPath } from '#web/paths/reading.ts';
import { rememberPosition } from './position.ts';

interface File {
  readonly item: string;
  readonly src: string;
  readonly bytes: number;
  readonly attachment: string;
  readonly chapter: number;
  readonly hrefs: readonly string[];
}
type Words = Readonly<
  Record<'opening' | 'lost' | 'broken' | 'undrawn' | 'place' | 'resume' | 'frame', string>
>;

/** Steps of the letters' size in percent. */
const LETTERS = [80, 90, 100, 115, 130, 150, 180] as const;

/** A refusal of the server or of the line, told apart from a book that is at fault. */
class NotFetched extends Error {}

async function fetchBook(
  { src, bytes }: File,
  onProgress: (percent: number) => void,
): Promise<ArrayBuffer> {
  const answer = await fetch(src).catch(() => null);
  if (!answer?.ok || !answer.body) throw new NotFetched();
  const whole = new Uint8Array(bytes);
  let at = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => {
      throw new NotFetched();
    });
    if (done) break;
    if (at + value.length > bytes) throw new NotFetched();
    whole.set(value, at);
    at += value.length;
    onProgress(Math.floor((at / bytes) * 100));
  }
  if (at < bytes) throw new NotFetched();
  return whole.buffer;
}

/** One book in its frame, with the tools of the page around it. */
class BookView {
  readonly #root: HTMLElement;
  readonly #file: File;
  readonly #words: Words;
  readonly #status: HTMLElement;
  readonly #rendition: Rendition;
  readonly #book: Book;
  readonly #pathOf: (url: string | undefined) => string;
  readonly #fixed: boolean;
  #letters = LETTERS.indexOf(100);

  constructor(
    root: HTMLElement,
    file: File,
    words: Words,
    book: Book,
    pathOf: (url: string | undefined) => string,
  ) {
    [this.#root, this.#file, this.#words, this.#book, this.#pathOf] = [
      root,
      file,
      words,
      book,
      pathOf,
    ];
    this.#status = root.querySelector<HTMLElement>('.book-status')!;
    this.#fixed = book.packaging.metadata.layout === 'pre-paginated';
    root.dataset['layout'] = this.#fixed ? 'fixed' : 'flowing';
    const host = root.querySelector<HTMLElement>('.book-host')!;
    new MutationObserver(() => this.#name(host)).observe(host, { childList: true, subtree: true });
    this.#rendition = book.renderTo(host, {
      width: '100%',
      height: '100%',
      flow: this.#fixed ? 'paginated' : 'scrolled-doc',
      allowScriptedContent: false,
    });
  }

  async start(): Promise<void> {
    this.#rendition.on('relocated', (location: Location) => this.#relocated(location));
    this.#rendition.on('rendered', () => this.#rendered());
    this.#rendition.on('displayerror', () => this.#fail());
    this.#rendition.on('keydown', (event: KeyboardEvent) => this.#key(event));
    this.#listen();
    await this.show(this.#file.chapter);
    this.#offer();
  }

  /**
   * Shows the chapter that the plain pages have; where book and pages differ, it shows the book's
   * beginning.
   */
  async show(chapter: number): Promise<void> {
    this.#status.hidden = true;
    const path = this.#file.hrefs[chapter - 1];
    const index = this.#book.spine.spineItems.findIndex((s) => this.#pathOf(s.url) === path);
    await this.#rendition.display(Math.max(index, 0));
  }

  #offer(): void {
    const flowing = !this.#fixed;
    for (const button of this.#root.querySelectorAll<HTMLElement>('[data-tools] button'))
      button.hidden = button.hasAttribute('data-letters') && !flowing;
  }

  #listen(): void {
    this.#root.querySelector('[data-tools]')!.addEventListener('click', (event) => {
      const { turn, letters } =
        (event.target as Element).closest<HTMLElement>('button')?.dataset ?? {};
      if (turn !== undefined) void this.#turn(turn === 'on');
      if (letters !== undefined) this.#size(Number(letters));
    });
    document.addEventListener('keydown', (event) => this.#key(event));
    document.querySelector('.toc')?.addEventListener('click', (event) => {
      const link = (event.target as Element).closest('a');
      const chapter = link && chapterIn(link);
      if (!chapter || (event as MouseEvent).ctrlKey || (event as MouseEvent).metaKey) return;
      event.preventDefault();
      void this.show(chapter).catch(() => this.#fail());
    });
  }

  #key(event: KeyboardEvent): void {
    if (
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      (event.target as Element).closest?.('input, select, textarea')
    )
      return;
    const rightToLeft = this.#book.packaging.metadata.direction === 'rtl';
    if (event.key === 'ArrowRight') void this.#turn(!rightToLeft);
    if (event.key === 'ArrowLeft') void this.#turn(rightToLeft);
  }

  async #turn(on: boolean): Promise<void> {
    this.#status.hidden = true;
    await (on ? this.#rendition.next() : this.#rendition.prev()).catch(() => this.#fail());
  }

  #size(by: number): void {
    this.#letters = Math.max(0, Math.min(this.#letters + by, LETTERS.length - 1));
    this.#rendition.themes.fontSize(`${LETTERS[this.#letters]}%`);
  }

  /** Names for who does not see, as soon as the library adds a part. */
  #name(host: HTMLElement): void {
    const container = host.querySelector<HTMLElement>('.epub-container');
    container?.setAttribute('tabindex', '0');
    container?.setAttribute('role', 'region');
    container?.setAttribute('aria-label', this.#words.frame);
    for (const frame of host.querySelectorAll('iframe')) frame.title = this.#words.frame;
  }

  #rendered(): void {
    for (const frame of this.#root.querySelectorAll('iframe')) {
      this.#openOutside(frame);
      // A chapter that is no XHTML comes as the parser's complaint.
      if (frame.contentDocument?.querySelector('parsererror')) this.#fail();
    }
  }

  /**
   * The frame may open nothing itself, so a link to another site that its reader chose opens in a
   * new tab.
   */
  #openOutside(frame: HTMLIFrameElement): void {
    frame.contentDocument?.addEventListener('click', (event) => {
      const link = (event.target as Element | null)?.closest?.('a[href]');
      const address = link?.getAttribute('href') ?? '';
      if (!/^https?:\/\//iu.test(address) || address.startsWith(location.origin)) return;
      event.preventDefault();
      open(address, '_blank', 'noopener,noreferrer');
    });
  }

  #relocated({ start }: Location): void {
    const { hrefs, item, attachment } = this.#file;
    const path = this.#pathOf(this.#book.spine.get(start.index)?.url);
    const chapter = hrefs.indexOf(path) + 1;
    const total = this.#book.spine.spineItems.length;
    this.#root.querySelector('[data-place]')!.textContent = this.#words.place
      .replace('{n}', String(start.index + 1))
      .replace('{tong}', String(total));
    this.#root.dataset['shown'] = String(start.index + 1);
    if (chapter === 0) return;
    markContents(chapter);
    const href = chapterPath(item, chapter, { attachment });
    this.#root.querySelector<HTMLAnchorElement>('[data-plain]')!.href = href;
    if (chapter > 1)
      rememberPosition(item, href, this.#words.resume.replace('{n}', String(chapter)));
  }

  #fail(): void {
    say(this.#root, this.#words.undrawn);
  }
}

const chapterIn = (link: HTMLAnchorElement): number =>
  Number(/\/chuong\/(\d+)/u.exec(link.pathname)?.[1] ?? 0);

/** In the contents beside the book, the entry of what is being read. */
function markContents(chapter: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')].filter(
    (link) => chapterIn(link) > 0,
  );
  const current = links.findLast((link) => chapterIn(link) <= chapter);
  for (const link of links) link.removeAttribute('aria-current');
  current?.setAttribute('aria-current', 'true');
}

function say(root: HTMLElement, words: string): void {
  const status = root.querySelector<HTMLElement>('.book-status')!;
  status.hidden = words === '';
  status.querySelector('p')!.textContent = words;
}

async function begin(root: HTMLElement): Promise<void> {
  const file = JSON.parse(root.dataset['book']!) as File;
  const words = JSON.parse(root.dataset['text']!) as Words;
  const opening = (percent: number): void =>
    say(root, words.opening.replace('{n}', String(percent)));
  opening(0);
  try {
    const [{ openBook, pathOf }, bytes] = await Promise.all([
      import('./epub/open-book.ts').catch(() => {
        throw new NotFetched();
      }),
      fetchBook(file, opening),
    ]);
    const view = new BookView(root, file, words, await openBook(bytes), pathOf);
    say(root, '');
    await view.start();
  } catch (error) {
    say(root, error instanceof NotFetched ? words.lost : words.broken);
  }
}

export const mount = (root: HTMLElement): void => {
  void begin(root);
};
