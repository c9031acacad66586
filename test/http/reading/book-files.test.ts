import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from '../../support/ask.ts';
import { makeMp4 } from '../../support/make/make-media.ts';
import { makeEpub } from '../../support/make/make-epub.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const reported = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/reported/${name}`, import.meta.url));

let app: TestApp;
let chapter: string;
let captions: string;
beforeAll(async () => {
  app = await startTestApp();
  const folder = join(app.folder, 'sach');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'sach.epub'),
    makeEpub({
      chapters: [
        {
          name: 'c1.xhtml',
          body: '<p>Xem phim về mét vuông <math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>m</mi><mn>2</mn></msup></math></p><video src="f.mp4" poster="p.svg"><track src="f.vtt"/></video>',
        },
      ],
      files: {
        'OEBPS/f.mp4': { content: makeMp4({ seconds: 3 }), mediaType: 'video/mp4' },
        'OEBPS/f.vtt': { content: 'WEBVTT', mediaType: 'text/vtt' },
        'OEBPS/p.svg': {
          content: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
          mediaType: 'image/svg+xml',
        },
      },
    }),
  );
  writeFileSync(join(folder, 'phim.mp4'), makeMp4({ seconds: 9 }));
  copyFileSync(reported('text/T05-phu-de.srt'), join(folder, 'phim.srt'));
  const results = await app.importFolder(folder);
  expect(results.map((r) => r.note).filter((note) => note.includes('hỏng'))).toEqual([]);
  await app.settle();
  const items = await Promise.all(
    results.map((r) => app.shelf.storage.catalog.findItem(r.itemId!)),
  );
  const book = items.find((i) => i!.attachments[0]!.name === 'sach.epub')!;
  chapter = `/tai-lieu/${book.id}/chuong/1`;
  captions = items
    .flatMap((i) => i!.attachments)
    .find((a) => a.mediaType === 'application/x-subrip')!.id;
});
afterAll(() => app.close());

const addressOf = async (end: string): Promise<string> =>
  new RegExp(`(?:src|poster)="([^"]*\\.${end})"`, 'u').exec(
    String((await ask(app.base, chapter)).body),
  )![1]!;

describe('a film in a book', () => {
  it('is played from the shelf, in parts, under its own type', async () => {
    const address = await addressOf('mp4');
    const whole = await ask(app.base, address);
    expect(whole.headers).toMatchObject({ 'content-type': 'video/mp4', 'accept-ranges': 'bytes' });
    const part = await ask(app.base, address, { headers: { range: 'bytes=4-7' } });
    expect(part.status).toBe(206);
    expect(part.body).toEqual(whole.body.subarray(4, 8));
  });

  it('comes with its picture and its captions, which a page may show', async () => {
    expect((await ask(app.base, await addressOf('png'))).headers['content-type']).toBe('image/png');
    const track = await ask(app.base, await addressOf('vtt'));
    expect(track.headers['content-type']).toBe('text/vtt; charset=utf-8');
    const page = await ask(app.base, chapter);
    expect(page.headers['content-security-policy']).toContain("media-src 'self'");
  });
});

describe('a formula in a book', () => {
  it('stays whole when words of the page are marked', async () => {
    const page = await ask(app.base, `${chapter}?q=m%C3%A9t+vu%C3%B4ng`);
    expect(String(page.body)).toContain('<mark>mét vuông</mark> <math alttext="m^2">');
    expect(String(page.body)).toContain('<msup><mi>m</mi><mn>2</mn></msup>');
  });
});

it('captions in UTF-16 are handed on as UTF-8 WebVTT', async () => {
  const { body } = await ask(app.base, `/tep/${captions}/phu-de.vtt`);
  expect(String(body)).toMatch(/^WEBVTT\n\n1\n\d\d:\d\d:\d\d\.\d{3} --> /u);
});
