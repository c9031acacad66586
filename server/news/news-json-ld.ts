import { inScript } from '#server/site/json-ld.ts';
import type { NewsEntry } from './news.ts';

/** A piece as search engines read it; addresses are absolute. */
export const newsJsonLd = (
  { value, changedAt }: NewsEntry,
  { address, pictures, unit }: { address: string; pictures: readonly string[]; unit: string },
): string =>
  inScript({
    '@type': 'NewsArticle',
    '@id': address,
    url: address,
    headline: value.title,
    description: value.summary,
    inLanguage: 'vi',
    datePublished: value.publishedAt ?? changedAt,
    dateModified: changedAt,
    ...(pictures.length === 0 ? {} : { image: pictures }),
    author: { '@type': 'GovernmentOrganization', name: unit },
    publisher: { '@type': 'GovernmentOrganization', name: unit },
  });
