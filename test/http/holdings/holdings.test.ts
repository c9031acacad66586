import { MANAGING_UNIT } from '#server/people/unit.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { COPIES, inDays, PLACE } from '../../support/paper-shelf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let placeId: string;
const get = (path: string, mine = true): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const publish = (title: string) =>
  app.shelf.storage.catalog.saveItem(
    aChange(anItem({ title, state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' })),
  );
const numbers = async (): Promise<[string, string][]> =>
  (
    await app.shelf.storage.catalog.listHoldings({
      placeId,
      itemId: null,
      states: [],
      limit: 100,
      after: null,
    })
  ).rows.map((h) => [h.registerNumber, h.state]);
const copy = async (number: string) =>
  (await app.shelf.storage.catalog.findHoldingByNumber(placeId, number))!;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  expect((await post('/can-bo/ban-in/moi/sua', PLACE)).status).toBe(303);
  placeId = (await app.shelf.storage.catalog.listAuthority('place'))[0]!.id;
});
afterAll(() => app.close());

describe('a place of printed copies', () => {
  it('is entered with an address, changed by one at a time, and refused without what readers need', async () => {
    for (const [fields, name] of [
      [{ name: '' }, 'name'],
      [{ address: '' }, 'address'],
      [{ kind: 'x' }, 'kind'],
      [{ unit: 'khong-co' }, 'unit'],
      [{ phone: 'x'.repeat(301) }, 'phone'],
    ] as const) {
      const answer = await post('/can-bo/ban-in/moi/sua', { ...PLACE, ...fields });
      expect([
        fields,
        answer.status,
        answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
        answer.value('hours'),
      ]).toEqual([fields, 400, true, PLACE.hours]);
    }
    expect(
      (await post(`/can-bo/ban-in/${placeId}/sua`, { ...PLACE, hours: '8 giờ', version: '1' }))
        .status,
    ).toBe(303);
    const late = await post(`/can-bo/ban-in/${placeId}/sua`, {
      ...PLACE,
      hours: '9 giờ',
      version: '1',
    });
    expect([
      late.status,
      late.value('hours'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, '9 giờ', true]);
    expect((await get('/can-bo/ban-in')).words).toContain('Tủ sách xã Mường Khe');
  });

  it('takes copies with numbers that follow one another, all or none', async () => {
    const item = await publish('Sổ tay hòa giải viên bản in');
    const search = await get(`/can-bo/ban-in/${placeId}/them?tim=hoa+giai+vien`);
    expect(search.link('Sổ tay hòa giải viên bản in')).toBe(
      `/can-bo/ban-in/${placeId}/them?tai-lieu=${item.id}`,
    );
    expect(
      (await post(`/can-bo/ban-in/${placeId}/them`, { ...COPIES, item: item.id })).status,
    ).toBe(303);
    expect(await numbers()).toEqual([
      ['PL-009', 'con'],
      ['PL-010', 'con'],
    ]);
    expect(await copy('pl-009')).toMatchObject({
      price: 45_000,
      receivedOn: '2026-01-05',
      source: 'Sở cấp',
      itemId: item.id,
    });
    const again = await post(`/can-bo/ban-in/${placeId}/them`, {
      ...COPIES,
      item: item.id,
      registerNumber: 'PL-008',
      copies: '3',
    });
    expect([
      again.status,
      again.words.includes('đã dùng cho bản in khác'),
      again.value('registerNumber'),
      (await numbers()).length,
    ]).toEqual([409, true, 'PL-008', 2]);
    for (const [fields, name] of [
      [{ registerNumber: '' }, 'registerNumber'],
      [{ copies: '0' }, 'copies'],
      [{ copies: '101' }, 'copies'],
      [{ copies: 'hai' }, 'copies'],
      [{ receivedOn: '31/2/2026' }, 'receivedOn'],
      [{ receivedOn: '1/1/2999' }, 'receivedOn'],
      [{ price: 'rẻ' }, 'price'],
      [{ item: 'khong-co' }, 'tim'],
    ] as const) {
      const answer = await post(`/can-bo/ban-in/${placeId}/them`, {
        ...COPIES,
        registerNumber: 'X-1',
        item: item.id,
        ...fields,
      });
      expect([
        fields,
        answer.status,
        answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
      ]).toEqual([fields, 400, true]);
    }
    expect((await numbers()).length).toBe(2);
    expect((await get(`/can-bo/ban-in/${placeId}?so=pl-010`)).headers['location']).toBe(
      `/can-bo/ban/${(await copy('PL-010')).id}`,
    );
    expect((await get(`/can-bo/ban-in/${placeId}?so=PL-404`)).words).toContain(
      'Không có số đăng ký “PL-404”',
    );
  });

  it('tells readers where the item stands, how many are in, and not of places that closed', async () => {
    const item = await publish('Cẩm nang có bản in');
    const path = `/tai-lieu/${item.id}`;
    expect((await get(path, false)).words).not.toContain('Bản in có ở đâu');
    await post(`/can-bo/ban-in/${placeId}/them`, {
      ...COPIES,
      item: item.id,
      registerNumber: 'CN-1',
      copies: '3',
    });
    const page = await get(path, false);
    expect([
      page.words.includes('Bản in có ở đâu'),
      page.words.includes('Còn 3 trong 3 bản'),
      page.words.includes('Bản Huổi Lếch'),
      page.links.some((l) => l.href === 'tel:+842003800000'),
    ]).toEqual([true, true, true, true]);
    const one = await copy('CN-1');
    expect(
      (
        await post(`/can-bo/ban/${one.id}/luu`, {
          registerNumber: 'CN-1',
          state: 'hong',
          receivedOn: '',
          price: '',
          source: '',
          note: 'mất bìa',
          version: '1',
        })
      ).status,
    ).toBe(303);
    expect((await get(path, false)).words).toContain('Còn 2 trong 2 bản');
    expect(await copy('CN-1')).toMatchObject({
      state: 'hong',
      price: null,
      receivedOn: null,
      note: 'mất bìa',
      version: 2,
    });
    const late = await post(`/can-bo/ban/${one.id}/luu`, {
      registerNumber: 'CN-1',
      state: 'mat',
      receivedOn: '',
      price: '',
      source: '',
      note: '',
      version: '1',
    });
    expect([late.status, late.words.includes('vừa được người khác sửa')]).toEqual([409, true]);
    const twin = await post(`/can-bo/ban/${one.id}/luu`, {
      registerNumber: 'cn-2',
      state: 'con',
      receivedOn: '',
      price: '',
      source: '',
      note: '',
      version: '2',
    });
    expect([
      twin.status,
      twin.words.includes('đã dùng cho bản in khác'),
      twin.value('registerNumber'),
    ]).toEqual([409, true, 'cn-2']);
    expect(
      (
        await post(`/can-bo/ban/${one.id}/luu`, {
          registerNumber: 'CN-1',
          state: 'dang-muon',
          receivedOn: '',
          price: '',
          source: '',
          note: '',
          version: '2',
        })
      ).status,
    ).toBe(400);
    expect((await get(`/can-bo/tai-lieu/${item.id}/ban-in`)).words).toContain(
      '2 bản, 2 bản đang trên giá',
    );
    const { version } = (await app.shelf.storage.catalog.findAuthority('place', placeId))!;
    await post(`/can-bo/ban-in/${placeId}/sua`, {
      ...PLACE,
      closed: '1',
      version: String(version),
    });
    expect((await get(path, false)).words).not.toContain('Bản in có ở đâu');
    await post(`/can-bo/ban-in/${placeId}/sua`, { ...PLACE, version: String(version + 1) });
  });
});

describe('a loan', () => {
  const TO = { borrower: 'Giàng A Páo', contact: 'bản Huổi Lếch, 0912 000 111' };
  let itemPath: string;
  beforeAll(async () => {
    const item = await publish('Sách cho mượn');
    itemPath = `/tai-lieu/${item.id}`;
    await post(`/can-bo/ban-in/${placeId}/them`, {
      ...COPIES,
      item: item.id,
      registerNumber: 'M-1',
      copies: '3',
    });
  });

  it('goes out with a name and a day, is renewed, and comes back; only one at a time', async () => {
    const { id } = await copy('M-1');
    const page = await get(`/can-bo/ban/${id}`);
    expect(page.value('dueOn')).toBe(inDays(14).split('-').toReversed().join('/'));
    for (const [fields, name] of [
      [{ borrower: '' }, 'borrower'],
      [{ contact: '' }, 'contact'],
      [{ dueOn: '1/1/2020' }, 'dueOn'],
      [{ dueOn: inDays(400) }, 'dueOn'],
      [{ dueOn: 'mai' }, 'dueOn'],
    ] as const) {
      const answer = await post(`/can-bo/ban/${id}/cho-muon`, {
        ...TO,
        dueOn: inDays(14),
        version: '1',
        ...fields,
      });
      expect([
        fields,
        answer.status,
        answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
        answer.value('borrower'),
      ]).toEqual([fields, 400, true, { ...TO, ...fields }.borrower]);
    }
    expect(
      (await post(`/can-bo/ban/${id}/cho-muon`, { ...TO, dueOn: inDays(14), version: '1' }))
        .headers['location'],
    ).toBe(`/can-bo/ban/${id}?bao=da-muon`);
    expect(
      (await post(`/can-bo/ban/${id}/cho-muon`, { ...TO, dueOn: inDays(14), version: '2' })).status,
    ).toBe(409);
    expect((await get(itemPath, false)).words).toContain('Còn 2 trong 3 bản');
    expect(
      (await post(`/can-bo/ban/${id}/gia-han`, { dueOn: inDays(30), version: '2' })).status,
    ).toBe(303);
    const lent = await get(`/can-bo/ban/${id}`);
    expect([
      lent.words.includes('Giàng A Páo'),
      lent.words.includes('đã gia hạn 1 lần'),
      lent.all('select').some((s) => s.attribs['name'] === 'state'),
    ]).toEqual([true, true, false]);
    const stale = await post(`/can-bo/ban/${id}/tra`, { returned: 'con', version: '2' });
    expect([stale.status, stale.words.includes('vừa được người khác sửa')]).toEqual([409, true]);
    expect(
      (await post(`/can-bo/ban/${id}/tra`, { returned: 'thanh-ly', version: '3' })).status,
    ).toBe(400);
    expect((await post(`/can-bo/ban/${id}/tra`, { returned: 'hong', version: '3' })).status).toBe(
      303,
    );
    expect(await copy('M-1')).toMatchObject({ state: 'hong', version: 4 });
    expect((await post(`/can-bo/ban/${id}/tra`, { returned: 'con', version: '4' })).status).toBe(
      409,
    );
    const kept = [];
    for await (const { kind, value } of app.shelf.storage.catalog.dump(null))
      if (kind === 'loan' && value.holdingId === id) kept.push(value);
    expect(kept).toMatchObject([
      { ...TO, returnedOn: inDays(0), forgetOn: inDays(30), renewals: 1 },
    ]);
  });

  it('shows who has it to nobody but those who lend there', async () => {
    const { catalog } = app.shelf.storage;
    const { id } = await copy('M-2');
    await post(`/can-bo/ban/${id}/cho-muon`, { ...TO, dueOn: inDays(0), version: '1' });
    await catalog.changeAccount(app.admin.accountId, { unitId: 'xa-khac' });
    await catalog.saveUnit({
      id: 'xa-khac',
      code: 'xa-khac',
      name: 'Xã khác',
      kind: 'commune',
      parentId: null,
      validFrom: null,
      validTo: null,
      successorId: null,
    });
    const elsewhere = await get(`/can-bo/ban/${id}`);
    expect([
      elsewhere.status,
      elsewhere.words.includes('Đang được mượn.'),
      elsewhere.html.includes(TO.borrower),
      elsewhere.html.includes('0912'),
    ]).toEqual([200, true, false, false]);
    expect((await get(`/can-bo/ban-in/${placeId}/muon`)).status).toBe(403);
    await catalog.changeAccount(app.admin.accountId, { unitId: MANAGING_UNIT });
    for (const path of [
      itemPath,
      '/feed.xml',
      '/api/v1/items',
      `/can-bo/ban-in/${placeId}`,
      '/can-bo/nhap-bang/danh-muc.csv',
    ])
      expect([path, (await get(path)).html.includes(TO.borrower)]).toEqual([path, false]);
    expect(JSON.stringify(app.logged)).not.toContain(TO.borrower);
  });

  it('that is overdue stands first, with how long', async () => {
    const { catalog } = app.shelf.storage;
    const [two, three] = [await copy('M-2'), await copy('M-3')];
    await post(`/can-bo/ban/${three.id}/cho-muon`, {
      borrower: 'Vừ Thị Mai',
      contact: 'bản Nà Ớt',
      dueOn: inDays(3),
      version: '1',
    });
    const loan = (await catalog.findOpenLoan(two.id))!;
    await catalog.saveHoldings([{ holding: two, loan: { ...loan, dueOn: inDays(-5) } }]);
    const page = await get(`/can-bo/ban-in/${placeId}/muon`);
    expect(page.texts('th').filter((number) => number.startsWith('M-'))).toEqual(['M-2', 'M-3']);
    expect([
      page.words.includes('Quá hạn 5 ngày'),
      (page.html.match(/Quá hạn/gu) ?? []).length,
    ]).toEqual([true, 1]);
    expect((await get(itemPath, false)).words).toContain('đang có người mượn hết');
  });
});
