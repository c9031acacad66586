import { connect, type Socket } from 'node:net';
import { AppError } from '#server/base/errors.ts';

/** Where clamd listens. */
export type ScannerAddress =
  | { readonly host: string; readonly port: number }
  | { readonly path: string };

/** Says nothing of a clean file; throws `file-infected`, `scan-too-large`, `scan-unavailable`. */
export type Scan = (bytes: AsyncIterable<Uint8Array>) => Promise<void>;

/** clamd looks at a large archive for a minute or two before it says anything. */
const SILENCE_MS = 180_000;
const LONGEST_REPLY = 4_000;
const CHUNK = 64 * 1024;

const END = Buffer.alloc(4);
const unavailable = (cause: unknown): AppError => new AppError('scan-unavailable', {}, { cause });

/** A chunk of the protocol: its length, big-endian, and its bytes. */
function chunkOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** What clamd answers, up to the zero byte; it may answer before all was sent. */
class Reply {
  readonly whole: Promise<string>;
  over = false;

  constructor(socket: Socket, silence: number) {
    let text = '';
    this.whole = new Promise((resolve, reject) => {
      const end = (): void => {
        this.over = true;
        if (text === '') reject(unavailable('no answer'));
        else resolve(text.split('\0')[0]!);
      };
      socket.setEncoding('utf8').on('data', (data) => {
        text = (text + String(data)).slice(0, LONGEST_REPLY);
        if (text.includes('\0')) end();
      });
      socket.once('close', end);
      // Told by what was answered before, or by its absence.
      socket.on('error', () => undefined);
      socket.setTimeout(silence, () => socket.destroy());
    });
    // Whoever sends looks at it afterwards.
    this.whole.catch(() => undefined);
  }
}

/** Resolves when what was written has left, or never will. */
const written = (socket: Socket, data: Uint8Array | string): Promise<void> =>
  new Promise((resolve) => {
    socket.write(data, () => resolve());
  });

/**
 * One chunk a turn of the loop: clamd says that a file is too long and closes at once, and a write
 * after that would lose what it said.
 */
async function send(socket: Socket, reply: Reply, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await written(socket, 'zINSTREAM\0');
  for await (const piece of bytes)
    for (let at = 0; at < piece.length; at += CHUNK) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      if (reply.over || socket.destroyed) return;
      await written(socket, chunkOf(piece.subarray(at, at + CHUNK)));
    }
  await written(socket, END);
}

function judge(reply: string): void {
  const found = /^stream: (.+) FOUND$/u.exec(reply)?.[1];
  if (found !== undefined) throw new AppError('file-infected', { signature: found });
  if (reply === 'stream: OK') return;
  if (/size limit exceeded/iu.test(reply)) throw new AppError('scan-too-large', { reply });
  throw unavailable(reply);
}

/**
 * Has clamd look at a file over its socket (INSTREAM of clamd(8)). Each file has a connection of its
 * own; nothing is written to the scanner's disk by us.
 */
export const scanBy =
  (address: ScannerAddress, silence = SILENCE_MS): Scan =>
  async (bytes) => {
    const socket = connect(address);
    try {
      const reply = new Reply(socket, silence);
      await send(socket, reply, bytes);
      judge(await reply.whole);
    } finally {
      socket.destroy();
    }
  };
