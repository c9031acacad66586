import { provisionName } from '#server/base/vietnamese/provisions.ts';
import { blockOf } from './text-ranges.ts';

const WAIT_MS = 150;
/** Longer passages are named by their first and last words. */
const WHOLE = 100;
const WORDS = 4;

interface Words {
  readonly copied: string;
  readonly byHand: string;
  readonly page: string;
  readonly quotation: string;
}

const isWord = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);

/** A text fragment is found only from the beginning of a word to the end of one. */
const wholeWords = (selected: Range): Range => {
  const range = selected.cloneRange();
  const [start, end] = [range.startContainer, range.endContainer];
  if (start instanceof Text) {
    let at = range.startOffset;
    if (isWord(start.data[at])) while (isWord(start.data[at - 1])) at -= 1;
    range.setStart(start, at);
  }
  if (end instanceof Text) {
    let at = range.endOffset;
    if (isWord(end.data[at - 1])) while (isWord(end.data[at])) at += 1;
    range.setEnd(end, at);
  }
  return range;
};

/** `-` and `,` separate the parts of a text directive: in its words they are encoded. */
const part = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');

const firstWords = (text: string): string => text.split(/\s+/u).slice(0, WORDS).join(' ');
const lastWords = (text: string): string => text.split(/\s+/u).slice(-WORDS).join(' ');

/**
 * `prefix-,start,end` of the passage; it has the prefix only where the same words occur more than
 * once.
 */
const directive = (range: Range, lines: readonly string[]): string => {
  const [first, last] = [lines[0]!, lines.at(-1)!];
  const whole = lines.length === 1 && first.length <= WHOLE;
  const start = whole ? first : firstWords(first);
  const before = document.createRange();
  const block = blockOf(range.startContainer);
  let prefix = '';
  if (block && document.body.innerText.split(start).length > 2) {
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    prefix = lastWords(before.toString().trim());
  }
  return `${prefix === '' ? '' : `${part(prefix)}-,`}${part(start)}${whole ? '' : `,${part(lastWords(last))}`}`;
};

/** The page's own address, without the words being marked. */
const address = (): URL => {
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.delete('q');
  return url;
};

/** The id of the provision of a law that a place stands in; null for none. */
const provisionBefore = (root: Element, place: Node): string | null => {
  let found: string | null = null;
  for (const element of root.querySelectorAll('[id^="dieu-"]')) {
    // It begins behind the place.
    if (element.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING) break;
    found = element.id;
  }
  return found;
};

interface Passage {
  readonly link: string;
  readonly quotation: string;
}

const passage = (
  root: Element,
  { title, place, remark }: DOMStringMap,
  words: Words,
): Passage | null => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const selected = selection.getRangeAt(0);
  if (!root.contains(selected.startContainer) || !root.contains(selected.endContainer)) return null;
  const lines = selection
    .toString()
    .split(/\n+/u)
    .map((l) => l.trim())
    .filter((l) => l !== '');
  if (lines.length === 0) return null;
  const range = wholeWords(selected);
  // The words as they are read, but whole at both ends.
  const grown = range.toString().trim().split(/\s+/u);
  if (lines.length === 1) lines[0] = grown.join(' ');
  else {
    lines[0] = lines[0]!.replace(/^\S+/u, grown[0]!);
    lines[lines.length - 1] = lines.at(-1)!.replace(/\S+$/u, grown.at(-1)!);
  }
  const leaf = /^trang-(\d+)$/u.exec(
    blockOf(range.startContainer)?.closest('.leaf')?.id ?? '',
  )?.[1];
  const url = address();
  const provision = provisionBefore(root, range.startContainer);
  const where = leaf === undefined ? (place ?? '') : words.page.replace('{n}', leaf);
  const values: Record<string, string> = {
    chu: lines.join(' '),
    ten: title ?? '',
    noi: [provisionName(provision ?? '') ?? '', where].filter((said) => said !== '').join(', '),
    diachi: `${url.href}${provision === null ? '' : `#${provision}`}`,
  };
  const quoted = words.quotation.replace(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');
  return {
    link: `${url.href}#:~:text=${directive(range, lines)}`,
    // What is known against relying on the item goes with its words.
    quotation: remark === undefined ? quoted : `${quoted}\n${remark}`,
  };
};

/**
 * The tools appear while words of the text are selected; they stand right after the text, so Tab
 * leads to them.
 */
export const mount = (tools: HTMLElement): void => {
  const root = document.querySelector('.text');
  if (!root) return;
  const words = JSON.parse(tools.dataset['text']!) as Words;
  const status = tools.querySelector<HTMLElement>('[role=status]')!;
  const field = tools.querySelector('textarea')!;
  let current: Passage | null = null;
  let timer = 0;

  const show = (): void => {
    const found = passage(root, tools.dataset, words);
    if (!found && tools.contains(document.activeElement)) return;
    if (found?.link === current?.link && tools.hidden === !found) return;
    current = found;
    status.textContent = '';
    field.parentElement!.hidden = true;
    tools.hidden = !found;
  };
  const copy = async (text: string): Promise<void> => {
    status.textContent = '';
    try {
      await navigator.clipboard.writeText(text);
      field.parentElement!.hidden = true;
      status.textContent = words.copied;
    } catch {
      // Plain http and older browsers: the words are shown, ready to be copied.
      field.value = text;
      field.parentElement!.hidden = false;
      status.textContent = words.byHand;
      field.focus();
      field.select();
    }
  };

  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, WAIT_MS);
  });
  // A press on a button must not take the selection away.
  tools.addEventListener('pointerdown', (event) => {
    if ((event.target as Element).closest('button')) event.preventDefault();
  });
  tools.addEventListener('click', (event) => {
    const what = (event.target as Element).closest<HTMLElement>('[data-copy]')?.dataset['copy'];
    if (current && what) void copy(what === 'link' ? current.link : current.quotation);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || tools.hidden) return;
    getSelection()?.removeAllRanges();
    tools.hidden = true;
    current = null;
  });
};
