import { createHash, randomBytes } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask, postForm } from '../support/ask.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { runServer, signInTo, type ServerProcess } from '../support/shelf-process.ts';

const FULL = process.env['FULL_FAULTS'] === '1';
const BYTES = FULL ? 200_000_000 : 24_000_000;
const KILLS = FULL ? 20 : 3;
const PIECE = 2_000_000;

let folder: TestFolder;
let server: ServerProcess;
let line: Server;
/** Connections of the slow line, which it cuts as it likes. */
const open = new Set<Socket>();

/** A line that lets so many bytes through a tick and breaks after so many. */
function slowLine(): Server {
  return createServer((near) => {
    const far = connect(Number(new URL(server.base).port), '127.0.0.1');
    let left = 500_000 + Math.floor(Math.random() * 4_000_000);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.pipe(near);
    near.on('data', (bytes) => {
      near.pause();
      left -= bytes.length;
      if (left < 0) return void near.destroy();
      far.write(bytes);
      return void setTimeout(() => near.resume(), 1);
    });
  });
}

beforeAll(async () => {
  folder = makeFolder();
  server = await runServer(`${folder.path}/data`);
  line = slowLine();
  await new Promise<void>((resolve) => {
    line.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  line.close();
  await server.kill();
  folder.remove();
});

it('a file arrives whole over a slow line that breaks, from a server that is killed again and again', async () => {
  const file = Buffer.concat([Buffer.from(makePdf({ pages: ['Sách dày'] })), randomBytes(BYTES)]);
  const cookie = await signInTo(server.base);
  const speak = (method: string, path: string, headers = {}, body?: Uint8Array) =>
    ask(`http://127.0.0.1:${(line.address() as AddressInfo).port}`, path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        'sec-fetch-site': 'same-origin',
        'tus-resumable': '1.0.0',
        cookie,
        ...headers,
      },
    }).catch(() => null);
  const begun = await speak('POST', '/can-bo/tai-len/phan', {
    'upload-length': String(file.length),
    'upload-metadata': `filename ${Buffer.from('Sách dày.pdf').toString('base64')}`,
  });
  const path = begun!.headers.location!;
  let kills = 0;
  let cuts = 0;
  let acknowledged = 0;
  for (let offset = 0; offset < file.length;) {
    if (offset > ((kills + 1) * file.length) / (KILLS + 1)) {
      kills += 1;
      const piece = speak(
        'PATCH',
        path,
        { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
        file.subarray(offset, offset + PIECE),
      );
      await server.kill('SIGKILL');
      await piece;
      server = await runServer(`${folder.path}/data`);
    }
    const head = await speak('HEAD', path);
    if (head === null) continue;
    offset = Number(head.headers['upload-offset']);
    // Nothing that was acknowledged is lost.
    expect(offset).toBeGreaterThanOrEqual(acknowledged);
    const answer = await speak(
      'PATCH',
      path,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      file.subarray(offset, offset + PIECE),
    );
    if (answer?.status === 204) {
      offset = Number(answer.headers['upload-offset']);
      acknowledged = offset;
    } else cuts += 1;
  }
  expect(kills).toBe(KILLS);
  expect(cuts).toBeGreaterThan(0);
  const answer = await postForm(
    server.base,
    '/can-bo/tai-len',
    { arrived: path.split('/').at(-1)! },
    { cookie, accept: 'application/json' },
  );
  const { results } = answer.json<{ results: { outcome: string; itemId: string }[] }>();
  expect(results[0]!.outcome).toBe('added');
  const item = await ask(server.base, `/can-bo/tai-lieu/${results[0]!.itemId}`, {
    headers: { cookie },
  });
  const stored = await ask(
    server.base,
    item.links.find(({ href }) => /^\/tep\/[\w-]+$/u.test(href))!.href,
    {
      headers: { cookie },
    },
  );
  expect(createHash('sha256').update(stored.body).digest('hex')).toBe(
    createHash('sha256').update(file).digest('hex'),
  );
});
