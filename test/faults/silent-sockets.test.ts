import type { Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openServer } from '#server/http/guard/open-server.ts';

const IDLE_MS = 400;
const HEAD_MS = 600;
const MOST = 5;

let server: Server;
/** Bytes of the last body that arrived whole. */
let arrived: number;
let sockets: Socket[];

beforeEach(async () => {
  arrived = 0;
  sockets = [];
  server = openServer(
    (req, res) => {
      if (req.url === '/large') return void res.end(Buffer.alloc(64 * 1024 ** 2));
      if (req.url === '/slow') return void setTimeout(() => res.end('chậm'), IDLE_MS * 3);
      let bytes = 0;
      req.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      req.on('error', () => undefined);
      return void req.on('end', () => {
        arrived = bytes;
        res.end('xong');
      });
    },
    { idle: IDLE_MS, head: HEAD_MS, mostOfAddress: MOST, proxies: 0 },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : once(socket.resume(), 'close');

/** Writes one piece after the other until all are sent or the other side ends. */
async function dribble(socket: Socket, pieces: Iterable<string>, every: number): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return;
    socket.write(piece);
    await new Promise((resolve) => {
      setTimeout(resolve, every);
    });
  }
}

const repeated = (piece: string, times: number): string[] =>
  Array.from({ length: times }, () => piece);

describe('a connection is ended', () => {
  it('that says nothing', async () => {
    await closed(await open());
  });

  it('whose head never ends, however often a byte of it comes', async () => {
    const socket = await open();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n');
    void dribble(socket, repeated('X: y\r\n', 10_000), 100);
    await closed(socket);
    expect(server.listening).toBe(true);
  });

  it('whose body stops in the middle', async () => {
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nhalf');
    await closed(socket);
    expect(arrived).toBe(0);
  });

  it('whose body comes byte by byte', async () => {
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n');
    void dribble(socket, repeated('x', 10_000), 50);
    await closed(socket);
  });

  it('whose chunks never end', async () => {
    const socket = await open();
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    void dribble(socket, repeated('1\r\nx\r\n', 10_000), 50);
    await closed(socket);
  });

  it('that is left open after an answer', async () => {
    const socket = await open();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('xong');
    await closed(socket);
  });

  it('whose answer nobody takes', async () => {
    const socket = await open();
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    const [theirs] = await connectionsLeft(0);
    expect(theirs).toBe(0);
  });
});

/** Waits until so many connections are left. */
async function connectionsLeft(count: number): Promise<number[]> {
  for (;;) {
    const left = await new Promise<number>((resolve) => {
      server.getConnections((_, n) => resolve(n));
    });
    if (left === count) return [left];
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

describe('a connection is kept', () => {
  it('as long as its body comes on, however long the whole takes', async () => {
    const socket = await open();
    const pieces = repeated('x'.repeat(2_048), 30);
    socket.write(
      `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${2_048 * 30}\r\n\r\n`,
    );
    // Several times the idle time.
    await dribble(socket, pieces, 100);
    await closed(socket);
    expect(arrived).toBe(2_048 * 30);
  });

  it('while its answer is being made', async () => {
    const socket = await open();
    socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('200 OK');
  });
});

it('one address has so many connections, and may open others when they are closed', async () => {
  const first = [];
  for (let i = 0; i < MOST; i += 1) first.push(await open());
  await closed(await open());
  for (const socket of first) socket.destroy();
  await connectionsLeft(0);
  const socket = await open();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(String((await once(socket, 'data'))[0])).toContain('xong');
});
