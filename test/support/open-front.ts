import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * One address in front of one shelf and then another, as a new build behind the same name; closed,
 * it is a server that is gone.
 */
export interface Front {
  readonly base: string;
  leadTo(base: string): void;
  /** May be called twice. */
  close(): Promise<void>;
}

export async function openFront(first: string): Promise<Front> {
  let to = new URL(first);
  const server = createServer((req, res) => {
    const onward = request(
      {
        hostname: to.hostname,
        port: to.port,
        method: req.method,
        path: req.url,
        headers: req.headers,
      },
      (answer) => {
        res.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (base) => {
      to = new URL(base);
    },
    close: async () => {
      server.closeAllConnections();
      if (server.listening)
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
    },
  };
}
