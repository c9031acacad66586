import { MOST_ARRIVING } from '#server/ingest/actions/arriving.ts';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Upload } from 'tus-js-client';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import type { UploadResult } from '#web/cataloguing/staff-upload.tsx';

const PIECES = '/can-bo/tai-len/phan';
const MOST = 40_000_000;

let app: TestApp;
let sender: StaffPerson;
beforeAll(async () => {
  app = await startTestApp({ settings: { MAX_FILE_BYTES: String(MOST) } });
  sender = await staffPerson(app, ['contributor']);
});
afterAll(() => app.close());

interface Sending {
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

const speak = (method: string, path: string, { cookie, headers, body }: Sending = {}) =>
  ask(app.base, path, {
    method,
    ...(body === undefined ? {} : { body }),
    headers: {
      origin: app.base,
      cookie: cookie ?? sender.cookie,
      'tus-resumable': '1.0.0',
      accept: 'application/json',
      ...headers,
    },
  });
const encoded = (name: string): string => Buffer.from(name).toString('base64');
const begin = (bytes: number, name = 'Sách nói.pdf', more: Sending = {}): Promise<Answer> =>
  speak('POST', PIECES, {
    ...more,
    headers: {
      'upload-length': String(bytes),
      'upload-metadata': `filename ${encoded(name)},filetype ${encoded('application/pdf')}`,
      ...more.headers,
    },
  });
const patch = (path: string, offset: number, body: Uint8Array, more: Sending = {}) =>
  speak('PATCH', path, {
    ...more,
    body,
    headers: {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...more.headers,
    },
  });
const offsetOf = async (path: string): Promise<number> =>
  Number((await speak('HEAD', path)).headers['upload-offset']);
/** The form that follows, as the script sends it. */
const finish = (path: string, fields = {}): Promise<Answer> =>
  postForm(
    app.base,
    '/can-bo/tai-len',
    { arrived: path.split('/').at(-1)!, ...fields },
    { cookie: sender.cookie, accept: 'application/json' },
  );
const resultOf = (answer: Answer): UploadResult =>
  answer.json<{ results: UploadResult[] }>().results[0]!;
const address = async (bytes: number, name?: string): Promise<string> =>
  (await begin(bytes, name)).headers.location!;
let count = 0;
const aPdf = (): Uint8Array => makePdf({ pages: [`Mot van ban ${count++}`] });
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a file that comes in pieces', () => {
  it('is told where to go, goes on where it was cut, and becomes a draft by the same form', async () => {
    const pdf = aPdf();
    const begun = await begin(pdf.length);
    expect(begun.status).toBe(201);
    expect(begun.headers['upload-expires']).toBeDefined();
    const path = begun.headers.location!;
    const first = await patch(path, 0, pdf.subarray(0, 100));
    expect([first.status, first.headers['upload-offset']]).toEqual([204, '100']);
    const head = await speak('HEAD', path);
    expect([head.status, head.headers['upload-offset'], head.headers['upload-length']]).toEqual([
      200,
      '100',
      String(pdf.length),
    ]);
    expect(head.headers['cache-control']).toBe('no-store');
    await patch(path, 100, pdf.subarray(100));
    const result = resultOf(await finish(path, { title: 'Sách nói cho người mù' }));
    expect(result).toMatchObject({ outcome: 'added', name: 'Sách nói.pdf', bytes: pdf.length });
    const item = await app.shelf.storage.catalog.findItem((result as { itemId: string }).itemId);
    expect(item!.title).toBe('Sách nói cho người mù');
    expect(item!.attachments[0]!.sha256).toBe(shaOf(pdf));
  });

  it('is the same draft for whoever did not hear the answer and asks again', async () => {
    const pdf = aPdf();
    const path = await address(pdf.length);
    await patch(path, 0, pdf);
    const first = resultOf(await finish(path)) as { itemId: string };
    expect(resultOf(await finish(path))).toMatchObject({ outcome: 'exists', itemId: first.itemId });
  });

  it('arrives byte for byte through the official client over a line that is cut again and again', async () => {
    const film = Buffer.concat([Buffer.from(aPdf()), randomBytes(9_000_000)]);
    let cuts = 0;
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(film, {
        endpoint: `${app.base}${PIECES}`,
        chunkSize: 1_000_000,
        retryDelays: [10, 20, 40],
        metadata: { filename: 'Phim.pdf' },
        headers: { cookie: sender.cookie, origin: app.base },
        onProgress: (sent) => {
          // Twice in each third of the file.
          if (sent < (cuts + 1) * 1_500_000 || cuts >= 5) return;
          cuts += 1;
          void upload.abort().then(() => upload.start());
        },
        onError: reject,
        onSuccess: () => resolve(upload.url!),
      });
      upload.start();
    });
    expect(cuts).toBe(5);
    const result = resultOf(await finish(new URL(url).pathname));
    const item = await app.shelf.storage.catalog.findItem((result as { itemId: string }).itemId);
    expect(item!.attachments[0]!.sha256).toBe(shaOf(film));
  });

  it('keeps what came before a line was cut in the middle of a piece', async () => {
    const body = randomBytes(3_000_000);
    const path = await address(body.length);
    const leaving = new AbortController();
    async function* half(): AsyncIterable<Uint8Array> {
      yield body.subarray(0, 1_000_000);
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      leaving.abort();
    }
    await fetch(`${app.base}${path}`, {
      method: 'PATCH',
      body: half() as unknown as ReadableStream,
      duplex: 'half',
      signal: leaving.signal,
      headers: {
        origin: app.base,
        cookie: sender.cookie,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
    } as RequestInit).catch(() => null);
    let offset = 0;
    while (offset === 0) offset = await offsetOf(path);
    expect(offset).toBe(1_000_000);
    expect((await patch(path, offset, body.subarray(offset))).headers['upload-offset']).toBe(
      String(body.length),
    );
  });

  it('is written by one at a time: whoever comes later has it, wherever they ask', async () => {
    const other = await app.another();
    const body = randomBytes(500_000);
    const path = await address(body.length);
    const answers = await Promise.all(
      [app.base, other.base, app.base].map((base) =>
        ask(base, path, {
          method: 'PATCH',
          body: body.subarray(0, 300_000),
          headers: {
            origin: base,
            cookie: sender.cookie,
            'tus-resumable': '1.0.0',
            'upload-offset': '0',
            'content-type': 'application/offset+octet-stream',
          },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    const head = await ask(other.base, path, {
      method: 'HEAD',
      headers: { cookie: sender.cookie, 'tus-resumable': '1.0.0' },
    });
    expect(head.headers['upload-offset']).toBe('300000');
    await patch(path, 300_000, body.subarray(300_000));
    await other.close();
    const { id } = (await app.shelf.storage.catalog.findArriving(path.split('/').at(-1)!))!;
    const stored = await app.shelf.storage.files.arriving.store(
      id,
      body.length,
      async () => undefined,
    );
    expect(stored.sha256).toBe(shaOf(body));
  });
});

describe('is refused before a byte is taken', () => {
  it.each([
    ['a file that is too large', { 'upload-length': String(MOST + 1) }, 413],
    ['an empty file', { 'upload-length': '0' }, 400],
    ['a length that is no number', { 'upload-length': '-5' }, 400],
    ['another version', { 'tus-resumable': '0.2.2' }, 412],
    ['another site', { origin: 'https://xau.example' }, 403],
  ])('%s', async (_, headers, status) => {
    expect((await begin(10, 'a.pdf', { headers })).status).toBe(status);
  });

  it('whoever is not signed in, or may not send files', async () => {
    const auditor = await staffPerson(app, ['auditor']);
    expect((await begin(10, 'a.pdf', { cookie: '' })).status).toBe(401);
    expect((await begin(10, 'a.pdf', { cookie: auditor.cookie })).status).toBe(403);
  });

  it('a piece that does not join, is too long, or says something else of itself', async () => {
    const path = await address(100);
    expect((await patch(path, 50, Buffer.alloc(10))).status).toBe(409);
    expect((await patch(path, 0, Buffer.alloc(101))).status).toBe(413);
    const headers = { 'content-type': 'text/plain' };
    expect((await patch(path, 0, Buffer.alloc(10), { headers })).status).toBe(415);
    expect(await offsetOf(path)).toBe(0);
  });

  it('the file of somebody else, as if it were not there', async () => {
    const path = await address(100);
    const { cookie } = await staffPerson(app, ['cataloguer', 'admin']);
    expect((await speak('HEAD', path, { cookie })).status).toBe(404);
    expect((await patch(path, 0, Buffer.alloc(10), { cookie })).status).toBe(404);
    expect((await speak('DELETE', path, { cookie })).status).toBe(404);
    expect(
      (
        await postForm(
          app.base,
          '/can-bo/tai-len',
          { arrived: path.split('/').at(-1)! },
          { cookie },
        )
      ).status,
    ).toBe(404);
    expect(await offsetOf(path)).toBe(0);
  });

  it('a form whose file is not there whole; the part that is stays', async () => {
    const path = await address(100);
    await patch(path, 0, Buffer.alloc(60));
    const answer = await finish(path);
    expect([answer.status, answer.json()['code']]).toEqual([409, 'upload-unfinished']);
    expect(await offsetOf(path)).toBe(60);
  });

  it('more files than one may have under way', async () => {
    const { cookie } = await staffPerson(app, ['contributor']);
    for (let i = 0; i < MOST_ARRIVING; i += 1)
      expect((await begin(10, 'a.pdf', { cookie })).status).toBe(201);
    expect((await begin(10, 'a.pdf', { cookie })).status).toBe(429);
  });
});

describe('what is left', () => {
  const leftovers = async (): Promise<string[]> => {
    const { files } = app.shelf.storage;
    const names: string[] = [];
    for await (const { sha256 } of files.list()) names.push(sha256);
    const folder = join(
      app.storage.settings['DATABASE_URL']!.replace(/^sqlite:/u, ''),
      'files/arriving',
    );
    return [...names, ...(existsSync(folder) ? readdirSync(folder) : [])].toSorted();
  };

  it('of a file that is refused for what it is, or given up, is nothing', async () => {
    const before = await leftovers();
    const zeros = await address(5_000, 'a.pdf');
    await patch(zeros, 0, Buffer.alloc(5_000));
    expect(resultOf(await finish(zeros)).outcome).toBe('refused');
    const given = await address(5_000);
    await patch(given, 0, Buffer.alloc(4_000));
    expect((await speak('DELETE', given)).status).toBe(204);
    expect((await speak('HEAD', given)).status).toBe(404);
    expect(await leftovers()).toEqual(before);
  });

  it('of a file that nobody went on with is nothing after three days', async () => {
    const path = await address(5_000, 'Bỏ dở.pdf');
    await patch(path, 0, Buffer.alloc(4_000));
    const page = await ask(app.base, '/can-bo/tai-len', { headers: { cookie: sender.cookie } });
    expect(page.words).toContain('Bỏ dở.pdf');
    const { dropExpired } = await import('#server/ingest/actions/arriving.ts');
    setClock(new Date(Date.now() + 3.1 * 86_400_000).toISOString());
    await dropExpired(app.shelf.actions);
    jest.useRealTimers();
    expect((await speak('HEAD', path)).status).toBe(404);
    // What the store names has 64 letters.
    expect((await leftovers()).filter(({ length }) => length < 64)).toEqual([]);
  });
});
