import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import { MOST_PHOTOGRAPHS } from '#server/items/photograph.ts';
import { refuseOverQuota } from '#server/items/actions/unit-quota.ts';
import { authorise } from '#server/workflow/access.ts';
import type { ArrivingFile } from '../arriving-catalog.ts';
import { cleanFileName } from './receive-file.ts';

/** A weekend: what was begun on Friday is finished on Monday. */
const KEPT_MS = 3 * 24 * 3_600_000;
/** Files that one account may have under way: the photographs of one document. */
export const MOST_ARRIVING = MOST_PHOTOGRAPHS;
/** So many bytes are safe at a time: what a killed server loses, and what an upload holds. */
const PIECE = 4 * 1024 ** 2;

type Deps = Pick<ActionDeps, 'catalog' | 'files' | 'newId' | 'now' | 'maxFileBytes'>;

const expiry = ({ now }: Deps): string => new Date(Date.parse(now()) + KEPT_MS).toISOString();

/**
 * Makes room for a file that will come in pieces. Everything that its length alone forbids is
 * refused now. Throws `not-allowed`, `file-empty`, `too-large`, `quota-full`,
 * `too-many-requests`.
 */
export async function beginArriving(
  deps: Deps,
  actor: Actor,
  { name, bytes }: Pick<ArrivingFile, 'name' | 'bytes'>,
): Promise<ArrivingFile> {
  authorise(actor, 'create', 'shelf');
  if (bytes === 0) throw new AppError('file-empty');
  if (bytes > deps.maxFileBytes) throw new AppError('too-large', { limit: deps.maxFileBytes });
  if ((await deps.catalog.listArriving(actor.accountId)).length >= MOST_ARRIVING)
    throw new AppError('too-many-requests', { most: MOST_ARRIVING });
  const file: ArrivingFile = {
    id: deps.newId(),
    accountId: actor.accountId,
    unitId: actor.unitId,
    name: cleanFileName(name),
    bytes,
    received: 0,
    createdAt: deps.now(),
    expiresAt: expiry(deps),
    sha256: null,
    taken: false,
  };
  // Promised first and counted then: of two that ask at once never both get the last room.
  await deps.catalog.addArriving(file);
  try {
    await refuseOverQuota(deps, file.unitId, 0);
  } catch (error) {
    await deps.catalog.removeArriving(file.id);
    throw error;
  }
  return file;
}

const isOf = (actor: Actor, file: ArrivingFile): boolean =>
  file.accountId === actor.accountId && file.unitId === actor.unitId;

/** Another's is as good as not there. Throws `not-allowed`, `upload-not-found`. */
export async function getArriving(
  deps: Pick<Deps, 'catalog' | 'now'>,
  actor: Actor,
  id: string,
): Promise<ArrivingFile> {
  authorise(actor, 'create', 'shelf');
  const file = await deps.catalog.findArriving(id);
  if (file === null || !isOf(actor, file) || file.expiresAt <= deps.now())
    throw new AppError('upload-not-found', { id });
  return file;
}

/** Of this person and unit, oldest first. */
export const listArriving = async (
  deps: Pick<Deps, 'catalog' | 'now'>,
  actor: Actor,
): Promise<ArrivingFile[]> =>
  (await deps.catalog.listArriving(actor.accountId)).filter(
    (file) => isOf(actor, file) && file.expiresAt > deps.now(),
  );

/** Chunks of a line gathered into pieces that are worth syncing; what came before a cut counts. */
async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let size = 0;
  const take = (): Uint8Array => {
    const piece = Buffer.concat(gathered);
    gathered = [];
    size = 0;
    return piece;
  };
  try {
    for await (const chunk of bytes) {
      gathered.push(chunk);
      size += chunk.length;
      if (size >= PIECE) yield take();
    }
  } catch {
    // The line was cut; whoever sends asks how much is there.
  }
  if (size > 0) yield take();
}

/**
 * Goes on with a file from `offset`, up to which it is there; gives how much is there afterwards.
 * Whoever was still writing it is overtaken. Throws `not-allowed`, `upload-not-found`,
 * `upload-elsewhere`, `too-large`, `storage-full`.
 */
export async function continueArriving(
  deps: Deps,
  actor: Actor,
  id: string,
  offset: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ArrivingFile> {
  await getArriving(deps, actor, id);
  const writer = deps.newId();
  const file = await deps.catalog.takeArriving(id, writer);
  if (file === null) throw new AppError('upload-not-found', { id });
  if (file.received !== offset) throw new AppError('upload-elsewhere', { received: file.received });
  let received = offset;
  let { expiresAt } = file;
  for await (const piece of piecesOf(bytes)) {
    if (received + piece.length > file.bytes)
      throw new AppError('too-large', { limit: file.bytes });
    await deps.files.arriving.write(id, received, piece);
    const range = { from: received, to: received + piece.length, expiresAt: expiry(deps) };
    if (!(await deps.catalog.advanceArriving(id, writer, range)))
      throw new AppError('upload-elsewhere', { received });
    received = range.to;
    ({ expiresAt } = range);
  }
  return { ...file, received, expiresAt };
}

/** Forgets a file that an item has by now, or that nobody wants any more, with its pieces. */
export async function dropArriving(
  { catalog, files }: Pick<Deps, 'catalog' | 'files'>,
  { id }: Pick<ArrivingFile, 'id'>,
): Promise<void> {
  await files.arriving.remove(id);
  await catalog.removeArriving(id);
}

/** For whoever did not hear that it was taken, and sends the form once more. */
const REMEMBERED_MS = 3_600_000;

/** An item has the file now: its room is free again. */
export async function arrivingTaken(
  { catalog, files, now }: Pick<Deps, 'catalog' | 'files' | 'now'>,
  { id }: Pick<ArrivingFile, 'id'>,
): Promise<void> {
  await catalog.markTaken(id, new Date(Date.parse(now()) + REMEMBERED_MS).toISOString());
  await files.arriving.remove(id);
}

/** Gives up what nobody went on with. */
export async function dropExpired(deps: Pick<Deps, 'catalog' | 'files' | 'now'>): Promise<void> {
  for (const file of await deps.catalog.expiredArriving(deps.now(), 500))
    await dropArriving(deps, file);
}
