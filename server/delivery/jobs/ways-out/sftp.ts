import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import type { SFTPWrapper } from 'ssh2';
import Client from 'ssh2-sftp-client';
import { AppError } from '#server/base/errors.ts';
import type { Way } from '../../target.ts';
import {
  NO_ANSWER,
  partName,
  refused,
  unreachable,
  type Parcel,
  type TakeOut,
  type WayOptions,
} from './way-out.ts';

type Sftp = Extract<Way, { kind: 'sftp' }>;

/** As OpenSSH writes it: `SHA256:` and Base64 without `=`. */
const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256')
    .update(key)
    .digest('base64')
    .replace(/(?<!=)=+$/u, '')}`;

const isKey = (secret: string): boolean => secret.startsWith('-----BEGIN');

async function connect(client: Client, way: Sftp, options: WayOptions): Promise<SFTPWrapper> {
  let seen = '';
  try {
    return await client.connect({
      host: way.host,
      port: way.port,
      username: way.user,
      ...(isKey(options.secret) ? { privateKey: options.secret } : { password: options.secret }),
      readyTimeout: options.idleMs,
      keepaliveInterval: Math.max(1, Math.floor(options.idleMs / 3)),
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer) => {
        seen = fingerprintOf(key);
        return seen === way.hostKey;
      },
    });
  } catch (cause) {
    if (seen !== '' && seen !== way.hostKey) throw refused(`host key ${seen}`);
    if (/authentication|privateKey/iu.test((cause as Error).message)) throw refused('login');
    throw unreachable((cause as Error).message, cause);
  }
}

const sizeThere = async (client: Client, path: string): Promise<number | null> =>
  (await client.exists(path)) === '-' ? (await client.stat(path)).size : null;

/** Bytes of one write, and how many are on their way at once: a far server answers late. */
const WRITE = 32 * 1024;
const AHEAD = 32;

/** Writes the parcel from an offset on, many writes ahead of their answers. */
async function writeFrom(
  sftp: SFTPWrapper,
  handle: Buffer,
  parcel: Parcel,
  start: number,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let position = start;
  for await (const chunk of createReadStream(parcel.path, { start, highWaterMark: WRITE })) {
    const bytes = chunk as Buffer;
    const at = position;
    position += bytes.length;
    const write = new Promise<void>((resolve, reject) => {
      sftp.write(handle, bytes, 0, bytes.length, at, (error) =>
        error ? reject(error) : resolve(),
      );
    });
    running.add(write);
    void write.then(
      () => running.delete(write),
      () => undefined,
    );
    if (running.size >= AHEAD) await Promise.race(running);
  }
  await Promise.all(running);
}

async function upload(client: Client, sftp: SFTPWrapper, way: Sftp, parcel: Parcel): Promise<void> {
  const path = posix.join(way.folder, parcel.name);
  const part = posix.join(way.folder, partName(parcel.name));
  if ((await client.exists(way.folder)) === false) await client.mkdir(way.folder, true);
  if ((await sizeThere(client, path)) === parcel.bytes) return;
  const there = await sizeThere(client, part);
  // What was written ahead when the line was cut may have holes: it is written once more.
  const start = there === null || there > parcel.bytes ? 0 : Math.max(0, there - WRITE * AHEAD);
  const handle = await promisify(sftp.open.bind(sftp))(part, there === null ? 'w' : 'r+');
  await writeFrom(sftp, handle, parcel, start);
  await promisify(sftp.close.bind(sftp))(handle);
  const size = await sizeThere(client, part);
  if (size !== parcel.bytes) {
    await client.delete(part, true);
    throw unreachable(`size ${size}`);
  }
  await client.delete(path, true);
  await client.rename(part, path);
}

/**
 * To an SFTP server whose key is known. The parcel grows under a name of its own, goes on where it
 * was cut, and bears its name once its size is right.
 */
export const toSftp: TakeOut<Sftp> = async (way, parcel, options) => {
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => undefined);
  const onClose = (): void => closed.reject(unreachable('closed'));
  const client = new Client('tu-sach', { error: onClose, end: onClose, close: onClose });
  options.stopping.addEventListener('abort', onClose, { once: true });
  try {
    const sftp = await connect(client, way, options);
    await Promise.race([upload(client, sftp, way, parcel), closed.promise]);
    return NO_ANSWER;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw unreachable((cause as Error).message, cause);
  } finally {
    options.stopping.removeEventListener('abort', onClose);
    await client.end().catch(() => undefined);
  }
};
