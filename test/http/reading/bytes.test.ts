import { createHash } from 'node:crypto';
import { ask, type Answer } from '../../support/ask.ts';
import type { Attachment } from '#server/items/item.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let pdf: Attachment;
let sound: Attachment;
let whole: Buffer;
const get = (headers: Record<string, string> = {}, path = `/tep/${pdf.id}`): Promise<Answer> =>
  ask(app.base, path, { headers });

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  pdf = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!.attachments[0]!;
  sound = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0007'))!.attachments[0]!;
  whole = (await get()).body;
});
afterAll(() => app.close());

describe('a whole file', () => {
  it('comes byte for byte with its length, type and a strong ETag that is its SHA-256', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(createHash('sha256').update(answer.body).digest('hex')).toBe(pdf.sha256);
    expect(answer.headers).toMatchObject({
      'content-length': String(pdf.bytes),
      'content-type': 'application/pdf',
      'accept-ranges': 'bytes',
      etag: `"${pdf.sha256}"`,
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not sent again to a reader who has it', async () => {
    for (const tag of [`"${pdf.sha256}"`, `W/"${pdf.sha256}"`, `"x", "${pdf.sha256}"`, '*']) {
      const answer = await get({ 'if-none-match': tag });
      expect([answer.status, answer.body.length]).toEqual([304, 0]);
      expect(answer.headers.etag).toBe(`"${pdf.sha256}"`);
    }
    expect((await get({ 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('answers HEAD with the same head and no bytes', async () => {
    const answer = await ask(app.base, `/tep/${pdf.id}`, { method: 'HEAD' });
    expect([answer.status, answer.body.length, answer.headers['content-length']]).toEqual([
      200,
      0,
      String(pdf.bytes),
    ]);
  });

  it('carries a Vietnamese name both for old and for present browsers', async () => {
    const shown = (await get()).headers['content-disposition']!;
    const taken = (await get({}, `/tep/${pdf.id}?tai-ve=1`)).headers['content-disposition']!;
    expect(shown).toMatch(/^inline; /u);
    expect(taken).toMatch(
      /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[!#$&+.^_`|~0-9A-Za-z%-]+$/u,
    );
    expect(decodeURIComponent(/filename\*=UTF-8''(.+)$/u.exec(taken)![1]!)).toBe(
      'Cẩm nang hòa giải ở cơ sở.pdf',
    );
    expect((await get({}, `/tep/${sound.id}`)).headers['content-type']).toBe('audio/mpeg');
  });
});

describe('a part of a file', () => {
  const size = (): number => whole.length;
  it.each<[string, () => string, () => [number, number]]>([
    ['first', () => 'bytes=0-99', () => [0, 99]],
    ['middle', () => 'bytes=1000-1999', () => [1_000, 1_999]],
    ['last', () => `bytes=${size() - 10}-${size() - 1}`, () => [size() - 10, size() - 1]],
    ['one byte', () => 'bytes=7-7', () => [7, 7]],
    ['suffix', () => 'bytes=-500', () => [size() - 500, size() - 1]],
    ['open', () => 'bytes=5000-', () => [5_000, size() - 1]],
    ['over the end', () => `bytes=${size() - 5}-${size() + 500}`, () => [size() - 5, size() - 1]],
    ['suffix longer than all', () => `bytes=-${size() + 1_000}`, () => [0, size() - 1]],
  ])('comes as asked: %s', async (_name, range, expected) => {
    const [start, end] = expected();
    const answer = await get({ range: range() });
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end}/${size()}`);
    expect(answer.headers['content-length']).toBe(String(end - start + 1));
    expect(answer.body.equals(whole.subarray(start, end + 1))).toBe(true);
  });

  it('that lies behind the end is refused with the size', async () => {
    for (const range of [`bytes=${size()}-`, `bytes=${size() + 1}-${size() + 2}`, 'bytes=-0']) {
      const answer = await get({ range });
      expect([answer.status, answer.headers['content-range'], answer.body.length]).toEqual([
        416,
        `bytes */${size()}`,
        0,
      ]);
    }
  });

  it('is the whole where several are asked for, or nonsense', async () => {
    for (const range of [
      'bytes=0-1,5-6',
      'bytes=9-3',
      'bytes=a-b',
      'bytes=-',
      'pages=1-2',
      'bytes',
      '',
    ]) {
      const answer = await get({ range });
      expect([range, answer.status, answer.body.length]).toEqual([range, 200, size()]);
    }
  });

  it('is only sent when the reader still has the same file', async () => {
    expect((await get({ range: 'bytes=0-9', 'if-range': `"${pdf.sha256}"` })).status).toBe(206);
    for (const other of ['"another"', `W/"${pdf.sha256}"`, 'Wed, 21 Oct 2026 07:28:00 GMT'])
      expect((await get({ range: 'bytes=0-9', 'if-range': other })).status).toBe(200);
  });

  it('has its head alone for HEAD', async () => {
    const answer = await ask(app.base, `/tep/${pdf.id}`, {
      method: 'HEAD',
      headers: { range: 'bytes=0-9' },
    });
    expect([answer.status, answer.body.length, answer.headers['content-length']]).toEqual([
      206,
      0,
      '10',
    ]);
  });

  it('joins with the others to the whole', async () => {
    const step = Math.ceil(size() / 7);
    const parts = await Promise.all(
      Array.from({ length: 7 }, (_, i) =>
        get({ range: `bytes=${i * step}-${(i + 1) * step - 1}` }),
      ),
    );
    expect(Buffer.concat(parts.map((p) => p.body)).equals(whole)).toBe(true);
  });
});

describe('page pictures', () => {
  it('are drawn once, asked about and not sent twice', async () => {
    const path = `/tep/${pdf.id}/trang/3.webp?rong=640`;
    const [one, two] = await Promise.all([get({}, path), get({}, path)]);
    expect(one.body.equals(two.body)).toBe(true);
    expect(one.headers['cache-control']).toBe('public, no-cache');
    expect((await get({ 'if-none-match': one.headers.etag! }, path)).status).toBe(304);
    const head = await ask(app.base, path, { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await get({}, `/tep/${pdf.id}/trang/3.webp?rong=1280`)).headers.etag).not.toBe(
      one.headers.etag,
    );
  });
});

it('a reader who goes away in the middle does no harm', async () => {
  const stop = new AbortController();
  const answer = await fetch(`${app.base}/tep/${pdf.id}`, { signal: stop.signal });
  await answer.body!.getReader().read();
  stop.abort();
  expect((await get()).body.length).toBe(whole.length);
  expect(app.logged).toEqual([]);
});
