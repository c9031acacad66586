import { MANAGING_UNIT } from '#server/people/unit.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, aHolding, aLoan, anItem } from '../../support/builders.ts';
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
const PLACE = {
  name: 'Tủ sách xã Mường Khe',
  kind: 'tu-sach',
  unit: MANAGING_UNIT,
  address: 'Bản Huổi Lếch',
  phone: '0200 3800 000',
  hours: '7 giờ đến 17 giờ',
  keeper: 'Lò Thị Hương',
  founded: '',
  closed: '',
  version: '0',
};
const COPIES = {
  registerNumber: 'PL-009',
  copies: '2',
  receivedOn: '5/1/2026',
  price: '45.000',
  source: 'Sở cấp',
  note: '',
};
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
/** A day of Vietnam's so many days from now. */
const inDays = (days: number): string =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
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

describe('a stock-take', () => {
  it('ticks copies off by number, lists what is missing, and keeps its figures once closed', async () => {
    await post('/can-bo/ban-in/moi/sua', { ...PLACE, name: 'Thư viện xã' });
    const place = (await app.shelf.storage.catalog.listAuthority('place')).find(
      (one) => one.value.name === 'Thư viện xã',
    )!;
    const item = await publish('Sách kiểm kê');
    const mine = async (number: string) =>
      (await app.shelf.storage.catalog.findHoldingByNumber(place.id, number))!;
    await post(`/can-bo/ban-in/${place.id}/them`, {
      ...COPIES,
      item: item.id,
      registerNumber: 'K-1',
      copies: '5',
    });
    const [four, five] = [await mine('K-4'), await mine('K-5')];
    await post(`/can-bo/ban/${four.id}/luu`, {
      registerNumber: 'K-4',
      state: 'mat',
      receivedOn: '',
      price: '',
      source: '',
      note: '',
      version: '1',
    });
    await post(`/can-bo/ban/${five.id}/cho-muon`, {
      borrower: 'Ai',
      contact: 'đó',
      dueOn: inDays(9),
      version: '1',
    });
    const opened = (await post(`/can-bo/ban-in/${place.id}/kiem-ke`, {})).headers['location']!;
    expect((await post(`/can-bo/ban-in/${place.id}/kiem-ke`, {})).status).toBe(409);
    const figures = (page: Answer): string[] => page.texts('dd');
    expect(figures(await get(opened))).toEqual(['3', '0', '3', '1']);
    const first = await post(opened, { so: ' k-1 ' });
    expect((await get(first.headers['location']!)).words).toContain('Đã ghi K-1: Sách kiểm kê');
    expect((await get((await post(opened, { so: 'K-1' })).headers['location']!)).words).toContain(
      'K-1 đã đếm trước đó',
    );
    const wrong = await post(opened, { so: 'K-99' });
    expect([
      wrong.status,
      wrong.value('so'),
      wrong.words.includes('Không có số đăng ký “K-99”'),
      (await post(opened, { so: '' })).status,
    ]).toEqual([400, 'K-99', true, 400]);
    await post(opened, { so: 'K-4' });
    expect(figures(await get(opened))).toEqual(['3', '1', '2', '1']);
    expect((await post(`${opened}/dong`, {})).status).toBe(303);
    expect([
      (await post(`${opened}/dong`, {})).status,
      (await post(opened, { so: 'K-2' })).status,
    ]).toEqual([409, 409]);
    const closed = await app.shelf.storage.catalog.findStocktake(opened.split('/').at(-1)!);
    expect(closed!.result).toEqual({
      expected: 3,
      found: 1,
      lent: 1,
      unexpected: ['K-4'],
      missing: ['K-2', 'K-3'],
    });
    await post(`/can-bo/ban/${(await mine('K-2')).id}/luu`, {
      registerNumber: 'K-2',
      state: 'thanh-ly',
      receivedOn: '',
      price: '',
      source: '',
      note: '',
      version: '1',
    });
    const page = await get(opened);
    expect([
      figures(page),
      page.links.filter((l) => l.href.includes('?so=')).map((l) => l.text),
    ]).toEqual([
      ['3', '1', '2', '1'],
      ['K-2', 'K-3', 'K-4'],
    ]);
  });
});

describe('the report of a paper shelf', () => {
  it('is a page to print, a CSV and a workbook with the same figures, none of whose cells is a formula', async () => {
    await post('/can-bo/ban-in/moi/sua', { ...PLACE, name: '=HYPERLINK("http://x")' });
    const place = (await app.shelf.storage.catalog.listAuthority('place')).find((one) =>
      one.value.name.startsWith('='),
    )!;
    const item = await publish('Cẩm nang báo cáo');
    for (const [registerNumber, source] of [
      ['+1', '@SUM(1)'],
      ['R-1', 'cấp, "tặng"'],
    ] as const)
      await post(`/can-bo/ban-in/${place.id}/them`, {
        ...COPIES,
        item: item.id,
        registerNumber,
        source,
        copies: '1',
      });
    const one = (await app.shelf.storage.catalog.findHoldingByNumber(place.id, 'R-1'))!;
    await post(`/can-bo/ban/${one.id}/cho-muon`, {
      borrower: 'Người Mượn Kín',
      contact: '0999',
      dueOn: inDays(9),
      version: '1',
    });
    const path = `/can-bo/ban-in/${place.id}/bao-cao`;
    const page = await get(`${path}?tu=1/1/2026&den=31/12/${inDays(0).slice(0, 4)}`);
    const total = page.all('tr').at(-1)!;
    expect([
      page.status,
      page.words.includes('Quyết định số 14/2019/QĐ-TTg'),
      total.children.map((c) => ('attribs' in c ? c.attribs['data-label'] : '')).length,
    ]).toEqual([200, true, 6]);
    expect(page.texts('td').slice(-5)).toEqual(['1', '2', '2', '0', '90.000']);
    expect(page.texts('dd').slice(4, 7)).toEqual(['1', '1', '0']);
    const csv = (await get(`${path}.csv?tu=2026-01-01&den=${inDays(0)}`)).html;
    const lines = csv.split('\r\n');
    expect([
      lines.some((l) => /^"?[=+@-]/u.test(l)),
      csv.includes(`"'=HYPERLINK(""http://x"")`),
      lines.find((l) => l.startsWith("'+1"))?.includes("'@SUM(1)"),
      lines.find((l) => l.startsWith('Cộng')),
    ]).toEqual([false, true, true, 'Cộng,1,2,2,0,90000']);
    const workbook = await get(`${path}.xlsx`);
    expect([
      workbook.status,
      workbook.headers['content-type'],
      workbook.body.subarray(0, 2).toString(),
    ]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK']);
    for (const answer of [page.html, csv])
      expect([answer.includes('Người Mượn Kín'), answer.includes('0999')]).toEqual([false, false]);
  });

  it('of a past period tells its last day: what was lost, written off, lent and given back since is not in it', async () => {
    const { catalog } = app.shelf.storage;
    await post('/can-bo/ban-in/moi/sua', { ...PLACE, name: 'Tủ sách kỳ trước' });
    const place = (await catalog.listAuthority('place')).find(
      (one) => one.value.name === 'Tủ sách kỳ trước',
    )!;
    const item = await publish('Sách kỳ trước');
    const mine = (registerNumber: string, more = {}) =>
      aHolding({
        placeId: place.id,
        itemId: item.id,
        registerNumber,
        receivedOn: '2025-01-05',
        since: '2025-01-05',
        past: [],
        ...more,
      });
    const copies = await catalog.saveHoldings(
      [
        mine('T-1'),
        mine('T-2'),
        mine('T-3', { past: undefined, state: 'mat', since: '2026-03-01' }),
      ].map((holding) => ({ holding, loan: null })),
    );
    await catalog.saveHoldings([
      {
        holding: { ...copies[1]!, state: 'con' },
        loan: aLoan(copies[1]!, {
          lentOn: '2025-12-01',
          dueOn: '2025-12-20',
          returnedOn: '2026-01-09',
          forgetOn: null,
        }),
      },
    ]);
    const lost = { state: 'mat', receivedOn: '5/1/2025', price: '', source: '', note: '' };
    expect(
      (
        await post(`/can-bo/ban/${copies[0]!.id}/luu`, {
          ...lost,
          registerNumber: 'T-1',
          version: '1',
        })
      ).status,
    ).toBe(303);
    expect(
      (
        await post(`/can-bo/ban/${copies[0]!.id}/luu`, {
          ...lost,
          state: 'thanh-ly',
          registerNumber: 'T-1',
          version: '2',
        })
      ).status,
    ).toBe(303);
    const report = async (from: string, to: string) => {
      const page = await get(`/can-bo/ban-in/${place.id}/bao-cao?tu=${from}&den=${to}`);
      return [
        page.texts('td').slice(-5).slice(1, 4),
        page.texts('dd').slice(5, 7),
        page
          .texts('p')
          .find((p) => p.includes('đổi tình trạng sau kỳ này'))
          ?.split(' ')[0] ?? null,
      ];
    };
    expect(await report('2025-01-01', '2025-12-31')).toEqual([['3', '3', '0'], ['1', '1'], '1']);
    expect(await report('2026-01-01', inDays(0))).toEqual([['1', '0', '2'], ['0', '0'], null]);
    expect(
      (await get(`/can-bo/ban-in/${place.id}/bao-cao.csv?tu=2025-01-01&den=2025-12-31`)).html,
    ).toContain('1 bản đổi tình trạng sau kỳ này');
  });

  it('of no real period says so and keeps what was typed', async () => {
    for (const [query, typed] of [
      ['tu=31/2/2026', '31/2/2026'],
      ['tu=2/1/2026&den=1/1/2026', '02/01/2026'],
      ['tu=2026', '2026'],
    ] as const) {
      const answer = await get(`/can-bo/ban-in/${placeId}/bao-cao?${query}`);
      expect([
        query,
        answer.status,
        answer.value('tu'),
        answer.words.includes('Kỳ báo cáo chưa đúng'),
      ]).toEqual([query, 400, typed, true]);
      expect((await get(`/can-bo/ban-in/${placeId}/bao-cao.csv?${query}`)).status).toBe(400);
    }
  });
});
