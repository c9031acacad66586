import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { startDelivery, type StartDelivery } from '#server/delivery/actions/start-delivery.ts';
import { stampRecords } from '#server/exchange/actions/stamp-records.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { anAttachment } from '../builders.ts';
import { publishItems } from '../publish-items.ts';
import type { TestApp } from '../start-test-app.ts';
import { aTarget } from './some-deliveries.ts';

export const BASE = 'https://tusach.anson.example';

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Puts bytes into the store and gives the file that names them. */
export async function storedFile(
  { shelf }: Pick<TestApp, 'shelf'>,
  name: string,
  content: Uint8Array | string,
): Promise<Attachment> {
  const bytes = Buffer.from(content as string);
  const { sha256 } = await shelf.storage.files.put(once(bytes), 1e9);
  return anAttachment({ name, mediaType: 'text/plain', bytes: bytes.length, sha256, pages: null });
}

/** Published items with a file each, as harvesters know them. */
export async function publishWithFiles(
  app: TestApp,
  titles: readonly string[],
  more: Partial<Item> = {},
): Promise<Item[]> {
  const wanted = await Promise.all(
    titles.map(async (title) => ({
      item: {
        title,
        genre: 'cam-nang',
        compilers: ['Sở Tư pháp tỉnh An Sơn'],
        issued: '2026',
        abstract: 'Giới thiệu mục đích và nội dung chính.',
        subjects: ['11'],
        attachments: [await storedFile(app, `${title}.txt`, `Nội dung của ${title}`)],
        approval: {
          by: 'Hà Thị Minh',
          position: 'Giám đốc',
          date: '2026-11-01',
          documentNumber: '12/QĐ-STP',
        },
        ...more,
      },
    })),
  );
  const items = await publishItems(app, wanted);
  await stampAgain(app, items);
  return items;
}

/** Has harvesters know these items as they are now. */
export const stampAgain = (
  { shelf: { storage, steadyNow } }: Pick<TestApp, 'shelf'>,
  items: readonly { readonly id: string }[],
): Promise<void> =>
  stampRecords(
    { catalog: storage.catalog, now: steadyNow },
    items.map(({ id }) => id),
  );

export const putTarget = (app: TestApp, more: Partial<Target> = {}): Promise<Target> =>
  app.shelf.storage.catalog.saveTarget(
    aTarget({ name: 'Tủ sách pháp luật điện tử quốc gia', ...more }),
  );

/** Begins a delivery and runs its jobs. */
export async function deliver(
  app: TestApp,
  target: Pick<Target, 'id'>,
  more: Partial<StartDelivery> = {},
): Promise<Delivery> {
  const { id } = await startDelivery(app.shelf.actions, {
    targetId: target.id,
    mode: 'difference',
    unanswered: false,
    base: BASE,
    actor: app.admin,
    ...more,
  });
  await app.settle();
  return (await app.shelf.storage.catalog.findDelivery(id))!;
}

/** Where the one file of a delivery lies. */
export const packageOf = (app: TestApp, { targetId, files }: Delivery): string =>
  join(app.shelf.config.DELIVERY_FOLDER, targetId, files[0]!.name);

export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');
