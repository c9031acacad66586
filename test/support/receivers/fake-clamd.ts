import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What stands in a file that the fake takes for malware, as the test file of EICAR is for others. */
export const MALWARE = 'X5O!FAKE-MALWARE-FOR-TESTS';

/** How the fake behaves: as clamd does, or as one that hangs, cuts the line or is confused. */
export type Mood = 'well' | 'hangs' | 'cuts' | 'confused';

export interface FakeClamd {
  readonly address: string;
  mood: Mood;
  /** Bytes of each file that was scanned, in order. */
  readonly scanned: number[];
  close(): Promise<void>;
}

const MOST_BYTES = 300_000;

/** Reads `zINSTREAM\0`, then chunks of a length (four bytes, big-endian) and bytes, to a length of 0. */
class Stream {
  #rest = Buffer.alloc(0);
  #begun = false;
  bytes = 0;
  content = '';

  /** What is to be answered, as soon as that is known. */
  take(data: Buffer): string | null {
    this.#rest = Buffer.concat([this.#rest, data]);
    if (!this.#begun) {
      const end = this.#rest.indexOf(0);
      if (end < 0) return null;
      if (this.#rest.subarray(0, end).toString() !== 'zINSTREAM') return 'UNKNOWN COMMAND';
      this.#rest = this.#rest.subarray(end + 1);
      this.#begun = true;
    }
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE();
      if (length === 0)
        return this.content.includes(MALWARE) ? 'stream: Fake.Malware-1 FOUND' : 'stream: OK';
      if (this.bytes + length > MOST_BYTES) return 'INSTREAM size limit exceeded. ERROR';
      if (this.#rest.length < 4 + length) return null;
      this.content += this.#rest.subarray(4, 4 + length).toString('latin1');
      this.bytes += length;
      this.#rest = this.#rest.subarray(4 + length);
    }
    return null;
  }
}

/** A scanner that really speaks clamd's protocol, on a port or on a socket of the file system. */
export async function fakeClamd(path: string | null = null): Promise<FakeClamd> {
  const sockets = new Set<Socket>();
  const scanned: number[] = [];
  const fake = { mood: 'well' as Mood };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    const stream = new Stream();
    socket.on('data', (data) => {
      if (fake.mood === 'hangs') return;
      if (fake.mood === 'cuts') return void socket.destroy();
      const answer = stream.take(data);
      if (answer === null) return;
      scanned.push(stream.bytes);
      socket.end(`${fake.mood === 'confused' ? 'stream: what? ERROR' : answer}\0`);
    });
  });
  await new Promise<void>((resolve) => {
    if (path === null) server.listen(0, '127.0.0.1', resolve);
    else server.listen(path, resolve);
  });
  return Object.assign(fake, {
    address:
      path === null ? `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` : `unix:${path}`,
    scanned,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
