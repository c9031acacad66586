import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LinkAnswer, LinkFault } from '../link-check.ts';
import type { HostTurns } from './host-turns.ts';
import {
  bareHost,
  outgoingAddress,
  outgoingUrl,
  pinned,
  type Resolve,
  type ResolvedAddress,
} from '../actions/outgoing-address.ts';

export interface AskLinkDeps {
  readonly turns: HostTurns;
  readonly resolve: Resolve;
  /** Ends a request that takes too long. */
  readonly deadline: () => AbortSignal;
  readonly userAgent: string;
  /** Hosts with ports that pass the address check: tests' own servers, else none. */
  readonly allowed: ReadonlySet<string>;
}

const TIME_OUT_MS = 10_000;
const MOST_REDIRECTS = 3;

export const requestDeadline = (): AbortSignal => AbortSignal.timeout(TIME_OUT_MS);

interface Reply {
  readonly status: number;
  readonly location: string | null;
}
type Asked = Reply | LinkFault;

const send = (
  url: URL,
  to: ResolvedAddress,
  method: 'HEAD' | 'GET',
  userAgent: string,
  signal: AbortSignal,
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(
      url,
      {
        method,
        agent: false,
        lookup: pinned(to),
        signal,
        headers: { 'user-agent': userAgent, accept: '*/*' },
      },
      (res) => {
        resolve({ status: res.statusCode ?? 0, location: res.headers.location ?? null });
        // Only the answer's head is wanted.
        res.destroy();
      },
    );
    sent.on('error', reject);
    sent.end();
  });

const until = <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    promise.then(resolve, reject);
  });

function faultOf(error: unknown): LinkFault {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (/^(?:ENOTFOUND|EAI_)/u.test(code)) return 'name';
  return /CERT|SSL|TLS|SIGNATURE|ALTNAME/u.test(code) ? 'certificate' : 'network';
}

/** One request in the host's turn. Throws only when the server is stopping. */
function askOnce(
  deps: AskLinkDeps,
  url: URL,
  method: 'HEAD' | 'GET',
  stopping: AbortSignal,
): Promise<Asked> {
  return deps.turns.take(bareHost(url), stopping, async () => {
    const deadline = deps.deadline();
    const signal = AbortSignal.any([deadline, stopping]);
    try {
      const to = await until(signal, outgoingAddress(url, deps.resolve, deps.allowed));
      return to === null ? 'refused' : await send(url, to, method, deps.userAgent, signal);
    } catch (error) {
      stopping.throwIfAborted();
      return deadline.aborted ? 'timeout' : faultOf(error);
    }
  });
}

const wantsGet = (asked: Asked): boolean =>
  typeof asked !== 'string' && (asked.status === 405 || asked.status === 501);
const leadsOn = ({ status, location }: Reply): boolean =>
  [301, 302, 303, 307, 308].includes(status) && location !== null;
/** A page that only lets people in, or is asked too often, is there. */
const isThere = (status: number): boolean =>
  (status >= 200 && status < 300) || [304, 401, 403, 429].includes(status);

/**
 * Asks one address whether it is there, by its head alone. Throws only when the server is stopping.
 */
export async function askLink(
  deps: AskLinkDeps,
  address: string,
  stopping: AbortSignal,
): Promise<LinkAnswer> {
  let next = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const url = outgoingUrl(next, deps.allowed);
    if (url === null) return { ok: false, status: null, fault: 'refused' };
    let asked = await askOnce(deps, url, 'HEAD', stopping);
    if (wantsGet(asked)) asked = await askOnce(deps, url, 'GET', stopping);
    if (typeof asked === 'string') return { ok: false, status: null, fault: asked };
    if (!leadsOn(asked))
      return isThere(asked.status)
        ? { ok: true, status: asked.status }
        : { ok: false, status: asked.status, fault: 'status' };
    next = URL.parse(asked.location!, url)?.href ?? '';
  }
  return { ok: false, status: null, fault: 'redirects' };
}
