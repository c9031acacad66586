import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { ReceivedMail } from './read-mail.ts';

export interface Received extends ReceivedMail {
  readonly to: string;
}

export interface MailServer {
  readonly port: number;
  /** In the order they came. */
  readonly received: Received[];
  /** What is answered to a recipient: a code and words, or null to take the letter. */
  refuse: (address: string) => readonly [code: number, said: string] | null;
  close(): Promise<void>;
}

const listens = (server: { listen(port: number, host: string, done: () => void): unknown }) =>
  new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port;

/** A real SMTP server on loopback that keeps what it is given; without TLS unless asked. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const state: Pick<MailServer, 'refuse'> = { refuse: () => null };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const said = state.refuse(address);
      done(said === null ? null : Object.assign(new Error(said[1]), { responseCode: said[0] }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address;
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => undefined);
  await listens(smtp);
  return Object.assign(state, {
    port: portOf(smtp.server),
    received,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        smtp.close(() => resolve());
      }),
  });
}

/** Takes connections and says nothing. */
export async function openDeadEnd(): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await listens(server);
  return {
    port: portOf(server),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
