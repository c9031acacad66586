import { jest } from '@jest/globals';
import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aList, aChange, anItem } from '../../support/builders.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let count = 0;
const get = (path: string, mine = true): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const aNumber = (): string => `${++count}/2003/TT-ABC`;
const lawAt = (number: string): string => `/can-bo/van-ban/${lawNumberKey(number)}`;
const publish = (numbers: readonly string[], title = `Tài liệu ${count}`) =>
  app.shelf.storage.catalog.saveItem(
    aChange(
      anItem({
        title,
        state: 'published',
        publishedAt: '2026-01-01T00:00:00.000Z',
        lawRefs: numbers.map(lawReference),
      }),
    ),
  );
const save = (number: string, more: Partial<LawRecord>) =>
  app.shelf.storage.catalog
    .findLaws([lawNumberKey(number)])
    .then(([law]) =>
      app.shelf.storage.catalog.saveLaws([{ ...(law ?? unknownLaw(number)), ...more }]),
    );
const review = (fields: Fields): Promise<Answer> => post('/can-bo/xem-lai', fields);

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(() => app.close());

describe('the shared record of a law', () => {
  const FULL = {
    number: '',
    title: 'Luật Đất đai',
    kind: 'Luật',
    issuer: 'Quốc hội',
    issued: '18/1/2024',
    signer: 'Vương Đình Huệ',
    state: 'con',
    effectiveFrom: '1/8/2024',
    effectiveTo: '',
    replacedBy: '',
    url: 'https://vbpl.vn/van-ban/chi-tiet/luat-dat-dai--164512',
    vbplId: '',
    checkedAt: '20/11/2026',
    note: 'Ghi “chú”',
  };

  it('is made, shown again, and found by part of its number', async () => {
    const number = aNumber();
    const made = await post('/can-bo/van-ban/moi', {
      ...FULL,
      number: number.replace('/', ' / '),
      version: '0',
    });
    expect([made.status, made.headers.location]).toEqual([303, `${lawAt(number)}?bao=da-luu`]);
    const page = await get(made.headers.location!);
    expect(page.words).toContain('Đã lưu.');
    for (const [name, value] of Object.entries({
      ...FULL,
      number,
      issued: '18/01/2024',
      effectiveFrom: '01/08/2024',
      vbplId: '164512',
    }))
      expect([name, page.value(name)]).toEqual([name, value]);
    const list = await get(`/can-bo/van-ban?so=${encodeURIComponent(number.toLowerCase())}`);
    expect(list.words).toMatch(/Luật Đất đai.*Còn hiệu lực.*từ 01\/08\/2024/u);
    expect((await get('/can-bo/van-ban?so=khongcosonay')).words).toContain(
      'Không có số hiệu nào chứa',
    );
  });

  it('comes back with everything typed and each fault beside its field', async () => {
    const typed = {
      ...FULL,
      number: 'không phải số',
      issued: '31/2/2024',
      effectiveFrom: '2024',
      effectiveTo: 'hôm qua',
      replacedBy: 'xyz',
      url: 'vbpl.vn',
      state: 'sai',
      version: '0',
    };
    const page = await post('/can-bo/van-ban/moi', typed);
    expect(page.status).toBe(400);
    for (const name of [
      'number',
      'title',
      'issued',
      'effectiveFrom',
      'effectiveTo',
      'replacedBy',
      'url',
      'note',
    ] as const)
      expect([name, page.value(name)]).toEqual([name, typed[name]]);
    const marked = page.links.filter((l) => l.href.startsWith('#')).map((l) => l.href);
    for (const name of [
      'number',
      'issued',
      'effectiveFrom',
      'effectiveTo',
      'replacedBy',
      'url',
      'state',
    ])
      expect(marked).toContain(`#${name}`);
  });

  it('is not overwritten by who saw an older one, nor by a second one of its number', async () => {
    const number = aNumber();
    await post('/can-bo/van-ban/moi', { ...FULL, number, version: '0' });
    expect(
      (await post(lawAt(number), { ...FULL, number, title: 'Người thứ nhất', version: '1' }))
        .status,
    ).toBe(303);
    for (const path of [lawAt(number), '/can-bo/van-ban/moi']) {
      const page = await post(path, {
        ...FULL,
        number,
        title: 'Người thứ hai',
        version: path.endsWith('moi') ? '0' : '1',
      });
      expect([page.status, page.value('title')]).toEqual([409, 'Người thứ hai']);
      expect(page.words).toContain('Văn bản vừa được người khác sửa');
      expect(page.link('Mở bản mới')).toBe(lawAt(number));
    }
    expect((await get(lawAt(number))).value('title')).toBe('Người thứ nhất');
    expect((await get('/can-bo/van-ban/0000')).status).toBe(404);
  });
});

describe('an item that cites a law', () => {
  it('shows its state in the words of the reader, in the page and in the API', async () => {
    const [a, b] = [aNumber(), aNumber()];
    const item = await publish([a, b]);
    await save(a, { title: 'Luật A', state: 'het_mot_phan' });
    const page = await get(`/tai-lieu/${item.id}`, false);
    expect(page.words).toMatch(/Luật A ?Hết hiệu lực một phần.*Chưa xác định/u);
    expect(page.words).not.toContain('Văn bản được dẫn đã hết hiệu lực');
    const english = await ask(app.base, `/tai-lieu/${item.id}`, {
      headers: { cookie: 'giao-dien=en' },
    });
    expect(english.words).toMatch(/Partly expired.*Not determined/u);
    expect(
      (await get(`/api/v1/items/${item.id}`, false)).json<{ lawRefs: unknown }>().lawRefs,
    ).toMatchObject([
      { number: a, title: 'Luật A', state: 'het_mot_phan', effectiveTo: null, replacedBy: [] },
      { number: b, state: 'chua_xac_dinh' },
    ]);
  });

  it('warns from the very day the law ends, though nobody writes and the page was kept', async () => {
    const [a, b] = [aNumber(), aNumber()];
    const item = await publish([a]);
    await save(b, { url: 'https://vbpl.example/moi' });
    await save(a, { title: 'Luật cũ', state: 'con', effectiveTo: '2030-07-01', replacedBy: [b] });
    // 23:59 in Vietnam, then midnight.
    setClock('2030-06-30T16:59:59.000Z');
    for (let n = 0; n < 2; n++)
      expect((await get(`/tai-lieu/${item.id}`, false)).words).not.toContain('đã hết hiệu lực');
    const revision = await app.shelf.storage.catalog.publicRevision();
    setClock('2030-06-30T17:00:00.000Z');
    const page = await get(`/tai-lieu/${item.id}`, false);
    expect(page.words).toContain(
      `Từ ngày 01/07/2030, văn bản ${a} (Luật cũ) đã hết hiệu lực, thay bằng ${b}`,
    );
    expect(page.links.find((l) => l.href === 'https://vbpl.example/moi')?.text).toContain(b);
    expect(await app.shelf.storage.catalog.publicRevision()).toBe(revision);
    expect(
      (await get(`/api/v1/items/${item.id}`, false)).json<{ lawRefs: unknown }>().lawRefs,
    ).toMatchObject([{ state: 'het', effectiveTo: '2030-07-01', replacedBy: [b] }]);
  });
});

describe('the review of items that cite an ended law', () => {
  const ended = async (title: string): Promise<{ number: string; id: string; form: Fields }> => {
    const number = aNumber();
    const item = await publish([number], title);
    await save(number, { state: 'het', effectiveTo: '2020-01-01' });
    return {
      number,
      id: item.id,
      form: { item: item.id, law: lawNumberKey(number), version: String(item.version) },
    };
  };
  const page = (id: string): Promise<Answer> => get(`/tai-lieu/${id}`, false);

  it('lists every one, and “còn đúng” ends the warning, with who, when and why in the history', async () => {
    const { number, id, form } = await ended('Sổ tay còn đúng');
    expect((await get('/can-bo')).link('Xem lại theo văn bản hết hiệu lực')).toBe(
      '/can-bo/xem-lai',
    );
    expect((await get('/can-bo/xem-lai')).words).toMatch(
      new RegExp(`Sổ tay còn đúng ?Dẫn: ${number}`, 'u'),
    );
    const done = await review({ ...form, decision: 'still-right', reason: 'Chỉ dẫn lịch sử.' });
    expect([done.status, done.headers.location]).toEqual([303, '/can-bo/xem-lai?bao=still-right']);
    expect((await get(done.headers.location!)).words).not.toContain('Sổ tay còn đúng');
    expect((await page(id)).words).not.toContain('Văn bản được dẫn đã hết hiệu lực');
    expect((await get(`/can-bo/tai-lieu/${id}`)).words).toMatch(
      new RegExp(
        `Xem lại theo văn bản đã hết hiệu lực.*${number}: Còn đúng. Chỉ dẫn lịch sử.`,
        'u',
      ),
    );
    expect((await app.shelf.storage.catalog.findItem(id))?.lawReviews).toMatchObject([
      {
        decision: 'still-right',
        endsOn: '2020-01-01',
        by: 'Quản trị viên',
        reason: 'Chỉ dẫn lịch sử.',
      },
    ]);
    expect(
      (
        await review({
          ...form,
          version: String(Number(form['version']) + 1),
          decision: 'revise',
          reason: 'x',
        })
      ).status,
    ).toBe(409);
  });

  it('lists those whose law ended in part, and “còn đúng” gives the green badge back and says so', async () => {
    const number = aNumber();
    const item = await publish([number], 'Sổ tay một phần');
    await save(number, { title: 'Bộ luật', state: 'het_mot_phan' });
    expect((await page(item.id)).words).toContain('Văn bản được dẫn có thay đổi hiệu lực');
    expect((await get('/can-bo/xem-lai')).words).toMatch(
      /Sổ tay một phầnDẫn: .*Bộ luật\) Hết hiệu lực một phần/u,
    );
    const done = await review({
      item: item.id,
      law: lawNumberKey(number),
      version: String(item.version),
      decision: 'still-right',
      reason: 'Không dẫn phần đã hết.',
    });
    expect(done.status).toBe(303);
    const { words } = await page(item.id);
    // Other items of the page may well be warned of.
    const [own] = words.split('Tài liệu liên quan', 1);
    expect(own).not.toContain('Văn bản được dẫn có thay đổi hiệu lực');
    expect(words).toContain(`Văn bản ${number} (Bộ luật) đã hết hiệu lực một phần.`);
    expect(words).toContain('Tủ sách đã xem lại sau đó: tài liệu này vẫn còn phù hợp.');
    expect((await get('/can-bo/xem-lai')).words).not.toContain('Sổ tay một phần');
  });

  it('“cần sửa” keeps warning and listing until the record no longer cites it', async () => {
    const { id, form } = await ended('Sổ tay cần sửa');
    expect(
      (await review({ ...form, decision: 'revise', reason: 'Chương 2 theo luật cũ.' })).status,
    ).toBe(303);
    expect((await page(id)).words).toContain('Tủ sách đang sửa lại tài liệu này.');
    expect((await get('/can-bo/xem-lai')).words).toMatch(
      /Sổ tay cần sửa.*Cần sửa, Quản trị viên.*Chương 2 theo luật cũ\./u,
    );
    const item = (await app.shelf.storage.catalog.findItem(id))!;
    await app.shelf.storage.catalog.saveItem(aChange({ ...item, lawRefs: [] }));
    expect((await get('/can-bo/xem-lai')).words).not.toContain('Sổ tay cần sửa');
  });

  it('“gỡ” withdraws with the reason that readers see', async () => {
    const { id, form } = await ended('Sổ tay gỡ');
    expect(
      (await review({ ...form, decision: 'withdraw', reason: 'Luật mới khác hẳn.' })).status,
    ).toBe(303);
    const gone = await page(id);
    expect([gone.status, gone.words.includes('Luật mới khác hẳn.')]).toEqual([404, true]);
  });

  it('refuses what is not whole or not new, and keeps what was typed', async () => {
    const { id, form } = await ended('Sổ tay thử');
    for (const [fields, status, words] of [
      [{ decision: '', reason: 'Đã gõ' }, 400, 'Hãy chọn một quyết định.'],
      [{ decision: 'revise', reason: '  ' }, 400, 'Hãy ghi lý do.'],
      [{ decision: 'still-right', reason: 'Đã gõ', version: '99' }, 409, 'vừa được người khác sửa'],
    ] as const) {
      const again = await review({ ...form, ...fields });
      expect([again.status, again.words.includes(words)]).toEqual([status, true]);
      expect(again.value('reason')).toBe(fields.reason.trim() === '' ? fields.reason : 'Đã gõ');
    }
    expect((await app.shelf.storage.catalog.findItem(id))?.lawReviews).toBeUndefined();
    expect(
      (await review({ ...form, item: '0000000000000', decision: 'revise', reason: 'x' })).status,
    ).toBe(404);
  });
});

describe('laws from a sheet', () => {
  const send = (content: string, fields: Fields = {}): Promise<Answer> =>
    ask(app.base, '/can-bo/van-ban/nhap', {
      method: 'POST',
      headers: { origin: app.base, cookie, 'content-type': 'multipart/form-data; boundary=b0' },
      body: Buffer.from(
        [
          ...Object.entries(fields).map(
            ([name, value]) =>
              `--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
          ),
          ...(content === ''
            ? []
            : [
                `--b0\r\nContent-Disposition: form-data; name="sheet"; filename="b.csv"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`,
              ]),
          '--b0--\r\n',
        ].join(''),
      ),
    });
  const stored = (number: string) =>
    app.shelf.storage.catalog.findLaws([lawNumberKey(number)]).then(([law]) => law);

  it('are shown line by line, nothing being written, then saved as shown', async () => {
    const [a, b, c] = [aNumber(), aNumber(), aNumber()];
    await save(a, { title: 'Tên cũ', note: 'giữ' });
    await save(b, { title: 'Như cũ', state: 'con' });
    const plan = await send(
      `Số hiệu;Tên văn bản;Tình trạng;Hết hiệu lực từ ngày;Văn bản thay thế\n${a};Tên mới;Hết hiệu lực toàn bộ;1/8/2024;${b}\n${b};Như cũ;;;\n${c};Mới;con;;\n${c};Lặp;;;\nkhông phải số;x;sai;31/2/2024;\n`,
    );
    expect(plan.status).toBe(200);
    expect(
      plan
        .texts('tr')
        .slice(1)
        .map((t) => /Sẽ thêm|Sẽ sửa|Không đổi|Không nhận/u.exec(t)?.[0]),
    ).toEqual(['Không nhận', 'Không nhận', 'Sẽ sửa', 'Sẽ thêm', 'Không đổi']);
    expect(plan.words).toMatch(
      /đã có ở dòng 4\..*Số hiệu chưa đúng.*Tên văn bản: trước: Tên cũ sau: Tên mới/u,
    );
    expect((await stored(a))?.title).toBe('Tên cũ');
    expect(plan.words).toContain('Sẽ thêm: 1 · Sẽ sửa: 1 · Không đổi: 1 · Không nhận: 2');
    const confirmed = { sha256: plan.value('sha256'), name: plan.value('name') };
    const done = await send('', confirmed);
    expect(done.status).toBe(200);
    expect(done.words).toContain('Đã ghi 2 văn bản.');
    expect(done.words).toMatch(/Đã sửa.*Tên văn bản: trước: Tên cũ sau: Tên mới/u);
    expect([await stored(a), await stored(c)]).toMatchObject([
      { title: 'Tên mới', note: 'giữ', state: 'het', effectiveTo: '2024-08-01', replacedBy: [b] },
      { title: 'Mới', version: 1 },
    ]);
    expect((await send('', confirmed)).words).toContain('Đã ghi 0 văn bản.');
  });

  it('that cannot be read are refused in words', async () => {
    expect((await send('Tên;Ngày\nx;y\n')).words).toContain('Bảng kê không đọc được.');
    expect((await send('')).words).toContain('Hãy chọn bảng kê.');
    expect((await postFiles(app.base, '/can-bo/van-ban/nhap', [], cookie)).status).toBe(400);
  });
});

test('the demo collection shows each state, and warns of the ordinance that a law replaced', async () => {
  const demo = await startTestApp({ demo: true });
  try {
    const staff = await demo.signIn();
    const list = await ask(demo.base, '/can-bo/van-ban', { headers: { cookie: staff } });
    for (const words of [
      'Còn hiệu lực',
      'Chưa có hiệu lực',
      'Hết hiệu lực một phần',
      'Hết hiệu lực toàn bộ',
      'Ngưng hiệu lực một phần',
      'Ngưng hiệu lực toàn bộ',
      'Không còn phù hợp',
      'Chưa xác định',
    ])
      expect(list.words).toContain(words);
    const item = (await demo.shelf.storage.catalog.findItemByIdentifier('DEMO-0004'))!;
    expect((await ask(demo.base, `/tai-lieu/${item.id}`)).words).toContain(
      'Từ ngày 01/07/2023, văn bản 34/2007/PL-UBTVQH11 (Pháp lệnh Thực hiện dân chủ ở xã, phường, thị trấn) đã hết hiệu lực, thay bằng 10/2022/QH15',
    );
    // An item that is itself over names the document and its successor where it says so, once.
    const over = (await demo.shelf.storage.catalog.listItems(aList())).rows.find((i) =>
      i.title.startsWith('Sổ tay Luật Đất đai năm 2013'),
    )!;
    const page = await ask(demo.base, `/tai-lieu/${over.id}`);
    expect(page.words).toContain(
      'Tài liệu này không còn dùng để áp dụngTừ ngày 01/08/2024, văn bản 45/2013/QH13 (Luật Đất đai năm 2013) đã hết hiệu lực, thay bằng 31/2024/QH15',
    );
    expect(page.words).not.toContain('Văn bản được dẫn đã hết hiệu lực');
    expect(
      (await ask(demo.base, '/can-bo/xem-lai', { headers: { cookie: staff } })).texts('h2'),
    ).toContain(item.title);
  } finally {
    await demo.close();
  }
});
