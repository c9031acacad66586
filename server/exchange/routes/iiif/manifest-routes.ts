import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import {
  iiifManifest,
  MOST_CANVASES,
  type ManifestFile,
  type ManifestParts,
} from '#server/exchange/iiif.ts';
import { messages } from '#server/exchange/messages.ts';
import { rightsUri } from '#server/exchange/rights-uri.ts';
import { MANIFEST_TYPE } from '#server/exchange/signposting.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { pageLabel } from '#server/items/page-labels.ts';
import { RECORD_LABELS } from '#server/items/record-labels.ts';
import { rightsLabel } from '#server/items/rights.ts';
import { pagesToGive } from '#server/items/routes/present-item.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { itemAddresses } from '#server/reading/routes/signposts.ts';
import { genreName, subjectNames } from '#server/vocabulary/vocabulary.ts';
import { standingNote } from '#web/items/standing.tsx';
import { imageServicePath, manifestPath } from '#web/paths/exchange.ts';
import { filePath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { readerWords } from '#web/text/reader-words.ts';
import { openToEverySite } from '../open-to-every-site.ts';
import { pageRatios, type PageRatios } from './page-ratios.ts';

/** Facts that viewers show beside the pages; unknown ones are left out. */
function metadataOf(item: Item, unit: string, req: Request): ManifestParts['metadata'] {
  const t = readerWords.item;
  const vocabulary = vocabularyFor(req);
  const facts: ManifestParts['metadata'] = [
    [t.compilers, item.compilers.join('; ')],
    [t.publisher, item.publisher],
    [t.issued, item.issued === null ? '' : showPartialDate(item.issued)],
    [RECORD_LABELS.genre, genreName(item, vocabulary)],
    [
      t.subjects,
      subjectNames(item, vocabulary)
        .map(([, name]) => name)
        .join('; '),
    ],
    [t.laws, item.lawRefs.map((law) => law.number).join('; ')],
    [t.isbn, item.isbn],
    [t.identifier, item.identifier ?? ''],
    [t.unit, unit],
  ];
  return facts.filter(([, value]) => value.trim() !== '');
}

/** Files with their pages, as many as a manifest may show. */
async function filesOf(
  deps: AppDeps,
  ratiosOf: PageRatios,
  base: string,
  attachments: readonly Attachment[],
): Promise<ManifestFile[]> {
  const files: ManifestFile[] = [];
  let left = MOST_CANVASES;
  for (const attachment of attachments) {
    if (left <= 0) break;
    const ratios = (await ratiosOf(attachment)).slice(0, left);
    left -= ratios.length;
    files.push({
      id: attachment.id,
      name: attachment.name,
      ratios,
      label: (page) => pageLabel(attachment.labels, page) ?? String(page),
      image: (page) => `${base}${imageServicePath(attachment.id, page)}`,
      outline: await deps.storage.catalog.outline(attachment.id),
    });
  }
  return files;
}

async function sendManifest(
  deps: AppDeps,
  ratiosOf: PageRatios,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const attachments = pagesToGive(item);
  if (attachments.length === 0) throw new AppError('page-not-found', { itemId: item.id });
  const base = baseUrl(deps, req);
  const units = await catalog.listUnits();
  const at = itemAddresses(deps, req, item, units);
  const unit = units.find((one) => one.id === item.unitId)?.name ?? '';
  const standing = standingNote(readerWords, await readStanding(deps, item));
  const manifest = iiifManifest({
    id: `${base}${manifestPath(item.id)}`,
    item: at.item,
    shelf: `${base}${homePath()}`,
    language: item.language,
    title: item.title.trim() || item.id,
    summary: item.abstract,
    metadata: metadataOf(item, unit, req),
    rights: rightsUri(item.rights.kind),
    statement: [
      messages.attribution,
      [deps.config.SHELF_NAME, deps.config.SHELF_UNIT, rightsLabel(item.rights.kind), standing]
        .filter((part) => part !== '')
        .join('. '),
    ],
    provider: deps.config.SHELF_UNIT,
    seeAlso: at.metadata.map(({ href, type, title }) => ({ href, type, label: title })),
    renderings: attachments
      .filter((a) => a.mediaType === 'application/pdf')
      .map((a) => ({ href: `${base}${filePath(a.id)}`, type: a.mediaType, label: a.name })),
    outlineLabel: readerWords.item.outline,
    files: await filesOf(deps, ratiosOf, base, attachments),
  });
  openToEverySite(res);
  await sendText(req, res, 200, MANIFEST_TYPE, manifest);
}

/** The pages of an item as a IIIF manifest. */
export function manifestRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const ratiosOf = pageRatios(deps);
  get('/tai-lieu/:id/manifest.json', (req, res, { id }) =>
    sendManifest(deps, ratiosOf, req, res, id),
  );
  return router;
}
