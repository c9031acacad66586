import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, aHolding, aLoan, anItem } from '../../support/builders.ts';
import { COPIES, inDays, PLACE } from '../../support/paper-shelf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let placeId: string;
const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const publish = (title: string) =>
  app.shelf.storage.catalog.saveItem(
    aChange(anItem({ title, state: 'published', publishedAt: '2026-01-01T00:00:00.000Z' })),
  );

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  expect((await post('/can-bo/ban-in/moi/sua', PLACE)).status).toBe(303);
  placeId = (await app.shelf.storage.catalog.listAuthority('place'))[0]!.id;
});
afterAll(() => app.close());

/** Closes a stock-take as a person does: looks at the summary and confirms it. */
async function closeAfterLooking(opened: string): Promise<void> {
  const seen = (await get(`${opened}/dong`)).value('da-xem')!;
  expect((await post(`${opened}/dong`, { 'da-xem': seen })).status).toBe(303);
}

describe('a stock-take', () => {
  it('closes only on the figures that were looked at, and opens again for a reason', async () => {
    await post('/can-bo/ban-in/moi/sua', { ...PLACE, name: 'Tủ sách thôn' });
    const place = (await app.shelf.storage.catalog.listAuthority('place')).find(
      (one) => one.value.name === 'Tủ sách thôn',
    )!;
    const item = await publish('Sách đếm lại');
    await post(`/can-bo/ban-in/${place.id}/them`, {
      ...COPIES,
      item: item.id,
      registerNumber: 'L-1',
      copies: '2',
    });
    const opened = (await post(`/can-bo/ban-in/${place.id}/kiem-ke`, {})).headers['location']!;
    const stored = async () =>
      (await app.shelf.storage.catalog.findStocktake(opened.split('/').at(-1)!))!;
    await post(opened, { so: 'L-1' });
    const summary = await get(`${opened}/dong`);
    expect(summary.texts('dd')).toEqual(['2', '1', '1', '0']);
    // Somebody else finds the other copy before the figures are confirmed.
    await post(opened, { so: 'L-2' });
    const changed = await post(`${opened}/dong`, { 'da-xem': summary.value('da-xem')! });
    expect(changed.status).toBe(409);
    expect(changed.texts('dd')).toEqual(['2', '2', '0', '0']);
    expect((await post(`${opened}/dong`, {})).status).toBe(409);
    expect((await stored()).closedAt).toBeNull();
    await closeAfterLooking(opened);
    expect((await get(`${opened}/dong`)).status).toBe(303);

    const empty = await post(`${opened}/mo-lai`, { reason: ' ' });
    expect(empty.status).toBe(400);
    const second = (await post(`/can-bo/ban-in/${place.id}/kiem-ke`, {})).headers['location']!;
    expect((await post(`${opened}/mo-lai`, { reason: 'Quét thiếu' })).status).toBe(409);
    await closeAfterLooking(second);
    expect((await post(`${opened}/mo-lai`, { reason: 'Quét thiếu một giá' })).status).toBe(303);
    expect((await post(`${opened}/mo-lai`, { reason: 'Lần nữa' })).status).toBe(409);
    const page = await get(opened);
    expect(page.words).toContain('Chốt: thấy 2, thiếu 0, không đếm 0');
    expect(page.words).toContain('Mở lại. Lý do: Quét thiếu một giá');
    expect((await stored()).events!.map(({ action, by }) => [action, by])).toEqual([
      ['close', app.admin.displayName],
      ['reopen', app.admin.displayName],
    ]);
    expect((await post(opened, { so: 'L-2' })).status).toBe(303);
  });

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
    await closeAfterLooking(opened);
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
    expect(page.words).toMatch(
      /Số: ……\/BC-…….*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM.*Độc lập - Tự do - Hạnh phúc.*ngày … tháng.*BÁO CÁO.*Theo điểm d khoản 3 Điều 13.*Nơi nhận:.*NGƯỜI PHỤ TRÁCH.*THỦ TRƯỞNG ĐƠN VỊ/u,
    );
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
