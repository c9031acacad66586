import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ReadableStream } from 'node:stream/web';
import { AppError } from '#server/base/errors.ts';

/** How a backup's bytes lie on the disk: as they are, or each file encrypted by itself. */
export interface Seal {
  /** The folder of its files: those for other keys are no use to this one. */
  readonly folder: string;
  readonly ending: '' | '.age';
  readonly recipients: readonly string[];
  close(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** Opens what a `Seal` closed. */
export interface Unseal {
  /** The bytes of a file as they were. Throws `backup-locked` and `backup-broken`. */
  read(path: string): AsyncIterable<Uint8Array>;
}

export const filesFolder = (recipients: readonly string[]): string =>
  recipients.length === 0
    ? 'files'
    : `files-${createHash('sha256').update(recipients.toSorted().join()).digest('hex').slice(0, 8)}`;

const streamOf = (bytes: AsyncIterable<Uint8Array>): globalThis.ReadableStream<Uint8Array> =>
  ReadableStream.from(bytes) as unknown as globalThis.ReadableStream<Uint8Array>;

const OPEN: Seal = { folder: 'files', ending: '', recipients: [], close: (bytes) => bytes };

/**
 * For the keepers of these public keys, in the form of age (age-encryption.org/v1); none: as the
 * bytes are. Throws `invalid-input` for what is no key.
 */
export async function sealFor(recipients: readonly string[]): Promise<Seal> {
  if (recipients.length === 0) return OPEN;
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient);
  } catch (cause) {
    const fields = { BACKUP_RECIPIENT: 'BACKUP_RECIPIENT phải là khóa công khai dạng age1…' };
    throw new AppError('invalid-input', { fields }, { cause });
  }
  return {
    folder: filesFolder(recipients),
    ending: '.age',
    recipients,
    async *close(bytes) {
      yield* (await encrypter.encrypt(streamOf(bytes))) as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

/** The private keys of a file, as age and `backup key` write them. Throws `backup-locked`. */
async function readIdentities(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('backup-locked', { path }, { cause });
  });
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** `identity`: the file with the private key; null for backups that are not encrypted. */
export async function unsealWith(encrypted: boolean, identity: string | null): Promise<Unseal> {
  if (!encrypted) return { read: (path) => createReadStream(path) };
  if (identity === null) throw new AppError('backup-locked');
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  try {
    for (const key of await readIdentities(identity)) decrypter.addIdentity(key);
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('backup-locked', {}, { cause });
  }
  return {
    async *read(path) {
      const source = createReadStream(path);
      try {
        yield* (await decrypter.decrypt(streamOf(source))) as unknown as AsyncIterable<Uint8Array>;
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== undefined) throw cause;
        const other = (cause as Error).message.includes('no identity matched');
        throw new AppError(other ? 'backup-locked' : 'backup-broken', {}, { cause });
      } finally {
        source.destroy();
      }
    },
  };
}

/** A new pair of keys: the private one as a file's text, the public one for the settings. */
export async function makeKeys(): Promise<{ readonly file: string; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { file: `# public key: ${recipient}\n${identity}\n`, recipient };
}
