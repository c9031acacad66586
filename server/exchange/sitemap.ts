import { XML_HEAD, xmlInstant, xmlText } from './xml.ts';

/** sitemaps.org 0.9: at most 50,000 addresses a file. */
export const SITEMAP_SIZE = 10_000;

export interface SitemapEntry {
  /** Absolute. */
  readonly address: string;
  /** ISO instant of the last change, or null. */
  readonly changedAt: string | null;
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

const entry =
  (element: string) =>
  ({ address, changedAt }: SitemapEntry): string =>
    `<${element}><loc>${xmlText(encodeURI(decodeURI(address)))}</loc>${changedAt === null ? '' : `<lastmod>${xmlInstant(changedAt)}</lastmod>`}</${element}>`;

export const sitemap = (entries: readonly SitemapEntry[]): string =>
  `${XML_HEAD}<urlset xmlns="${NAMESPACE}">${entries.map(entry('url')).join('')}</urlset>\n`;

export const sitemapIndex = (files: readonly SitemapEntry[]): string =>
  `${XML_HEAD}<sitemapindex xmlns="${NAMESPACE}">${files.map(entry('sitemap')).join('')}</sitemapindex>\n`;
