import type { Request, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
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

export type RecordDocument = 'oai_dc.xml' | 'mods.xml' | 'marc.xml';

type Write = (record: PublicRecord, addresses: RecordAddresses) => string;

/** The documents by their names behind the item's address. */
const DOCUMENTS: Readonly<Record<RecordDocument, readonly [type: string, write: Write]>> = {
  'oai_dc.xml': ['application/xml; charset=utf-8', dublinCore],
  'mods.xml': ['application/mods+xml; charset=utf-8', mods],
  'marc.xml': ['application/marcxml+xml; charset=utf-8', marcXml],
};

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

/** The record of an item as a file of ISO 2709. */
export async function sendMarc(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { record, addresses, slug } = await readRecord(deps, req, id);
  const bytes = iso2709(marcRecord(record, addresses));
  openToEverySite(res);
  res.setHeader('Content-Disposition', disposition('attachment', `${slug}.mrc`));
  res.setHeader('Cache-Control', 'no-cache');
  res.type('application/marc').send(Buffer.from(bytes));
}

/** The record of an item as one of the documents. */
export async function sendRecord(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  name: RecordDocument,
): Promise<void> {
  const { record, addresses } = await readRecord(deps, req, id);
  const [type, write] = DOCUMENTS[name];
  openToEverySite(res);
  await sendText(req, res, 200, type, `${XML_HEAD}${write(record, addresses)}\n`);
}
