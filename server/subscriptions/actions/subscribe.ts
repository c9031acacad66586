import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { sendConfirmationJob } from '#server/base/job.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { parseLawNumber } from '#server/base/vietnamese/law-number.ts';
import { hashOfSecret, secretOf } from '#server/open-forms/actions/form-token.ts';
import { spamSigns, type Signs } from '#server/open-forms/spam.ts';
import { anyFilter } from '#server/search/scoring/item-facts.ts';
import type { SearchFilters } from '#server/search/search-query.ts';
import { isMailAddress } from '#server/workflow/notice.ts';
import { messages } from '../messages.ts';
import {
  confirmed,
  MOST_WISHES,
  MOST_WISHES_OF_ADDRESS,
  NOT_REFUSED,
  RHYTHMS,
  wishErasedAt,
  type ReaderLanguage,
  type Subscriber,
  type ToldLaw,
  type Wish,
} from '../subscriber.ts';
import { lawsFollowed } from '../news.ts';
import {
  articleOf,
  EVERYTHING,
  LONGEST_VALUE,
  LONGEST_WORDS,
  topicKey,
  topicOf,
  type Topic,
} from '../topic.ts';
import { statesOf } from './find-news.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What the form says, as typed. */
export interface WishInput {
  readonly email: string;
  /** `all`: everything new; `some`: what a search finds; `law`: a document. */
  readonly what: string;
  readonly text: string;
  readonly filters: SearchFilters;
  readonly exact: boolean;
  readonly law: string;
  readonly article: string;
  readonly rhythm: string;
}

const LINK = /https?:\/\/|www\.|\[url/iu;

const isTooLong = (value: string): boolean => value.length > LONGEST_VALUE;

function whatErrors({ what, text, filters, law, article }: WishInput): FieldErrors {
  if (what === 'all') return {};
  if (what === 'some' && LINK.test(text)) return { text: messages.noLinks };
  if (what === 'some' && Object.values(filters).flat().some(isTooLong))
    return { text: messages.chooseSome };
  if (what === 'some')
    return text === '' && !anyFilter(filters)
      ? { text: messages.chooseSome }
      : tooLongErrors({ text: [FIELD_LABELS.words, text, LONGEST_WORDS] });
  if (what !== 'law') return { what: messages.chooseWhat };
  return {
    ...(isTooLong(law) || parseLawNumber(law) === null ? { law: messages.wrongLaw } : {}),
    ...(article !== '' && articleOf(article) === null ? { article: messages.wrongArticle } : {}),
  };
}

/** What is wrong with a wish, by field of its form; empty when nothing is. */
export const wishErrors = (input: WishInput): FieldErrors => ({
  ...(isMailAddress(input.email) ? {} : { email: messages.wrongEmail }),
  ...whatErrors(input),
  ...(RHYTHMS.some((one) => one === input.rhythm) ? {} : { rhythm: messages.chooseRhythm }),
});

/** What a form without faults asks for. */
export function topicWished({ what, text, filters, exact, law, article }: WishInput): Topic {
  if (what === 'law')
    return { kind: 'law', number: parseLawNumber(law)!, article: articleOf(article) ?? '' };
  return what === 'some' ? { kind: 'search', text, filters, exact } : EVERYTHING;
}

/** Why a form is shown once more; nothing for one whose trap was met: machines learn nothing. */
const HELD_BACK = { fast: messages.tooFast, flood: messages.busy, links: messages.busy } as const;

/**
 * Takes a wish of the public form and has a letter sent that asks whether it is meant. Gives
 * nothing, whether the address is known, has enough letters on the way, or neither. Throws
 * `invalid-input`.
 */
export async function askForWord(
  deps: Deps,
  input: WishInput,
  sender: { readonly signs: Signs; readonly language: ReaderLanguage },
): Promise<void> {
  refuseErrors(wishErrors(input));
  const signs = spamSigns(input.text, sender.signs);
  if (signs.includes('trap')) return;
  const [sign] = signs;
  if (sign !== undefined && sign !== 'trap')
    throw new AppError('invalid-input', { fields: { '': HELD_BACK[sign] } });
  const id = deps.newId();
  const wish: Wish = {
    id,
    email: input.email,
    topics: [topicKey(topicWished(input))],
    rhythm: RHYTHMS.find((one) => one === input.rhythm)!,
    language: sender.language,
    secretHash: hashOfSecret(await secretOf(deps, 'wish', id)),
    eraseAt: wishErasedAt(deps.now()),
  };
  const limits = { ofAddress: MOST_WISHES_OF_ADDRESS, ofAll: MOST_WISHES };
  await deps.catalog.addWish(wish, limits, [sendConfirmationJob(id)]);
}

const SECRET = /^[\w-]{22}$/u;
const isSecret = (secret: string): boolean => SECRET.test(secret);

/** The wish of an address. Throws `page-not-found`, the same for all that is none. */
export async function findWish(
  { catalog, now }: Pick<Deps, 'catalog' | 'now'>,
  secret: string,
): Promise<Wish> {
  const wish = isSecret(secret) ? await catalog.findWishBySecret(hashOfSecret(secret)) : null;
  if (wish === null || wish.eraseAt <= now()) throw new AppError('page-not-found');
  return wish;
}

/** The secret of the address where a subscription is managed; never stored. */
export const managingSecret = (
  deps: {
    readonly catalog: Pick<FactCatalog, 'findFact' | 'saveFact'>;
    readonly now: () => string;
  },
  { id }: Pick<Subscriber, 'id'>,
): Promise<string> => secretOf(deps, 'subscriber', id);

const MOST_ATTEMPTS = 5;

/** Again, where a letter that was sent, or another page, changed the same row meanwhile. */
async function againWhenStale<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const stale = error instanceof AppError && error.code === 'stale-version';
      if (!stale || attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}

/** Laws that are followed from now on, as they stand now; the others as they were told. */
async function lawsKnown(deps: Deps, { topics, laws }: Subscriber): Promise<readonly ToldLaw[]> {
  const followed = topics.map(topicOf).filter((topic) => topic !== null);
  const now = lawsFollowed(topics, await statesOf(deps, followed));
  return now.map((law) => laws.find(({ key }) => key === law.key) ?? law);
}

async function confirmOnce(deps: Deps, secret: string): Promise<string> {
  const wish = await findWish(deps, secret);
  const before = await deps.catalog.findSubscriberByAddress(wish.email);
  const id = before?.id ?? deps.newId();
  const managing = await managingSecret(deps, { id });
  const fresh = { id, secretHash: hashOfSecret(managing), now: deps.now() };
  const after = confirmed(wish, before, fresh);
  await deps.catalog.confirmWish(wish.id, { ...after, laws: await lawsKnown(deps, after) });
  return managing;
}

/**
 * Whoever opened the letter is told from now on; gives the secret of the address where that is
 * managed. Throws `page-not-found`.
 */
export const confirmWish = (deps: Deps, secret: string): Promise<string> =>
  againWhenStale(() => confirmOnce(deps, secret));

/** Whoever an address belongs to. Throws `page-not-found`, the same for all that is none. */
export async function findSubscriber(
  { catalog }: Pick<Deps, 'catalog'>,
  secret: string,
): Promise<Subscriber> {
  const found = isSecret(secret)
    ? await catalog.findSubscriberBySecret(hashOfSecret(secret))
    : null;
  if (found === null) throw new AppError('page-not-found');
  return found;
}

type Change = { readonly topics: readonly string[]; readonly rhythm: string };

async function changeOnce(
  deps: Pick<Deps, 'catalog'>,
  secret: string,
  { topics, rhythm }: Change,
): Promise<'kept' | 'ended'> {
  const subscriber = await findSubscriber(deps, secret);
  const chosen = RHYTHMS.find((one) => one === rhythm);
  refuseErrors(chosen === undefined ? { rhythm: messages.chooseRhythm } : {});
  const kept = subscriber.topics.filter((topic) => topics.includes(topic));
  if (kept.length === 0) {
    await deps.catalog.eraseSubscriber(subscriber.id);
    return 'ended';
  }
  // Whoever comes back may be written to again.
  const back = { ...subscriber, ...NOT_REFUSED };
  await deps.catalog.saveSubscriber({ ...back, topics: kept, rhythm: chosen! });
  return 'kept';
}

/**
 * Keeps these topics of the subscription, and how often they are told; without a topic left it ends.
 * Throws `page-not-found` and `invalid-input`.
 */
export const changeSubscription = (
  deps: Pick<Deps, 'catalog'>,
  secret: string,
  change: Change,
): Promise<'kept' | 'ended'> => againWhenStale(() => changeOnce(deps, secret, change));

/** Erases whoever the secret belongs to, at once. Throws `page-not-found`. */
export async function leave(deps: Pick<Deps, 'catalog'>, secret: string): Promise<void> {
  await deps.catalog.eraseSubscriber((await findSubscriber(deps, secret)).id);
}
