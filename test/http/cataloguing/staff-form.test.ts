import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let count = 0;
const get = (path: string, mine = true): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const post = (id: string, action: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, `/can-bo/tai-lieu/${id}/${action}`, fields, { cookie });
const record = (id: string): Promise<Answer> => get(`/can-bo/tai-lieu/${id}`);

const FULL = {
  title: 'Hỏi đáp về hộ tịch năm 2026',
  genre: 'hoi-dap',
  compilers: 'Sở Tư pháp tỉnh An Sơn\r\nPhòng Văn hóa - Xã hội xã Mường Khe',
  issued: '12/5/2026',
  validityState: 'con',
  validityFrom: '1/7/2025',
  validityTo: '31/12/2030',
  validityReason: 'Theo luật hiện hành',
  abstract: 'Dòng một.\r\nDòng hai “có ngoặc” & <dấu>.',
  subjects: ['15', '08'],
  language: 'vi',
  rightsKind: 'tac_gia_dong_y',
  rightsNote: 'Ghi rõ nguồn',
  lawRefs: '60/2014/QH13 | Luật Hộ tịch | Điều 13\r\n91/2015/QH13',
  audiences: ['nguoi-dan', 'can-bo'],
  keywords: 'khai sinh, khai tử',
  altTitle: 'Sổ tay hộ tịch',
  publisher: 'NXB Tư pháp',
  edition: '2',
  isbn: '978-604-81-0001-2',
  extent: '120',
  volume: '1',
  series: 'Tủ sách xã',
  place: 'An Sơn',
  source: 'https://example.gov.vn/a?b=1&c=2',
  identifier: 'AS-0001',
  approvalBy: 'Nguyễn Văn A',
  approvalPosition: 'Giám đốc',
  approvalDate: '20/4/2026',
  approvalDocumentNumber: '12/QĐ-STP',
  nationalUrl: 'https://quocgia.example.gov.vn/tai-lieu/9',
  validityReviewedAt: '1/9/2026',
} satisfies Fields;
const FULL_ISBN = { ...FULL, isbn: '9786048100018' };

/** A draft with one page of its own words. */
async function draft(words = ''): Promise<{ id: string; version: string }> {
  const page = await postFiles(
    app.base,
    '/can-bo/tai-len',
    [
      {
        name: `tep-${count++}.pdf`,
        content: makePdf({ pages: [`Noi dung rieng ${words} so ${count}`] }),
      },
    ],
    cookie,
  );
  await app.settle();
  const id = page.link('Biên mục ngay').split('/').at(-1)!;
  return { id, version: (await record(id)).value('version') };
}
const found = async (q: string): Promise<boolean> =>
  (await get(`/tim-kiem?q=${encodeURIComponent(q)}`, false)).links.some((l) =>
    l.href.startsWith('/tai-lieu/'),
  );

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('the record form', () => {
  it('saves every field and shows it again', async () => {
    const { id, version } = await draft();
    const fields = { ...FULL_ISBN, identifier: 'AS-0001', version };
    const saved = await post(id, 'luu', fields);
    expect([saved.status, saved.headers.location]).toEqual([
      303,
      `/can-bo/tai-lieu/${id}?bao=da-luu`,
    ]);
    const page = await get(saved.headers.location!);
    expect(page.words).toContain('Đã lưu.');
    for (const name of [
      'title',
      'genre',
      'validityReason',
      'language',
      'rightsKind',
      'rightsNote',
      'keywords',
      'altTitle',
      'publisher',
      'edition',
      'isbn',
      'extent',
      'volume',
      'series',
      'place',
      'source',
      'identifier',
      'nationalUrl',
      'approvalBy',
      'approvalPosition',
      'approvalDocumentNumber',
    ] as const) {
      expect([name, page.value(name)]).toEqual([name, fields[name]]);
    }
    expect(page.value('compilers')).toBe(
      'Sở Tư pháp tỉnh An Sơn\nPhòng Văn hóa - Xã hội xã Mường Khe',
    );
    expect(page.value('abstract').replaceAll('\r', '')).toBe(
      'Dòng một.\nDòng hai “có ngoặc” & <dấu>.',
    );
    expect(page.value('lawRefs')).toBe('60/2014/QH13 | Luật Hộ tịch | Điều 13\n91/2015/QH13');
    expect(page.value('validityReviewedAt')).toBe('01/09/2026');
    expect([
      page.value('issued'),
      page.value('validityFrom'),
      page.value('validityTo'),
      page.value('approvalDate'),
    ]).toEqual(['12/05/2026', '01/07/2025', '31/12/2030', '20/04/2026']);
    expect([
      page.chosen('subjects'),
      page.chosen('audiences').toSorted(),
      page.chosen('validityState'),
    ]).toEqual([['08', '15'], ['can-bo', 'nguoi-dan'], ['con']]);
    expect(page.words).toMatch(/Sửa thông tin Quản trị viên/u);
    // Saving what the form shows changes nothing.
    const shown = Object.fromEntries(
      Object.keys(fields).map((name) => [
        name,
        ['subjects', 'audiences', 'validityState'].includes(name)
          ? page.chosen(name)
          : page.value(name),
      ]),
    );
    const before = (await app.shelf.storage.catalog.findItem(id))!;
    await post(id, 'luu', shown);
    const {
      version: _v,
      updatedAt: _u,
      ...after
    } = (await app.shelf.storage.catalog.findItem(id))!;
    expect({ ...before, subjects: [...before.subjects].toSorted() }).toMatchObject({
      ...after,
      subjects: [...after.subjects].toSorted(),
    });
  });

  it('comes back with everything typed and each fault beside its field', async () => {
    const { id, version } = await draft();
    const typed = {
      ...FULL,
      version,
      identifier: '',
      title: '  ',
      issued: '31/2/2026',
      isbn: '978-604-81-0001-9',
      validityTo: 'hôm nào đó',
      approvalDate: 'tháng sau',
      abstract: 'Giữ lại điều này',
      subjects: ['99'],
      genre: 'khong-co',
      validityState: 'sai',
      rightsKind: 'sai',
    };
    const page = await post(id, 'luu', typed);
    expect(page.status).toBe(400);
    expect(page.title).toContain('mục cần sửa');
    for (const name of [
      'issued',
      'isbn',
      'validityTo',
      'approvalDate',
      'abstract',
      'compilers',
      'lawRefs',
    ] as const)
      expect([name, page.value(name).replaceAll('\r', '')]).toEqual([
        name,
        typed[name].replaceAll('\r', ''),
      ]);
    const summary = page.links.filter((l) => l.href.startsWith('#')).map((l) => l.href);
    for (const name of [
      'title',
      'issued',
      'isbn',
      'validityTo',
      'approvalDate',
      'subjects',
      'genre',
      'validityState',
      'rightsKind',
    ]) {
      expect(summary).toContain(`#${name}`);
      expect(page.having('id').some((e) => e.attribs['id'] === name)).toBe(true);
    }
    expect((await record(id)).value('abstract')).not.toBe('Giữ lại điều này');
  });

  it('refuses a number that another item has', async () => {
    const { id, version } = await draft();
    const page = await post(id, 'luu', { ...FULL_ISBN, version });
    expect(page.status).toBe(409);
    expect(page.words).toContain('Mã định danh này đã dùng cho tài liệu khác.');
    expect(page.value('identifier')).toBe('AS-0001');
  });

  it.each([
    ['0-8044-2957-X', true],
    ['978-604-81-0001-2', false],
    ['9786048100018', true],
    ['978-604-81-0001-8', true],
    ['0-306-40615-2', true],
    ['080442957X', true],
    ['0-306-40615-3', false],
    ['123', false],
    ['', true],
  ])('takes the ISBN %j: %s', async (isbn, good) => {
    const { id, version } = await draft();
    const page = await post(id, 'luu', { ...FULL, identifier: '', isbn, version });
    expect(page.status).toBe(good ? 303 : 400);
    if (!good) expect(page.words).toContain('ISBN sai chữ số kiểm tra');
  });

  it.each([
    ['issued', '2026', true],
    ['issued', '5/2026', true],
    ['issued', '29/2/2024', true],
    ['issued', '29/2/2025', false],
    ['issued', '13/2026', false],
    ['validityReviewedAt', 'hôm qua', false],
    ['validityTo', '30/6/2025', false],
    ['validityTo', '7/2025', true],
    ['lawRefs', '14 /2019/QĐ-TTg', true],
    ['lawRefs', '66-NQ/TW | Nghị quyết', true],
    ['lawRefs', '31/2024/QH15\nLuật Đất đai', false],
    ['lawRefs', 'https://vbpl.vn/van-ban/chi-tiet/--1', false],
    ['lawRefs', '31/2024/QH15 | | | https://', false],
  ])('takes %s %j: %s, and gives it back', async (name, value, good) => {
    const { id, version } = await draft();
    const page = await post(id, 'luu', { ...FULL_ISBN, identifier: '', [name]: value, version });
    expect(page.status).toBe(good ? 303 : 400);
    if (good) return;
    expect(page.links.map((l) => l.href)).toContain(`#${name}`);
    expect(page.value(name).replaceAll('\r', '')).toBe(value);
  });

  it('takes the id out of a pasted vbpl address, keeps it while the address stands and drops both together', async () => {
    const { id, version } = await draft();
    const refs = async () => (await app.shelf.storage.catalog.findItem(id))!.lawRefs;
    const save = async (lawRefs: string) =>
      post(id, 'luu', {
        ...FULL_ISBN,
        identifier: '',
        lawRefs,
        version: (await record(id)).value('version'),
      });
    await post(id, 'luu', {
      ...FULL_ISBN,
      identifier: '',
      version,
      lawRefs:
        '31/2024/QH15 | Luật Đất đai | Điều 5 | https://vbpl.vn/van-ban/chi-tiet/luat-dat-dai--165421\n91/2015/QH13 https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID=95942',
    });
    expect(await refs()).toMatchObject([
      {
        number: '31/2024/QH15',
        title: 'Luật Đất đai',
        articles: 'Điều 5',
        vbplId: '165421',
        url: 'https://vbpl.vn/van-ban/chi-tiet/luat-dat-dai--165421',
      },
      { number: '91/2015/QH13', vbplId: '95942' },
    ]);
    const shown = (await record(id)).value('lawRefs');
    expect(shown.split('\n')).toHaveLength(2);
    expect((await save(shown)).status).toBe(303);
    expect(await refs()).toMatchObject([
      { vbplId: '165421' },
      { number: '91/2015/QH13', vbplId: '95942', title: '' },
    ]);
    await save('31/2024/QH15 | Luật Đất đai | Điều 5');
    expect(await refs()).toMatchObject([{ vbplId: null, url: null, articles: 'Điều 5' }]);
  });

  it('says that somebody else saved in between, and keeps what was typed', async () => {
    const { id, version } = await draft();
    expect(
      (
        await post(id, 'luu', {
          ...FULL_ISBN,
          identifier: '',
          title: 'Bản của người thứ nhất',
          version,
        })
      ).status,
    ).toBe(303);
    const page = await post(id, 'luu', {
      ...FULL_ISBN,
      identifier: '',
      title: 'Bản của người thứ hai',
      version,
    });
    expect(page.status).toBe(409);
    expect(page.words).toContain('Tài liệu vừa được người khác sửa');
    expect(page.value('title')).toBe('Bản của người thứ hai');
    expect((await record(id)).value('title')).toBe('Bản của người thứ nhất');
    expect(
      (
        await post(id, 'luu', {
          ...FULL_ISBN,
          identifier: '',
          title: 'Bản của người thứ hai',
          version: page.value('version'),
        })
      ).status,
    ).toBe(303);
  });

  it('takes no markup, no nonsense of a version, and composes what comes decomposed', async () => {
    const { id, version } = await draft();
    for (const wrong of ['', 'abc', '-1', '99'])
      expect((await post(id, 'luu', { ...FULL_ISBN, identifier: '', version: wrong })).status).toBe(
        409,
      );
    await post(id, 'luu', {
      ...FULL_ISBN,
      identifier: '',
      title: '<script>alert(1)</script> Hòa giải'.normalize('NFD'),
      version,
    });
    const page = await record(id);
    expect(page.value('title')).toBe('<script>alert(1)</script> Hòa giải');
    expect(page.all('script').every((s) => 'src' in s.attribs)).toBe(true);
  });
});

describe('publishing', () => {
  it('an incomplete record keeps what was typed and names what is missing', async () => {
    const { id, version } = await draft();
    const page = await post(id, 'dang', {
      title: 'Có tên mới',
      version,
      language: 'vi',
      validityState: 'con',
      rightsKind: 'duoc_phep',
    });
    expect(page.status).toBe(400);
    expect(page.value('title')).toBe('Có tên mới');
    for (const name of ['genre', 'compilers', 'issued', 'abstract', 'subjects'])
      expect(page.links.map((l) => l.href)).toContain(`#${name}`);
    expect((await record(id)).value('title')).toBe('Có tên mới');
    expect((await get(`/tai-lieu/${id}`, false)).status).toBe(404);
    const again = await post(id, 'dang', {
      ...FULL_ISBN,
      identifier: '',
      version: page.value('version'),
    });
    expect(again.status).toBe(303);
  });

  it('makes an item found; withdrawing needs a reason and takes it away; restoring brings it back', async () => {
    const { id, version } = await draft('ngoclinhsam');
    expect(await found('ngoclinhsam')).toBe(false);
    const published = await post(id, 'dang', {
      ...FULL_ISBN,
      identifier: '',
      title: 'Chuyện sâm',
      version,
    });
    expect(published.headers.location).toBe(`/can-bo/tai-lieu/${id}?bao=da-dang`);
    expect((await get(`/tai-lieu/${id}`, false)).heading).toBe('Chuyện sâm');
    await app.settle();
    expect(await found('ngoclinhsam')).toBe(true);
    expect((await get('/', false)).words).toContain('Chuyện sâm');

    let page = await get(published.headers.location!);
    expect(page.words).toContain('Đã đăng.');
    const noReason = await post(id, 'go', { version: page.value('version'), reason: '   ' });
    expect([noReason.status, noReason.links.some((l) => l.href === '#reason')]).toEqual([
      400,
      true,
    ]);
    expect((await get(`/tai-lieu/${id}`, false)).status).toBe(200);
    expect((await post(id, 'go', { version: '1', reason: 'Cũ' })).status).toBe(409);

    expect(
      (await post(id, 'go', { version: page.value('version'), reason: 'Luật mới thay thế <b>' }))
        .status,
    ).toBe(303);
    const gone = await get(`/tai-lieu/${id}`, false);
    expect(gone.status).toBe(404);
    expect(gone.words).toContain('Chuyện sâm');
    expect(gone.words).toContain('Luật mới thay thế <b>');
    expect((await get(`/tai-lieu/${id}/trang/1`, false)).words).toContain('Luật mới thay thế');
    expect((await get('/', false)).words).not.toContain('Chuyện sâm');
    expect((await get(`/api/v1/items/${id}`, false)).status).toBe(404);
    expect(await found('ngoclinhsam')).toBe(false);
    await app.settle();
    expect(await found('ngoclinhsam')).toBe(false);

    page = await record(id);
    expect((await post(id, 'dang-lai', { version: page.value('version') })).status).toBe(303);
    await app.settle();
    expect(await found('ngoclinhsam')).toBe(true);
    expect((await record(id)).words).toMatch(
      /Đăng lại.*Gỡ xuống.*Luật mới thay thế.*Duyệt, đăng.*Tạo bản ghi/su,
    );
  });

  it('what the table of states does not allow is refused', async () => {
    const { id, version } = await draft();
    for (const action of ['go', 'dang-lai'])
      expect((await post(id, action, { version, reason: 'x' })).status).toBe(409);
    await post(id, 'dang', { ...FULL_ISBN, identifier: '', version });
    const { value } = await record(id).then((p) => ({ value: p.value('version') }));
    expect((await post(id, 'dang', { ...FULL_ISBN, identifier: '', version: value })).status).toBe(
      409,
    );
    const emptied = await post(id, 'luu', {
      ...FULL_ISBN,
      identifier: '',
      abstract: '',
      version: value,
    });
    expect(emptied.status).toBe(400);
    expect((await get(`/tai-lieu/${id}`, false)).words).toContain('Dòng một.');
  });
});
