import { createContext, Script } from 'node:vm';
import { attacksOn, pumped, type Attack } from './pumped-strings.ts';

/** At this length a pattern that is not linear is told from one that is in few milliseconds. */
const SHORT = 4_000;
const SUSPICIOUS_MS = 2;
const GIVEN_UP_MS = 400;

const MATCH = new Script(`
  for (at = 0; at < texts.length; at += 1) {
    const begun = clock();
    texts[at].replace(pattern, '');
    times[at] = clock() - begun;
  }
`);

/** Of the processor, in milliseconds: what waits for its turn on a busy machine does not count. */
const clock = (): number => process.cpuUsage().user / 1_000;

/** How long each text takes, in milliseconds; what was given up takes for ever. */
function timesOf(pattern: RegExp, texts: readonly string[]): number[] {
  const context = createContext({ pattern, texts, at: 0, times: [], clock });
  try {
    MATCH.runInContext(context, { timeout: GIVEN_UP_MS });
  } catch {
    context['times'][context['at']] = Infinity;
  }
  return context['times'] as number[];
}

/** A linear pattern takes four times as long for four times the text, a square one sixteen times. */
const GROWTH = 8;

/** The best of three: what else the process does meanwhile, compiling for one, is no time of matching. */
function bestTime(pattern: RegExp, text: string): number {
  const first = timesOf(pattern, [text])[0]!;
  if (first === Infinity) return first;
  return Math.min(first, ...[2, 3].map(() => timesOf(pattern, [text])[0]!));
}

function isSlow(pattern: RegExp, attack: Attack, length: number, ms: number): boolean {
  const whole = bestTime(pattern, pumped(attack, length));
  if (whole <= ms || whole === Infinity) return whole > ms;
  return whole > GROWTH * bestTime(pattern, pumped(attack, length / 4));
}

/**
 * The first of the strings made from a pattern that takes longer than `ms` at `length` UTF-16 units,
 * matched wherever it can begin, and grows faster than its text; null when none does. A slow machine
 * by itself makes no pattern slow.
 */
export function slowAttack(
  given: RegExp,
  { length, ms }: { readonly length: number; readonly ms: number },
): Attack | null {
  const flags = /[gy]/u.test(given.flags) ? given.flags : `${given.flags}g`;
  const pattern = new RegExp(given.source, flags);
  const attacks = attacksOn(given);
  const times = timesOf(
    pattern,
    attacks.map((attack) => pumped(attack, SHORT)),
  );
  return (
    attacks.find(
      (attack, i) => (times[i] ?? 0) >= SUSPICIOUS_MS && isSlow(pattern, attack, length, ms),
    ) ?? null
  );
}
