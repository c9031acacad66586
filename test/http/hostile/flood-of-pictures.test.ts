import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Attachment } from '#server/items/item.ts';
import { pagePictureKey } from '#server/reading/page-picture-form.ts';
import { ask, postFiles, type Answer } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** Pictures that one visitor asks for at once, each of a page that was never drawn. */
const FLOOD = 250;

let app: TestApp;
let cookie: string;
let book: Attachment;
beforeAll(async () => {
  app = await startTestApp({ settings: { TRUST_PROXY: '1' } });
  cookie = await app.signIn();
  const pages = Array.from({ length: FLOOD + 10 }, (_, n) => `Trang ${n}`);
  const folder = join(app.folder, 'sach');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.pdf'), makePdf({ pages }));
  const [added] = await app.importFolder(folder);
  const item = await app.shelf.storage.catalog.findItem(added!.itemId!);
  book = item!.attachments[0]!;
});
afterAll(() => app.close());

const picture = (page: number, visitor: string): Promise<Answer> =>
  ask(app.base, `/tep/${book.id}/trang/${page}.webp?rong=640`, {
    headers: { 'x-forwarded-for': visitor },
  });

it('of one visitor holds up nobody else, and is refused politely where it is too much', async () => {
  const answers: Answer[] = [];
  const flood = Array.from({ length: FLOOD }, async (_, n) => {
    answers.push(await picture(n + 1, '203.0.113.1'));
  });
  // Each of the others is served while most of the flood still waits.
  const waitingAfter = async (work: Promise<Answer>): Promise<number> => {
    expect((await work).status).toBeLessThan(400);
    return answers.filter(({ status }) => status === 200).length;
  };
  const served = [
    await waitingAfter(picture(FLOOD + 1, '203.0.113.2')),
    await waitingAfter(
      postFiles(
        app.base,
        '/can-bo/tai-len',
        [{ name: 'b.pdf', content: makePdf({ pages: ['Một tệp khác'] }) }],
        cookie,
      ),
    ),
    await waitingAfter(
      postFiles(
        app.base,
        '/can-bo/nhap-bang',
        [{ name: 'a.csv', content: 'Tên sách\nSổ tay\n', field: 'sheet' }],
        cookie,
      ),
    ),
  ];
  for (const drawn of served) expect(drawn).toBeLessThan(40);
  await Promise.all(flood);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.map(({ status, headers }) => `${status} ${headers['retry-after']}`)).toEqual(
    refused.map(() => '503 5'),
  );
  expect(refused[0]!.html).toContain('quá nhiều việc cùng lúc');
});

it('a visitor who goes away takes what waits along', async () => {
  const leaving = new AbortController();
  const asked = Array.from({ length: 30 }, (_, n) =>
    fetch(`${app.base}/tep/${book.id}/trang/${n + 1}.webp?rong=320`, {
      headers: { 'x-forwarded-for': '203.0.113.3' },
      signal: leaving.signal,
    }).catch(() => null),
  );
  await picture(FLOOD + 2, '203.0.113.4');
  leaving.abort();
  await Promise.all(asked);
  // Whose turn comes next has nobody's pictures drawn before it.
  await picture(FLOOD + 3, '203.0.113.3');
  await picture(FLOOD + 4, '203.0.113.3');
  expect(
    await app.shelf.storage.files.findDerived(pagePictureKey(book.sha256, 30, 320)),
  ).toBeNull();
});
