import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rereadJob } from '#server/base/job.ts';
import { readerVersion } from '#server/ingest/reader-versions.ts';
import { submitReread } from '#server/ingest/jobs/reread.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'reread-'));
  writeFileSync(join(folder, 'mot.txt'), 'Hòa giải viên ghi biên bản khi hai bên thỏa thuận được.');
  await app.importFolder(folder);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function theItem(): Promise<Item> {
  const page = await app.shelf.storage.catalog.listItems({
    states: [],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'updated',
    limit: 1,
    after: null,
  });
  return page.rows[0]!;
}

/** The file as if an older reader had found only these words in it. */
async function readLongAgo(words: string, change: Partial<Attachment> = {}): Promise<void> {
  const before = await theItem();
  const [file] = before.attachments;
  const [passage] = await app.shelf.storage.catalog.listPassages(before.id, null, 1);
  await saveFinding(
    { catalog: app.shelf.storage.catalog, now: () => new Date().toISOString() },
    {
      before,
      item: { ...before, attachments: [{ ...file!, reader: 0, ...change }] },
      texts: [
        {
          attachmentId: file!.id,
          passages: [{ ...passage!, text: words }],
          sections: [],
          resources: [],
          outline: [],
        },
      ],
    },
  );
  await app.settle();
}

const total = async (q: string): Promise<number> => {
  const answer = await fetch(`${app.base}/api/v1/search?q=${encodeURIComponent(q)}`);
  return ((await answer.json()) as { total: number }).total;
};

test('a file that an older reader read is found by its old words until it is read again', async () => {
  await readLongAgo('Chữ của bộ đọc cũ.');
  expect(await total('"bộ đọc cũ"')).toBe(1);
  await app.shelf.storage.queue.submit([rereadJob()]);
  await app.settle();
  expect(await total('"bộ đọc cũ"')).toBe(0);
  expect(await total('"ghi biên bản"')).toBe(1);
  expect((await theItem()).attachments[0]).toMatchObject({
    reader: readerVersion('text/plain'),
    status: { state: 'ready' },
  });
});

test('a file that was held back for its old letters is read again', async () => {
  await readLongAgo('', { status: { state: 'needs-conversion' } });
  await app.shelf.storage.queue.submit([rereadJob()]);
  await app.settle();
  expect((await theItem()).attachments[0]!.status).toEqual({ state: 'ready' });
  expect(await total('"ghi biên bản"')).toBe(1);
});

test('what the newer reader cannot read keeps its text, and staff are told', async () => {
  await readLongAgo('Chữ của bộ đọc cũ.', { mediaType: 'application/epub+zip' });
  await app.shelf.storage.queue.submit([rereadJob()]);
  await app.settle();
  expect(await total('"bộ đọc cũ"')).toBe(1);
  const [file] = (await theItem()).attachments;
  expect(file!.status).toEqual({ state: 'ready' });
  expect(file!.notes).toMatchObject([{ code: 'reread-failed' }]);
});

test('the look is asked for once for each set of readers', async () => {
  const { catalog, queue } = app.shelf.storage;
  await app.settle();
  const deps = { catalog, queue, recogniser: null, now: app.shelf.actions.now };
  await submitReread(deps);
  expect(await queue.pendingOfGroup('reread')).toBe(0);
  await catalog.saveFact('files-read-by', 'những bộ đọc cũ');
  await submitReread(deps);
  await submitReread(deps);
  expect(await queue.pendingOfGroup('reread')).toBe(1);
});
