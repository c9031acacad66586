import type { Item } from '#server/items/item.ts';
import type { Files } from '#server/ports.ts';
import { dublinCore } from '#server/exchange/record/dublin-core.ts';
import { jsonRecord } from '#server/exchange/record/json-record.ts';
import { marcXml } from '#server/exchange/record/marcxml.ts';
import { mods } from '#server/exchange/record/mods.ts';
import type { PublicRecord } from '#server/exchange/record/public-record.ts';
import type { RecordAddresses } from '#server/exchange/record/record-addresses.ts';
import { XML_HEAD } from '#server/exchange/xml.ts';
import type { BagFile } from './bag-file.ts';
import { packedName } from './file-names.ts';

export interface PackItemDeps {
  readonly files: Pick<Files, 'read'>;
  /** The item's cover as WebP; null for none. */
  readonly drawCover: (item: Item) => Promise<Uint8Array | null>;
}

/** What is said of its approval and of its comparison with the original (khoản 2, khoản 4 Điều 8). */
function approvalOf({ approval, verification, approvalFile }: Item): string {
  const file = approvalFile ? packedName(0, approvalFile.name) : null;
  return `${JSON.stringify({ approval, verification, file }, null, 2)}\n`;
}

/**
 * Puts an item into the bag: record, metadata, approval, files and cover. Throws `file-missing` and
 * `file-broken` where the store has not its bytes any more; the bag is then half-written.
 */
export async function packItem(
  { files, drawCover }: PackItemDeps,
  bag: BagFile,
  item: Item,
  record: PublicRecord,
  addresses: RecordAddresses,
): Promise<void> {
  const add = (path: string, text: string): Promise<void> =>
    bag.addBytes(`${item.id}/${path}`, Buffer.from(text));
  await add('record.json', `${jsonRecord(record, addresses)}\n`);
  await add('metadata/oai_dc.xml', XML_HEAD + dublinCore(record, addresses));
  await add('metadata/mods.xml', XML_HEAD + mods(record, addresses));
  await add('metadata/marc.xml', XML_HEAD + marcXml(record, addresses));
  await add('approval/approval.json', approvalOf(item));
  const { approvalFile } = item;
  if (approvalFile)
    await bag.addStream(
      `${item.id}/approval/${packedName(0, approvalFile.name)}`,
      approvalFile,
      files.read(approvalFile.sha256, null),
    );
  for (const [i, file] of item.attachments.entries())
    await bag.addStream(
      `${item.id}/files/${packedName(i + 1, file.name)}`,
      file,
      files.read(file.sha256, null),
    );
  const cover = await drawCover(item);
  if (cover !== null) await bag.addBytes(`${item.id}/cover.webp`, cover);
}
