import type { Stage } from '#server/base/stage.ts';
import type { Notice } from '#server/items/notice.ts';
import type { Actor, Role } from '#server/people/account.ts';

/** What a list of notices needs; the newest first. */
export interface NoticeList {
  readonly accountId: string;
  readonly limit: number;
  readonly after: string | null;
}

const KEPT_DAYS = 90;

/** Notices from before this instant are forgotten; the item's own history stays. */
export const forgottenBefore = (now: string): string =>
  new Date(Date.parse(now) - KEPT_DAYS * 86_400_000).toISOString();

/** Steps whose arrivals are news to a role. What comes back to a contributor is told one by one. */
const NEWS_AT: Readonly<Record<Role, readonly Stage[]>> = {
  contributor: [],
  cataloguer: ['submitted'],
  approver: ['verified'],
  'unit-admin': [],
  admin: ['submitted', 'verified'],
  auditor: [],
};

/** Steps a role is late with. */
const LATE_AT: Readonly<Record<Role, readonly Stage[]>> = {
  contributor: ['returned'],
  cataloguer: ['returned', 'submitted'],
  approver: ['verified'],
  'unit-admin': [],
  admin: ['returned', 'submitted', 'verified'],
  auditor: [],
};

const ORDER: readonly Stage[] = ['returned', 'submitted', 'verified'];

/** The steps that wait for these roles, in order, and whether arrivals there are news. */
export const stepsOf = (
  roles: readonly Role[],
): { readonly stage: Stage; readonly news: boolean }[] =>
  ORDER.filter((stage) => roles.some((role) => LATE_AT[role].includes(stage))).map((stage) => ({
    stage,
    news: roles.some((role) => NEWS_AT[role].includes(stage)),
  }));

/**
 * Work beside the queue of items: questions without an answer, answers and news without an approval,
 * reports that nobody took.
 */
export type OtherStep = 'questions' | 'answers' | 'news' | 'reports';
export type WorkStep = Stage | OtherStep;

/** What waits at one step of a person's. Counts stop at `MOST_WAITING`. */
export interface StepCount {
  readonly step: WorkStep;
  readonly waiting: number;
  /** Came since the person looked last; 0 where arrivals are no news. */
  readonly fresh: number;
  readonly overdue: number;
}

export const MOST_WAITING = 100;

/** What another room brings to the notices of a person; `seenAt`: when they looked last, ISO. */
export interface OtherWork {
  /** Steps at which the person has a part, whether or not anything waits. */
  steps(actor: Actor, seenAt: string): Promise<StepCount[]>;
  /** The sum of what is fresh at them: asked on every page. */
  news(actor: Actor, seenAt: string): Promise<number>;
}

/** What several rooms bring, in their order. */
export const workOfAll = (rooms: readonly OtherWork[]): OtherWork => ({
  steps: async (actor, seenAt) =>
    (await Promise.all(rooms.map((room) => room.steps(actor, seenAt)))).flat(),
  news: async (actor, seenAt) =>
    (await Promise.all(rooms.map((room) => room.news(actor, seenAt)))).reduce((a, b) => a + b, 0),
});

/**
 * What a day's e-mail says: counts and titles; no name, no remark (either may be of a reader or a
 * colleague).
 */
export interface Digest {
  readonly steps: readonly StepCount[];
  readonly unread: number;
  readonly notices: readonly Pick<Notice, 'kind' | 'itemId' | 'title'>[];
}

export const isNothing = ({ steps, unread }: Digest): boolean =>
  unread === 0 && steps.every((s) => s.fresh === 0 && s.overdue === 0);

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Besides those that every mail has; values without line ends. */
  readonly headers?: Readonly<Record<string, string>>;
}

const LONGEST_ADDRESS = 254;

/** One plain address: nothing that could open a second header or recipient. */
export const isMailAddress = (text: string): boolean =>
  text.length <= LONGEST_ADDRESS &&
  /^[^\s@,;:<>()"[\]\\\p{Cc}]+@[^\s@,;:<>()"[\]\\\p{Cc}]+\.[^\s@,;:<>()"[\]\\.\p{Cc}]+$/u.test(
    text,
  );
