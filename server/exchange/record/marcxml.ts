import { xmlText } from '../xml.ts';
import { marcRecord } from './marc-record.ts';
import type { PublicRecord } from './public-record.ts';
import type { RecordAddresses } from './record-addresses.ts';

export const MARCXML = {
  namespace: 'http://www.loc.gov/MARC21/slim',
  schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
} as const;

/** The record as MARCXML: one root element with its namespaces, no XML declaration. */
export function marcXml(record: PublicRecord, addresses: RecordAddresses): string {
  const { leader, control, data } = marcRecord(record, addresses);
  return [
    `<record xmlns="${MARCXML.namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
    ` xsi:schemaLocation="${MARCXML.namespace} ${MARCXML.schema}" type="Bibliographic">`,
    `<leader>${leader}</leader>`,
    ...control.map(
      ({ tag, value }) => `<controlfield tag="${tag}">${xmlText(value)}</controlfield>`,
    ),
    ...data.map(
      ({ tag, ind1, ind2, subfields }) =>
        `<datafield tag="${tag}" ind1="${ind1}" ind2="${ind2}">${subfields
          .map(([code, value]) => `<subfield code="${code}">${xmlText(value)}</subfield>`)
          .join('')}</datafield>`,
    ),
    '</record>',
  ].join('');
}
