import { createHmac } from 'node:crypto';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AppError } from '#server/base/errors.ts';

export interface Receiver {
  readonly url: string;
  readonly secret: string;
}

/** For everything: finding the host, connecting, sending, the first line of the answer. */
const DEADLINE_MS = 10_000;

/** `v1=` and HMAC-SHA-256 over the timestamp, a full stop and the body, in hexadecimal. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

const send = (
  { url }: Receiver,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = new URL(url).protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(url, { method: 'POST', agent: false, headers, signal }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });

/**
 * Posts one event, signed at this instant. The address is the operator's own setting and may lie in
 * the own network; a redirect is not followed, and what is answered besides the status is not read.
 * Throws `event-not-taken` with its `status`, 0 where nothing answered in time.
 */
export async function postEvent(
  receiver: Receiver,
  event: { readonly id: string; readonly kind: string; readonly body: string },
  now: string,
  deadlineMs = DEADLINE_MS,
): Promise<void> {
  const { body } = event;
  const timestamp = String(Math.floor(Date.parse(now) / 1_000));
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'tu-sach-phap-luat',
    'x-shelf-event': event.kind,
    'x-shelf-event-id': encodeURI(event.id),
    'x-shelf-timestamp': timestamp,
    'x-shelf-signature': signatureOf(receiver.secret, timestamp, body),
  };
  let status = 0;
  try {
    const answer = await send(receiver, headers, body, AbortSignal.timeout(deadlineMs));
    status = answer.statusCode ?? 0;
    answer.destroy();
  } catch (error) {
    throw new AppError('event-not-taken', { status }, { cause: error });
  }
  if (status < 200 || status > 299) throw new AppError('event-not-taken', { status });
}
