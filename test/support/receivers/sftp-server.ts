import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

const { Server, utils } = ssh2;
const { OPEN_MODE, STATUS_CODE, flagsToString } = utils.sftp;

export interface SftpReceiver {
  readonly port: number;
  /** As OpenSSH shows it. */
  readonly hostKey: string;
  /** Cuts the line after so many more bytes; null for never. */
  cutAfter: number | null;
  /** How many bytes were written so far, over all connections. */
  written: number;
  close(): Promise<void>;
}

const attributes = (s: Stats) => ({
  mode: s.mode,
  uid: 0,
  gid: 0,
  size: s.size,
  atime: 0,
  mtime: 0,
});

/** Answers one request, or says that there is no such file. */
function answering(sftp: SFTPWrapper, id: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    sftp.status(id, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
  }
}

function serveFiles(sftp: SFTPWrapper, folder: string, wrote: (bytes: number) => boolean): void {
  const at = (path: string): string => join(folder, path);
  const ok = (id: number): void => sftp.status(id, STATUS_CODE.OK);
  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: path === '.' ? '/' : path, longname: path, attrs: {} as never }]),
  );
  const stat = (id: number, path: string): void =>
    answering(sftp, id, () => sftp.attrs(id, attributes(statSync(at(path)))));
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('MKDIR', (id, path) =>
    answering(sftp, id, () => {
      mkdirSync(at(path));
      ok(id);
    }),
  );
  sftp.on('REMOVE', (id, path) =>
    answering(sftp, id, () => {
      if (existsSync(at(path))) rmSync(at(path));
      ok(id);
    }),
  );
  sftp.on('RENAME', (id, from, to) =>
    answering(sftp, id, () => {
      renameSync(at(from), at(to));
      ok(id);
    }),
  );
  sftp.on('OPEN', (id, path, flags) =>
    answering(sftp, id, () => {
      const handle = Buffer.alloc(4);
      const mode = (flags & OPEN_MODE.CREAT) === 0 ? 'r+' : (flagsToString(flags) ?? 'w');
      handle.writeUInt32BE(openSync(at(path), mode));
      sftp.handle(id, handle);
    }),
  );
  sftp.on('FSTAT', (id, handle) =>
    answering(sftp, id, () => sftp.attrs(id, attributes(fstatSync(handle.readUInt32BE())))),
  );
  sftp.on('SETSTAT', ok);
  sftp.on('FSETSTAT', ok);
  sftp.on('WRITE', (id, handle, offset, data) =>
    answering(sftp, id, () => {
      writeSync(handle.readUInt32BE(), data, 0, data.length, offset);
      if (wrote(data.length)) ok(id);
    }),
  );
  sftp.on('CLOSE', (id, handle) =>
    answering(sftp, id, () => {
      closeSync(handle.readUInt32BE());
      ok(id);
    }),
  );
}

/** A real SFTP server over a folder, on loopback: one user `bo` with the password `khoá bí mật`. */
export async function startSftpReceiver(folder: string): Promise<SftpReceiver> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const key = Array.isArray(parsed) ? parsed[0]! : parsed;
  const clients = new Set<Connection>();
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    client.on('authentication', (login) =>
      login.method === 'password' && login.username === 'bo' && login.password === 'khoá bí mật'
        ? login.accept()
        : login.reject(['password']),
    );
    client.on('error', () => undefined);
    client.on('close', () => clients.delete(client));
    client.on('ready', () =>
      client.on('session', (accept) =>
        accept().on('sftp', (acceptSftp) =>
          serveFiles(acceptSftp(), folder, (bytes) => {
            receiver.written += bytes;
            if (receiver.cutAfter === null) return true;
            receiver.cutAfter -= bytes;
            if (receiver.cutAfter > 0) return true;
            receiver.cutAfter = null;
            client.end();
            return false;
          }),
        ),
      ),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const receiver: SftpReceiver = {
    port: (server.address() as AddressInfo).port,
    hostKey: `SHA256:${createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/u, '')}`,
    cutAfter: null,
    written: 0,
    close: () =>
      new Promise((resolve) => {
        for (const client of clients) client.end();
        server.close(() => resolve());
      }),
  };
  return receiver;
}
