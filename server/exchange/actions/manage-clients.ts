import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ActionDeps } from '#server/action-deps.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Actor } from '#server/people/account.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { UNPLACED } from '#server/vocabulary/authority-list.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  CLIENT_LIMIT,
  clientOfKey,
  keyOf,
  lastUseFact,
  MOST_CLIENTS,
  type ApiClient,
  type ApiClientEntry,
} from '../api-client.ts';
import { messages } from '../messages.ts';

const LONGEST_NAME = 200;
const KEY_BYTES = 32;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export interface ClientInput {
  readonly name: string;
  readonly unit: string;
  /** As typed. */
  readonly perMinute: string;
}

function limitOf(typed: string): number | null {
  const limit = Number(typed);
  const { least, most } = CLIENT_LIMIT;
  return /^\d{1,6}$/u.test(typed) && limit >= least && limit <= most ? limit : null;
}

/**
 * Gives a system a key. The key is returned this once and never kept. Throws `not-allowed` and
 * `invalid-input` with a sentence a field: `name`, `unit`, `perMinute`.
 */
export async function issueKey(
  { catalog, now, newId }: Pick<ActionDeps, 'catalog' | 'now' | 'newId'>,
  actor: Actor,
  { name, unit, perMinute }: ClientInput,
): Promise<{ readonly client: ApiClientEntry; readonly key: string }> {
  authorise(actor, 'manage-access', 'shelf');
  const limit = limitOf(perMinute);
  const known = await catalog.listAuthority('api-client');
  refuseErrors({
    ...(name === '' ? { name: messages.writeClientName } : {}),
    ...(known.length >= MOST_CLIENTS ? { name: messages.tooManyClients(MOST_CLIENTS) } : {}),
    ...(unit === '' ? { unit: messages.writeClientUnit } : {}),
    ...(limit === null
      ? { perMinute: messages.wrongClientLimit(CLIENT_LIMIT.least, CLIENT_LIMIT.most) }
      : {}),
    ...tooLongErrors({
      name: [messages.clientName, name, LONGEST_NAME],
      unit: [messages.clientUnit, unit, LONGEST_NAME],
    }),
  });
  const id = newId();
  const key = keyOf(id, randomBytes(KEY_BYTES).toString('base64url'));
  const at = now();
  const client = await catalog.saveAuthority<'api-client'>({
    list: 'api-client',
    id,
    rank: UNPLACED,
    version: 0,
    changedAt: at,
    changedBy: actor.displayName,
    value: {
      name,
      unit,
      hash: hashOf(key),
      perMinute: limit!,
      issuedAt: at,
      issuedBy: actor.displayName,
      revoked: null,
    },
  });
  return { client, key };
}

/**
 * Takes a key back for good; one that was taken back already stays as it is. Throws `not-allowed`
 * and `page-not-found`.
 */
export async function revokeKey(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  id: string,
): Promise<void> {
  authorise(actor, 'manage-access', 'shelf');
  const client = await catalog.findAuthority('api-client', id);
  if (client === null) throw new AppError('page-not-found', { id });
  if (client.value.revoked !== null) return;
  const at = now();
  await catalog.saveAuthority<'api-client'>({
    ...client,
    changedAt: at,
    changedBy: actor.displayName,
    value: { ...client.value, revoked: { at, by: actor.displayName } },
  });
}

interface KeyDeps {
  readonly catalog: AuthorityCatalog<{ 'api-client': ApiClient }> & FactCatalog;
}

/** The client that holds a key. Throws `wrong-key`, also for one that was revoked. */
export async function findClient({ catalog }: KeyDeps, key: string): Promise<ApiClientEntry> {
  const id = clientOfKey(key);
  const client = id === null ? null : await catalog.findAuthority('api-client', id);
  const right =
    client !== null &&
    timingSafeEqual(Buffer.from(hashOf(key), 'hex'), Buffer.from(client.value.hash, 'hex'));
  if (!right || client.value.revoked !== null) throw new AppError('wrong-key', { id });
  return client;
}

/** Remembers the day of Vietnam's on which a client came last. */
export const noteUse = ({ catalog }: KeyDeps, id: string, day: string): Promise<void> =>
  catalog.saveFact(lastUseFact(id), day);
