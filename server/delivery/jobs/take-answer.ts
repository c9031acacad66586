import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { Actor } from '#server/people/account.ts';
import { applyReceipt, planReceipt } from '../actions/take-receipt.ts';
import type { Delivery } from '../delivery.ts';
import { receiptColumns } from '../receipt.ts';
import type { ReceiverAnswer } from './ways-out/way-out.ts';

/** Media types in which a receipt may come. */
const RECEIPTS = ['application/json', 'text/csv', 'application/xml', 'text/xml'];

export interface TakeAnswerDeps extends Pick<
  ActionDeps,
  'catalog' | 'files' | 'newId' | 'now' | 'maxFileBytes'
> {
  readonly readReceipt: (file: { readonly path: string }) => Promise<SheetContent>;
}

/** Nobody of the shelf: the receiver itself answered. */
const receiver = (name: string): Actor => ({
  accountId: '',
  displayName: name,
  unitId: '',
  roles: [],
  ownUnits: [],
  reach: [],
  twoPersons: false,
});

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/**
 * Takes a receiver's own answer as a receipt where it is one; anything else was words for people,
 * which the delivery shows.
 */
export async function takeAnswer(
  deps: TakeAnswerDeps,
  delivery: Delivery,
  { mediaType, text }: ReceiverAnswer,
): Promise<void> {
  const target = await deps.catalog.findTarget(delivery.targetId);
  if (target === null || text.trim() === '' || !RECEIPTS.includes(mediaType)) return;
  try {
    const { sha256 } = await deps.files.put(bytesOf(text), deps.maxFileBytes);
    const content = await deps.files.withLocalPath(sha256, (path) => deps.readReceipt({ path }));
    const planned = await planReceipt(deps, target, content, receiptColumns(content, target));
    await applyReceipt(deps, receiver(target.name), target, planned);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
  }
}
