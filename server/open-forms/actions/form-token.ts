import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { WORK_BITS, zeroBits } from '../spam.ts';

const KEY = 'question-form-key';
/** A form that was open for a day is sent once more: its words stay. */
const LONGEST_MS = 86_400_000;

type Deps = {
  readonly catalog: Pick<FactCatalog, 'findFact' | 'saveFact'>;
  readonly now: () => string;
};

/** The key of all processes, made once. */
async function keyOf({ catalog }: Deps): Promise<string> {
  const known = await catalog.findFact(KEY);
  if (known !== null) return known;
  await catalog.saveFact(KEY, randomBytes(32).toString('base64'));
  // Another process may have been later: all go by what stands there now.
  return (await catalog.findFact(KEY))!;
}

const macOf = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** What a form carries so that it can be told when it was made; nothing of it is kept. */
export async function issueToken(deps: Deps): Promise<string> {
  const made = Date.parse(deps.now()).toString(36);
  const body = `${made}.${randomBytes(16).toString('base64url')}`;
  return `${body}.${macOf(await keyOf(deps), body).slice(0, 22)}`;
}

/** How long ago the form was made, in milliseconds; null for what no form of ours carries any more. */
export async function tokenAge(deps: Deps, token: string): Promise<number | null> {
  const [, made, body, mac] = /^(([a-z0-9]{1,10})\.[\w-]{22})\.([\w-]{22})$/u.exec(token)
    ? [undefined, token.split('.')[0]!, token.slice(0, -23), token.slice(-22)]
    : [];
  if (made === undefined || body === undefined || mac === undefined) return null;
  const right = macOf(await keyOf(deps), body).slice(0, 22);
  if (!timingSafeEqual(Buffer.from(right), Buffer.from(mac))) return null;
  const age = Date.parse(deps.now()) - Number.parseInt(made, 36);
  return age < 0 || age > LONGEST_MS ? null : age;
}

/** Whether a browser did the work: SHA-256 of `token.nonce` begins with so many zero bits. */
export const didWork = (token: string, nonce: string): boolean =>
  /^\d{1,12}$/u.test(nonce) &&
  zeroBits(createHash('sha256').update(`${token}.${nonce}`).digest()) >= WORK_BITS;

/**
 * The secret of the address where a question is followed, 132 bits: of the form and its words, so
 * that a form sent twice is one question, and of a key, so that nobody else can make it.
 */
export const secretOf = async (deps: Deps, token: string, text: string): Promise<string> =>
  macOf(await keyOf(deps), `${token}\n${text}`).slice(0, 22);

export const newSecret = (): string => randomBytes(16).toString('base64url');

export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
