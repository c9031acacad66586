import type { ActionDeps } from '#server/action-deps.ts';
import { extractJob } from '#server/base/job.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';

export interface ConversionDecision {
  readonly actor: Actor;
  readonly itemId: string;
  readonly attachmentId: string;
  /** True: its text is Unicode already and nothing is decoded. */
  readonly asItIs: boolean;
}

/** What is read already is shown until the new reading is done. */
const toBeRead = (attachment: Attachment, asItIs: boolean): Attachment => {
  const { asItIs: _before, ...rest } = attachment;
  return {
    ...rest,
    ...(asItIs ? { asItIs: true as const } : {}),
    status: attachment.status.state === 'ready' ? attachment.status : { state: 'waiting' },
  };
};

/**
 * Has a file read again with or without decoding legacy letters: the machine's decision is a
 * person's to overrule, and to restore. Nothing happens where the file is read so already. Throws
 * `item-not-found`, `not-allowed`, `stale-version`.
 */
export async function decideConversion(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  { actor, itemId, attachmentId, asItIs }: ConversionDecision,
): Promise<Item> {
  const before = await getItem(deps, itemId);
  authorise(actor, 'retry-job', before);
  const file = before.attachments.find(({ id }) => id === attachmentId);
  if (file === undefined || (file.asItIs ?? false) === asItIs) return before;
  const attachments = before.attachments.map((a) => (a === file ? toBeRead(a, asItIs) : a));
  return saveFinding(deps, {
    before,
    item: { ...before, attachments },
    jobs: [extractJob(before, attachmentId)],
  });
}
