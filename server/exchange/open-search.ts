import { SHORT_SHELF_NAME } from '#server/base/shelf-name.ts';
import { XML_HEAD, xmlElement, xmlText } from './xml.ts';

/**
 * OpenSearch 1.1: lets browsers search the shelf. The short name may have 16 characters at most.
 */
export const openSearchDescription = (
  links: { readonly search: string; readonly suggest: string },
  name: string,
): string =>
  [
    `${XML_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">`,
    xmlElement('ShortName', SHORT_SHELF_NAME),
    xmlElement('Description', `Tìm trong ${name}`),
    '<InputEncoding>UTF-8</InputEncoding>',
    '<Language>vi</Language>',
    `<Url type="text/html" template="${xmlText(links.search)}{searchTerms}"/>`,
    `<Url type="application/json" rel="suggestions" template="${xmlText(links.suggest)}{searchTerms}"/>`,
    '</OpenSearchDescription>\n',
  ].join('');

/** How reading programs search the catalogue; both addresses are followed by the words. */
export const opdsSearchDescription = (
  links: { readonly search: string; readonly suggest: string },
  type: string,
  name: string,
): string =>
  [
    `${XML_HEAD}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">`,
    xmlElement('ShortName', SHORT_SHELF_NAME),
    xmlElement('Description', `Tìm trong ${name}`),
    '<InputEncoding>UTF-8</InputEncoding>',
    '<Language>vi</Language>',
    `<Url type="${xmlText(type)}" template="${xmlText(links.search)}{searchTerms}"/>`,
    `<Url type="application/x-suggestions+json" rel="suggestions" template="${xmlText(links.suggest)}{searchTerms}"/>`,
    '</OpenSearchDescription>\n',
  ].join('');
