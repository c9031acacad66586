import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendText } from '#server/http/send-page.ts';
import { disposition } from '#server/http/send-file.ts';
import { recordAddresses } from '#web/paths/exchange.ts';
import { openRecords } from '../actions/read-records.ts';
import { repositoryNamespace } from '../actions/repository-facts.ts';
import { dublinCore } from '../record/dublin-core.ts';
import { iso2709 } from '../record/iso2709.ts';
import { marcRecord } from '../record/marc-record.ts';
import { marcXml } from '../record/marcxml.ts';
import { mods } from '../record/mods.ts';
import type { PublicRecord } from '../record/public-record.ts';
import type { RecordAddresses } from '../record/record-addresses.ts';
import { XML_HEAD } from '../xml.ts';
import { openToEverySite } from './open-to-every-site.ts';

type Write = (record: PublicRecord, addresses: RecordAddresses) => string;

/** Names of the documents, as they stand behind the item's address. */
const DOCUMENTS: readonly (readonly [name: string, type: string, write: Write])[] = [
  ['oai_dc.xml', 'application/xml; charset=utf-8', dublinCore],
  ['mods.xml', 'application/mods+xml; charset=utf-8', mods],
  ['marc.xml', 'application/marcxml+xml; charset=utf-8', marcXml],
];

/** A record with its addresses. Throws `item-not-found` for what readers do not see. */
async function readRecord(deps: AppDeps, req: Request, id: string) {
  const { catalog } = deps.storage;
  const item = await catalog.findItem(id);
  if (item?.state !== 'published') throw new AppError('item-not-found', { itemId: id });
  const [record] = await (await openRecords({ catalog, now: deps.now }))([item]);
  const namespace = await repositoryNamespace(deps.storage, deps.config);
  const addresses = recordAddresses(baseUrl(deps, req), namespace)(record!);
  return { record: record!, addresses, slug: item.slug || item.id };
}

async function sendMarc(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { record, addresses, slug } = await readRecord(deps, req, id);
  const bytes = iso2709(marcRecord(record, addresses));
  openToEverySite(res);
  res.setHeader('Content-Disposition', disposition('attachment', `${slug}.mrc`));
  res.setHeader('Cache-Control', 'no-cache');
  res.type('application/marc').send(Buffer.from(bytes));
}

/** The record of an item for library systems and reference programs, one document a standard. */
export function recordRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  for (const [name, type, write] of DOCUMENTS)
    get(`/tai-lieu/:id/${name}`, async (req, res, { id }) => {
      const { record, addresses } = await readRecord(deps, req, id);
      openToEverySite(res);
      await sendText(req, res, 200, type, `${XML_HEAD}${write(record, addresses)}\n`);
    });
  get('/tai-lieu/:id/marc.mrc', (req, res, { id }) => sendMarc(deps, req, res, id));
  return router;
}
