import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { recogniseJob } from '#server/base/job.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Item } from '#server/items/item.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { Actor } from '#server/people/account.ts';
import type { RecognitionStep } from '../recognition-progress.ts';
import { authorise } from '#server/workflow/access.ts';

/** From where each step leads where. */
const LEADS: Readonly<Record<RecognitionStep, readonly Recognition['state'][]>> = {
  'tam-dung': ['waiting'],
  'chay-tiep': ['paused'],
  'lam-lai': ['waiting', 'paused', 'done'],
};

/**
 * Holds the reading of a file's pages up, has it go on, or has all pages read anew; the words that
 * were read before serve until then. Throws `item-not-found`, `not-allowed`,
 * `attachment-not-found` for a file of which no page is read so, and `wrong-state`.
 */
export async function steerRecognition(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  input: {
    readonly actor: Actor;
    readonly itemId: string;
    readonly attachmentId: string;
    readonly step: RecognitionStep;
  },
): Promise<Item> {
  const { actor, itemId, attachmentId, step } = input;
  const before = await getItem(deps, itemId);
  authorise(actor, 'retry-job', before);
  const recognition = before.attachments.find((a) => a.id === attachmentId)?.recognition;
  if (recognition === undefined) throw new AppError('attachment-not-found', { attachmentId });
  if (!LEADS[step].includes(recognition.state)) throw new AppError('wrong-state', { itemId, step });
  const changed: Recognition = {
    ...recognition,
    state: step === 'tam-dung' ? 'paused' : 'waiting',
    inText: step === 'lam-lai' ? 0 : recognition.inText,
  };
  // First: whoever is killed in between finds pages to read, never a file that seems done.
  const saved = await saveFinding(deps, {
    before,
    item: {
      ...before,
      attachments: before.attachments.map((a) =>
        a.id === attachmentId ? { ...a, recognition: changed } : a,
      ),
    },
    jobs: step === 'tam-dung' ? [] : [recogniseJob(before, attachmentId)],
  });
  if (step === 'lam-lai') await deps.catalog.dropReadings(attachmentId);
  return saved;
}
