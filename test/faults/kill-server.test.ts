import { ask, postFiles, postForm } from '../support/ask.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import {
  endLeases,
  runServer,
  signInTo,
  until,
  type ServerProcess,
} from '../support/shelf-process.ts';

let folder: TestFolder;
let server: ServerProcess;
const restart = async (): Promise<void> => {
  await server.kill('SIGKILL');
  endLeases(`${folder.path}/data`, server);
  server = await runServer(`${folder.path}/data`);
};
beforeAll(async () => {
  folder = makeFolder();
  server = await runServer(`${folder.path}/data`);
});
afterAll(async () => {
  await server.kill();
  folder.remove();
});

const RECORD = {
  title: 'Tờ gấp',
  genre: 'to-gap',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Giới thiệu.',
  subjects: ['44'],
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
};

/** FULL_FAULTS=1 kills two hundred times: after each upload and each publication. */
const [BATCHES, ROUNDS] = process.env['FULL_FAULTS'] ? [10, 10] : [1, 2];

it.each(Array.from({ length: BATCHES }, (_, n) => n))(
  'what a server has acknowledged is there after it was killed, and its jobs go on (%i)',
  async (batch) => {
    let cookie = await signInTo(server.base);
    for (let round = 0; round < ROUNDS; round++) {
      const word = `qzround${'abcdefghij'[batch]!}${'abcdefghij'[round]!}`;
      const answer = await postFiles(
        server.base,
        '/can-bo/tai-len',
        [
          {
            name: `${word}.pdf`,
            content: makePdf({
              pages: Array.from({ length: 20 }, (_, i) =>
                `Trang ${i} ${word}: to gap noi ve hoa giai o co so, ai cung doc duoc, khong mat tien. `.repeat(
                  5,
                ),
              ),
            }),
          },
        ],
        cookie,
        { headers: { accept: 'application/json' } },
      );
      const [{ itemId }] = answer.json<{ results: [{ outcome: string; itemId: string }] }>()
        .results;
      await restart();

      // The session is kept too.
      const record = await until('the file is read', 45_000, async () => {
        const page = await ask(server.base, `/can-bo/tai-lieu/${itemId}`, { headers: { cookie } });
        expect(page.status).toBe(200);
        return page.words.includes('Đọc và tìm được') && page;
      });
      const published = await postForm(
        server.base,
        `/can-bo/tai-lieu/${itemId}/dang`,
        { ...RECORD, title: `Tờ gấp ${word}`, version: record.value('version') },
        { cookie },
      );
      expect(published.status).toBe(303);
      await restart();

      expect((await ask(server.base, `/tai-lieu/${itemId}`)).heading).toBe(`Tờ gấp ${word}`);
      await until('the item is found by its words', 45_000, async () =>
        (await ask(server.base, `/tim-kiem?q=${word}`)).links.some((l) =>
          l.href.startsWith(`/tai-lieu/${itemId}`),
        ),
      );
      cookie = await signInTo(server.base);
    }
  },
  200_000,
);

it('a server killed in the middle of an upload keeps nothing of it', async () => {
  const cookie = await signInTo(server.base);
  const before = (await ask(server.base, '/can-bo', { headers: { cookie } })).words;
  const answer = fetch(`${server.base}/can-bo/tai-len`, {
    method: 'POST',
    duplex: 'half',
    headers: { origin: server.base, cookie, 'content-type': 'multipart/form-data; boundary=b' },
    body: new ReadableStream<Uint8Array>({
      start: (c) =>
        c.enqueue(
          Buffer.from(
            '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nchữ',
          ),
        ),
    }),
  } as RequestInit).catch(() => 'lost');
  await until(
    'the server has begun to write',
    60_000,
    async () =>
      (await import('node:fs')).readdirSync(`${folder.path}/data/files/incoming`).length > 0,
  );
  await restart();
  expect(await answer).toBe('lost');
  expect((await ask(server.base, '/can-bo', { headers: { cookie } })).words).toBe(before);
  expect((await ask(server.base, '/readyz')).json()).toMatchObject({ status: 'ok' });
});

it('asked to stop, a server finishes what it was answering', async () => {
  // Its answer comes after all that a start does.
  expect((await ask(server.base, '/tim-kiem?q=a')).status).toBe(200);
  const ended = server.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  server = await runServer(`${folder.path}/data`);
});
