import { createWriteStream } from 'node:fs';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import {
  outgoingAddress,
  outgoingUrl,
  pinned,
  type Resolve,
  type ResolvedAddress,
} from './outgoing-address.ts';
import type { FetchFault } from '../fetch-fault.ts';

export interface FetchDeps {
  readonly resolve: Resolve;
  /** Hosts with ports of the own network that may be asked: from the settings, else none. */
  readonly allowed: ReadonlySet<string>;
  readonly userAgent: string;
}

export interface FetchOptions {
  /** Where the bytes go. */
  readonly path: string;
  readonly maxBytes: number;
  /** Milliseconds for all of it, however slowly it trickles. */
  readonly deadline: number;
  readonly accept: string;
  readonly stopping: AbortSignal;
}

export type Fetched =
  | {
      readonly status: number;
      readonly mediaType: string;
      /** Seconds or a date, as the other side wrote it; null when it did not. */
      readonly retryAfter: string | null;
      /** The address that answered. */
      readonly address: string;
    }
  | { readonly fault: FetchFault };

const MOST_REDIRECTS = 3;
/** Without a byte for so long the other side is taken for gone. */
const SILENCE_MS = 30_000;

class Fault extends Error {
  readonly fault: FetchFault;

  constructor(fault: FetchFault) {
    super(fault);
    this.fault = fault;
  }
}

const send = (
  url: URL,
  to: ResolvedAddress,
  { userAgent }: FetchDeps,
  { accept }: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(
      url,
      {
        agent: false,
        lookup: pinned(to),
        signal,
        headers: { 'user-agent': userAgent, accept, 'accept-encoding': 'gzip, deflate, br' },
      },
      resolve,
    );
    sent.setTimeout(SILENCE_MS, () => sent.destroy(new Fault('timeout')));
    sent.on('error', reject);
    sent.end();
  });

/** Counts what comes out, so that neither a long answer nor a packed one fills the disk. */
const bounded = (maxBytes: number): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new Fault('too-large'));
      else done(null, chunk);
    },
  });
};

async function save(answer: IncomingMessage, { path, maxBytes }: FetchOptions): Promise<void> {
  const unpack = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    (answer.headers['content-encoding'] ?? '').toLowerCase()
  ];
  const target = createWriteStream(path);
  try {
    await (unpack === undefined
      ? pipeline(answer, bounded(maxBytes), target)
      : pipeline(answer, bounded(maxBytes), unpack(), bounded(maxBytes), target));
  } catch (error) {
    throw error instanceof Fault ? error : new Fault('cut');
  }
}

function faultOf(error: unknown): FetchFault {
  if (error instanceof Fault) return error.fault;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (/^(?:ENOTFOUND|EAI_)/u.test(code)) return 'name';
  return /CERT|SSL|TLS|SIGNATURE|ALTNAME/u.test(code) ? 'certificate' : 'network';
}

const leadsOn = ({ statusCode = 0, headers }: IncomingMessage): boolean =>
  [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;

/** One hop: an answer, or where it leads. */
async function hop(
  deps: FetchDeps,
  address: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Fetched | { readonly next: string }> {
  const url = outgoingUrl(address, deps.allowed);
  const to = url && (await outgoingAddress(url, deps.resolve, deps.allowed));
  if (url === null || to === null) throw new Fault('refused');
  const answer = await send(url, to, deps, options, signal);
  if (leadsOn(answer)) {
    answer.destroy();
    return { next: URL.parse(answer.headers.location!, url)?.href ?? '' };
  }
  await save(answer, options);
  return {
    status: answer.statusCode ?? 0,
    mediaType: (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
    retryAfter: answer.headers['retry-after'] ?? null,
    address: url.href,
  };
}

/**
 * Fetches an address of the internet into a file: every hop is checked before it is asked, bytes
 * and time are bounded. Throws only when the server is stopping.
 */
export async function fetchAddress(
  deps: FetchDeps,
  address: string,
  options: FetchOptions,
): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.deadline);
  const signal = AbortSignal.any([deadline, options.stopping]);
  let next = address;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await hop(deps, next, options, signal);
      if (!('next' in answer)) return answer;
      next = answer.next;
    }
    return { fault: 'redirects' };
  } catch (error) {
    options.stopping.throwIfAborted();
    return { fault: deadline.aborted ? 'timeout' : faultOf(error) };
  }
}

/** The host that an address names, with its port; empty for none. */
export const hostOf = (address: string): string => URL.parse(address)?.host ?? '';
