import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const LIST = '/can-bo/cau-tim';
const READER = 'Mozilla/5.0 (Linux; Android 12) Chrome/120';

const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Readonly<Record<string, string>>): Promise<Answer> =>
  ask(app.base, path, {
    method: 'POST',
    headers: {
      cookie,
      origin: app.base,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  });
const search = (q: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  ask(app.base, `/tim-kiem?q=${encodeURIComponent(q)}`, {
    headers: { 'user-agent': READER, ...headers },
  });
const WEAK = 'Tủ sách chưa có câu trả lời sát';

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('honest help', () => {
  it.each(['sang ten xe', 'mat the bhyt xin lai lam sao', 'nau pho bo can nhung gi gia vi'])(
    'says of "%s" that the shelf has no close answer',
    async (q) => {
      expect((await search(q)).words).toMatch(new RegExp(`${WEAK}|Chưa tìm thấy`, 'u'));
    },
  );

  it.each([
    'so do bi mat lam lai o dau',
    'hang xom lan dat',
    'bao luc gia dinh goi ai',
    'dang ky khai sinh muon',
    'bi lua dao qua mang',
    'ly hôn',
    'hòa giải ở cơ sở',
  ])('says no such thing of "%s"', async (q) => {
    expect((await search(q)).words).not.toContain(WEAK);
  });

  it('reads a slip as it was meant, and offers it as it was typed', async () => {
    const page = await search('đnăg ký khai sinh');
    expect(page.words).toContain('Đang hiểu là: đăng ký khai sinh');
    expect(page.links.some(({ text }) => text === 'Tìm theo chữ như đã gõ')).toBe(true);
  });
});

describe('what readers looked for in vain', () => {
  it('is counted by day, and of readers alone', async () => {
    for (const q of ['qwzx plmk 0912345678', 'hòa giải ở cơ sở', 'sang ten xe']) await search(q);
    await search('qwzx plmk', { 'user-agent': 'Googlebot/2.1' });
    const page = await get(LIST);
    expect(page.words).toContain('qwzx plmk');
    expect(page.words).not.toContain('0912345678');
    expect(page.words).toContain('1 lần, 1 lần không thấy gì');
    expect(page.words).toMatch(/\d+ lượt tìm của bạn đọc, \d+ lượt \(\d+,\d%\) chưa có lời đáp/u);
    expect((await get(`${LIST}?ngay=30`)).status).toBe(200);
    expect((await ask(app.base, LIST)).status).not.toBe(200);
    expect((await get('/can-bo/thong-ke')).words).toMatch(/Lượt tìm\d+,\d% chưa có lời đáp/u);
    expect((await get('/can-bo/thong-ke.csv')).body.toString()).toContain('chưa có lời đáp sát');
  });

  it('becomes a question to be answered by one press, the same for who presses twice', async () => {
    const cau = 'qwzx giay phep khai thac';
    await search(cau);
    const [made, atOnce] = await Promise.all(
      [1, 2].map(() => post('/can-bo/hoi-dap/tu-cau-tim', { cau })),
    );
    expect([made!.status, atOnce!.headers.location]).toEqual([303, made!.headers.location]);
    const question = await get(String(made!.headers.location));
    expect(question.words).toContain('Qwzx giấy phép khai thác');
    expect(question.words).toContain('Từ câu tìm chưa có lời đáp');
    expect(question.words).toContain('Soạn câu trả lời');
    expect((await get(LIST)).words).not.toContain('qwzx giay phep');
    await search(cau);
    const again = await post('/can-bo/hoi-dap/tu-cau-tim', { cau });
    expect(again.headers.location).toBe(made!.headers.location);
    expect((await get(LIST)).words).not.toContain('qwzx giay phep');
    expect((await post('/can-bo/hoi-dap/tu-cau-tim', {})).headers.location).toBe(LIST);
    // Nobody asked it: no unit owes an answer for it.
    expect((await get('/can-bo/hoi-dap/so-lieu')).words).toContain('Chưa có câu hỏi nào.');
  });

  it('becomes a draft by one press, or leaves the list', async () => {
    await search('qwzx giay phep khai thac');
    const made = await post(`${LIST}/dat`, { cau: 'qwzx giay phep khai thac' });
    expect(made.status).toBe(303);
    const draft = await get(String(made.headers.location));
    expect(draft.value('title')).toBe('Qwzx giấy phép khai thác');
    expect((await get(LIST)).words).not.toContain('qwzx giay phep');
    await search('qwzx rtyu');
    expect((await get(LIST)).words).toContain('qwzx rtyu');
    expect((await post(`${LIST}/xong`, { cau: 'qwzx rtyu' })).status).toBe(303);
    expect((await get(LIST)).words).not.toContain('qwzx rtyu');
    expect((await post(`${LIST}/dat`, {})).headers.location).toBe(LIST);
  });

  it('leaves the list when its words are added', async () => {
    await search('bpk lum la');
    expect((await get(LIST)).words).toContain('bpk lum la');
    await post('/can-bo/tu-nguoi-dan/moi', {
      said: 'bpk lum la',
      meant: 'hòa giải ở cơ sở',
      group: 'Dân sự',
      only: '',
      hidden: '',
      version: '0',
    });
    expect((await get(LIST)).words).not.toContain('bpk lum la');
    expect((await search('bpk lum la')).words).toContain('Đã tìm thêm: hòa giải ở cơ sở');
  });

  it('is told once a week to those who keep the lists', async () => {
    await search('qwzx tuan nay');
    await app.flushVisits();
    await app.settle();
    await app.shelf.storage.catalog.addNotices([
      {
        id: 'z.a',
        accountId: app.admin.accountId,
        kind: 'weak-queries',
        itemId: '',
        title: 'Câu tìm tuần qua',
        by: '',
        note: 'Nhiều nhất: “qwzx”.',
        at: app.shelf.actions.now(),
        readAt: null,
      },
    ]);
    const notices = await get('/can-bo/thong-bao');
    expect(notices.words).toContain('Nhiều nhất: “qwzx”.');
    expect(notices.links.find(({ text }) => text === 'Câu tìm tuần qua')!.href).toBe(LIST);
  });
});

describe('suggestions', () => {
  const offered = async (q: string): Promise<string[]> =>
    (
      JSON.parse((await ask(app.base, `/goi-y?q=${encodeURIComponent(q)}`)).body.toString()) as {
        suggestions: string[];
      }
    ).suggestions;

  it('are titles and what people say, with keys decoded', async () => {
    expect(await offered('giut hu')).toContain('giựt hụi');
    expect(await offered('maats soor d')).toContain('mất sổ đỏ');
    expect((await offered('cam nang hoa')).join()).toContain('Cẩm nang hòa giải ở cơ sở');
    expect(await offered('bpk')).toContain('bpk lum la');
  });

  it('hold what several visitors asked and found, never what one did', async () => {
    const q = 'hoa giai o co so khi nao';
    for (let i = 0; i < 5; i++) await search(q);
    await app.flushVisits();
    const { catalog } = app.shelf.storage;
    expect(await catalog.frequentQueries(9)).toEqual([]);
  });

  it('go to reading programs too, with the words of librarians', async () => {
    const about = await ask(app.base, '/opds/tim.xml');
    expect(about.body.toString()).toContain('rel="suggestions"');
    const feed = (await ask(app.base, '/opds/tim?query=bpk%20lum%20la')).body.toString();
    expect(feed).toContain('Cẩm nang hòa giải ở cơ sở');
  });
});
