import { AppError } from '#server/base/errors.ts';
import { countAnswer } from '#server/figures/actions/limit-answers.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { Signs } from '../spam.ts';
import { didWork, tokenAge } from './form-token.ts';

interface Deps {
  readonly catalog: Pick<FactCatalog, 'findFact' | 'saveFact'> & Pick<PeopleCatalog, 'countTry'>;
  readonly now: () => string;
}

const HOUR_MS = 3_600_000;
/** Wrong addresses of one network within an hour; a secret of 132 bits is never met so. */
const MOST_WRONG = 60;

/** What a sent form carries besides its words, as it was sent. */
export interface SentForm {
  readonly token: string;
  /** Of the field that people do not see. */
  readonly website: string;
  /** What the browser found by working. */
  readonly work: string;
  /** Where it came from (http/guard/network.ts). */
  readonly network: string;
}

export interface FormLimits {
  /** Names the form: each is counted apart. */
  readonly of: string;
  /** Of one network within an hour. */
  readonly mostOfNetwork: number;
  /** Of all together within an hour; more come from no people, unless their browsers worked. */
  readonly mostOfAll: number;
}

/**
 * Counts a form that anybody may send, and gives what it tells of its sender; null for one of an
 * old page, which is not counted. Throws `too-many-requests`.
 */
export async function judgeForm(
  deps: Deps,
  { token, website, work, network }: SentForm,
  { of, mostOfNetwork, mostOfAll }: FormLimits,
): Promise<Signs | null> {
  const tookMs = await tokenAge(deps, token);
  if (tookMs === null) return null;
  await countAnswer(deps, network, { most: mostOfNetwork, of });
  const now = deps.now();
  const until = new Date(Date.parse(now) + HOUR_MS).toISOString();
  return {
    trap: website !== '',
    tookMs,
    worked: didWork(token, work),
    flood: (await deps.catalog.countTry(`${of}s:all`, now, until)) > mostOfAll,
  };
}

/**
 * Gives what `find` finds at a secret address; where it throws `page-not-found`, the network is
 * counted, and whoever tries many wrong ones waits. Throws `too-many-requests`.
 */
export async function atSecretAddress<T>(
  deps: Deps,
  network: string,
  find: () => Promise<T>,
): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof AppError && error.code === 'page-not-found')
      await countAnswer(deps, network, { most: MOST_WRONG, of: 'secret' });
    throw error;
  }
}
