import { readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#server/base/errors.ts';
import type { Way } from '../../target.ts';
import {
  bytesFrom,
  LONGEST_ANSWER,
  refused,
  unreachable,
  type Parcel,
  type ReceiverAnswer,
  type TakeOut,
  type WayOptions,
} from './way-out.ts';

type Https = Extract<Way, { kind: 'https' }>;

interface Call {
  readonly method: 'PUT' | 'POST' | 'HEAD' | 'PATCH';
  readonly address: string;
  readonly headers: OutgoingHttpHeaders;
  /** Where in the parcel the body begins; null for no body. */
  readonly from: number | null;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: ReceiverAnswer;
}

/** Answers that say "not now": the same is tried again later. */
const isPassing = (status: number): boolean =>
  status === 408 || status === 423 || status === 425 || status === 429 || status >= 500;

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LONGEST_ANSWER) break;
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: {
      mediaType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
      text: Buffer.concat(chunks).toString('utf8'),
    },
  };
}

/** Plain HTTP goes to this very machine only: a token is never sent in the clear. */
function requestOf(address: string) {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return requestHttps;
  if (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    return requestHttp;
  throw refused(`address ${protocol}`);
}

/** How long a receiver may think about whether it wants the body; some do not know the question. */
const CONTINUE_MS = 1_000;

/**
 * Sends the parcel once the receiver says that it wants it (RFC 9110 §10.1.1): one that refuses is
 * heard, instead of a line that breaks while gigabytes go out.
 */
async function sendBody(
  request: ClientRequest,
  parcel: Parcel,
  from: number,
  answered: Promise<IncomingMessage>,
): Promise<void> {
  request.flushHeaders();
  const wanted = await Promise.race([
    once(request, 'continue').then(() => true),
    wait(CONTINUE_MS, true, { ref: false }),
    answered.then(() => false),
  ]);
  if (wanted) await pipeline(bytesFrom(parcel, from), request);
}

/** Asks the receiver; a redirect is an answer, not an order. */
async function call(
  { method, address, headers, from }: Call,
  parcel: Parcel,
  { secret, idleMs, stopping }: WayOptions,
): Promise<Answer> {
  const request = requestOf(address)(address, {
    method,
    signal: stopping,
    timeout: idleMs,
    headers: {
      ...headers,
      ...(from === null ? {} : { expect: '100-continue' }),
      ...(secret === '' ? {} : { authorization: `Bearer ${secret}` }),
    },
  });
  request.on('timeout', () => request.destroy(new Error('idle')));
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  // Awaited below: until then a refusal must not count as unhandled.
  answered.catch(() => undefined);
  try {
    const sent = from === null ? null : sendBody(request, parcel, from, answered);
    sent?.catch(() => undefined);
    if (sent === null) request.end();
    const response = await answered;
    const answer = await readAnswer(response);
    // Whoever refuses before it has read everything does not want the rest.
    if (answer.status < 300) await sent;
    request.destroy();
    return answer;
  } catch (cause) {
    request.destroy();
    throw unreachable((cause as Error).message, cause);
  }
}

function refuseFailure({ status, body }: Answer): void {
  if (status >= 200 && status < 300) return;
  const reason = `${status} ${body.text.slice(0, 2_000)}`.trim();
  throw isPassing(status) ? unreachable(reason) : refused(reason);
}

/** RFC 9530: the receiver may check what it got. */
const digestHeaders = ({ sha256, mediaType }: Parcel): OutgoingHttpHeaders => ({
  'content-type': mediaType,
  'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
});

async function putWhole(way: Https, parcel: Parcel, options: WayOptions): Promise<ReceiverAnswer> {
  const answer = await call(
    {
      method: 'PUT',
      address: `${way.address.replace(/(?<!\/)\/+$/u, '')}/${encodeURIComponent(parcel.name)}`,
      headers: { ...digestHeaders(parcel), 'content-length': parcel.bytes },
      from: 0,
    },
    parcel,
    options,
  );
  refuseFailure(answer);
  return answer.body;
}

const TUS = { 'tus-resumable': '1.0.0' } as const;

/** Where an upload that was begun goes on; it must be the same server. */
const keptAt = (parcel: Parcel): string => `${parcel.path}.upload`;

async function createUpload(way: Https, parcel: Parcel, options: WayOptions): Promise<string> {
  const answer = await call(
    {
      method: 'POST',
      address: way.address,
      headers: {
        ...TUS,
        'content-length': 0,
        'upload-length': parcel.bytes,
        'upload-metadata': [
          ['filename', parcel.name],
          ['filetype', parcel.mediaType],
          ['sha256', parcel.sha256],
        ]
          .map(([key, value]) => `${key} ${Buffer.from(value!).toString('base64')}`)
          .join(','),
      },
      from: null,
    },
    parcel,
    options,
  );
  refuseFailure(answer);
  const { location } = answer.headers;
  const address = location === undefined ? null : URL.parse(location, way.address);
  if (address === null || address.origin !== new URL(way.address).origin)
    throw refused(`location ${location ?? ''}`);
  await writeFile(keptAt(parcel), address.href);
  return address.href;
}

/** How many bytes the receiver has; null when it does not know the upload any more. */
async function offsetThere(
  address: string,
  parcel: Parcel,
  options: WayOptions,
): Promise<number | null> {
  const answer = await call({ method: 'HEAD', address, headers: TUS, from: null }, parcel, options);
  if ([403, 404, 410].includes(answer.status)) return null;
  refuseFailure(answer);
  const offset = Number(answer.headers['upload-offset']);
  return Number.isSafeInteger(offset) && offset >= 0 && offset <= parcel.bytes ? offset : null;
}

/** tus 1.0: the receiver says how much it has, and gets the rest. */
async function uploadRest(
  way: Https,
  parcel: Parcel,
  options: WayOptions,
): Promise<ReceiverAnswer> {
  const kept = await readFile(keptAt(parcel), 'utf8').catch(() => null);
  const there = kept === null ? null : await offsetThere(kept, parcel, options);
  const [address, offset] =
    kept === null || there === null ? [await createUpload(way, parcel, options), 0] : [kept, there];
  const answer = await call(
    {
      method: 'PATCH',
      address,
      headers: {
        ...TUS,
        'content-type': 'application/offset+octet-stream',
        'content-length': parcel.bytes - offset,
        'upload-offset': offset,
      },
      from: offset,
    },
    parcel,
    options,
  );
  refuseFailure(answer);
  if (Number(answer.headers['upload-offset']) !== parcel.bytes) throw unreachable('offset');
  await rm(keptAt(parcel), { force: true });
  return answer.body;
}

/**
 * To an address over HTTPS with a token: one PUT, or tus 1.0 where the receiver takes up what was
 * cut. "Come later" is tried again, every other refusal is told to officials.
 */
export const toHttps: TakeOut<Https> = async (way, parcel, options) => {
  try {
    return await (way.resumes ? uploadRest : putWhole)(way, parcel, options);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw unreachable((cause as Error).message, cause);
  }
};
