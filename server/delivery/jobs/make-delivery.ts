import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import { sendDeliveryJob, type Job } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { openRecords, type RecordDeps } from '#server/exchange/actions/read-records.ts';
import {
  repositoryNamespace,
  type NamespaceSettings,
} from '#server/exchange/actions/repository-facts.ts';
import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Files, JobOutcome } from '#server/ports.ts';
import { recordAddresses } from '#web/paths/exchange.ts';
import { moveHorizon } from '../actions/mark-sent.ts';
import { clearPacking, packDelivery, type PackDeps } from '../actions/package/pack-delivery.ts';
import { packList } from '../actions/package/pack-list.ts';
import type { PackageHead } from '../actions/package/package-head.ts';
import { planDelivery } from '../actions/plan-delivery.ts';
import type { DeliveryCatalog } from '../delivery-catalog.ts';
import { deliveryFile, deliveryFolder, type FolderSettings } from '../delivery-folder.ts';
import { entriesOf, type Delivery } from '../delivery.ts';
import type { Target } from '../target.ts';

export interface MakeDeps {
  readonly catalog: RecordDeps['catalog'] &
    DeliveryCatalog &
    FactCatalog &
    HarvestCatalog &
    ItemCatalog;
  readonly files: Files;
  readonly now: () => string;
  readonly drawCover: (item: Item) => Promise<Uint8Array | null>;
  readonly config: FolderSettings &
    NamespaceSettings & {
      readonly SHELF_NAME: string;
      readonly SHELF_UNIT: string;
      readonly SHELF_EMAIL: string;
    };
}

/** Packages of deliveries that ended stay for so many deliveries of their target. */
const KEPT_PACKAGES = 3;

/** Who may be written to about a package; an address made up of the namespace where none is set. */
export const emailOf = (email: string, namespace: string): string => email || `tusach@${namespace}`;

async function packDeps(deps: MakeDeps, delivery: Delivery, namespace: string): Promise<PackDeps> {
  const { catalog, files, drawCover } = deps;
  return {
    files,
    drawCover,
    records: await openRecords(deps),
    addressesOf: recordAddresses(delivery.base, namespace),
    findItems: (ids) => catalog.findItems(ids),
    findRows: (ids) => catalog.findHarvestRows(ids),
    entriesAfter: (ordinal, limit) => catalog.listDeliveryEntries(delivery.id, ordinal, limit),
    packed: async (changed, packed) => {
      await catalog.saveDeliveryEntries(changed);
      const now = await catalog.findDelivery(delivery.id);
      // Cancelled meanwhile: there is nothing to go on with.
      if (now?.state !== 'packing') throw new AppError('wrong-state', { state: now?.state });
      await catalog.saveDelivery({ ...now, packed }, []);
    },
  };
}

const headOf = ({ config }: MakeDeps, delivery: Delivery, namespace: string): PackageHead => ({
  name: delivery.name,
  shelf: config.SHELF_NAME,
  unit: config.SHELF_UNIT,
  email: emailOf(config.SHELF_EMAIL, namespace),
  address: delivery.base,
  asOf: delivery.asOf ?? delivery.createdAt,
  counts: delivery.counts,
  mode: delivery.mode,
});

/** The path of a delivery's files, without their endings. */
const pathOf = ({ config }: Pick<MakeDeps, 'config'>, { targetId, name }: Delivery): string =>
  resolve(deliveryFolder(config), deliveryFile(targetId, name));

/** Its files, whole; null when it was told to stop. */
async function makeFiles(
  deps: MakeDeps,
  delivery: Delivery,
  target: Target,
  stopping: AbortSignal,
): Promise<Pick<Delivery, 'files' | 'leftOut'> | null> {
  const namespace = await repositoryNamespace(deps, deps.config);
  const pack = await packDeps(deps, delivery, namespace);
  const head = headOf(deps, delivery, namespace);
  const path = pathOf(deps, delivery);
  if (target.form === 'list') {
    const files = await packList(pack, path, head, stopping);
    return files === null ? null : { files, leftOut: [] };
  }
  const packed = await packDelivery(pack, `${path}.zip`, head, stopping);
  if (packed === null) return null;
  return {
    files: [packed.file],
    leftOut: packed.leftOut.map(({ entry, code }) => ({ itemId: entry.itemId, code })),
  };
}

async function removeOldPackages(deps: MakeDeps, target: Target): Promise<void> {
  const ended = (await deps.catalog.listDeliveries(target.id, 100)).filter(
    ({ state }) => state === 'sent' || state === 'cancelled',
  );
  for (const { targetId, files } of ended.slice(KEPT_PACKAGES))
    for (const { name } of files)
      await rm(resolve(deliveryFolder(deps.config), deliveryFile(targetId, name)), {
        force: true,
      });
}

/** Looks up what there is to say; the delivery packs it, or is done when there is nothing. */
async function plan(deps: MakeDeps, delivery: Delivery, target: Target): Promise<Delivery> {
  const planned = await planDelivery(deps, delivery, target);
  const state = entriesOf(planned) === 0 ? 'empty' : 'packing';
  const saved = await deps.catalog.saveDelivery({ ...planned, state, packed: 0 }, []);
  if (state === 'empty') await moveHorizon(deps.catalog, saved);
  return saved;
}

/**
 * Makes the files of a delivery, from what was written before a process was killed; then it goes on
 * its way, where the target has one.
 */
export async function makeDelivery(
  deps: MakeDeps,
  job: Pick<Job, 'payload'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { catalog } = deps;
  const given = await catalog.findDelivery(job.payload['deliveryId'] ?? '');
  const target = given === null ? null : await catalog.findTarget(given.targetId);
  if (given === null || target === null) return { state: 'done' };
  const delivery = given.state === 'planning' ? await plan(deps, given, target) : given;
  if (delivery.state !== 'packing') return { state: 'done' };
  const made = await makeFiles(deps, delivery, target, stopping);
  if (made === null) return { state: 'handed-back' };
  const now = (await catalog.findDelivery(delivery.id))!;
  if (now.state !== 'packing') return { state: 'done' };
  const goes = target.way.kind !== 'download';
  await catalog.saveDelivery(
    { ...now, ...made, packed: entriesOf(now), state: goes ? 'sending' : 'ready' },
    goes ? [sendDeliveryJob(now.id, target.id)] : [],
  );
  await clearPacking(`${pathOf(deps, delivery)}.zip`);
  await removeOldPackages(deps, target);
  return { state: 'done' };
}
