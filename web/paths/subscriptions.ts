import { SEARCH_KEYS, type SearchAddress } from './search.ts';
import { encoded, withQuery } from './with-query.ts';

/** The form; with the words and filters of a search it asks for word of what that finds. */
export const subscribePath = (address: SearchAddress = {}): string =>
  withQuery('/dang-ky-nhan-tin', {
    q: address.q ?? null,
    ...Object.fromEntries(
      Object.entries(SEARCH_KEYS).map(([name, key]) => [
        key,
        address.filters?.[name as keyof typeof SEARCH_KEYS] ?? null,
      ]),
    ),
    'dung-nguyen-van': address.exact === true ? '1' : null,
  });

/** The form for word of a legal document. */
export const subscribeLawPath = (number: string): string =>
  withQuery('/dang-ky-nhan-tin', { 'van-ban': number });

/** What was sent, and what happens now. */
export const subscribedPath = (): string => '/dang-ky-nhan-tin/da-gui';

/** Where a wish is confirmed: known by the secret alone. */
export const confirmWishPath = (secret: string): string =>
  `/dang-ky-nhan-tin/xac-nhan/${encoded(secret)}`;

/** Where a subscription is seen and changed: known by the secret alone. */
export const ownSubscriptionPath = (secret: string, told = ''): string =>
  withQuery(`/dang-ky-nhan-tin/cua-toi/${encoded(secret)}`, { bao: told });

/** One press ends it: a page with a button, and where mail programs send theirs (RFC 8058). */
export const leavePath = (secret: string): string => `/dang-ky-nhan-tin/roi/${encoded(secret)}`;

/** What whoever left sees. */
export const leftPath = (): string => '/dang-ky-nhan-tin/da-roi';

/** What officials see of subscriptions and of the receiver of events. */
export const staffSubscriptionsPath = (told = ''): string =>
  withQuery('/can-bo/nhan-tin', { bao: told });
export const tryReceiverPath = (): string => '/can-bo/nhan-tin/gui-thu';
