import type { FieldErrors } from '#server/base/errors.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refusedAddresses } from '#server/site/page-text.ts';
import type { UnitEntry } from '#server/site/unit-entry.ts';
import { messages } from './messages.ts';

/** News, an announcement, and an outage that was planned (Điều 13 Nghị định 224/2026/NĐ-CP). */
export const NEWS_KINDS = ['news', 'announcement', 'outage'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export type NewsAct = 'saved' | 'submitted' | 'returned' | 'published' | 'withdrawn' | 'merged';

/** A picture drawn anew as WebP; `alt` is what can be seen on it. */
export interface NewsPicture {
  readonly sha256: string;
  readonly bytes: number;
  readonly alt: string;
}

/** When the shelf will not answer: wall clock of Vietnam, `2026-12-05 22:00`. */
export interface Outage {
  readonly start: string;
  readonly end: string;
}

export interface NewsPiece {
  readonly title: string;
  readonly summary: string;
  /** What `parsePageText` reads. */
  readonly body: string;
  readonly kind: NewsKind;
  /** Stands before the others. */
  readonly pinned: boolean;
  readonly pictures: readonly NewsPicture[];
  /** Null for the other kinds. */
  readonly outage: Outage | null;
  /** What was done last, and why it was returned or withdrawn. */
  readonly act: NewsAct;
  readonly reason: string;
  /** Accounts that wrote it since it was published last: none of them approves it. */
  readonly writtenBy: readonly string[];
  /** The instant of its first publication; null before. */
  readonly publishedAt: string | null;
  /** Of a change: the published piece whose words it takes the place of once it is approved. */
  readonly replaces?: string;
}

export type NewsEntry = UnitEntry<'news', NewsPiece>;

export const MOST_PICTURES = 4;
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 500;
const LONGEST_BODY = 20_000;
const LONGEST_ALT = 200;

/** The key of an order in which what is pinned comes first, then what was published last. */
export const newsSortKey = (pinned: boolean, at: string): string => `${pinned ? 1 : 0}${at}`;

const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2} (?:[01]\d|2[0-3]):[0-5]\d$/u.test(text) && isDay(text.slice(0, 10));

/** `22:00 05/12/2026` or `22h 5/12/2026` → `2026-12-05 22:00`; null for no moment of a real day. */
export function readMoment(text: string): string | null {
  const match = /^(\d{1,2})[:h](\d{2})? ?(?:,|ngày)? ?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, hour = '', minute = '00', day = '', month = '', year = ''] = match;
  const two = (n: string): string => n.padStart(2, '0');
  const moment = `${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}`;
  return isMoment(moment) ? moment : null;
}

/** `2026-12-05 22:00` → `22:00 05/12/2026`; anything else stays as it was typed. */
export const showMoment = (moment: string): string =>
  isMoment(moment)
    ? `${moment.slice(11)} ${moment.slice(0, 10).split('-').toReversed().join('/')}`
    : moment;

function outageErrors({ outage }: NewsPiece): FieldErrors {
  if (outage === null) return {};
  const { start, end } = outage;
  return {
    ...(isMoment(start) ? {} : { start: messages.wrongMoment }),
    ...(isMoment(end)
      ? isMoment(start) && end <= start
        ? { end: messages.endsBeforeItBegins }
        : {}
      : { end: messages.wrongMoment }),
  };
}

function periodErrors({ from, to }: Pick<NewsEntry, 'from' | 'to'>): FieldErrors {
  const [fromFits, toFits] = [from === null || isDay(from), to === null || isDay(to)];
  return {
    ...(fromFits ? {} : { from: WRONG_DAY }),
    ...(toFits ? {} : { to: WRONG_DAY }),
    ...(fromFits && toFits && from !== null && to !== null && to < from
      ? { to: messages.endsBeforeItBegins }
      : {}),
  };
}

function pictureErrors({ pictures }: NewsPiece): FieldErrors {
  const errors: Record<string, string> = {};
  for (const [i, { alt }] of pictures.entries()) {
    if (alt === '') errors[`alt-${i}`] = messages.writeAlt;
    Object.assign(errors, tooLongErrors({ [`alt-${i}`]: [messages.altLabel, alt, LONGEST_ALT] }));
  }
  return pictures.length > MOST_PICTURES
    ? { ...errors, picture: messages.tooManyPictures(MOST_PICTURES) }
    : errors;
}

/** What is wrong with a piece, by field of its form; empty when nothing is. */
export function newsErrors(entry: Pick<NewsEntry, 'from' | 'to' | 'value'>): FieldErrors {
  const { title, summary, body, kind } = entry.value;
  const refused = refusedAddresses(body);
  return {
    ...(title === '' ? { title: messages.writeTitle } : {}),
    ...(summary === '' ? { summary: messages.writeSummary } : {}),
    ...(body === ''
      ? { body: messages.writeBody }
      : refused.length > 0
        ? { body: messages.linksRefused(refused.slice(0, 3).join(', ')) }
        : {}),
    ...(NEWS_KINDS.includes(kind) ? {} : { kind: messages.chooseKind }),
    ...periodErrors(entry),
    ...outageErrors(entry.value),
    ...pictureErrors(entry.value),
    ...tooLongErrors({
      title: [FIELD_LABELS.title, title, LONGEST_TITLE],
      summary: [messages.summaryLabel, summary, LONGEST_SUMMARY],
      body: [FIELD_LABELS.body, body, LONGEST_BODY],
    }),
  };
}

/** Whether every public page tells of it on a day: from the day it is on show until it is over. */
export const isToldOn = ({ value }: Pick<NewsEntry, 'value'>, day: string): boolean =>
  value.outage !== null && day <= value.outage.end.slice(0, 10);

/** Working days by which an outage is told before it begins (Điều 13 Nghị định 224/2026/NĐ-CP). */
export const OUTAGE_NOTICE_DAYS = 7;
