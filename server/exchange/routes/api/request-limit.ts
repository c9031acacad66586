import { createHmac, randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { findClient, noteUse } from '#server/exchange/actions/manage-clients.ts';
import type { ApiClientEntry } from '#server/exchange/api-client.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { network } from '#server/http/guard/network.ts';

const WINDOW_MS = 60_000;
/** A minute's requests of a client are taken from the storage in so many pieces at most. */
const PIECES = 20;
/** Addresses counted in one minute; further ones share one count. */
const MOST_ADDRESSES = 50_000;

interface Window {
  readonly begins: number;
  /** Seconds until the next begins. */
  readonly left: number;
}

const windowAt = (iso: string): Window => {
  const at = Date.parse(iso);
  const begins = at - (at % WINDOW_MS);
  return { begins, left: Math.max(1, Math.ceil((begins + WINDOW_MS - at) / 1_000)) };
};

interface Allowance {
  readonly allowed: boolean;
  /** Requests that are left in this minute, as far as this process knows. */
  readonly remaining: number;
}

type Count = (window: Window) => Promise<Allowance> | Allowance;

/**
 * Counts addresses in memory, one minute at a time; its keys say nothing outside this process. A
 * map of numbers that is thrown away each minute, because a timer a key would let a flood of
 * addresses fill the memory.
 */
function addressCounter(limit: number): (address: string) => Count {
  const secret = randomBytes(32);
  let begins = 0;
  let counts = new Map<string, number>();
  return (address) => (window) => {
    if (window.begins !== begins) {
      begins = window.begins;
      counts = new Map();
    }
    const own = createHmac('sha256', secret).update(network(address)).digest('base64');
    const key = counts.has(own) || counts.size < MOST_ADDRESSES ? own : '';
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { allowed: count <= limit, remaining: Math.max(0, limit - count) };
  };
}

interface Taken {
  readonly begins: number;
  /** Permits this process took and has not given away. */
  permits: number;
  /** Permits that were left when it took the last, for all processes. */
  remaining: number;
  exhausted: boolean;
}

/**
 * Counts requests of clients for all processes together. Each takes permits in pieces of a
 * twentieth of the limit: never more are given than the limit says, and the storage is written at
 * most twenty times a minute for a client, however often it asks.
 */
function clientCounter({
  storage: { catalog },
}: Pick<AppDeps, 'storage'>): (client: ApiClientEntry) => Count {
  const taken = new Map<string, Taken>();
  return ({ id, value: { perMinute } }) =>
    async ({ begins }) => {
      let own = taken.get(id);
      if (own?.begins !== begins) {
        own = { begins, permits: 0, remaining: perMinute, exhausted: false };
        taken.set(id, own);
      }
      if (own.permits === 0 && !own.exhausted) {
        const piece = Math.max(1, Math.ceil(perMinute / PIECES));
        const until = new Date(begins + WINDOW_MS).toISOString();
        const from = new Date(begins).toISOString();
        const all = await catalog.countTry(`api:${id}:${begins}`, from, until, piece);
        const given = Math.max(0, piece - Math.max(0, all - perMinute));
        own.permits += given;
        own.remaining = Math.max(0, perMinute - all);
        own.exhausted = given < piece;
      }
      if (own.permits === 0) return { allowed: false, remaining: 0 };
      own.permits--;
      return { allowed: true, remaining: own.permits + own.remaining };
    };
}

/** The key of an `Authorization` header; null for none. Other schemes are the proxy's business. */
export const bearerKey = (req: Pick<Request, 'headers'>): string | null =>
  /^Bearer +(\S+) *$/iu.exec(req.headers.authorization ?? '')?.[1] ?? null;

/** The client of a request behind {@link requestLimit}; null for whoever has no key. */
export const clientOf = (res: Response): ApiClientEntry | null =>
  (res.locals['apiClient'] as ApiClientEntry | undefined) ?? null;

/**
 * What is allowed and left, in the words of draft-ietf-httpapi-ratelimit-headers (10, and the three
 * fields of its first versions, which more clients know).
 */
function sayLimit(res: Response, limit: number, { remaining }: Allowance, left: number): void {
  res.setHeader('RateLimit-Policy', `"minute";q=${limit};w=${WINDOW_MS / 1_000}`);
  res.setHeader('RateLimit', `"minute";r=${remaining};t=${left}`);
  res.setHeader('RateLimit-Limit', limit);
  res.setHeader('RateLimit-Remaining', remaining);
  res.setHeader('RateLimit-Reset', left);
}

/** Writes the day of a client's last use once a day and process. */
function useNoter(deps: AppDeps): (id: string) => Promise<void> {
  const noted = new Map<string, string>();
  return async (id) => {
    const day = dayInVietnam(deps.now());
    if (noted.get(id) === day) return;
    await noteUse({ catalog: deps.storage.catalog }, id, day);
    noted.set(id, day);
  };
}

/**
 * Knows clients by their key and holds everybody to a limit: a key to its own, all others to that
 * of their address. Whoever shows a wrong key is counted by the address. Throws `wrong-key` (401)
 * and `too-many-requests` (429 with `Retry-After`).
 */
export function requestLimit(deps: AppDeps): RequestHandler {
  const ofAddress = addressCounter(deps.config.API_LIMIT);
  const ofClient = clientCounter(deps);
  const note = useNoter(deps);
  const hold = async (res: Response, limit: number, count: Count): Promise<void> => {
    const window = windowAt(deps.now());
    const allowance = await count(window);
    sayLimit(res, limit, allowance, window.left);
    if (allowance.allowed) return;
    res.setHeader('Retry-After', window.left);
    throw new AppError('too-many-requests');
  };
  return async (req, res, next) => {
    if (req.method === 'OPTIONS') return next();
    const key = bearerKey(req);
    const client = key === null ? null : await findClient(deps.storage, key).catch(asWrong);
    if (client === null || client instanceof AppError) {
      await hold(res, deps.config.API_LIMIT, ofAddress(req.ip ?? ''));
      if (client !== null) {
        res.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
        throw client;
      }
      return next();
    }
    await hold(res, client.value.perMinute, ofClient(client));
    res.locals['apiClient'] = client;
    await note(client.id);
    return next();
  };
}

/** A wrong key as a value; anything else goes on. */
function asWrong(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'wrong-key') return error;
  throw error;
}
