import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TakenEvent {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface EventReceiver {
  readonly url: string;
  readonly taken: TakenEvent[];
  /** How it answers: a status, a place it leads to, never, or without an end. */
  mood: number | 'redirect' | 'hang' | 'drip';
  /** Requests that followed a redirect. */
  led: number;
  close(): Promise<void>;
}

/** What a province may run: takes signed events on loopback. */
export async function openEventReceiver(): Promise<EventReceiver> {
  const taken: TakenEvent[] = [];
  const state: Pick<EventReceiver, 'mood' | 'led'> = { mood: 204, led: 0 };
  const server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8');
    req.on('data', (chunk: string) => {
      body += chunk;
    });
    req.on('end', () => {
      if (req.url === '/khac') state.led++;
      if (state.mood === 'hang') return;
      taken.push({ headers: req.headers, body });
      if (state.mood === 'redirect') res.writeHead(307, { location: '/khac' }).end();
      else if (state.mood === 'drip') res.writeHead(200).write('…');
      else res.writeHead(state.mood).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tin`,
    taken,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
