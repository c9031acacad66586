import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeEpub } from '../support/make/make-epub.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

const aBook = (title: string): Uint8Array =>
  makeEpub({
    title,
    chapters: [
      {
        name: 'mot.xhtml',
        body: `<h1>${title}</h1><p>Khai sinh cho trẻ tại Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ.</p>`,
      },
    ],
  });

async function upload(name: string, bytes: Uint8Array, title: string): Promise<string> {
  const form = new FormData();
  form.set('title', title);
  form.append('files', new Blob([bytes as BlobPart]), name);
  const answer = await fetch(`${app.base}/can-bo/tai-len`, {
    method: 'POST',
    headers: { cookie, origin: app.base, accept: 'application/json' },
    body: form,
  });
  return ((await answer.json()) as { results: { itemId: string }[] }).results[0]!.itemId;
}

describe('a draft made from a file', () => {
  test('is named by its file; what else the file says is kept with the file, for a person to take', async () => {
    const id = await upload('sach_thu.epub', aBook('Sổ tay khai sinh'), '');
    await app.settle();
    const item = await app.shelf.storage.catalog.findItem(id);
    expect(item).toMatchObject({
      title: 'Sổ tay khai sinh',
      state: 'draft',
      subjects: [],
      genre: '',
      compilers: [],
      issued: null,
      abstract: '',
    });
    expect(item!.attachments[0]!.says).toMatchObject({
      title: 'Sổ tay khai sinh',
      creators: ['Sở Tư pháp'],
      issued: '2024-05-12',
    });
  });

  test('keeps the title that was typed', async () => {
    const id = await upload('khac.epub', aBook('Tên trong tệp'), 'Tên do cán bộ đặt');
    await app.settle();
    expect((await app.shelf.storage.catalog.findItem(id))!.title).toBe('Tên do cán bộ đặt');
  });
});
