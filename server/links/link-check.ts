import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { messages } from '#server/links/messages.ts';
import type { Item } from '#server/items/item.ts';

/** `unreachable`: failing, but not often enough yet to be called broken. */
export type LinkState = 'new' | 'ok' | 'unreachable' | 'broken';

/**
 * `refused`: an address the shelf may not ask (see server/links/actions/outgoing-address.ts);
 * `redirects`: more than it follows.
 */
export type LinkFault =
  | 'status'
  | 'refused'
  | 'redirects'
  | 'timeout'
  | 'network'
  | 'name'
  | 'certificate';

export type LinkAnswer =
  | { readonly ok: true; readonly status: number }
  | { readonly ok: false; readonly status: number | null; readonly fault: LinkFault };

/** What is known of one outgoing address. */
export interface LinkCheck {
  readonly address: string;
  /** Null until it was asked once. */
  readonly checkedAt: string | null;
  readonly state: LinkState;
  /** Of the last answer; null when there was none. */
  readonly status: number | null;
  readonly fault: LinkFault | null;
  /** Failures in a row, at most one a day. */
  readonly failures: number;
  readonly failingSince: string | null;
  /** Not asked again before. */
  readonly nextAt: string;
}

/** A broken address with those who lead readers to it. */
export interface BrokenLink extends LinkCheck {
  /**
   * Published items that link to it, oldest first, ten at most; none when the shelf itself does.
   */
  readonly itemIds: readonly string[];
  /** How many published items link to it. */
  readonly items: number;
}

const DAY_MS = 86_400_000;
const GOOD_FOR_DAYS = 7;
/** After the first, second and every later failure. */
const BACK_OFF_DAYS = [1, 3, 7] as const;
const FAILURES_TO_BE_BROKEN = 3;

const isGone = (status: number | null): boolean => status === 404 || status === 410;

/** When to ask again after this many failures in a row. */
export const afterFailures = (failures: number, at: string): string =>
  new Date(
    Date.parse(at) +
      BACK_OFF_DAYS[Math.min(Math.max(failures, 1), BACK_OFF_DAYS.length) - 1]! * DAY_MS,
  ).toISOString();

/**
 * One answer is no proof: broken is what failed on three days, or was said to be gone twice in a
 * row.
 */
export function judgeLink(before: LinkCheck, answer: LinkAnswer, at: string): LinkCheck {
  const { address } = before;
  if (answer.ok) {
    return {
      address,
      checkedAt: at,
      state: 'ok',
      status: answer.status,
      fault: null,
      failures: 0,
      failingSince: null,
      nextAt: new Date(Date.parse(at) + GOOD_FOR_DAYS * DAY_MS).toISOString(),
    };
  }
  const sameDay =
    before.failures > 0 &&
    before.checkedAt !== null &&
    dayInVietnam(before.checkedAt) === dayInVietnam(at);
  const failures = before.failures + (sameDay ? 0 : 1);
  const broken =
    before.state === 'broken' ||
    failures >= FAILURES_TO_BE_BROKEN ||
    (isGone(before.status) && isGone(answer.status));
  return {
    address,
    checkedAt: at,
    state: broken ? 'broken' : 'unreachable',
    status: answer.status,
    fault: answer.fault,
    failures,
    failingSince: before.failingSince ?? at,
    nextAt: afterFailures(failures, at),
  };
}

/** An http or https address that readers may be led to. */
export const isLink = (text: string): boolean => /^https?:\/\/\S+$/iu.test(text);

/** Every web address an item's record leads readers to, each once. */
export function linksOf(item: Pick<Item, 'lawRefs' | 'national' | 'source'>): string[] {
  const texts = [...item.lawRefs.map((r) => r.url), item.national.url, item.source].map(
    (text) => text?.trim() ?? '',
  );
  return [...new Set(texts.filter(isLink))];
}

/** What is said of an address that is no link. */
export const WRONG_ADDRESS = messages.wrongAddress;
