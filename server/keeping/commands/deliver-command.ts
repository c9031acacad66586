import { basename, resolve } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import { reconcile } from '#server/delivery/actions/reconcile.ts';
import { startDelivery } from '#server/delivery/actions/start-delivery.ts';
import { applyReceipt, countAnswers, planReceipt } from '#server/delivery/actions/take-receipt.ts';
import { entriesOf, type Delivery } from '#server/delivery/delivery.ts';
import { coverOf } from '#server/delivery/jobs/cover-of.ts';
import { packShelf } from '#server/delivery/jobs/pack-shelf.ts';
import { receiptColumns } from '#server/delivery/receipt.ts';
import { FINDINGS } from '#server/delivery/reconciliation.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Shelf } from '#server/shelf.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { vi } from '#web/text/vi.ts';
import { importingActor } from './import-command.ts';
import { untilDone, withJobs } from './with-jobs.ts';

const words = vi.deliveries;

/** The address that links begin with. */
const baseOf = ({ config }: Shelf): string =>
  config.BASE_URL || `http://${config.HOST}:${config.PORT}`;

/** By its name or its id. Throws `target-not-found`. */
async function targetNamed({ storage: { catalog } }: Shelf, name: string): Promise<Target> {
  const found = (await catalog.listTargets()).find(
    (target) => target.id === name || target.name.normalize('NFC') === name.normalize('NFC'),
  );
  if (found === undefined) throw new AppError('target-not-found', { name });
  return found;
}

/** A package of everything published, in a folder; nobody is told. Exit code 0, 3 for files lost. */
export async function packCommand(shelf: Shelf, folder: string): Promise<number> {
  const { storage, config, steadyNow } = shelf;
  const { catalog, files } = storage;
  const deps = { catalog, files, config, now: steadyNow, drawCover: coverOf(shelf) };
  const packed = await packShelf(deps, folder, baseOf(shelf));
  if (packed === null) {
    console.log('tủ sách chưa có tài liệu nào được đăng');
    return 0;
  }
  console.log(
    `${packed.items - packed.leftOut.length} tài liệu, ${vi.units.bytes(packed.file.bytes)}\n${packed.path}\nSHA-256 ${packed.file.sha256}`,
  );
  for (const { entry, code } of packed.leftOut)
    console.log(`  thiếu tệp: ${entry.itemId} (${code})`);
  return packed.leftOut.length > 0 ? 3 : 0;
}

const outcomeOf = (delivery: Delivery): string =>
  [
    words.states[delivery.state],
    `${entriesOf(delivery)} tài liệu`,
    ...delivery.files.map(({ name, bytes }) => `${name} (${vi.units.bytes(bytes)})`),
    ...(delivery.answer === '' ? [] : [`${words.delivery.answer} ${delivery.answer}`]),
  ].join('\n');

/** Makes a delivery for a receiver and takes it there. Exit code 0; 3 when it did not get there. */
export async function deliverCommand(
  shelf: Shelf,
  name: string,
  mode: Delivery['mode'],
): Promise<number> {
  const actor = await importingActor(shelf);
  const target = await targetNamed(shelf, name);
  const { id } = await withJobs(shelf, async () => {
    const started = await startDelivery(shelf.actions, {
      targetId: target.id,
      mode,
      unanswered: false,
      base: baseOf(shelf),
      actor,
    });
    await untilDone(shelf, [`delivery:${target.id}`]);
    return started;
  });
  const delivery = (await shelf.storage.catalog.findDelivery(id))!;
  console.log(outcomeOf(delivery));
  return ['ready', 'sent', 'empty'].includes(delivery.state) ? 0 : 3;
}

async function readList({ extraction }: Shelf, path: string): Promise<SheetContent> {
  return extraction.readReceipt({ path: resolve(path) }).catch((cause: unknown) => {
    throw cause instanceof AppError
      ? cause
      : new AppError('invalid-input', { fields: { file: `Không mở được ${path}.` } }, { cause });
  });
}

/** Takes a receipt, or only says what it would do. Exit code 3 when lines cannot be taken. */
export async function receiptCommand(
  shelf: Shelf,
  path: string,
  name: string,
  dryRun: boolean,
): Promise<number> {
  const actor = await importingActor(shelf);
  const target = await targetNamed(shelf, name);
  const content = await readList(shelf, path);
  const planned = await planReceipt(
    shelf.actions,
    target,
    content,
    receiptColumns(content, target),
  );
  for (const { line, item, faults } of planned.filter(({ outcome }) => outcome === 'unread'))
    console.log(`  dòng ${line}: ${item} ${faults.join(' ')}`);
  const counts = countAnswers(planned);
  console.log(
    (['received', 'refused', 'removed', 'same', 'unread'] as const)
      .map((outcome) =>
        words.receipt.counted(String(counts[outcome]), words.receipt.outcomes[outcome]),
      )
      .join(', '),
  );
  console.log(
    dryRun
      ? 'chưa ghi gì (--dry-run)'
      : `${basename(path)}: ${words.receipt.taken(String(await applyReceipt(shelf.actions, actor, target, planned)))}`,
  );
  return counts.unread > 0 ? 3 : 0;
}

/** Compares a receiver's list with ours. Exit code 0 when they agree, 3 when they do not. */
export async function reconcileCommand(shelf: Shelf, path: string, name: string): Promise<number> {
  const target = await targetNamed(shelf, name);
  const content = await readList(shelf, path);
  const { counts, shown } = await reconcile(
    { catalog: shelf.storage.catalog, now: shelf.steadyNow },
    target,
    content,
    receiptColumns(content, target),
  );
  for (const { kind, item } of shown)
    console.log(`  ${words.reconciliation.findings[kind]}: ${item}`);
  console.log(
    FINDINGS.map((kind) =>
      words.receipt.counted(String(counts[kind]), words.reconciliation.findings[kind]),
    ).join(', '),
  );
  return shown.length > 0 ? 3 : 0;
}
