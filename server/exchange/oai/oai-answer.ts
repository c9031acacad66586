import type { HarvestRow } from '../harvest-row.ts';
import { leafSets } from '../harvest-sets.ts';
import { XML_HEAD, xmlElement, xmlText } from '../xml.ts';
import type { OaiFormat } from './oai-formats.ts';
import type { OaiFault } from './oai-request.ts';
import { oaiIdentifier } from './repository-namespace.ts';

const PMH = 'http://www.openarchives.org/OAI/2.0/';
const IDENTIFIER = 'http://www.openarchives.org/OAI/2.0/oai-identifier';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** What the repository says of itself. */
export interface Repository {
  readonly name: string;
  /** Absolute address of the repository. */
  readonly baseUrl: string;
  readonly email: string;
  readonly namespace: string;
}

/** A row as it is told. */
export interface ToldRow {
  readonly row: HarvestRow;
  /** Its record in the form asked for; null when readers do not see it any more. */
  readonly metadata: string | null;
}

const envelope = (
  responseDate: string,
  baseUrl: string,
  attributes: readonly (readonly [string, string])[],
  inner: string,
): string =>
  [
    `${XML_HEAD}<OAI-PMH xmlns="${PMH}" ${XSI} xsi:schemaLocation="${PMH} ${PMH}OAI-PMH.xsd">`,
    `<responseDate>${responseDate}</responseDate>`,
    `<request${attributes.map(([name, value]) => ` ${name}="${xmlText(value)}"`).join('')}>${xmlText(baseUrl)}</request>`,
    inner,
    '</OAI-PMH>\n',
  ].join('');

/** An answer: the element that the verb names, with what was asked. */
export const oaiAnswer = (
  responseDate: string,
  { baseUrl }: Repository,
  asked: readonly (readonly [string, string])[],
  inner: readonly string[],
): string => {
  const verb = asked.find(([name]) => name === 'verb')![1];
  return envelope(responseDate, baseUrl, asked, `<${verb}>${inner.join('')}</${verb}>`);
};

/** What was asked is repeated only where it was understood (§3.2). */
export function oaiErrors(
  responseDate: string,
  { baseUrl }: Repository,
  asked: readonly (readonly [string, string])[],
  faults: readonly OaiFault[],
): string {
  const misread = faults.some(({ code }) => code === 'badVerb' || code === 'badArgument');
  const inner = faults.map(
    ({ code, message }) => `<error code="${code}">${xmlText(message)}</error>`,
  );
  return envelope(responseDate, baseUrl, misread ? [] : asked, inner.join(''));
}

export const identify = (
  { name, baseUrl, email, namespace }: Repository,
  earliest: string,
  /** One that is there, or one that could be. */
  sample: string,
): string[] => [
  xmlElement('repositoryName', name),
  xmlElement('baseURL', baseUrl),
  '<protocolVersion>2.0</protocolVersion>',
  xmlElement('adminEmail', email),
  `<earliestDatestamp>${earliest}</earliestDatestamp>`,
  '<deletedRecord>persistent</deletedRecord>',
  '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>',
  '<compression>gzip</compression>',
  `<description><oai-identifier xmlns="${IDENTIFIER}" ${XSI} xsi:schemaLocation="${IDENTIFIER} ${IDENTIFIER}.xsd">`,
  '<scheme>oai</scheme>',
  xmlElement('repositoryIdentifier', namespace),
  '<delimiter>:</delimiter>',
  xmlElement('sampleIdentifier', oaiIdentifier(namespace, sample)),
  '</oai-identifier></description>',
];

export const metadataFormat = ({ prefix, schema, namespace }: OaiFormat): string =>
  `<metadataFormat>${[
    xmlElement('metadataPrefix', prefix),
    xmlElement('schema', schema),
    xmlElement('metadataNamespace', namespace),
  ].join('')}</metadataFormat>`;

export const oaiSet = (spec: string, name: string): string =>
  `<set>${xmlElement('setSpec', spec)}${xmlElement('setName', name)}</set>`;

/** The sets of a header are the innermost: those around them follow from their names. */
export const oaiHeader = (namespace: string, { row, metadata }: ToldRow): string =>
  [
    metadata === null ? '<header status="deleted">' : '<header>',
    xmlElement('identifier', oaiIdentifier(namespace, row.itemId)),
    `<datestamp>${row.stamp}</datestamp>`,
    ...leafSets(row.sets).map((spec) => xmlElement('setSpec', spec)),
    '</header>',
  ].join('');

export const oaiRecord = (namespace: string, told: ToldRow): string =>
  `<record>${oaiHeader(namespace, told)}${
    told.metadata === null ? '' : `<metadata>${told.metadata}</metadata>`
  }</record>`;

/**
 * Empty on the last page of a list that took several. `until` is how long the token is good at
 * least.
 */
export function resumptionToken(
  { cursor, size }: { readonly cursor: number; readonly size: number },
  token: string,
  until: string,
): string {
  const place = `cursor="${cursor}" completeListSize="${size}"`;
  return token === ''
    ? `<resumptionToken ${place}/>`
    : `<resumptionToken ${place} expirationDate="${until}">${xmlText(token)}</resumptionToken>`;
}
