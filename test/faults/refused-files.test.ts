import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MULTIPART, partHead, postFiles } from '../support/ask.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { runServer, signInTo, until, type ServerProcess } from '../support/shelf-process.ts';

let folder: TestFolder;
let temporary: string;
let server: ServerProcess;
let cookie: string;
beforeAll(async () => {
  folder = makeFolder();
  temporary = join(folder.path, 'tam');
  mkdirSync(temporary);
  server = await runServer(`${folder.path}/data`, {
    TMPDIR: temporary,
    MAX_FILE_BYTES: '2000000',
    IDLE_SECONDS: '2',
  });
  cookie = await signInTo(server.base);
});
afterAll(async () => {
  await server.kill();
  folder.remove();
});

/** Every file that the server has on its disk, but for its databases. */
const filesLeft = (): string[] =>
  [temporary, `${folder.path}/data/files`]
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

let count = 0;
const aPdf = (): Buffer => Buffer.from(makePdf({ pages: [`Mot van ban so ${count++}`] }));

it.each([
  ['of no known type', '/can-bo/tai-len', 'a.bin', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]), 'files'],
  ['of another type than its name says', '/can-bo/tai-len', 'a.epub', aPdf(), 'files'],
  ['that is too large', '/can-bo/tai-len', 'a.pdf', Buffer.alloc(3_000_000, 'x'), 'files'],
  ['that is empty', '/can-bo/tai-len', 'a.pdf', Buffer.alloc(0), 'files'],
  ['that is no sheet', '/can-bo/nhap-bang', 'a.xlsx', Buffer.from('PK\u0003\u0004 xxxx'), 'sheet'],
  [
    'that is no list of laws',
    '/can-bo/van-ban/nhap',
    'a.xlsx',
    Buffer.from('PK\u0003\u0004 yyyy'),
    'sheet',
  ],
  [
    'that is no picture of a banner',
    '/can-bo/lien-ket/moi',
    'a.png',
    Buffer.from('zzzz'),
    'picture',
  ],
])('a file %s is gone at once', async (_, path, name, content, field) => {
  const answer = await postFiles(server.base, path, [{ name, content, field }], cookie);
  expect(answer.status).toBeLessThan(500);
  await until('no file is left', 5_000, () => filesLeft().length === 0).catch(() => null);
  expect(filesLeft()).toEqual([]);
});

it('a form that is refused as a whole leaves nothing', async () => {
  const fields = { title: 'Tên dài '.repeat(1_000) };
  const answer = await postFiles(
    server.base,
    '/can-bo/tai-len',
    [{ name: 'a.pdf', content: aPdf() }],
    cookie,
    { fields },
  );
  expect(answer.status).toBe(400);
  await until('no file is left', 5_000, () => filesLeft().length === 0).catch(() => null);
  expect(filesLeft()).toEqual([]);
});

/** Sends the beginning of a form and then cuts the line, or says nothing more. */
function sendHalf(path: string, beginning: Buffer, how: 'cut' | 'silent'): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(`${server.base}${path}`, {
      method: 'POST',
      headers: {
        cookie,
        origin: server.base,
        'content-type': MULTIPART,
        'content-length': String(beginning.length + 1_000_000),
      },
    });
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.write(beginning, () => {
      if (how === 'cut')
        setTimeout(() => {
          sent.destroy();
        }, 500);
    });
  });
}

it.each([
  ['cut', '/can-bo/tai-len', 'files'],
  ['silent', '/can-bo/tai-len', 'files'],
  ['cut', '/can-bo/nhap-bang', 'files'],
  ['cut', '/can-bo/lien-ket/moi', 'picture'],
] as const)('a line that is %s in the middle leaves nothing at %s', async (how, path, field) => {
  const whole = Buffer.concat([
    Buffer.from(partHead('mot.pdf', 'application/pdf', field)),
    aPdf(),
    Buffer.from('\r\n'),
  ]);
  const half = Buffer.concat([
    Buffer.from(partHead('hai.pdf', 'application/pdf', field)),
    Buffer.alloc(400_000, 'x'),
  ]);
  await sendHalf(path, field === 'picture' ? half : Buffer.concat([whole, half]), how);
  await until('no file is left', 5_000, () => filesLeft().length === 0).catch(() => null);
  expect(filesLeft()).toEqual([]);
});
