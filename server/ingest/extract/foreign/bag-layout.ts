/**
 * A bag in a ZIP (BagIt 1.0, RFC 8493): what it lists, what is there, and what does not fit.
 */
import { createHash } from 'node:crypto';
import { AppError } from '#server/base/errors.ts';
import type { Archive, ArchiveLimits } from '../archive.ts';
import { foreignMessages as say } from './foreign-messages.ts';

/** A whole province's shelf: ten entries an item; every name once. */
export const BAG_LIMITS: ArchiveLimits = {
  entries: 200_000,
  total: 50 * 2 ** 30,
  ratio: 1_000,
  ratioFrom: 16 * 2 ** 20,
  unique: true,
};

/** The best first; the older ones are in bags of other institutions. */
const ALGORITHMS = ['sha256', 'sha512', 'sha1', 'md5'] as const;
type Algorithm = (typeof ALGORITHMS)[number];
const MOST_MANIFEST = 128 * 2 ** 20;
const MOST_TAG_FILE = 2 ** 20;

export interface Digest {
  readonly algorithm: Algorithm;
  /** Hexadecimal, small letters. */
  readonly value: string;
}

export interface Bag {
  readonly archive: Archive;
  /** `gói/` or empty: where the bag begins in the ZIP. */
  readonly top: string;
  /** Payload files by their path below `data/`, with the digest to hold them to. */
  readonly payload: ReadonlyMap<string, Digest>;
  /** Payload files that the bag does not list. */
  readonly unlisted: readonly string[];
}

export const bagFault = (sentence: string): AppError =>
  new AppError('invalid-sheet', { fields: { sheet: sentence } });

/** Where the bag is in these names: null when they hold none. Throws when they hold several. */
export function topOf(names: readonly string[]): string | null {
  const tops = names.filter((name) => /^(?:[^/]+\/)?bagit\.txt$/u.test(name));
  if (tops.length === 0) return null;
  const top = tops[0]!.slice(0, -'bagit.txt'.length);
  if (tops.length > 1 || names.some((name) => !name.startsWith(top)))
    throw bagFault(say.severalBags);
  return top;
}

/** Percent-encoded in manifests are only these (§2.1.3). */
const pathIn = (written: string): string =>
  written
    .replace(/%(0a|0d|25)/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/^\.\//u, '')
    .normalize('NFC');

function linesOf(text: string): { readonly value: string; readonly path: string }[] {
  return text.split(/\r?\n|\r/u).flatMap((line) => {
    if (line.trim() === '') return [];
    const match = /^([0-9a-f]{32,128})\s+\*?(.+)$/iu.exec(line);
    if (match === null) throw bagFault(say.wrongManifest(line.slice(0, 80)));
    const path = pathIn(match[2]!);
    if (path.startsWith('/') || path.split('/').includes('..'))
      throw new AppError('file-unsafe-path', { name: path });
    return [{ value: match[1]!.toLowerCase(), path }];
  });
}

async function readText(archive: Archive, name: string, limit: number): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await archive.read(name, limit));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw bagFault(say.tagNotUtf8(name));
  }
}

async function readManifests(archive: Archive, top: string): Promise<Map<string, Digest>> {
  const payload = new Map<string, Digest>();
  for (const algorithm of ALGORITHMS) {
    const name = `${top}manifest-${algorithm}.txt`;
    if (!archive.has(name)) continue;
    for (const { value, path } of linesOf(await readText(archive, name, MOST_MANIFEST))) {
      if (!path.startsWith('data/')) throw bagFault(say.wrongManifest(path));
      if (!payload.has(path.slice(5))) payload.set(path.slice(5), { algorithm, value });
    }
  }
  if (payload.size === 0) throw bagFault(say.noManifest);
  return payload;
}

/** Tag files tell of the payload: one that was changed makes all of it doubtful. */
async function refuseChangedTags(archive: Archive, top: string): Promise<void> {
  for (const algorithm of ALGORITHMS) {
    const name = `${top}tagmanifest-${algorithm}.txt`;
    if (!archive.has(name)) continue;
    for (const { value, path } of linesOf(await readText(archive, name, MOST_TAG_FILE))) {
      const hash = createHash(algorithm);
      if (!archive.has(top + path)) throw bagFault(say.tagMissing(path));
      await archive.pipe(top + path, hash);
      if (hash.digest('hex') !== value) throw bagFault(say.tagChanged(path));
    }
    return;
  }
}

/**
 * Looks at the structure of a bag; the payload is not read.
 * @throws AppError invalid-sheet with its sentence, file-unsafe-path
 */
export async function openBag(archive: Archive, top: string): Promise<Bag> {
  const said = await readText(archive, `${top}bagit.txt`, MOST_TAG_FILE);
  if (!/^\ufeff?BagIt-Version:\s*(?:0\.9[0-9]|1\.[0-9])\s*$/mu.test(said))
    throw bagFault(say.wrongBagVersion);
  await refuseChangedTags(archive, top);
  const payload = await readManifests(archive, top);
  const data = `${top}data/`;
  return {
    archive,
    top,
    payload,
    unlisted: archive.names
      .filter((name) => name.startsWith(data) && !payload.has(name.slice(data.length)))
      .map((name) => name.slice(data.length)),
  };
}

/** What a payload file's bytes come to beside what the bag says; null when it fits. */
export async function faultOfFile(
  { archive, top, payload }: Bag,
  path: string,
  verify: boolean,
): Promise<string | null> {
  const { algorithm, value } = payload.get(path)!;
  if (!archive.has(`${top}data/${path}`)) return say.payloadMissing(path);
  if (!verify) return null;
  const hash = createHash(algorithm);
  try {
    await archive.pipe(`${top}data/${path}`, hash);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'file-bomb') throw error;
    return say.payloadBroken(path);
  }
  return hash.digest('hex') === value ? null : say.payloadChanged(path);
}
