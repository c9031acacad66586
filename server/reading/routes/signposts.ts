import type { Request } from 'express';
import {
  fileLinks,
  linkHeader,
  landingLinks,
  type ItemAddresses,
  type MetadataLink,
} from '#server/exchange/signposting.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import type { Item } from '#server/items/item.ts';
import { mayHaveBytes, pagesToGive } from '#server/items/routes/present-item.ts';
import type { Unit } from '#server/people/unit.ts';
import { apiItemPath, linksetPath, manifestPath, recordPath } from '#web/paths/exchange.ts';
import { citationPath, filePath, itemPath } from '#web/paths/reading.ts';
import { unitPath } from '#web/paths/site.ts';
import { schemaType } from '../json-ld.ts';

/** The forms in which a record is given to machines: add one here and every page points at it. */
const METADATA: readonly (readonly [path: (id: string) => string, type: string, title: string])[] =
  [
    [apiItemPath, 'application/json', 'JSON'],
    [(id) => recordPath(id, 'oai_dc.xml'), 'application/xml', 'Dublin Core'],
    [(id) => recordPath(id, 'mods.xml'), 'application/mods+xml', 'MODS'],
    [(id) => recordPath(id, 'marc.xml'), 'application/marcxml+xml', 'MARCXML'],
    [(id) => recordPath(id, 'marc.mrc'), 'application/marc', 'MARC 21'],
    [(id) => citationPath(id, 'json'), 'application/vnd.citationstyles.csl+json', 'CSL JSON'],
    [(id) => citationPath(id, 'bib'), 'application/x-bibtex', 'BibTeX'],
  ];

const metadataOf = (base: string, id: string): MetadataLink[] =>
  METADATA.map(([path, type, title]) => ({ href: `${base}${path(id)}`, type, title }));

/** Where everything of an item is found, for signposting; `units` are those of the shelf. */
export function itemAddresses(
  deps: Pick<AppDeps, 'config'>,
  req: Request,
  item: Item,
  units: readonly Unit[],
): ItemAddresses {
  const base = baseUrl(deps, req);
  return {
    item: `${base}${itemPath(item.id)}`,
    linkset: `${base}${linksetPath(item.id)}`,
    file: (a) => (mayHaveBytes(item, a) ? `${base}${filePath(a.id)}` : null),
    metadata: metadataOf(base, item.id),
    schemaType: schemaType(item),
    authors: units
      .filter((unit) => item.compilers.includes(unit.name))
      .map((unit) => `${base}${unitPath(unit.code)}`),
    manifest: pagesToGive(item).length === 0 ? null : `${base}${manifestPath(item.id)}`,
  };
}

/** The `Link` header of an item's page. */
export const landingHeader = (item: Item, at: ItemAddresses): string =>
  linkHeader(landingLinks(item, at), at.linkset);

/** The `Link` header of a file of an item. */
export function fileHeader(
  deps: Pick<AppDeps, 'config'>,
  req: Request,
  { id }: Pick<Item, 'id'>,
  mediaType: string,
): string {
  const base = baseUrl(deps, req);
  return linkHeader(fileLinks(`${base}${itemPath(id)}`, mediaType), `${base}${linksetPath(id)}`);
}
