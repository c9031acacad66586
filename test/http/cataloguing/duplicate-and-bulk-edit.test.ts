import type { Item } from '#server/items/item.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { aChange, anAccount, anAttachment, anItem } from '../../support/builders.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cataloguer: string;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const save = (more: Partial<Item>): Promise<Item> =>
  app.shelf.storage.catalog.saveItem(aChange(anItem({ unitId: 'xa-an', ...more })));
const find = async (id: string): Promise<Item> => (await app.shelf.storage.catalog.findItem(id))!;
const edit = (fields: Fields, cookie = cataloguer): Promise<Answer> =>
  postForm(app.base, '/can-bo/hang-loat/sua', fields, { cookie });
const chosen = (page: Answer): string[] =>
  page
    .all('input')
    .filter((e) => e.attribs['name'] === 'chon')
    .map((e) => e.attribs['value']!);

async function somebody(
  role: 'cataloguer' | 'contributor' | 'auditor' | 'approver',
  unitId: string,
): Promise<string> {
  const username = `${role}.${unitId}`;
  await app.shelf.storage.catalog.saveAccount(
    anAccount({
      id: username,
      username,
      roles: [role],
      unitId,
      passwordHash: HASH_OF_X,
    }),
  );
  return (await postForm(app.base, '/dang-nhap', { username, password: 'x' })).headers[
    'set-cookie'
  ]![0]!.split(';')[0]!;
}

beforeAll(async () => {
  app = await startTestApp();
  cataloguer = await somebody('cataloguer', 'xa-an');
});
afterAll(() => app.close());

describe('copying a record', () => {
  it("makes a draft of one's own unit with its metadata, without files and without what belongs to one thing only", async () => {
    const source = await save({
      unitId: 'xa-khac',
      state: 'published',
      publishedAt: '2026-01-01T00:00:00.000Z',
      title: 'Bản gốc',
      identifier: 'G-1',
      isbn: '9786048100018',
      attachments: [anAttachment()],
      keywords: ['k'],
      lawRefs: [lawReference('31/2024/QH15')],
      approval: { by: 'A', position: 'B', date: '2026', documentNumber: '1' },
      validity: { state: 'con', from: null, to: null, reviewedAt: '2026-01-01', reason: '' },
    });
    const done = await postForm(
      app.base,
      `/can-bo/tai-lieu/${source.id}/chep`,
      {},
      { cookie: cataloguer },
    );
    const page = await get(done.headers.location!, cataloguer);
    expect([
      page.words.includes('Đã chép thông tin'),
      page.value('title'),
      page.value('keywords'),
      page.value('lawRefs'),
    ]).toEqual([true, 'Bản gốc', 'k', '31/2024/QH15']);
    const copy = await find(done.headers.location!.split('/').at(-1)!.split('?')[0]!);
    expect(copy).toMatchObject({
      unitId: 'xa-an',
      state: 'draft',
      attachments: [],
      approval: null,
      identifier: null,
      isbn: '',
      validity: { state: 'con', reviewedAt: null },
      createdBy: 'cataloguer.xa-an',
      work: { compiledBy: ['cataloguer.xa-an'] },
    });
    expect((await app.shelf.storage.catalog.events(copy.id))[0]!.reason).toBe(
      `Chép thông tin từ “Bản gốc” (${source.id}).`,
    );
  });

  it('of what one may not see is refused; who adds nothing has no button for it', async () => {
    const hidden = await save({ unitId: 'xa-khac' });
    expect(
      (await postForm(app.base, `/can-bo/tai-lieu/${hidden.id}/chep`, {}, { cookie: cataloguer }))
        .status,
    ).toBe(403);
    const shown = await save({ state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' });
    const approver = await somebody('approver', 'xa-an');
    expect((await get(`/can-bo/tai-lieu/${shown.id}`, approver)).words).not.toContain(
      'Chép thành bản nháp mới',
    );
    expect(
      (await postForm(app.base, `/can-bo/tai-lieu/${shown.id}/chep`, {}, { cookie: approver }))
        .status,
    ).toBe(403);
  });
});

describe('one change of several records', () => {
  it('is offered in the queue, shown item by item, then done with each result', async () => {
    const [one, two, same] = [
      await save({ title: 'Một', subjects: ['11'], keywords: ['a'] }),
      await save({ title: 'Hai', subjects: ['09', '44'], publisher: 'NXB Cũ' }),
      await save({
        title: 'Ba',
        subjects: ['09', '44'],
        genre: 'to-gap',
        publisher: 'NXB Tư pháp',
        rights: { kind: 'chi_doc', note: '' },
        audiences: ['nguoi-dan'],
        keywords: ['mới'],
      }),
    ];
    const foreign = await save({ unitId: 'xa-khac', title: 'Không thấy' });
    expect(
      (await get('/can-bo?trang-thai=draft', cataloguer))
        .having('formaction')
        .map((b) => b.attribs['formaction']),
    ).toContain('/can-bo/hang-loat/sua');
    const form = await edit({ chon: [one.id, two.id, same.id, foreign.id] });
    expect([form.status, chosen(form), form.words.includes('Không thấy')]).toEqual([
      200,
      [`${one.id}.1`, `${two.id}.1`, `${same.id}.1`],
      false,
    ]);
    const change = {
      genre: 'to-gap',
      rightsKind: 'chi_doc',
      publisher: 'NXB Tư pháp',
      subjects: ['09', '44'],
      subjectsMode: 'replace',
      audiences: 'nguoi-dan',
      audiencesMode: 'add',
      keywords: 'mới',
      keywordsMode: 'add',
    };
    const preview = await edit({ chon: chosen(form), buoc: 'xem', ...change });
    expect(preview.words).toMatch(
      /Một.*Thể loại:.*→ Tờ gấp.*Chủ đề: Đất đai → Dân sự; Xây dựng pháp luật và thi hành pháp luật.*Làm được.*Ba *Không đổi/u,
    );
    expect([chosen(preview), preview.value('publisher'), (await find(one.id)).version]).toEqual([
      [`${one.id}.1`, `${two.id}.1`],
      'NXB Tư pháp',
      1,
    ]);
    await app.shelf.storage.catalog.saveItem(aChange({ ...two, title: 'Hai!' }));
    const done = await edit({ chon: chosen(preview), buoc: 'lam', ...change });
    expect(done.words).toMatch(/Một.*Đã làm.*Hai!.*vừa được người khác sửa.*Không làm được/u);
    expect(await find(one.id)).toMatchObject({
      genre: 'to-gap',
      subjects: ['09', '44'],
      keywords: ['a', 'mới'],
      publisher: 'NXB Tư pháp',
      rights: { kind: 'chi_doc' },
      audiences: ['nguoi-dan'],
      version: 2,
      work: { compiledBy: ['admin', 'cataloguer.xa-an'] },
    });
    expect((await find(two.id)).publisher).toBe('NXB Cũ');
    expect((await app.shelf.storage.catalog.events(one.id)).at(-1)).toMatchObject({
      action: 'edit',
      changes: expect.arrayContaining([
        expect.objectContaining({ field: 'subjects', before: ['11'] }),
      ]),
    });
  });

  it('leaves what readers see complete, takes values away, and refuses nothing chosen', async () => {
    const shown = await save({
      title: 'Đang đọc',
      state: 'published',
      publishedAt: '2026-01-01T00:00:00.000Z',
      subjects: ['11'],
      keywords: ['x', 'y'],
    });
    const preview = await edit({
      chon: shown.id,
      buoc: 'xem',
      subjects: '11',
      subjectsMode: 'remove',
    });
    expect([preview.words.includes('Hãy chọn ít nhất một chủ đề.'), chosen(preview)]).toEqual([
      true,
      [`${shown.id}.1`],
    ]);
    expect(
      (await edit({ chon: `${shown.id}.1`, buoc: 'lam', subjects: '11', subjectsMode: 'remove' }))
        .words,
    ).toContain('Không làm được');
    await edit({ chon: `${shown.id}.1`, buoc: 'lam', keywords: 'x', keywordsMode: 'remove' });
    expect(await find(shown.id)).toMatchObject({ subjects: ['11'], keywords: ['y'] });
    const nothing = await edit({ chon: shown.id, buoc: 'xem', subjects: '99', genre: 'la' });
    expect([nothing.status, nothing.words.includes('Chưa chọn thay đổi nào.')]).toEqual([
      400,
      true,
    ]);
    expect((await edit({})).words).toContain('Chưa chọn tài liệu nào.');
  });

  it('is refused to who may only look, and to a contributor for what was sent on', async () => {
    expect((await edit({}, await somebody('auditor', 'xa-an'))).status).toBe(403);
    const sent = await save({ title: 'Đã gửi', state: 'submitted' });
    const answer = await edit(
      { chon: `${sent.id}.1`, buoc: 'lam', genre: 'sach' },
      await somebody('contributor', 'xa-an'),
    );
    expect(answer.words).toMatch(/Đã gửi.*không có quyền.*Không làm được/u);
    expect((await find(sent.id)).genre).toBe('cam-nang');
  });
});
