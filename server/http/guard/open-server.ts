import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { network } from './network.ts';

/** The longest head of a request: an address with 10,000 Vietnamese letters, percent-encoded. */
export const MOST_HEADER_BYTES = 128 * 1024;
/** For the whole head, from the first byte of a connection on. */
const HEAD_MS = 15_000;
/** Connections of one address where no proxy stands in front: a whole office behind one of them. */
const MOST_OF_ADDRESS = 500;
/** Leaves a thousand of the usual limit of open files to everything else. */
const MOST_CONNECTIONS = 4_000;
/** Of a body within the idle time: a byte now and then is no sending. */
const LEAST_BYTES = 1_024;

export interface ServerLimits {
  /** Milliseconds without a byte in the middle of a request or an answer. */
  readonly idle: number;
  /** Proxies in front: then all connections come from one address. */
  readonly proxies: number;
  readonly head?: number;
  readonly mostOfAddress?: number;
}

/** What came of a body when it was looked at last. */
interface Body {
  readonly req: IncomingMessage;
  bytes: number;
  at: number;
}

/** Bodies that arrive, each of which has to come on. */
class ArrivingBodies {
  readonly #idle: number;
  readonly #bodies = new Map<Socket, Body>();

  constructor(idle: number) {
    this.#idle = idle;
  }

  watch(req: IncomingMessage): void {
    const { socket } = req;
    if (req.complete || this.#bodies.has(socket)) return;
    this.#bodies.set(socket, { req, bytes: socket.bytesRead, at: performance.now() });
    req.once('close', () => this.#bodies.delete(socket));
  }

  /** Whether the sender keeps the shelf waiting, and not the other way round. */
  waits(socket: Socket): boolean {
    const req = this.#bodies.get(socket)?.req;
    return req?.complete === false && req.readableLength < req.readableHighWaterMark;
  }

  /** Ends those of which too little came. */
  look(): void {
    const now = performance.now();
    for (const [socket, body] of this.#bodies) {
      if (body.req.complete) this.#bodies.delete(socket);
      else if (socket.bytesRead - body.bytes >= LEAST_BYTES)
        Object.assign(body, { bytes: socket.bytesRead, at: now });
      else if (now - body.at > this.#idle && this.waits(socket)) socket.destroy();
    }
  }
}

/** Counts open connections by address and refuses what is too many. */
function boundConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const from = network(socket.remoteAddress ?? '');
    const count = (open.get(from) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(from, count);
    return void socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1;
      if (left === 0) open.delete(from);
      else open.set(from, left);
    });
  });
}

/**
 * A server that never waits for ever, and lets slow lines take as long as they need: a request is
 * ended by silence, not by its length. Node's own limit of five minutes for a whole request would
 * cut 4 GB over 2 Mbit/s.
 */
export function openServer(app: RequestListener, limits: ServerLimits): Server {
  const { idle, proxies, head = HEAD_MS, mostOfAddress = MOST_OF_ADDRESS } = limits;
  const server = createServer({
    maxHeaderSize: MOST_HEADER_BYTES,
    requestTimeout: 0,
    headersTimeout: head,
    connectionsCheckingInterval: Math.min(5_000, head, idle) / 2,
  });
  const bodies = new ArrivingBodies(idle);
  server.maxConnections = MOST_CONNECTIONS;
  if (proxies === 0) boundConnections(server, mostOfAddress);
  /** Those whose answer is being made. */
  const answering = new Set<Socket>();
  // Before the app: what it answers at once has no body to wait for any more.
  server.on('request', (req, res) => {
    bodies.watch(req);
    answering.add(req.socket);
    res.once('close', () => answering.delete(req.socket));
  });
  server.on('request', app);
  server.setTimeout(idle, (socket) => {
    const forShelf = answering.has(socket) && !bodies.waits(socket) && socket.writableLength === 0;
    if (forShelf) socket.setTimeout(idle);
    else socket.destroy();
  });
  const looking = setInterval(() => bodies.look(), idle / 4).unref();
  server.once('close', () => clearInterval(looking));
  return server;
}
