import type { OaiPage, OaiRecord } from '#server/imports/oai-page.ts';
import type { ForeignTerms } from '#server/tables/sheet.ts';
import { foreignMessages as say } from './foreign-messages.ts';
import { faultyRecord, LONGEST_NUMBER } from './foreign-record.ts';
import { recordOf } from './xml-record.ts';
import { childOf, childrenOf, readXmlRecords, textOf, type XmlTree } from './xml-records.ts';
import { fileChunks } from './xml-stream.ts';

export interface OaiPageToRead {
  readonly path: string;
  readonly terms: ForeignTerms;
}

const ROOTS: ReadonlySet<string> = new Set([
  'responseDate',
  'error',
  'record',
  'resumptionToken',
  'Identify',
  'metadataFormat',
  'set',
]);
const MOST_SETS = 2_000;
/** Where no zone is told it may be any: the earliest instant that the text can mean. */
const NO_ZONE_MS = 14 * 3_600_000;

/** An instant with an offset, without one or to the day, as ISO in UTC; null for none. */
export function instantOf(text: string): string | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/iu.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, day, time = '00:00:00', zone] = match;
  const dayOnly = match[2] === undefined;
  const written = zone?.replace(/^([+-]\d{2})(\d{2})$/u, '$1:$2').toUpperCase();
  const at = Date.parse(`${day}T${time}${written ?? 'Z'}`);
  if (Number.isNaN(at)) return null;
  return new Date(at - (zone === undefined && !dayOnly ? NO_ZONE_MS : 0)).toISOString();
}

function oaiRecord(tree: XmlTree, terms: ForeignTerms, n: number): OaiRecord | null {
  const header = childOf(tree, 'header');
  const id = textOf(childOf(header, 'identifier'));
  if (id === '') return null;
  const stamp = instantOf(textOf(childOf(header, 'datestamp')));
  if (id.length > LONGEST_NUMBER)
    return { id: `?${n}`, stamp, deleted: false, record: faultyRecord(n, say.longNumber) };
  if (header!.attributes['status'] === 'deleted') return { id, stamp, deleted: true, record: null };
  const record = recordOf(tree, terms) ?? faultyRecord(n, say.unreadMetadata);
  return { id, stamp, deleted: false, record };
}

class PageReader {
  isOai = false;
  responseDate: string | null = null;
  error: OaiPage['error'] = null;
  token: string | null = null;
  repository: OaiPage['repository'] = null;
  readonly records: OaiRecord[] = [];
  readonly formats: string[] = [];
  readonly sets: { spec: string; name: string }[] = [];
  readonly #terms: ForeignTerms;

  constructor(terms: ForeignTerms) {
    this.#terms = terms;
  }

  found(tree: XmlTree | null): void {
    if (tree === null) {
      const n = this.records.length + 1;
      this.records.push({
        id: `?${n}`,
        stamp: null,
        deleted: false,
        record: faultyRecord(n, say.xmlRecordTooLong),
      });
      return;
    }
    const text = textOf(tree);
    if (tree.name === 'responseDate') this.responseDate = instantOf(text);
    else if (tree.name === 'error')
      this.error ??= { code: tree.attributes['code'] ?? '', text: text.slice(0, 300) };
    else if (tree.name === 'resumptionToken') this.token = tree.text.trim() || null;
    else if (tree.name === 'record') this.#record(tree);
    else if (tree.name === 'Identify') this.#identify(tree);
    else if (tree.name === 'metadataFormat')
      this.formats.push(...childrenOf(tree, 'metadataPrefix').map(textOf));
    else if (this.sets.length < MOST_SETS)
      this.sets.push({
        spec: textOf(childOf(tree, 'setSpec')),
        name: textOf(childOf(tree, 'setName')),
      });
  }

  #record(tree: XmlTree): void {
    const record = oaiRecord(tree, this.#terms, this.records.length + 1);
    if (record !== null) this.records.push(record);
  }

  #identify(tree: XmlTree): void {
    this.repository = {
      name: textOf(childOf(tree, 'repositoryName')),
      granularity: textOf(childOf(tree, 'granularity')).includes('T') ? 'second' : 'day',
    };
  }
}

/**
 * Reads an answer of OAI-PMH 2.0.
 * @throws AppError invalid-sheet with its sentence: a document type, an entity of its own, another
 * encoding, too deep
 */
export async function readOaiPage({ path, terms }: OaiPageToRead): Promise<OaiPage> {
  const page = new PageReader(terms);
  const whole = await readXmlRecords(fileChunks(path), {
    roots: ROOTS,
    found: (tree) => page.found(tree),
    passed: (name) => {
      page.isOai ||= name === 'OAI-PMH';
    },
  });
  const { isOai, responseDate, error, token, records, repository, formats, sets } = page;
  return { isOai, whole, responseDate, error, token, records, repository, formats, sets };
}
