import type { Item } from '#server/items/item.ts';
import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, FORM_END, MULTIPART, partHead, postForm } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
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
