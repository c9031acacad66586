import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/**
 * What the wire does with bytes: carries them, holds them back for ever, or breaks the connection
 * at the next ones.
 */
export type WireMode = 'carries' | 'holds' | 'breaks';

export interface Wire {
  readonly port: number;
  /** How many times bytes came from the near end since the mode was last set. */
  readonly asked: number;
  set(mode: WireMode): void;
  /**
   * Carries this many more bytes from the near end, then breaks every connection once and carries
   * on.
   */
  breakOnceAfter(bytes: number): void;
  close(): Promise<void>;
}

/** A wire on loopback to a real server, for faults that only a network makes. */
export async function layWire(target: {
  readonly host: string;
  readonly port: number;
}): Promise<Wire> {
  let mode: WireMode = 'carries';
  let asked = 0;
  let left = Infinity;
  const ends = new Set<Socket>();
  const cutAll = (): void => {
    for (const end of ends) end.destroy();
  };
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
    }
    near.on('data', (bytes) => {
      asked += 1;
      left -= bytes.length;
      if (mode === 'breaks' || left < 0) {
        left = Infinity;
        cutAll();
        return;
      }
      if (mode === 'carries') far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (mode === 'carries') near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get asked() {
      return asked;
    },
    set: (to) => {
      // What was held back cannot be sent any more without a hole in the stream: those connections
      // end.
      if (mode === 'holds' && to !== 'holds') cutAll();
      mode = to;
      asked = 0;
    },
    breakOnceAfter: (bytes) => {
      left = bytes;
    },
    close: async () => {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
