import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** A site that may show pages of this shelf inside its own (docs/embedding.md). */
export interface Portal {
  /** Whose site it is. */
  readonly name: string;
  /** `https://xa-muong-khe.anson.gov.vn`, or `https://*.anson.gov.vn` for all below a domain. */
  readonly origin: string;
}

export type PortalEntry = AuthorityEntry<'portal', Portal>;

/** Every answer to a frame names all of them in one header; proxies take 8 KB of all headers. */
export const MOST_PORTALS = 100;
export const LONGEST_ANCESTORS = 5_000;

/**
 * Second levels below which anybody may register: a wildcard there would let strangers in. Of the
 * registry of `.vn` (https://vnnic.vn), and those customary below other countries' endings.
 */
const OPEN_SECOND_LEVELS = new Set(
  'ac ai biz co com edu gov health id info int io mil name ne net nom or org pro web'.split(' '),
);
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Whether names below a domain belong to one owner. */
function isOwned(labels: readonly string[]): boolean {
  if (labels.length < 2) return false;
  const country = labels.at(-1)!.length === 2;
  return !(labels.length === 2 && country && OPEN_SECOND_LEVELS.has(labels[0]!));
}

const isHost = (labels: readonly string[]): boolean =>
  labels.length >= 2 &&
  labels.every((label) => LABEL.test(label)) &&
  // An address of four numbers is no name.
  !/^\d+$/u.test(labels.at(-1)!) &&
  labels.join('.').length <= 253;

/**
 * An origin as it is kept and sent: `https://`, a host name with two labels at least, perhaps a
 * port; `*.` before a domain of one owner stands for all names below it. Null for anything else.
 */
export function portalOrigin(typed: string): string | null {
  const text = typed.trim();
  const [, wildcard = '', rest = ''] = /^https:\/\/(\*\.)?([^\s*]+)$/iu.exec(text) ?? [];
  if (rest === '' || !URL.canParse(`https://${rest}`)) return null;
  const url = new URL(`https://${rest}`);
  const plain =
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  const labels = url.hostname.split('.');
  if (!plain || !isHost(labels) || (wildcard !== '' && !isOwned(labels))) return null;
  return `https://${wildcard}${url.host}`;
}

/** The sources of `frame-ancestors`: this shelf itself and the portals. */
export const frameAncestors = (portals: readonly Portal[]): string =>
  ["'self'", ...portals.map(({ origin }) => origin)].join(' ');
