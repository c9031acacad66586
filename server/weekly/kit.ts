import type { FieldErrors } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';
import { messages } from './messages.ts';
import { readAloud, sentencesOf, syllableCount } from './read-aloud.ts';
import { daysOfWeek, type Week } from './week.ts';

/** Where the words of a kit are from: they are quoted, never written anew. */
export interface KitSource {
  readonly itemId: string;
  readonly attachmentId: string;
  readonly ordinal: number;
  /** `Khoản 1 Điều 15, Luật Hộ tịch`, and where it is read. */
  readonly label: string;
  readonly href: string;
  /** The passage as it stood. */
  readonly quote: string;
}

/** What a commune tells of one provision in one week: poster, loudspeaker, message, question. */
export interface WeeklyKit {
  readonly week: Week;
  readonly source: KitSource;
  readonly heading: string;
  /** For the loudspeaker. */
  readonly script: string;
  /** For a message group. */
  readonly message: string;
  readonly question: string;
  readonly answer: string;
  /** It was read out, hung up or sent. */
  readonly used: boolean;
  readonly writtenBy: readonly string[];
  /** The instant of its publication; null before. */
  readonly publishedAt: string | null;
}

export type KitEntry = UnitEntry<'weekly', WeeklyKit>;

/** 90 seconds at 3.3 syllables a second, as announcers of a commune read. */
export const MOST_SYLLABLES = 300;
const MESSAGE_LETTERS = 400;
const ANSWER_LETTERS = 900;
const POSTER_LETTERS = 3_500;

/** As many whole sentences from the beginning as `fits` takes; the first one always. */
function begun(text: string, fits: (some: string) => boolean): { text: string; cut: boolean } {
  const all = sentencesOf(text);
  const upTo = (count: number): string =>
    all.slice(0, count).join(' ').replaceAll('\n ', '\n').trimEnd();
  let count = Math.min(1, all.length);
  while (count < all.length && fits(upTo(count + 1))) count++;
  return { text: upTo(count), cut: count < all.length };
}

const within =
  (letters: number) =>
  (some: string): boolean =>
    some.length <= letters;

/** The words of the frame; `link` is absolute. */
export interface KitFrame {
  readonly unit: string;
  readonly link: string;
}

/** Each line as it is read aloud. */
const spokenLines = (text: string): string => text.split('\n').map(readAloud).join('\n');

/**
 * The part of a quotation that somebody keeps, as the quotation writes it; null where what is kept does
 * not stand there word for word, in one piece.
 */
export function partLeft(quote: string, kept: string): string | null {
  const wanted = kept.split(/\s+/u).filter((word) => word !== '');
  const words = [...quote.matchAll(/\S+/gu)];
  const from = words.findIndex((_, at) => wanted.every((word, i) => words[at + i]?.[0] === word));
  const [first, last] = [words[from], words[from + wanted.length - 1]];
  return wanted.length === 0 || first === undefined || last === undefined
    ? null
    : quote.slice(first.index, last.index + last[0].length);
}

/** The script: fixed sentences around as much of the quotation as can be read in time. */
function scriptOf({ label, quote }: KitSource, { unit }: KitFrame): string {
  const t = messages.script;
  const [opening, ending] = [readAloud(t.opening(unit, label)), readAloud(t.ending)];
  const frame = syllableCount(`${opening} ${t.goesOn} ${ending}`);
  const { text, cut } = begun(
    quote,
    (some) => frame + syllableCount(spokenLines(some)) <= MOST_SYLLABLES,
  );
  return [opening, spokenLines(text), ...(cut ? [t.goesOn] : []), ending].join('\n\n');
}

/** All texts of a new kit, cut at the ends of sentences; people change what they like. */
export function kitTexts(
  source: KitSource,
  heading: string,
  frame: KitFrame,
): Pick<WeeklyKit, 'script' | 'message' | 'question' | 'answer'> {
  const t = messages.texts;
  const [short, long] = [
    begun(source.quote, within(MESSAGE_LETTERS)),
    begun(source.quote, within(ANSWER_LETTERS)),
  ];
  const quoted = ({ text, cut }: typeof short): string => `“${text}${cut ? ' […]' : ''}”`;
  return {
    script: scriptOf(source, frame),
    message: t.message(heading, quoted(short), source.label, frame.link),
    question: t.question(heading),
    answer: t.answer(source.label, quoted(long)),
  };
}

/** What a poster says of the quotation, in its paragraphs. */
export function posterText(quote: string): string[] {
  const { text, cut } = begun(quote, within(POSTER_LETTERS));
  return `“${text}${cut ? ' […]' : ''}”`.split('\n');
}

/** What is wrong with a kit, by field of its form; empty when nothing is. */
export function kitErrors({
  week,
  heading,
  script,
  message,
  question,
  answer,
}: WeeklyKit): FieldErrors {
  return {
    ...(daysOfWeek(week) === null ? { week: messages.chooseWeek } : {}),
    ...(heading === '' ? { heading: messages.writeHeading } : {}),
    ...(script === '' ? { script: messages.writeScript } : {}),
    ...(message === '' ? { message: messages.writeMessage } : {}),
    ...tooLongErrors({
      heading: [messages.headingLabel, heading, 200],
      script: [messages.scriptLabel, script, 5_000],
      message: [messages.messageLabel, message, 2_000],
      question: [messages.questionLabel, question, 500],
      answer: [messages.answerLabel, answer, 3_000],
    }),
  };
}
