import { systemResolve } from '#server/links/actions/outgoing-address.ts';
import type { FetchDeps } from '#server/links/actions/fetch-address.ts';

/** How this shelf asks others: who it says it is, and where else it may go than to the internet. */
export const harvestOutgoing = (config: {
  readonly BASE_URL: string;
  readonly HARVEST_HOSTS: ReadonlySet<string>;
}): FetchDeps => ({
  resolve: systemResolve,
  allowed: config.HARVEST_HOSTS,
  // A header takes no Vietnamese letters; `href` has them encoded.
  userAgent: `TuSachPhapLuat-Harvest/1.0${config.BASE_URL === '' ? '' : ` (+${new URL(config.BASE_URL).href})`}`,
});
