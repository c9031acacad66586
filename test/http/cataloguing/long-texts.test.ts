import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import {
  ask,
  multipart,
  MULTIPART,
  postFiles,
  postForm,
  type Answer,
  type Fields,
} from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { putCopies } from '../../support/put-copies.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
/**
 * So many Vietnamese letters, which forms send as nine bytes each, with an end that a cut would
 * lose.
 */
const letters = (n: number): string => `${'ệ'.repeat(n - 4)} hết`;
const shown = new Intl.NumberFormat('vi');

let draft: string;
let submitted: string;
let published: string;

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  const { catalog } = app.shelf.storage;
  draft = (await catalog.saveItem(aChange(anItem({ title: 'Bản nháp' })))).id;
  submitted = (await catalog.saveItem(aChange(anItem({ title: 'Đã gửi', state: 'submitted' })))).id;
  published = (
    await catalog.saveItem(
      aChange(
        anItem({
          title: 'Đã đăng',
          state: 'published',
          publishedAt: '2026-01-01T00:00:00.000Z',
          keywords: ['hộ tịch'],
        }),
      ),
    )
  ).id;
  await putCopies(app, published);
  await post('/can-bo/van-ban/moi', { number: '31/2024/QH15', state: 'con' });
}, 60_000);
afterAll(() => app.close());

const RECORD = {
  version: '1',
  title: 'Bản nháp',
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
};
const LAW = { number: '60/2014/QH13', state: 'con' };
const PLACE = {
  name: 'Tủ sách',
  kind: 'tu-sach',
  unit: 'so-tu-phap',
  address: 'Bản A',
  version: '0',
};

/**
 * Every field that people write into: where it is sent, what else stands there, how many letters it
 * takes.
 */
const forms = (): readonly (readonly [
  path: string,
  name: string,
  most: number,
  others: Fields,
])[] => {
  const [item, moved] = [`/can-bo/tai-lieu/${draft}`, `/can-bo/tai-lieu/${published}`];
  return [
    ...(
      [
        'abstract',
        'altTitle',
        'publisher',
        'edition',
        'isbn',
        'extent',
        'place',
        'series',
        'volume',
        'source',
        'identifier',
        'compilers',
        'keywords',
        'validityReason',
        'rightsNote',
        'approvalBy',
        'approvalPosition',
        'approvalDocumentNumber',
      ] as const
    ).map((name) => [`${item}/luu`, name, 20_000, RECORD] as const),
    [`${item}/luu`, 'title', 1_000, RECORD],
    [`${item}/luu`, 'nationalUrl', 2_000, RECORD],
    [`${item}/dang`, 'abstract', 20_000, RECORD],
    [`${moved}/go`, 'reason', 20_000, { version: '1' }],
    [`${item}/y-kien`, 'comment', 20_000, {}],
    [`${item}/trao`, 'note', 20_000, { to: '' }],
    ...(['title', 'kind', 'issuer', 'signer', 'url', 'vbplId', 'note'] as const).map(
      (name) => ['/can-bo/van-ban/moi', name, 2_000, LAW] as const,
    ),
    ['/can-bo/bo-suu-tap/moi', 'title', 200, { slug: 'a', intro: 'x', rank: '1' }],
    ['/can-bo/bo-suu-tap/moi', 'intro', 2_000, { title: 'A', rank: 'đầu' }],
    ['/can-bo/bo-suu-tap/moi', 'slug', 80, { title: 'A', rank: '1' }],
    ['/can-bo/trang/moi', 'title', 200, { slug: 'a', body: 'x', rank: '1' }],
    ['/can-bo/trang/moi', 'body', 100_000, { title: 'A', slug: 'a', rank: 'đầu' }],
    ['/can-bo/danh-muc/chu-de/11', 'intro', 500, { rank: '1', english: 'x', version: '0' }],
    ['/can-bo/danh-muc/chu-de/11/moi', 'name', 100, { rank: 'đầu', english: 'x' }],
    ['/can-bo/danh-muc/chu-de/11/moi', 'english', 100, { rank: '1', name: 'Đất ở' }],
    ['/can-bo/danh-muc/tu-khoa', 'into', 500, { tu: 'hộ tịch' }],
    ['/can-bo/bo-loc/luu', 'ten', 60, { tu: 'đất' }],
    ['/can-bo/bo-loc/luu', 'tu', 200, { ten: 'Của tôi' }],
    ['/can-bo/don-vi', 'name', 300, { code: 'xa-moi', kind: 'commune' }],
    [
      '/can-bo/tai-khoan',
      'displayName',
      200,
      { username: 'moi.nguoi', unitId: 'so-tu-phap', roles: 'cataloguer' },
    ],
    ...(['name', 'address', 'phone', 'hours', 'keeper', 'founded'] as const).map(
      (name) => ['/can-bo/ban-in/moi/sua', name, 300, PLACE] as const,
    ),
    [
      '/can-bo/ban-in/tu-sach-thu/them',
      'note',
      300,
      { item: published, copies: '1', registerNumber: 'X' },
    ],
    ['/can-bo/ban-in/tu-sach-thu/them', 'registerNumber', 60, { item: published, copies: '1' }],
    [
      '/can-bo/ban/ban-1/luu',
      'source',
      300,
      { registerNumber: 'PL-001', state: 'con', version: '1' },
    ],
    [
      '/can-bo/ban/ban-1/cho-muon',
      'borrower',
      120,
      { contact: 'x', dueOn: '1/1/2030', version: '1' },
    ],
    [
      '/can-bo/ban/ban-1/cho-muon',
      'contact',
      200,
      { borrower: 'x', dueOn: '1/1/2030', version: '1' },
    ],
    ['/can-bo/hang-loat', 'reason', 20_000, { viec: 'tra-lai', buoc: 'lam', chon: submitted }],
    [
      '/can-bo/hang-loat/sua',
      'keywords',
      20_000,
      { buoc: 'lam', chon: draft, keywordsMode: 'add' },
    ],
    ['/can-bo/hang-loat/sua', 'publisher', 20_000, { buoc: 'xem', chon: draft }],
  ];
};

/** What the forms carry without being typed, and days that come back in one way of writing. */
const NOT_TYPED = ['version', 'buoc', 'viec', 'chon', 'tu', 'dueOn', 'item', 'to'];

const refusal = (n: number, most: number): string =>
  `dài ${shown.format(n)} ký tự, tối đa ${shown.format(most)}`;

describe('a field that is too long', () => {
  it('is refused at the field, with its length and its limit, and comes back whole with all that was typed', async () => {
    for (const [path, name, most, others] of forms()) {
      const typed = letters(most + 1);
      const answer = await post(path, { ...others, [name]: typed });
      const where = `${path} ${name}`;
      expect([where, answer.status]).toEqual([where, 400]);
      expect([
        where,
        answer.links.some((l) => l.href === `#${name}` && l.text.includes(refusal(most + 1, most))),
        answer.having('id').some((e) => e.attribs['id'] === name),
      ]).toEqual([where, true, true]);
      expect([where, answer.value(name) === typed]).toEqual([where, true]);
      const rest = Object.entries(others).filter(
        ([other]) =>
          other !== name &&
          !NOT_TYPED.includes(other) &&
          answer
            .having('name')
            .some(
              (e) =>
                e.attribs['name'] === other &&
                !['radio', 'checkbox'].includes(e.attribs['type'] ?? ''),
            ),
      );
      expect([where, rest.filter(([other, value]) => answer.value(other) !== value)]).toEqual([
        where,
        [],
      ]);
    }
    const { catalog } = app.shelf.storage;
    expect([
      (await catalog.findItem(draft))?.version,
      (await catalog.findItem(published))?.version,
      await catalog.findLaws([lawNumberKey(LAW.number)]),
      (await catalog.listAuthority('place')).length,
    ]).toEqual([1, 1, [], 1]);
  }, 120_000);

  it('is taken up to its last letter when it just fits, also where hundreds of laws are cited', async () => {
    const item = (await app.shelf.storage.catalog.saveItem(aChange(anItem()))).id;
    const laws = Array.from(
      { length: 600 },
      (_, i) => `${i + 1}/2024/QĐ-UBND | Quyết định quy định về việc thứ ${i + 1} của tỉnh An Sơn`,
    ).join('\r\n');
    expect(laws.length).toBeGreaterThan(40_000);
    expect(
      (
        await post(`/can-bo/tai-lieu/${item}/luu`, {
          ...RECORD,
          abstract: letters(20_000),
          lawRefs: laws,
        })
      ).status,
    ).toBe(303);
    const saved = (await app.shelf.storage.catalog.findItem(item))!;
    expect([
      saved.abstract === letters(20_000),
      saved.lawRefs.length,
      saved.lawRefs.at(-1)?.number,
    ]).toEqual([true, 600, '600/2024/QĐ-UBND']);
    expect(
      (await post(`/can-bo/tai-lieu/${item}/y-kien`, { comment: letters(20_000) })).status,
    ).toBe(303);
    expect((await app.shelf.storage.catalog.events(item)).at(-1)?.reason).toBe(letters(20_000));
  });

  it('beside a file is told too, and nothing is made of the file', async () => {
    const upload = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'a.pdf', content: makePdf({ pages: ['Ten dai'] }) }],
      cookie,
      { fields: { title: letters(1_001), genre: 'to-gap' } },
    );
    expect([
      upload.status,
      upload.words.includes(refusal(1_001, 1_000)),
      upload.value('title') === letters(1_001),
      upload.value('genre'),
    ]).toEqual([400, true, true, 'to-gap']);
    const script = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'a.pdf', content: makePdf({ pages: ['Ten dai'] }) }],
      cookie,
      { fields: { title: letters(1_001) }, headers: { accept: 'application/json' } },
    );
    expect([
      script.status,
      script.json<{ fields: { title: string } }>().fields.title.includes(refusal(1_001, 1_000)),
    ]).toEqual([400, true]);
    const approval = await postFiles(app.base, `/can-bo/tai-lieu/${draft}/phe-duyet`, [], cookie, {
      fields: {
        version: '1',
        approvalBy: letters(30_000),
        approvalPosition: '',
        approvalDate: '1/1/2026',
        approvalDocumentNumber: '1',
      },
    });
    expect([
      approval.status,
      approval.words.includes(refusal(30_000, 20_000)),
      approval.value('approvalBy') === letters(30_000),
    ]).toEqual([400, true, true]);
  });

  it('of a sheet refuses its line by name', async () => {
    const sheet = `Mã định danh,Tên,Giới thiệu\nD-1,Dòng dài,${letters(20_001)}\nD-2,Dòng vừa,${letters(20_000)}\n`;
    const body = multipart([{ name: 'b.csv', content: sheet }])
      .toString()
      .replace('name="files"', 'name="sheet"');
    const plan = await get(
      (
        await ask(app.base, '/can-bo/nhap-bang', {
          method: 'POST',
          body,
          headers: { origin: app.base, cookie, 'content-type': MULTIPART },
        })
      ).headers.location!,
    );
    expect(
      plan
        .texts('tr')
        .slice(1)
        .map((row) => [
          /Không nhận|Sẽ thêm/u.exec(row)?.[0],
          row.includes(`Giới thiệu ${refusal(20_001, 20_000)}`),
        ]),
    ).toEqual([
      ['Không nhận', true],
      ['Sẽ thêm', false],
    ]);
  });
});

describe('a form that is too large to be taken', () => {
  it('says so, says that nothing was saved, and how to get back to it', async () => {
    const answer = await post(`/can-bo/tai-lieu/${draft}/luu`, {
      ...RECORD,
      abstract: 'ệ'.repeat(500_000),
    });
    expect([
      answer.status,
      answer.words.includes('chưa lưu gì. Hãy bấm nút quay lại của trình duyệt'),
    ]).toEqual([413, true]);
    const beside = await postFiles(app.base, `/can-bo/tai-lieu/${draft}/phe-duyet`, [], cookie, {
      fields: { approvalBy: 'ệ'.repeat(400_000) },
    });
    expect([beside.status, beside.words.includes('chưa lưu gì')]).toEqual([413, true]);
  });

  it('is not kept half while it is typed: the script is told', async () => {
    const typed = { ...RECORD, abstract: letters(90_000) };
    expect((await post(`/can-bo/tai-lieu/${draft}/do-dang`, typed)).status).toBe(204);
    expect(
      (await get(`/can-bo/tai-lieu/${draft}?khoi-phuc=1`)).value('abstract') === typed.abstract,
    ).toBe(true);
    expect(
      (await post(`/can-bo/tai-lieu/${draft}/do-dang`, { ...RECORD, abstract: letters(400_000) }))
        .status,
    ).toBe(413);
    expect(
      (await app.shelf.storage.catalog.findUnsaved(app.admin.accountId, draft))?.values[
        'abstract'
      ] === typed.abstract,
    ).toBe(true);
  });

  it('with more ticked items than are done at once is refused whole', async () => {
    const chon = Array.from({ length: 101 }, (_, i) => `khong-co-${i}`);
    for (const path of ['/can-bo/hang-loat', '/can-bo/hang-loat/sua'])
      expect((await post(path, { chon, buoc: 'lam', viec: 'nhan' })).status).toBe(400);
  });
});
