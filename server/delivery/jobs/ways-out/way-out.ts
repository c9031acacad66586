import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import type { DeliveryFile } from '../../delivery.ts';

/** A file on this machine that goes to a target. Its name stands for its very bytes. */
export interface Parcel extends DeliveryFile {
  readonly path: string;
}

export interface WayOptions {
  /** What the target's secret file says, without the line end; empty for none. */
  readonly secret: string;
  /** Below which folder targets of the kind `folder` lie; empty when there is none. */
  readonly root: string;
  /** Nothing moved for so long: the line is taken for cut. */
  readonly idleMs: number;
  readonly stopping: AbortSignal;
}

/** A way that takes a parcel to a target whole, or goes on where it was cut. Returns the answer. */
export type TakeOut<W> = (way: W, parcel: Parcel, options: WayOptions) => Promise<ReceiverAnswer>;

/** What a receiver said when it had taken a parcel. */
export interface ReceiverAnswer {
  readonly mediaType: string;
  readonly text: string;
}

export const NO_ANSWER: ReceiverAnswer = { mediaType: '', text: '' };

/** Longest answer that is listened to, in bytes. */
export const LONGEST_ANSWER = 4 * 1024 ** 2;

/** The name that a parcel has at the target until it is whole there. */
export const partName = (name: string): string => `${name}.part`;

export const unreachable = (reason: string, cause?: unknown): AppError =>
  new AppError('receiver-unreachable', { reason }, { cause });

export const refused = (reason: string): AppError => new AppError('receiver-refused', { reason });

/** The parcel from an offset on. */
export const bytesFrom = (parcel: Parcel, start: number) =>
  createReadStream(parcel.path, { start, highWaterMark: 256 * 1024 });

/** SHA-256 of a stream, hex. */
export async function sha256Of(stream: NodeJS.ReadableStream): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(stream, hash);
  return hash.digest('hex');
}
