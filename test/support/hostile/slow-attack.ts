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

/**
 * The first of the strings made from a pattern that takes longer than `ms` at `length` UTF-16 units,
 * matched wherever it can begin; null when none does.
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
    attacks.find((attack, i) => {
      if ((times[i] ?? 0) < SUSPICIOUS_MS) return false;
      const text = pumped(attack, length);
      // The best of three: the first ones also pay for compiling.
      return Math.min(...[1, 2, 3].map(() => timesOf(pattern, [text])[0]!)) > ms;
    }) ?? null
  );
}
