import { beginningOf, dayInVietnam, mondayOfWeek } from '#server/base/vietnam-time.ts';
import type { LawState } from '#server/laws/law-record.ts';
import { MOST_TOPICS } from './topic.ts';

export const RHYTHMS = ['weekly', 'at-once'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Of the pages, and of the letters. */
export type ReaderLanguage = 'vi' | 'en';

/** What somebody asked for and has not confirmed: nobody is written to but once. */
export interface Wish {
  readonly id: string;
  readonly email: string;
  /** Keys of topics (`topicKey`). */
  readonly topics: readonly string[];
  readonly rhythm: Rhythm;
  readonly language: ReaderLanguage;
  /** Of the secret in the address that confirms it. */
  readonly secretHash: string;
  /** When it is erased, confirmed or not. */
  readonly eraseAt: string;
}

/** How a followed law stood when its follower was told last, by `lawNumberKey`. */
export interface ToldLaw {
  readonly key: string;
  readonly state: LawState;
}

/** Whoever confirmed, until they leave. */
export interface Subscriber {
  readonly id: string;
  readonly email: string;
  readonly topics: readonly string[];
  readonly rhythm: Rhythm;
  readonly language: ReaderLanguage;
  /** Of the secret in the address where it is managed. */
  readonly secretHash: string;
  readonly confirmedAt: string;
  /** What was published up to this instant, it included, was told. */
  readonly toldUntil: string;
  readonly laws: readonly ToldLaw[];
  /** Letters in a row that the address did not take for good. */
  readonly refusals: number;
  /** Up to what instant the refused letter told; null when the last one was taken. */
  readonly refusedUntil: string | null;
  /** Nothing is sent any more, and when it is erased; null for whoever is told. */
  readonly eraseAt: string | null;
  /** Grows by one at every change; a stale one is a `stale-version` conflict. */
  readonly version: number;
}

/** What a run notes of those it told. */
export type Note = Partial<
  Pick<Subscriber, 'toldUntil' | 'laws' | 'refusals' | 'refusedUntil' | 'eraseAt'>
>;

const HOUR_MS = 3_600_000;
const CONFIRM_HOURS = 48;
const MOST_REFUSALS = 3;
const SET_ASIDE_DAYS = 7;

/** Wishes of one address that wait: so many letters, and no more, reach somebody who asked nothing. */
export const MOST_WISHES_OF_ADDRESS = 3;
/** Wishes that wait in all. */
export const MOST_WISHES = 20_000;

export const wishErasedAt = (now: string): string =>
  new Date(Date.parse(now) + CONFIRM_HOURS * HOUR_MS).toISOString();

/** Addresses are compared so: hardly any server tells letters of different case apart. */
export const addressKey = (email: string): string => email.normalize('NFC').toLowerCase();

/** Of whoever may be written to, as if no letter had been refused. */
export const NOT_REFUSED = { refusals: 0, refusedUntil: null, eraseAt: null } as const;

/** What a confirmed wish makes of whoever may have subscribed before; old topics stay. */
export function confirmed(
  wish: Wish,
  before: Subscriber | null,
  more: Pick<Subscriber, 'id' | 'secretHash'> & { readonly now: string },
): Subscriber {
  const { topics, rhythm, language, email } = wish;
  const { now, ...fresh } = more;
  return {
    confirmedAt: now,
    toldUntil: now,
    laws: [],
    version: 0,
    ...fresh,
    ...before,
    email,
    topics: [...new Set([...topics, ...(before?.topics ?? [])])].slice(0, MOST_TOPICS),
    rhythm,
    language,
    ...NOT_REFUSED,
  };
}

/** What is noted after the address refused a letter that told up to an instant. */
export function refused(subscriber: Subscriber, until: string, now: string): Note {
  const refusals = subscriber.refusals + 1;
  return {
    refusals,
    refusedUntil: until,
    eraseAt:
      refusals < MOST_REFUSALS
        ? null
        : new Date(Date.parse(now) + SET_ASIDE_DAYS * 24 * HOUR_MS).toISOString(),
  };
}

/** The Monday of the week, in Vietnam: `2026-11-30`. */
export const mondayOf = (now: string): string => mondayOfWeek(dayInVietnam(now));

/** When the week's letters begin: seven on Monday morning in Vietnam. */
export const weekBegins = (now: string): string =>
  new Date(Date.parse(beginningOf(mondayOf(now))) + 7 * HOUR_MS).toISOString();
