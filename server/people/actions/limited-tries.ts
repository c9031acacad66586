import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { AppError } from '#server/base/errors.ts';
import type { PeopleCatalog } from '../people-catalog.ts';

/** So many failures within so many minutes; the next has to wait for their end. */
export interface Limit {
  readonly failures: number;
  readonly minutes: number;
}

/** Who is guessed at and from where. */
export interface Guess {
  /** What is guessed: `sign-in`, `second-factor` and so on. */
  readonly what: string;
  /** Whose: a name as typed or an account. */
  readonly whose: string;
  /** The visitor's address. */
  readonly from: string;
}

/**
 * The wait grows: a minute after five failures, a quarter of an hour after ten. Only this name from
 * this address waits, so nobody locks somebody else out.
 */
const OF_BOTH: readonly Limit[] = [
  { failures: 5, minutes: 1 },
  { failures: 10, minutes: 15 },
];
/** Of one address for all names: enough for an office behind one, too few for guessing. */
const OF_ADDRESS: readonly Limit[] = [{ failures: 30, minutes: 15 }];
/** Of one name from all addresses together: NIST SP 800-63B allows a hundred. */
const OF_NAME: readonly Limit[] = [{ failures: 100, minutes: 15 }];
/** Of one account's six digits: whoever guesses them knows the password already. */
const OF_CODE: readonly Limit[] = [{ failures: 20, minutes: 15 }];
/** How long an address stays known from which somebody got in. */
const KNOWN_MINUTES = 30 * 24 * 60;

type Deps = { readonly catalog: PeopleCatalog; readonly now: () => string };

const later = (now: string, minutes: number): string =>
  new Date(Date.parse(now) + minutes * 60_000).toISOString();

/** Of one length whatever strangers type, and telling nothing of them to who reads the storage. */
const keyOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** The network that one subscriber holds: a whole IPv4 address, the first 64 bits of IPv6. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').split('%', 1)[0]!;
  if (!isIPv6(plain)) return plain.slice(0, 100);
  const [head = '', tail] = plain.split('::', 2);
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const all = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** The beginning of an address, for people to know a place again; nobody is found by it. */
export const roughly = (address: string): string => {
  const network = networkOf(address);
  return network.replace(/^(\d+\.\d+\.\d+)\.\d+$/u, '$1.…').replace(/^((?:[^:]*:){3}).*$/u, '$1…');
};

/** One counter of a try: its key, and the limit it keeps. */
interface Counter {
  readonly key: string;
  readonly limit: Limit;
}

const counters = (limits: readonly Limit[], ...parts: readonly string[]): Counter[] =>
  limits.map((limit) => ({ key: keyOf(...parts, String(limit.minutes)), limit }));

const keysOf = ({ what, whose, from }: Guess) => ({
  both: (): Counter[] => counters(OF_BOTH, what, 'both', whose, networkOf(from)),
  others: (): Counter[] => [
    ...counters(OF_ADDRESS, what, 'address', networkOf(from)),
    ...counters(what === 'second-factor' ? OF_CODE : OF_NAME, what, 'name', whose),
  ],
  known: keyOf(what, 'known', whose, networkOf(from)),
});

const takeBack = async ({ catalog }: Deps, taken: readonly Counter[]): Promise<void> => {
  for (const { key } of taken) await catalog.forgetTries(key, 1);
};

/** Takes a place under every counter, or none. Throws `too-many-requests`. */
async function takePlaces(deps: Deps, wanted: readonly Counter[]): Promise<void> {
  const now = deps.now();
  const taken: Counter[] = [];
  for (const counter of wanted) {
    const { key, limit } = counter;
    taken.push(counter);
    if ((await deps.catalog.countTry(key, now, later(now, limit.minutes))) > limit.failures) {
      await takeBack(deps, taken);
      throw new AppError('too-many-requests', { waitSeconds: limit.minutes * 60 });
    }
  }
}

/**
 * Looks at one guess: counted before `look`, so that a hundred at once are not looked at; what is
 * right, and what was not looked at, is taken back, so that only failures count. From an address
 * from which the same person got in before, only what was typed for that name there counts.
 * `look` gives null for a failure. Throws `too-many-requests` (`waitSeconds`: the longest wait).
 */
export async function limitedTry<T>(
  deps: Deps,
  guess: Guess,
  look: () => Promise<T | null>,
): Promise<T | null> {
  const keys = keysOf(guess);
  const now = deps.now();
  const known = (await deps.catalog.findTries(keys.known, now)) > 0;
  const places = known ? keys.both() : [...keys.both(), ...keys.others()];
  await takePlaces(deps, places);
  let found: T | null;
  try {
    found = await look();
  } catch (error) {
    await takeBack(deps, places);
    throw error;
  }
  if (found === null) return null;
  await takeBack(deps, places);
  for (const { key } of keys.both()) await deps.catalog.forgetTries(key, null);
  if (!known) await deps.catalog.countTry(keys.known, now, later(now, KNOWN_MINUTES));
  return found;
}
