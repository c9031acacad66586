import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aCommune } from '../../support/builders.ts';
import { ask, postFiles, postForm, type Answer } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import type { UploadResult } from '#web/cataloguing/staff-upload.tsx';

let app: TestApp;
let admin: string;
let sender: StaffPerson;
let unitId: string;
let round = 0;

const aPdf = (bytes: number): Buffer => {
  const pdf = Buffer.from(makePdf({ pages: [`Van ban ${round++}`] }));
  return Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, ' ')]);
};
const unitForm = (quota: string) => ({
  name: `Xã ${unitId}`,
  kind: 'commune',
  parent: 'so-tu-phap',
  quota,
});
const setQuota = (quota: string): Promise<Answer> =>
  postForm(app.base, `/can-bo/don-vi/${unitId}`, unitForm(quota), { cookie: admin });
const unitPage = (): Promise<Answer> =>
  ask(app.base, `/can-bo/don-vi/${unitId}`, { headers: { cookie: admin } });
const upload = async (sizes: readonly number[]): Promise<UploadResult[]> =>
  (
    await postFiles(
      app.base,
      '/can-bo/tai-len',
      sizes.map((size, i) => ({ name: `tep-${i}.pdf`, content: aPdf(size) })),
      sender.cookie,
      { headers: { accept: 'application/json' } },
    )
  ).json<{ results: UploadResult[] }>().results;
const begin = (bytes: number): Promise<Answer> =>
  ask(app.base, '/can-bo/tai-len/phan', {
    method: 'POST',
    headers: {
      origin: app.base,
      cookie: sender.cookie,
      accept: 'application/json',
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from('a.pdf').toString('base64')}`,
    },
  });
const stored = async (): Promise<number> => {
  let count = 0;
  for await (const _ of app.shelf.storage.files.list()) count += 1;
  return count;
};

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
});
afterAll(() => app.close());
beforeEach(async () => {
  unitId = `xa-${round++}`;
  await app.shelf.storage.catalog.saveUnit(aCommune(unitId, `Xã ${unitId}`));
  sender = await staffPerson(app, ['cataloguer'], unitId);
});

describe('the quota of a unit', () => {
  it('is set on its page, which says what is used; a list of units leaves it alone', async () => {
    expect((await unitPage()).words).toContain('đang dùng 0 byte; không có hạn mức');
    expect((await setQuota('0,002')).status).toBe(303);
    await upload([500_000]);
    const page = await unitPage();
    expect(page.words).toContain('đang dùng 500 KB trên 2 MB được phép');
    expect(page.value('quota')).toBe('0,002');
    await postForm(
      app.base,
      '/can-bo/nhap-don-vi',
      { list: `Mã;Tên;Loại\n${unitId};Xã đổi tên;commune`, viec: 'ghi' },
      { cookie: admin },
    );
    expect((await unitPage()).value('quota')).toBe('0,002');
    expect((await setQuota('')).status).toBe(303);
    expect((await unitPage()).words).toContain('không có hạn mức');
  });

  it('that is no size is refused beside its field, and nothing typed is lost', async () => {
    const page = await setQuota('hai mươi');
    expect(page.status).toBe(400);
    expect(page.words).toContain('Hãy ghi số GB, chẳng hạn 20 hoặc 0,5');
    expect(page.value('quota')).toBe('hai mươi');
  });
});

describe('what would go beyond it', () => {
  it('is refused before its bytes, with the numbers, as a form and in pieces', async () => {
    await setQuota('0,001');
    await upload([700_000]);
    const before = await stored();
    const page = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'a.pdf', content: aPdf(400_000) }],
      sender.cookie,
    );
    expect(page.status).toBe(413);
    expect(page.words).toContain(
      `Xã ${unitId} được dùng 1 MB, đã dùng 700 KB, lần này cần thêm 400 KB`,
    );
    const pieces = await begin(400_000);
    expect([pieces.status, pieces.json()['code']]).toEqual([413, 'quota-full']);
    expect(String(pieces.json()['detail'])).toContain('được dùng 1 MB');
    expect(await stored()).toBe(before);
    expect((await begin(200_000)).status).toBe(201);
    // Room that was promised is gone for others.
    expect((await begin(200_000)).status).toBe(413);
  });

  it('is refused of many that ask at once, but for those that fit', async () => {
    await setQuota('0,001');
    const answers = await Promise.all(Array.from({ length: 12 }, () => begin(300_000)));
    const begun = answers.filter(({ status }) => status === 201).length;
    expect(begun).toBeLessThanOrEqual(3);
    expect(answers.every(({ status }) => status === 201 || status === 413)).toBe(true);
  });

  it('is refused in an import of a sheet with files, line by line, and leaves no bytes', async () => {
    await setQuota('0,004');
    const names = ['a', 'b', 'c', 'd'];
    const sent = await postFiles(
      app.base,
      '/can-bo/nhap-bang',
      [
        {
          name: 'a.csv',
          content: `Tệp,Tên sách\n${names.map((n) => `${n}.pdf,Sách ${n}\n`).join('')}`,
          field: 'sheet',
        },
        ...names.map((n) => ({ name: `${n}.pdf`, content: aPdf(500_000), field: 'files' })),
      ],
      sender.cookie,
    );
    const run = sent.headers.location!;
    await app.shelf.storage.catalog.saveUnit({
      ...(await app.shelf.storage.catalog.listUnits()).find(({ id }) => id === unitId)!,
      quotaBytes: 700_000,
    });
    await postForm(app.base, `${run}/chay`, {}, { cookie: sender.cookie });
    await app.settle();
    const page = await ask(app.base, run, { headers: { cookie: sender.cookie } });
    expect(page.words).toContain('lần này cần thêm 500 KB');
    // Two lines are taken at a time: what is in flight may go beyond it, no more.
    const taken = await app.shelf.storage.catalog.sumFileBytes([unitId]);
    expect([500_000, 1_000_000]).toContain(taken);
  });

  it('is refused in the import of a folder', async () => {
    const folder = join(app.folder, `sach-${unitId}`);
    mkdirSync(folder);
    const names = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'];
    for (const name of names) writeFileSync(join(folder, name), aPdf(400_000));
    const { catalog } = app.shelf.storage;
    const managing = (await catalog.listUnits()).find(({ id }) => id === app.admin.unitId)!;
    const used = await catalog.sumFileBytes([managing.id]);
    await catalog.saveUnit({ ...managing, quotaBytes: used + 500_000 });
    const before = await stored();
    const results = await app.importFolder(folder);
    await catalog.saveUnit({ ...managing, quotaBytes: null });
    const added = results.filter(({ outcome }) => outcome === 'added').length;
    expect([1, 2]).toContain(added);
    expect(results.filter(({ outcome }) => outcome === 'refused')).toHaveLength(4 - added);
    expect(results.find(({ outcome }) => outcome === 'refused')!.note).toContain('400 KB');
    expect(await stored()).toBe(before + added);
  });

  it('is refused when an item is given to a unit that has no room for it', async () => {
    await upload([800_000]);
    const full = unitId;
    await setQuota('0,001');
    const [managing] = [app.admin.unitId];
    const other = await staffPerson(app, ['cataloguer'], managing);
    const results = (
      await postFiles(
        app.base,
        '/can-bo/tai-len',
        [{ name: 'm.pdf', content: aPdf(300_000) }],
        other.cookie,
        {
          headers: { accept: 'application/json' },
        },
      )
    ).json<{ results: (UploadResult & { itemId: string })[] }>().results;
    const { itemId } = results[0]!;
    const item = (await app.shelf.storage.catalog.findItem(itemId))!;
    const answer = await postForm(
      app.base,
      `/can-bo/tai-lieu/${itemId}/luu`,
      { version: String(item.version), title: item.title, unitId: full },
      { cookie: other.cookie },
    );
    expect(answer.status).toBe(400);
    expect(answer.words).toContain('được dùng 1 MB');
    expect((await app.shelf.storage.catalog.findItem(itemId))!.unitId).toBe(managing);
  });
});
