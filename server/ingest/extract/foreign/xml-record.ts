import type { ForeignTerms } from '#server/tables/sheet.ts';
import { dcCells, dcValuesOf } from './dc-cells.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { marcCells } from './marc-cells.ts';
import { modsCells } from './mods-cells.ts';
import { childOf, marcOf, type XmlTree } from './xml-records.ts';

/** Elements that records of libraries are. */
export const RECORDS: ReadonlySet<string> = new Set(['record', 'mods', 'dc']);

/**
 * A record of MARCXML, MODS or Dublin Core, by itself or in an answer of OAI-PMH; null when it is
 * none of these.
 */
export function recordOf(tree: XmlTree, terms: ForeignTerms): ForeignRecord | null {
  const metadata = childOf(tree, 'metadata');
  if (metadata !== undefined) {
    const [inner] = metadata.children;
    return inner === undefined ? null : recordOf(inner, terms);
  }
  if (tree.name === 'mods') return modsCells(tree, terms);
  if (tree.name === 'dc') return dcCells(dcValuesOf(tree), terms);
  const marc = marcOf(tree);
  return marc === null ? null : marcCells(marc, terms);
}
