import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import { markSent } from '../actions/mark-sent.ts';
import type { DeliveryCatalog } from '../delivery-catalog.ts';
import { deliveryFile, deliveryFolder, type FolderSettings } from '../delivery-folder.ts';
import type { Delivery } from '../delivery.ts';
import { isSecretName, type Target, type Way } from '../target.ts';
import {
  NO_ANSWER,
  type ReceiverAnswer,
  type TakeOut,
  type WayOptions,
} from './ways-out/way-out.ts';

export interface SendDeps {
  readonly catalog: DeliveryCatalog;
  readonly now: () => string;
  readonly config: FolderSettings & {
    readonly EXPORT_FOLDER: string;
    readonly SECRETS_FOLDER: string;
  };
  /** Takes what an answer says of the items; ignores what is no receipt. */
  readonly takeAnswer: (delivery: Delivery, answer: ReceiverAnswer) => Promise<void>;
}

const IDLE_MS = 60_000;
const LONGEST_SHOWN = 2_000;

/** What the secret file of a way says. Throws `secret-missing`. */
async function secretOf(way: Way, folder: string): Promise<string> {
  const name = 'secret' in way ? way.secret : '';
  if (name === '') return '';
  if (folder === '' || !isSecretName(name)) throw new AppError('secret-missing', { reason: name });
  try {
    return (await readFile(join(folder, name), 'utf8')).replace(/\r?\n$/u, '');
  } catch (cause) {
    throw new AppError('secret-missing', { reason: name }, { cause });
  }
}

/** The code of each way is loaded when a target first takes it. */
async function wayOut({ kind }: Way): Promise<TakeOut<never> | null> {
  switch (kind) {
    case 'folder':
      return (await import('./ways-out/folder.ts')).toFolder;
    case 'sftp':
      return (await import('./ways-out/sftp.ts')).toSftp;
    case 'https':
      return (await import('./ways-out/https.ts')).toHttps;
    case 'download':
      return null;
  }
}

async function takeOutAll(
  deps: SendDeps,
  delivery: Delivery,
  { way }: Target,
  stopping: AbortSignal,
): Promise<ReceiverAnswer> {
  const { EXPORT_FOLDER: root, SECRETS_FOLDER } = deps.config;
  const takeOut = await wayOut(way);
  const secret = await secretOf(way, SECRETS_FOLDER);
  const options: WayOptions = { secret, root, idleMs: IDLE_MS, stopping };
  let answer = NO_ANSWER;
  for (const file of delivery.files) {
    const path = resolve(deliveryFolder(deps.config), deliveryFile(delivery.targetId, file.name));
    // The table of ways fits each to its kind; TypeScript cannot follow that through a union.
    answer = (await takeOut?.(way as never, { ...file, path }, options)) ?? answer;
  }
  return answer;
}

/** Takes the files of a delivery to its target, and notes what the target was told. */
export async function sendDelivery(
  deps: SendDeps,
  job: Pick<Job, 'payload'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { catalog, now } = deps;
  const delivery = await catalog.findDelivery(job.payload['deliveryId'] ?? '');
  const target = delivery === null ? null : await catalog.findTarget(delivery.targetId);
  if (delivery === null || target === null || delivery.state !== 'sending')
    return { state: 'done' };
  let answer: ReceiverAnswer;
  try {
    answer = await takeOutAll(deps, delivery, target, stopping);
  } catch (error) {
    if (stopping.aborted) return { state: 'handed-back' };
    throw error;
  }
  await markSent(catalog, delivery, now());
  const sent = await catalog.saveDelivery(
    {
      ...delivery,
      state: 'sent',
      reason: null,
      answer: answer.text.slice(0, LONGEST_SHOWN),
      sentAt: now(),
    },
    [],
  );
  await deps.takeAnswer(sent, answer);
  return { state: 'done' };
}
