import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFolder } from '#server/delivery/jobs/ways-out/folder.ts';
import { toHttps } from '#server/delivery/jobs/ways-out/https.ts';
import { toSftp } from '#server/delivery/jobs/ways-out/sftp.ts';
import type { Parcel, WayOptions } from '#server/delivery/jobs/ways-out/way-out.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { startHttpsReceiver, type HttpsReceiver } from '../support/receivers/https-receiver.ts';
import { startSftpReceiver, type SftpReceiver } from '../support/receivers/sftp-server.ts';

const BYTES = 3_000_000;
const folder = makeFolder();
const content = randomBytes(BYTES);
let parcel: Parcel;
let count = 0;

beforeEach(() => {
  const path = join(folder.path, `goi-${++count}.zip`);
  writeFileSync(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  parcel = { name: `goi-${count}.zip`, mediaType: 'application/zip', bytes: BYTES, sha256, path };
});
afterAll(() => folder.remove());

const options = (more: Partial<WayOptions> = {}): WayOptions => ({
  secret: '',
  root: '',
  // Long enough for a machine with much to do.
  idleMs: 30_000,
  stopping: new AbortController().signal,
  ...more,
});
const unreachable = { code: 'receiver-unreachable' };
const refused = { code: 'receiver-refused' };

describe('the way into a folder', () => {
  const root = join(folder.path, 'usb');
  const way = { kind: 'folder', folder: 'tinh/2026' } as const;
  const there = (): string[] => readdirSync(join(root, 'tinh/2026'));
  const own = (): string[] => there().filter((name) => name.startsWith(parcel.name));
  beforeAll(() => mkdirSync(root));

  it('leaves the parcel whole, under its name alone; a second time changes nothing', async () => {
    await toFolder(way, parcel, options({ root }));
    await toFolder(way, parcel, options({ root }));
    expect(own()).toEqual([parcel.name]);
    expect(readFileSync(join(root, 'tinh/2026', parcel.name)).equals(content)).toBe(true);
  });

  it('goes on with what is there of it, and begins anew where that is something else', async () => {
    for (const beginning of [content.subarray(0, 1_000_000), randomBytes(1_000_000)]) {
      const part = join(root, 'tinh/2026', `${parcel.name}.part`);
      writeFileSync(part, beginning);
      const again = () => toFolder(way, parcel, options({ root }));
      await again().catch(again);
      expect(own()).toEqual([parcel.name]);
      expect(readFileSync(join(root, 'tinh/2026', parcel.name)).equals(content)).toBe(true);
      truncateSync(join(root, 'tinh/2026', parcel.name), 5);
    }
  });

  it('writes nothing where the stick is missing, or outside of its folder', async () => {
    await expect(
      toFolder(way, parcel, options({ root: join(folder.path, 'none') })),
    ).rejects.toMatchObject(unreachable);
    await expect(toFolder(way, parcel, options())).rejects.toMatchObject(refused);
    await expect(
      toFolder({ kind: 'folder', folder: '../ngoài' }, parcel, options({ root })),
    ).rejects.toMatchObject(refused);
    expect(readdirSync(folder.path)).not.toContain('ngoài');
  });
});

describe('the way over SFTP', () => {
  let server: SftpReceiver;
  const root = join(folder.path, 'sftp');
  beforeAll(async () => {
    mkdirSync(root);
    server = await startSftpReceiver(root);
  });
  afterAll(() => server.close());
  const way = (more: object = {}) => ({
    kind: 'sftp' as const,
    host: '127.0.0.1',
    port: server.port,
    user: 'bo',
    folder: '/nhan/tinh',
    hostKey: server.hostKey,
    secret: 'x',
    ...more,
  });
  const secret = 'khoá bí mật';
  const arrived = (): Buffer => readFileSync(join(root, 'nhan/tinh', parcel.name));

  it('makes the folder and leaves the parcel whole', async () => {
    await toSftp(way(), parcel, options({ secret }));
    expect(arrived().equals(content)).toBe(true);
    const { written } = server;
    await toSftp(way(), parcel, options({ secret }));
    expect(server.written).toBe(written);
  });

  it('goes on where the line was cut', async () => {
    server.cutAfter = BYTES * 0.9;
    await expect(toSftp(way(), parcel, options({ secret }))).rejects.toMatchObject(unreachable);
    server.written = 0;
    await toSftp(way(), parcel, options({ secret }));
    expect(arrived().equals(content)).toBe(true);
    expect(server.written).toBeLessThan(BYTES / 2);
  });

  it('refuses a server that is not the one that was named, and a wrong password', async () => {
    const other = way({ hostKey: 'SHA256:khác' });
    await expect(toSftp(other, parcel, options({ secret }))).rejects.toMatchObject({
      ...refused,
      details: { reason: `host key ${server.hostKey}` },
    });
    await expect(toSftp(way(), parcel, options({ secret: 'sai' }))).rejects.toMatchObject(refused);
  });

  it('comes back later to one that is not there', async () => {
    await expect(toSftp(way({ port: 9 }), parcel, options({ secret }))).rejects.toMatchObject(
      unreachable,
    );
  });
});

describe.each([false, true])('the way over HTTPS (goes on: %s)', (resumes) => {
  let receiver: HttpsReceiver;
  const secret = 'mã-truy-cập-bí-mật'.normalize('NFKD').replace(/[^\w-]/gu, '');
  beforeEach(async () => {
    receiver = await startHttpsReceiver(secret);
  });
  afterEach(() => receiver.close());
  const send = (more: Partial<WayOptions> = {}, address = receiver.address) =>
    toHttps({ kind: 'https', address, secret: 'x', resumes }, parcel, options({ secret, ...more }));
  const arrived = (): boolean => receiver.whole.get(parcel.name)?.equals(content) === true;

  it('brings the parcel whole with its token, and hears the answer', async () => {
    receiver.answer = { type: 'application/json; charset=utf-8', text: '{"da":"nhận"}' };
    expect(await send()).toEqual({ mediaType: 'application/json', text: '{"da":"nhận"}' });
    expect(arrived()).toBe(true);
  });

  it('comes back later to one that is busy, hangs or cuts the line', async () => {
    for (const mood of ['busy', 'hang', 'cut'] as const) {
      receiver.moods.push(mood);
      const idleMs = mood === 'hang' ? 500 : 30_000;
      await expect(send({ idleMs })).rejects.toMatchObject(unreachable);
      expect(arrived()).toBe(false);
    }
    receiver.read = 0;
    await send();
    expect(arrived()).toBe(true);
    if (resumes) expect(receiver.read).toBeLessThan(BYTES / 2);
  });

  it('tells what one that denies says, and follows nobody elsewhere', async () => {
    receiver.moods.push('deny');
    await expect(send()).rejects.toMatchObject({
      ...refused,
      details: { reason: '422 Thiếu tệp' },
    });
    receiver.moods.push('redirect');
    await expect(send()).rejects.toMatchObject(refused);
    await expect(send({ secret: 'sai' })).rejects.toMatchObject(refused);
  });

  it('sends no token in the clear', async () => {
    await expect(send({}, 'http://tusach.example/nhan')).rejects.toMatchObject({
      ...refused,
      details: { reason: 'address http:' },
    });
  });

  it('stops when the process stops', async () => {
    receiver.moods.push('hang');
    const stop = new AbortController();
    const sending = send({ stopping: stop.signal, idleMs: 60_000 });
    stop.abort();
    await expect(sending).rejects.toMatchObject(unreachable);
  });
});
