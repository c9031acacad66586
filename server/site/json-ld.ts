import { cleanValue } from '#server/exchange/clean-line.ts';
import { lawStateOn, type LawRecord } from '#server/laws/law-record.ts';
import { legalForce } from '#server/reading/json-ld.ts';

/** JSON as it may stand inside a script element. */
export const inScript = (graph: object): string =>
  JSON.stringify({ '@context': 'https://schema.org', ...graph }, cleanValue).replaceAll(
    '<',
    '\\u003c',
  );

/** The shelf as a site that can be searched; addresses are absolute, `search` ends before the words. */
export const siteJsonLd = (site: {
  readonly address: string;
  readonly name: string;
  readonly unit: string;
  readonly search: string;
}): string =>
  inScript({
    '@type': 'WebSite',
    '@id': `${site.address}#trang`,
    url: site.address,
    name: site.name,
    inLanguage: ['vi', 'en'],
    publisher: { '@type': 'GovernmentOrganization', name: site.unit },
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${site.search}{search_term_string}` },
      'query-input': 'required name=search_term_string',
    },
  });

/** A legal document as it is known on a day of Vietnam's; `address` is that of its page. */
export const lawJsonLd = (law: LawRecord, address: string, day: string): string =>
  inScript({
    '@type': 'Legislation',
    '@id': address,
    url: address,
    name: law.title || law.number,
    inLanguage: 'vi',
    legislationIdentifier: law.number,
    legislationJurisdiction: 'VN',
    ...legalForce(lawStateOn(law, day)),
    ...(law.kind === '' ? {} : { legislationType: law.kind }),
    ...(law.issued === null ? {} : { legislationDate: law.issued }),
    ...(law.issuer === ''
      ? {}
      : { legislationPassedBy: { '@type': 'Organization', name: law.issuer } }),
    ...(law.url === null ? {} : { sameAs: law.url }),
  });
