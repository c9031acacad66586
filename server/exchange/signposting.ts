import { cleanLine, cleanValue } from './clean-line.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { rightsUri } from './rights-uri.ts';

/** A typed link (RFC 8288); `href` is absolute. */
export interface TypedLink {
  readonly rel: string;
  readonly href: string;
  readonly type?: string;
  readonly title?: string;
}

/** One resource with the links that begin at it (RFC 9264). */
export interface LinkContext {
  readonly anchor: string;
  readonly links: readonly TypedLink[];
}

/** A description of an item, with what it is called. */
export type MetadataLink = Required<Omit<TypedLink, 'rel'>>;

/** Where the parts of an item are found, absolute. */
export interface ItemAddresses {
  readonly item: string;
  readonly linkset: string;
  /** Null where readers may not have the file. */
  readonly file: (attachment: Attachment) => string | null;
  /** Descriptions that machines read: the record in several forms. */
  readonly metadata: readonly MetadataLink[];
  /** The schema.org type of what the item is: `Book`. */
  readonly schemaType: string;
  /** Pages of units that compiled it: the only authors with an address. */
  readonly authors: readonly string[];
  /** Whether it stands behind a manifest of IIIF. */
  readonly manifest: string | null;
}

/** IIIF Presentation 3, as its media type. */
export const MANIFEST_TYPE =
  'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"';

const SCHEMA = 'https://schema.org/';

/** What the page of an item points at (signposting.org, FAIR profile: landing page). */
export const landingLinks = (item: Item, at: ItemAddresses): TypedLink[] => [
  { rel: 'cite-as', href: at.item },
  { rel: 'type', href: `${SCHEMA}AboutPage` },
  { rel: 'type', href: `${SCHEMA}${at.schemaType}` },
  { rel: 'license', href: rightsUri(item.rights.kind) },
  ...at.authors.map((href) => ({ rel: 'author', href })),
  ...at.metadata.map((link) => ({ rel: 'describedby', ...link })),
  ...item.attachments.flatMap((a) => {
    const href = at.file(a);
    return href === null ? [] : [{ rel: 'item', href, type: a.mediaType }];
  }),
  ...(at.manifest === null ? [] : [{ rel: 'alternate', href: at.manifest, type: MANIFEST_TYPE }]),
];

/** What a file of an item points at. */
export const fileLinks = (item: string, mediaType: string): TypedLink[] => [
  { rel: 'collection', href: item, type: 'text/html' },
  { rel: 'cite-as', href: item },
  {
    rel: 'type',
    href: `${SCHEMA}${/^(?:audio|video)\//u.test(mediaType) ? 'MediaObject' : 'DigitalDocument'}`,
  },
];

/** What a description of an item points at. */
export const metadataLinks = (item: string): TypedLink[] => [
  { rel: 'describes', href: item, type: 'text/html' },
];

/** All links of an item: those of its page, its files and its descriptions. */
export const itemContexts = (item: Item, at: ItemAddresses): LinkContext[] => [
  { anchor: at.item, links: landingLinks(item, at) },
  ...item.attachments.flatMap((a) => {
    const anchor = at.file(a);
    return anchor === null ? [] : [{ anchor, links: fileLinks(at.item, a.mediaType) }];
  }),
  ...at.metadata.map(({ href }) => ({ anchor: href, links: metadataLinks(at.item) })),
];

const quoted = (text: string): string => `"${cleanLine(text).replaceAll(/["\\]/gu, '\\$&')}"`;
/** An address as a header may carry it: ASCII, without what would end it. */
const inHeader = (href: string): string =>
  (URL.canParse(href) ? new URL(href).href : encodeURI(href)).replaceAll('>', '%3E');

const written = ({ rel, href, type }: TypedLink): string =>
  [
    `<${inHeader(href)}>`,
    `rel=${quoted(rel)}`,
    ...(type === undefined ? [] : [`type=${quoted(type)}`]),
  ].join('; ');

/** Heads of answers are short everywhere: proxies take 8 KB of all of them. */
const LONGEST_HEADER = 4_000;

/**
 * The value of a `Link` header (FAIR Signposting level 1): the link set first, then the others as
 * long as they fit; the link set has all of them.
 */
export function linkHeader(links: readonly TypedLink[], linkset: string | null): string {
  const whole =
    linkset === null
      ? links
      : [{ rel: 'linkset', href: linkset, type: 'application/linkset+json' }, ...links];
  let header = '';
  for (const link of whole.map(written)) {
    if (header.length + link.length > LONGEST_HEADER) break;
    header += header === '' ? link : `, ${link}`;
  }
  return header;
}

/** The document of a link set (RFC 9264 §4.2): relations of each context with their targets. */
export const linksetDocument = (contexts: readonly LinkContext[]): string =>
  JSON.stringify(
    {
      linkset: contexts.map(({ anchor, links }) => ({
        anchor,
        ...Object.fromEntries(
          [...Map.groupBy(links, (link) => link.rel)].map(([rel, ofRel]) => [
            rel,
            ofRel.map(({ rel: _rel, ...target }) => target),
          ]),
        ),
      })),
    },
    cleanValue,
  );
