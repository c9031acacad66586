import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { PublicFile, PublicRecord } from '../record/public-record.ts';
import type { RecordAddresses } from '../record/record-addresses.ts';
import { opdsWords } from './opds-words.ts';
import { standingWords } from '../record/record-words.ts';

/*
 * One model of the catalogue for reading programs. `opds1.ts` writes it as Atom (OPDS 1.2), `opds2.ts`
 * as JSON (OPDS 2.0). All paths are those of opds-address.ts.
 */

/** The catalogue, as it is reached. */
export interface OpdsCatalogue {
  /** Absolute address of its root; paths are put behind it. */
  readonly root: string;
  /** The same for introductions, which both versions share: one file, one address. */
  readonly introductions: string;
  /** Name of the shelf, and who keeps it. */
  readonly name: string;
  readonly author: string;
  /** Absolute address of the shelf's home page. */
  readonly home: string;
}

export interface OpdsNavigation {
  readonly title: string;
  readonly note: string;
  readonly path: string;
  readonly kind: 'navigation' | 'acquisition';
  /** The newest ones. */
  readonly isNewest: boolean;
}

export interface OpdsFacet {
  readonly group: string;
  readonly title: string;
  readonly path: string;
  readonly count: number;
  readonly active: boolean;
}

export interface OpdsPublication {
  readonly record: PublicRecord;
  readonly addresses: RecordAddresses;
}

interface FeedHead {
  readonly path: string;
  readonly title: string;
  /** ISO instant: when anything in it changed last. */
  readonly updated: string;
  /** It stays the same until anything public changes. */
  readonly lasting: boolean;
  /** The feed it was reached from; null for the root. */
  readonly up: string | null;
}

/** A feed that leads to others. */
export interface NavigationFeed extends FeedHead {
  readonly kind: 'navigation';
  readonly navigation: readonly OpdsNavigation[];
  /** Some publications to begin with, where the version has room for them. */
  readonly newest: readonly OpdsPublication[];
}

/** A page of publications. */
export interface AcquisitionFeed extends FeedHead {
  readonly kind: 'acquisition';
  readonly publications: readonly OpdsPublication[];
  /** Null when it is not known. */
  readonly total: number | null;
  readonly perPage: number;
  readonly first: string;
  readonly previous: string | null;
  readonly next: string | null;
  readonly facets: readonly OpdsFacet[];
}

export type OpdsFeed = NavigationFeed | AcquisitionFeed;

export interface Acquisition {
  readonly rel: 'open-access' | 'sample';
  readonly href: string;
  readonly type: string;
  readonly title: string;
  readonly bytes: number | null;
}

/** Books before pages before everything else: programs take the first they know. */
const ORDER = ['application/epub+zip', 'application/pdf'];
const rank = ({ mediaType }: PublicFile): number => {
  const at = ORDER.indexOf(mediaType);
  return at < 0 ? ORDER.length : at;
};

/** Text is served as plain text, whatever it is: markup of others never runs under our name. */
const servedType = (mediaType: string): string =>
  mediaType.startsWith('text/') ? 'text/plain' : mediaType;

/**
 * What readers may have of it: every file, or an introduction where its files are only read on the
 * shelf's pages.
 */
export function acquisitionsOf(
  { record, addresses }: OpdsPublication,
  introduction: string,
): Acquisition[] {
  const files = record.files
    .filter(({ open, role }) => open && role !== 'captions')
    .toSorted((a, b) => rank(a) - rank(b));
  if (files.length === 0)
    return [
      {
        rel: 'sample',
        href: introduction,
        type: 'text/html',
        title: opdsWords.introduction,
        bytes: null,
      },
    ];
  return files.map(({ id, mediaType, name, bytes }) => ({
    rel: 'open-access',
    href: addresses.file(id),
    type: servedType(mediaType),
    title: name,
    bytes,
  }));
}

const HOLDS = ['con', 'chua_xac_dinh'];

/** Warnings first, where something is against it; then what it is about, and how it stands. */
export function summaryOf(record: PublicRecord): string {
  const standing = standingWords(record);
  const parts = HOLDS.includes(record.standing.code)
    ? [record.abstract, ...standing]
    : [...standing, record.abstract];
  return parts.filter((part) => part.trim() !== '').join('\n\n');
}

/** When it was issued; where nobody knows, when the shelf first showed it. */
export const issuedOf = ({ issued, publishedAt }: PublicRecord): string =>
  issued ?? dayInVietnam(publishedAt);
