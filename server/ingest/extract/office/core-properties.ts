import type { FileMetadata } from '#server/items/extraction.ts';
import type { Archive } from '../archive.ts';
import { fileDate, NO_METADATA, orNull, plainDescription } from '../book.ts';
import { decodeEntities } from '../html/entities.ts';
import { decodeLine } from '../legacy/decode-line.ts';

const MOST_BYTES = 2 ** 20;

const property = (xml: string, name: string): string =>
  decodeLine(
    decodeEntities(
      new RegExp(`<${name}(?:\\s[^<>]*)?>([^<]*)</${name}>`, 'u').exec(xml)?.[1] ?? '',
    ),
  );

/**
 * What a file of Office Open XML or OpenDocument says of itself, in Dublin Core.
 * @param part where: `docProps/core.xml`, `meta.xml`
 * @param created the element with the date
 */
export async function coreProperties(
  archive: Archive,
  part: string,
  created: 'dcterms:created' | 'meta:creation-date',
): Promise<FileMetadata> {
  if (!archive.has(part)) return NO_METADATA;
  const xml = (await archive.read(part, MOST_BYTES)).toString('utf8');
  const creator = orNull(property(xml, 'dc:creator'));
  return {
    title: orNull(property(xml, 'dc:title')),
    creators: creator === null ? [] : [creator],
    publisher: orNull(property(xml, 'dc:publisher')),
    issued: fileDate(property(xml, created)),
    language: orNull(property(xml, 'dc:language')),
    description: plainDescription(property(xml, 'dc:description')),
  };
}
