import type { Role } from '#server/people/account.ts';
import { itemAt } from '#server/items/history/history.ts';
import type { Item } from '#server/items/item.ts';
import { indexItemJob } from '#server/base/job.ts';
import type { Unit } from '#server/people/unit.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anEvent, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
let cataloguer: StaffPerson;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const save = (item: Pick<Item, 'id'>, fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, `/can-bo/tai-lieu/${item.id}/luu`, fields, { cookie });
const put = (more: Partial<Item> = {}): Promise<Item> => {
  const item = anItem({ unitId: 'xa-an', ...more });
  return app.shelf.storage.catalog.saveItem(
    aChange(item, { event: anEvent(item.id, { to: item.state }) }),
  );
};
const find = async ({ id }: Pick<Item, 'id'>): Promise<Item> =>
  (await app.shelf.storage.catalog.findItem(id))!;
const person = (role: Role, unitId: string): Promise<StaffPerson> =>
  staffPerson(app, [role], unitId);
const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  id,
  code: id,
  name,
  kind: 'commune',
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});
const offered = (page: Answer): string[] =>
  page
    .all('select')
    .filter((s) => s.attribs['name'] === 'unitId')
    .flatMap((s) => s.children)
    .map((o) => ('attribs' in o ? (o.attribs['value'] ?? '') : ''));
const RECORD = {
  title: 'Sổ tay',
  genre: 'cam-nang',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Một câu.',
  subjects: ['44'],
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
};

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
  await app.shelf.storage.catalog.saveUnits([
    unit('xa-an', 'Xã An'),
    unit('truong-an', 'Trường An', { parentId: 'xa-an' }),
    unit('xa-cu', 'Xã Cũ', { successorId: 'xa-an', validTo: '2025-06-30' }),
    unit('xa-khac', 'Xã Khác'),
    unit('doi-da-tan', 'Đội đã tan', { parentId: 'xa-an', validTo: '2025' }),
    unit('xa-sau-nay', 'Xã sau này', { validFrom: '2999-01-01' }),
  ]);
  cataloguer = await person('cataloguer', 'xa-an');
}, 60_000);
afterAll(() => app.close());

describe('the managing unit of an item', () => {
  it('is chosen on its form among units of today, and the change stands in its history, in the queues and in the search', async () => {
    const item = await put({
      state: 'published',
      publishedAt: '2026-01-01T00:00:00.000Z',
      title: 'Sổ tay chuyển xã',
    });
    await app.shelf.storage.queue.submit([indexItemJob(item.id)]);
    await app.settle();
    const inUnit = async (id: string): Promise<boolean> =>
      (await get(`/tim-kiem?don-vi=${id}`, '')).words.includes('Sổ tay chuyển xã');
    expect([await inUnit('xa-an'), await inUnit('xa-khac')]).toEqual([true, false]);
    const form = await get(`/can-bo/tai-lieu/${item.id}`, admin);
    expect([
      form.value('unitId'),
      offered(form).includes('xa-khac'),
      ['xa-cu', 'doi-da-tan', 'xa-sau-nay'].some((id) => offered(form).includes(id)),
    ]).toEqual(['xa-an', true, false]);
    expect(
      (await save(item, { ...RECORD, title: item.title, version: '1', unitId: 'xa-khac' }, admin))
        .status,
    ).toBe(303);
    await app.settle();
    expect([(await find(item)).unitId, await inUnit('xa-an'), await inUnit('xa-khac')]).toEqual([
      'xa-khac',
      false,
      true,
    ]);
    expect((await get(`/can-bo/tai-lieu/${item.id}`, admin)).words).toMatch(
      /Đơn vị quản lýXã KhácXã An/u,
    );
    expect((await get('/can-bo?trang-thai=published&don-vi=xa-khac', admin)).words).toContain(
      'Sổ tay chuyển xã',
    );
    const events = await app.shelf.storage.catalog.events(item.id);
    expect(events.at(-1)!.changes).toContainEqual({
      field: 'unitId',
      before: 'xa-an',
      after: 'xa-khac',
    });
    expect(itemAt(await find(item), events, 1)).toMatchObject({ unitId: 'xa-an' });
    // A form that says nothing of the unit leaves it where it is.
    expect(
      (await save(item, { ...RECORD, title: item.title, version: '2', publisher: 'NXB' }, admin))
        .status,
    ).toBe(303);
    expect((await find(item)).unitId).toBe('xa-khac');
  });

  it('goes to a unit of its own by those who write in both, from a merged one to its successor', async () => {
    const contributor = await person('contributor', 'xa-an');
    const old = await put({ unitId: 'xa-cu' });
    const form = await get(`/can-bo/tai-lieu/${old.id}`, contributor.cookie);
    expect([offered(form).toSorted(), form.words.includes('Xã Cũ (nay là Xã An)')]).toEqual([
      ['xa-an', 'xa-cu'],
      true,
    ]);
    expect(
      (await save(old, { ...RECORD, version: '1', unitId: 'xa-an' }, contributor.cookie)).status,
    ).toBe(303);
    const draft = await put();
    expect(offered(await get(`/can-bo/tai-lieu/${draft.id}`, contributor.cookie))).toEqual([]);
    expect(
      offered(await get(`/can-bo/tai-lieu/${draft.id}`, cataloguer.cookie)).toSorted(),
    ).toEqual(['truong-an', 'xa-an']);
    expect(
      (await save(draft, { ...RECORD, version: '1', unitId: 'truong-an' }, cataloguer.cookie))
        .status,
    ).toBe(303);
  });

  it('is refused at its field, with all that was typed, where one could not write, where it is no unit of today, or where readers have seen the item', async () => {
    const draft = await put();
    const shown = await put({ state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' });
    const withdrawn = await put({ state: 'withdrawn', publishedAt: '2026-01-01T00:00:00.000Z' });
    const cases: readonly (readonly [Item, string, string])[] = [
      [draft, 'xa-khac', 'Bạn không được chuyển tài liệu này sang “Xã Khác”'],
      [draft, 'xa-cu', '“Xã Cũ” đã nhập vào “Xã An”. Hãy chọn “Xã An”.'],
      [draft, 'doi-da-tan', '“Đội đã tan” hiện không hoạt động.'],
      [draft, 'xa-sau-nay', '“Xã sau này” hiện không hoạt động.'],
      [draft, 'khong-co', 'Hãy chọn đơn vị trong danh sách.'],
      [shown, 'truong-an', 'do đơn vị quản lý tủ sách quyết định'],
      [withdrawn, 'truong-an', 'do đơn vị quản lý tủ sách quyết định'],
    ];
    for (const [item, unitId, words] of cases) {
      const answer = await save(
        item,
        { ...RECORD, title: 'Đã gõ', version: '1', unitId },
        cataloguer.cookie,
      );
      expect([
        unitId,
        answer.status,
        answer.words.includes(words),
        answer.links.some((l) => l.href === '#unitId'),
        answer.value('title'),
      ]).toEqual([unitId, 400, true, true, 'Đã gõ']);
      expect((await find(item)).version).toBe(1);
    }
    expect(offered(await get(`/can-bo/tai-lieu/${shown.id}`, cataloguer.cookie))).toEqual([]);
    const managing = await person('cataloguer', 'so-tu-phap');
    expect(
      (await save(shown, { ...RECORD, version: '1', unitId: 'truong-an' }, managing.cookie)).status,
    ).toBe(303);
  });

  it('takes the work out of the hands of who does not reach the new unit, and leaves it with who does', async () => {
    const managing = await person('cataloguer', 'so-tu-phap');
    const held = (by: StaffPerson): Promise<Item> =>
      put({
        state: 'submitted',
        work: { ...anItem().work, holder: { id: by.id, name: by.username } },
      });
    const [theirs, ours] = [await held(cataloguer), await held(managing)];
    for (const item of [theirs, ours])
      expect((await save(item, { ...RECORD, version: '1', unitId: 'xa-khac' }, admin)).status).toBe(
        303,
      );
    expect([(await find(theirs)).work.holder, (await find(ours)).work.holder?.id]).toEqual([
      null,
      managing.id,
    ]);
    expect((await get(`/can-bo/tai-lieu/${theirs.id}`, cataloguer.cookie)).status).toBe(403);
  });

  it('is merged like any other field when two people change it, and kept while it is being chosen', async () => {
    const item = await put({ state: 'submitted' });
    expect(
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${item.id}/do-dang`,
          {
            ...RECORD,
            title: item.title,
            compilers: item.compilers[0]!,
            abstract: item.abstract,
            validityState: 'chua_xac_dinh',
            version: '1',
            unitId: 'truong-an',
          },
          { cookie: cataloguer.cookie },
        )
      ).status,
    ).toBe(204);
    const restored = await get(
      (await get(`/can-bo/tai-lieu/${item.id}`, cataloguer.cookie)).link(
        'Khôi phục những gì đã gõ lúc',
      ),
      cataloguer.cookie,
    );
    expect(restored.value('unitId')).toBe('truong-an');
    expect(
      (await save(item, { ...RECORD, version: '1', unitId: 'truong-an' }, cataloguer.cookie))
        .status,
    ).toBe(303);
    const late = await save(item, { ...RECORD, version: '1', unitId: 'xa-khac' }, admin);
    expect([
      late.status,
      /Xã Khác.*Trường An|Trường An.*Xã Khác/u.test(
        late.texts('fieldset').find((f) => f.includes('Đơn vị quản lý')) ?? '',
      ),
    ]).toEqual([409, true]);
    const version = late.value('version');
    expect(
      (await save(item, { ...RECORD, version, unitId: 'xa-khac', 'chon.unitId': 'ho' }, admin))
        .status,
    ).toBe(303);
    expect((await find(item)).unitId).toBe('truong-an');
  });

  it('of many items is previewed and changed row by row', async () => {
    const [draft, shown, sent] = [
      await put({ title: 'Một' }),
      await put({ title: 'Hai', state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' }),
      await put({ title: 'Ba', state: 'submitted' }),
    ];
    const edit = (fields: Fields): Promise<Answer> =>
      postForm(
        app.base,
        '/can-bo/hang-loat/sua',
        { chon: [draft.id, shown.id, sent.id], unitId: 'truong-an', ...fields },
        { cookie: cataloguer.cookie },
      );
    expect(offered(await edit({ unitId: '' })).toSorted()).toEqual(['', 'truong-an', 'xa-an']);
    const preview = await edit({ buoc: 'xem' });
    expect(preview.words).toMatch(
      /Một *Đơn vị quản lý: Xã An → Trường An.*Hai *Tài liệu đã đăng chuyển sang đơn vị nào.*Không làm được.*Ba *Đơn vị quản lý: Xã An → Trường An/u,
    );
    const done = await edit({ buoc: 'lam', chon: [draft.id, shown.id, sent.id] });
    expect([
      done.words.match(/Đã làm/gu)?.length,
      (await find(draft)).unitId,
      (await find(shown)).unitId,
      (await find(sent)).unitId,
    ]).toEqual([2, 'truong-an', 'xa-an', 'truong-an']);
    const far = await edit({ buoc: 'lam', chon: [draft.id], unitId: 'xa-khac' });
    expect([
      far.words.includes('Bạn không được chuyển tài liệu này sang “Xã Khác”'),
      (await find(draft)).unitId,
    ]).toEqual([true, 'truong-an']);
  });
});
