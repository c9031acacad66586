import { importSheetJob } from '#server/base/job.ts';
import type { Item } from '#server/items/item.ts';
import { rewriteItem, saveFinding } from '#server/items/actions/rewrite.ts';
import { CHECKS, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { ask, FORM_END, MULTIPART, partHead, postFiles, postForm } from '../../support/ask.ts';
import { aChange, anActor, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let editor: StaffPerson;
let item: Item;
const stored = async (): Promise<Item> => (await app.shelf.storage.catalog.findItem(item.id))!;

/** Changes the title of the item by a sheet that the editor sends. */
async function importTitle(title: string): Promise<void> {
  const sent = await ask(app.base, '/can-bo/nhap-bang', {
    method: 'POST',
    headers: { 'content-type': MULTIPART, origin: app.base, cookie: editor.cookie },
    body: Buffer.from(
      `${partHead('sửa.csv').replace('name="files"', 'name="sheet"')}Mã tài liệu;Tên\n${item.id};${title}\n${FORM_END}`,
    ),
  });
  expect(sent.status).toBe(303);
  const path = sent.headers.location!;
  expect((await postForm(app.base, `${path}/chay`, {}, { cookie: editor.cookie })).status).toBe(
    303,
  );
  await app.settle();
}

beforeAll(async () => {
  app = await startTestApp();
  editor = await staffPerson(app, ['cataloguer', 'approver']);
  item = await app.shelf.storage.catalog.saveItem(
    aChange(
      anItem({
        state: 'verified',
        unitId: 'so-tu-phap',
        verification: { by: 'Người đối chiếu', at: '2026-11-20T00:00:00.000Z' },
        work: {
          since: '2026-11-20T00:00:00.000Z',
          returned: '',
          holder: null,
          compiledBy: ['nguoi-bien-soan'],
          verifiedBy: 'nguoi-doi-chieu',
        },
      }),
    ),
  );
  await importTitle('Tên sửa bằng bảng');
});
afterAll(() => app.close());

describe('a sheet that changes an item compared with its original', () => {
  it('saves the change', async () => {
    expect((await stored()).title).toBe('Tên sửa bằng bảng');
  });

  it('sends the item back to be compared anew', async () => {
    expect((await stored()).state).toBe('submitted');
    expect((await stored()).verification).toBeNull();
    expect((await stored()).work.verifiedBy).toBeNull();
  });

  it('makes the editor one of those who compiled it', async () => {
    expect((await stored()).work.compiledBy).toEqual(['nguoi-bien-soan', editor.id]);
  });

  it('lets only somebody else approve it once it was compared anew', async () => {
    const librarian = await staffPerson(app, ['cataloguer']);
    const approver = await staffPerson(app, ['approver']);
    const move = async (action: string, who: StaffPerson): Promise<number> =>
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${item.id}/${action}`,
          { version: String((await stored()).version), checks: [...CHECKS] },
          { cookie: who.cookie },
        )
      ).status;
    expect(await move('doi-chieu', librarian)).toBe(303);
    expect(await move('duyet', editor)).toBe(403);
    expect(await move('duyet', approver)).toBe(303);
    expect((await stored()).state).toBe('published');
  });
});

describe('a sheet whose lines would be published at once', () => {
  const send = async (who: StaffPerson, sheet: string, fields = {}): Promise<string> => {
    const sent = await postFiles(
      app.base,
      '/can-bo/nhap-bang',
      [
        { field: 'sheet', name: 'mới.csv', content: sheet },
        { field: 'files', name: 'a.txt', content: `${sheet} ${'Nội dung tài liệu. '.repeat(20)}` },
      ],
      who.cookie,
      { fields },
    );
    expect(sent.status).toBe(303);
    return sent.headers.location!;
  };
  const start = (path: string, who: StaffPerson) =>
    postForm(app.base, `${path}/chay`, { publish: '1' }, { cookie: who.cookie });
  const named = async (identifier: string): Promise<Item | null> =>
    app.shelf.storage.catalog.findItemByIdentifier(identifier);
  const LINE = (identifier: string): string =>
    `Tệp;Mã định danh;Tên;Thể loại;Lĩnh vực;Cơ quan biên soạn;Thời gian phát hành;Đối tượng;Giới thiệu;Quyền sử dụng\na.txt;${identifier};Tên ${identifier};to-gap;09;Sở A;2026;nguoi-dan;Lời giới thiệu;van_ban_nha_nuoc\n`;

  it('is not offered to whoever sends it, and refused as the form refuses it', async () => {
    const path = await send(editor, LINE('HAI-1'));
    const page = await ask(app.base, path, { headers: { cookie: editor.cookie } });
    expect(page.all('input').some((i) => i.attribs['name'] === 'publish')).toBe(false);
    const refused = await start(path, editor);
    expect([refused.status, refused.words]).toEqual([
      403,
      expect.stringContaining('không duyệt chính tài liệu đó'),
    ]);
    await app.settle();
    expect(await named('HAI-1')).toBeNull();
  });

  it('leaves drafts, and says so, where the rule holds only once the job runs', async () => {
    const path = await send(editor, LINE('HAI-2'));
    const run = (await app.shelf.storage.catalog.findImport(path.split('/').at(-1)!))!;
    await app.shelf.storage.catalog.saveImport(
      { ...run, state: 'running', publish: true, accountId: editor.id },
      null,
      [importSheetJob(run.id)],
    );
    await app.settle();
    expect(await named('HAI-2')).toMatchObject({
      state: 'draft',
      publishedAt: null,
      approval: null,
      verification: null,
    });
    const page = await ask(app.base, path, { headers: { cookie: editor.cookie } });
    expect(page.words).toContain('phải do người khác đối chiếu, duyệt rồi mới đăng');
  });
});

describe('whatever saves an item', () => {
  const actor = anActor(['cataloguer', 'approver'], 'so-tu-phap', { twoPersons: true });
  const draft = (more: Partial<Item> = {}): Promise<Item> =>
    app.shelf.storage.catalog.saveItem(aChange(anItem({ unitId: 'so-tu-phap', ...more })));

  it.each<[string, WorkflowEvent['action'], Partial<Item>, string]>([
    ['publishes past the rule', 'publish', { state: 'published' }, 'second-person'],
    ['publishes by an edit', 'edit', { state: 'published' }, 'internal'],
    ['moves past the matrix', 'edit', { unitId: 'xa-la' }, 'not-allowed'],
  ])('is refused when it %s', async (_name, action, more, code) => {
    const before = await draft();
    const own = { ...actor, reach: ['so-tu-phap'], ownUnits: ['so-tu-phap'] };
    await expect(
      rewriteItem(app.shelf.actions, { actor: own, before, item: { ...before, ...more }, action }),
    ).rejects.toMatchObject({ code });
    expect(await app.shelf.storage.catalog.findItem(before.id)).toEqual(before);
  });

  it('is refused a new item that is published past the rule, or of a unit out of reach', async () => {
    const inUnit = (unitId: string, state: Item['state']): Item => anItem({ unitId, state });
    for (const [made, action, code] of [
      [inUnit('so-tu-phap', 'published'), 'bulk-publish', 'second-person'],
      [inUnit('so-tu-phap', 'published'), 'create', 'internal'],
      [inUnit('xa-la', 'draft'), 'create', 'not-allowed'],
    ] as const) {
      const own = { ...actor, reach: ['so-tu-phap'], ownUnits: ['so-tu-phap'] };
      await expect(
        rewriteItem(app.shelf.actions, { actor: own, before: null, item: made, action }),
      ).rejects.toMatchObject({ code });
    }
  });

  it('is refused as a finding of a machine that would send it on or approve it', async () => {
    const before = await draft();
    const made = { by: 'x', position: 'x', date: '2026', documentNumber: '1' };
    for (const more of [{ state: 'published' }, { approval: made }, { unitId: 'xa-la' }] as const)
      await expect(
        saveFinding(app.shelf.actions, { before, item: { ...before, ...more } }),
      ).rejects.toMatchObject({ code: 'internal' });
  });
});
