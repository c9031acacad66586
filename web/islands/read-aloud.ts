import { blocksOf, rangeIn } from './text-ranges.ts';

const NAME = 'dang-doc';
/** Words of the shelf between those of the book. */
const ASIDE = '.leaf-no, .meta';

interface Words {
  readonly start: string;
  readonly pause: string;
  readonly on: string;
}
type State = 'off' | 'reading' | 'paused';
interface Sentence {
  readonly text: string;
  readonly range: Range;
  readonly element: Element;
}

const sentencesOf = (root: Element, lang: string): Sentence[] =>
  blocksOf(root, ASIDE).flatMap((block) => {
    const ends =
      typeof Intl.Segmenter === 'function'
        ? [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(block.text)].map(
            ({ segment, index }) => index + segment.length,
          )
        : [block.text.length];
    let from = 0;
    return ends.flatMap((to) => {
      const text = block.text.slice(from, to);
      // `7.`, `a)`, `Điều 5.`: the number of what follows is no sentence of its own.
      if (to < block.text.length && /^(?:\p{L}+ )?[\p{L}\p{N}]{0,4}[.)]?$/u.test(text.trim()))
        return [];
      const start = from + text.length - text.trimStart().length;
      from = to;
      return /[\p{L}\p{N}]/u.test(text)
        ? [
            {
              text: text.trim(),
              element: block.element,
              range: rangeIn(block, start, start + text.trim().length),
            },
          ]
        : [];
    });
  });

class Reading {
  readonly #sentences: readonly Sentence[];
  readonly #lang: string;
  readonly #onChange: (state: State) => void;
  #at = 0;
  /** Counts starts and stops: the end of a sentence that was broken off is no reason to go on. */
  #turn = 0;

  constructor(sentences: readonly Sentence[], lang: string, onChange: (state: State) => void) {
    this.#sentences = sentences;
    this.#lang = lang;
    this.#onChange = onChange;
  }

  /**
   * On Android the browser's own pause forgets the position, so this breaks the sentence off and
   * begins it again.
   */
  pause(): void {
    this.#turn += 1;
    speechSynthesis.cancel();
    this.#onChange('paused');
  }

  stop(): void {
    this.#turn += 1;
    this.#at = 0;
    speechSynthesis.cancel();
    this.#mark(undefined);
    this.#onChange('off');
  }

  read(): void {
    const sentence = this.#sentences[this.#at];
    const voice = voiceFor(this.#lang);
    if (!sentence || !voice) return this.stop();
    const turn = (this.#turn += 1);
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.addEventListener('end', () => {
      if (turn === this.#turn) {
        this.#at += 1;
        this.read();
      }
    });
    utterance.addEventListener('error', () => {
      if (turn === this.#turn) this.stop();
    });
    this.#mark(sentence);
    this.#onChange('reading');
    speechSynthesis.speak(utterance);
  }

  #mark(sentence: Sentence | undefined): void {
    for (const { element } of this.#sentences) element.classList.remove(NAME);
    const painted = typeof Highlight === 'function' && 'highlights' in CSS;
    if (painted) CSS.highlights.delete(NAME);
    if (!sentence) return;
    if (painted) CSS.highlights.set(NAME, new Highlight(sentence.range));
    else sentence.element.classList.add(NAME);
    const { top, bottom } = sentence.range.getBoundingClientRect();
    if (top < 72 || bottom > innerHeight - 72) window.scrollBy({ top: top - innerHeight / 3 });
  }
}

const voiceFor = (lang: string): SpeechSynthesisVoice | undefined => {
  const fitting = speechSynthesis
    .getVoices()
    .filter((v) => v.lang.toLowerCase().replace('_', '-').split('-')[0] === lang);
  return fitting.find((v) => v.localService) ?? fitting[0];
};

/** The button appears once the browser has a voice for the language of the text. */
export const mount = (tools: HTMLElement): void => {
  const root = document.querySelector('.text');
  if (!root || !('speechSynthesis' in window)) return;
  const lang = root.closest<HTMLElement>('[lang]')?.lang.split('-')[0] ?? 'vi';
  const words = JSON.parse(tools.dataset['text']!) as Words;
  const [go, stop] = tools.querySelectorAll('button') as unknown as [
    HTMLButtonElement,
    HTMLButtonElement,
  ];
  let state: State = 'off';
  let reading: Reading | undefined;
  const onChange = (now: State): void => {
    state = now;
    go.textContent = { off: words.start, reading: words.pause, paused: words.on }[now];
    if (now === 'off' && document.activeElement === stop) go.focus();
    stop.hidden = now === 'off';
    tools.parentElement!.classList.toggle('speaking', now !== 'off');
  };

  go.addEventListener('click', () => {
    // What an earlier page left unsaid must not hold up this one.
    if (state === 'off') {
      speechSynthesis.cancel();
      reading = new Reading(sentencesOf(root, lang), lang, onChange);
    }
    if (state === 'reading') reading!.pause();
    else reading!.read();
  });
  stop.addEventListener('click', () => reading?.stop());
  window.addEventListener('pagehide', () => {
    if (state !== 'off') reading!.stop();
  });

  const offer = (): void => {
    if (!go.hidden || !voiceFor(lang) || blocksOf(root, ASIDE).length === 0) return;
    go.hidden = false;
  };
  // Voices come late, and the first list may be empty.
  speechSynthesis.addEventListener?.('voiceschanged', offer);
  offer();
};
