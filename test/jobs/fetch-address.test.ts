import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { fetchAddress, type Fetched } from '#server/links/actions/fetch-address.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';

let server: Server;
let host: string;
let folder: TestFolder;
let answer: RequestListener;

beforeAll(async () => {
  folder = makeFolder();
  server = createServer((req, res) => answer(req, res));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  folder.remove();
});

const path = (): string => join(folder.path, 'tep');
const ask = (
  address = `http://${host}/`,
  { resolve = [{ address: '127.0.0.1', family: 4 }], deadline = 5_000, maxBytes = 1_000_000 } = {},
): Promise<Fetched> =>
  fetchAddress(
    { resolve: async () => resolve, allowed: new Set([host]), userAgent: 'test' },
    address,
    { path: path(), maxBytes, deadline, accept: '*/*', stopping: new AbortController().signal },
  );

test.each([
  ['as it is', undefined, (text: string) => Buffer.from(text)],
  ['as gzip', 'gzip', gzipSync],
  ['as deflate', 'deflate', deflateSync],
  ['as brotli', 'br', brotliCompressSync],
])('an answer %s is saved as it was meant', async (_, encoding, pack) => {
  answer = (_req, res) => {
    if (encoding !== undefined) res.setHeader('content-encoding', encoding);
    res.setHeader('content-type', 'text/xml; charset=utf-8');
    res.end(pack('<a>chữ</a>'));
  };
  expect(await ask()).toMatchObject({ status: 200, mediaType: 'text/xml', retryAfter: null });
  expect(readFileSync(path(), 'utf8')).toBe('<a>chữ</a>');
});

test('neither a long answer nor a packed one fills the disk', async () => {
  answer = (_req, res) => res.end(Buffer.alloc(2_000_000));
  expect(await ask()).toEqual({ fault: 'too-large' });
  answer = (_req, res) => {
    res.setHeader('content-encoding', 'gzip');
    res.end(gzipSync(Buffer.alloc(50_000_000)));
  };
  expect(await ask()).toEqual({ fault: 'too-large' });
});

test.each<[string, RequestListener]>([
  [
    'ends before the length it told',
    (_req, res) => {
      res.setHeader('content-length', '100');
      res.write('x', () => res.socket?.end());
    },
  ],
  [
    'is packed and damaged',
    (_req, res) => {
      res.setHeader('content-encoding', 'gzip');
      res.end(gzipSync('abc').subarray(0, 12));
    },
  ],
])('an answer that %s is none', async (_, broken) => {
  answer = broken;
  expect(await ask()).toEqual({ fault: 'cut' });
});

test('a name that leads to a private address is refused, wherever a redirect hides it', async () => {
  answer = (_req, res) => {
    res.writeHead(302, { location: 'http://noi-bo.example/' }).end();
  };
  for (const address of ['10.0.0.1', '127.0.0.1', '169.254.169.254', '::1', 'fd00::1'])
    expect(
      await ask(undefined, { resolve: [{ address, family: address.includes(':') ? 6 : 4 }] }),
    ).toEqual({ fault: 'refused' });
  for (const address of [
    'file:///etc/passwd',
    'http://[::1]/',
    'http://2130706433/',
    `ftp://${host}/`,
  ])
    expect(await ask(address)).toEqual({ fault: 'refused' });
});

test('a slow answer is given up in time', async () => {
  answer = (_req, res) => {
    const timer = setInterval(() => res.write('x'), 20);
    res.on('close', () => clearInterval(timer));
  };
  expect(await ask(undefined, { deadline: 200 })).toEqual({ fault: 'timeout' });
});
