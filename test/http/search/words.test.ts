import { jest } from '@jest/globals';
import { ask, FORM_END, MULTIPART, partHead, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const LIST = '/can-bo/tu-nguoi-dan';

const get = (path: string, as = cookie): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: as } });
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
const search = (q: string, more = ''): Promise<Answer> =>
  ask(app.base, `/tim-kiem?q=${encodeURIComponent(q)}${more}`);
const sendSheet = (csv: string): Promise<Answer> =>
  ask(app.base, `${LIST}/nhap`, {
    method: 'POST',
    headers: { 'content-type': MULTIPART, origin: app.base, cookie },
    body: Buffer.from(
      `${partHead('từ.csv').replace('name="files"', 'name="sheet"')}${csv}${FORM_END}`,
    ),
  });
const WORD = {
  said: 'cắm mốc lung tung\nrào bậy',
  meant: 'ranh giới giữa các bất động sản',
  group: 'Đất đai',
  only: '',
  hidden: '',
  version: '0',
};

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('what a reader is told of the reading', () => {
  it('says what was understood and added, with ways to leave both out', async () => {
    const page = await search('so do bi mat lam lai o dau');
    expect(page.words).toContain('Đang hiểu là: sổ đỏ bị mất làm lại ở đâu');
    expect(page.words).toMatch(/Đã tìm thêm: .*giấy chứng nhận/u);
    expect(page.texts('h3')[0]).toBe('Hỏi đáp Luật Đất đai năm 2024 dành cho người dân');
    expect(page.marks.join(' ').toLowerCase()).toContain('giấy chứng nhận');
    const without = page.links.find(({ text }) => text === 'Bỏ phần tìm thêm')!;
    const left = await get(without.href, '');
    expect(left.words).not.toContain('Đã tìm thêm');
    expect(left.links.some(({ text }) => text === 'Tìm cả từ trong luật')).toBe(true);
    const typed = page.links.find(({ text }) => text === 'Tìm theo chữ như đã gõ')!;
    expect((await get(typed.href, '')).words).toContain('Đang tìm theo chữ như đã gõ.');
  });

  it('marks the words that were added on the page that a hit leads to, too', async () => {
    const page = await search('so do bi mat lam lai o dau');
    const hit = page.links.find(({ href }) => /\/(?:trang|chuong)\/\d+/u.test(href))!;
    const searches = jest.spyOn(app.shelf.storage.search, 'query');
    const opened = await get(hit.href, '');
    expect(opened.status).toBe(200);
    expect(opened.marks.join(' ').toLowerCase()).toContain('giấy chứng nhận');
    const slip = await get(hit.href.replace(/q=[^&#]*/u, 'q=giya+chung+nhan'), '');
    expect(slip.marks.join(' ').toLowerCase()).toContain('giấy chứng nhận');
    // How words are read is known without a search.
    expect(searches).not.toHaveBeenCalled();
    searches.mockRestore();
  });

  it('decodes keys, parts joined words, and drops quotes that find nothing', async () => {
    expect((await search('luaatj ddaats ddai')).words).toContain('Đang hiểu là: luật đất đai');
    expect((await search('baoluc giadinh')).words).toContain('Đang hiểu là: bạo lực gia đình');
    const quoted = await search('"viên giải hòa cơ sở ở"');
    expect(quoted.words).toContain('bỏ ngoặc');
    expect(quoted.texts('h3').length).toBeGreaterThan(0);
    expect((await search('"hòa giải viên"')).words).not.toContain('bỏ ngoặc');
  });

  it.each([
    ['only words of no weight', 'là của và thì có'],
    ['ten thousand letters', 'đất '.repeat(2_500)],
    ['several scripts and pictures', 'đất 土地 земля 🏠 أرض'],
    ['signs', '.*(a+)+$ [^x]{1,999} %00 <script>'],
  ])('answers a question of %s', async (_name, q) => {
    expect((await search(q.slice(0, 10_000))).status).toBe(200);
  });
});

describe('the list of words', () => {
  it('holds what is shipped, is found by words, and is closed to readers', async () => {
    const page = await get(`${LIST}?tim=so+do`);
    expect(page.words).toContain('sổ đỏ, sổ hồng');
    expect((await get(`${LIST}?nhom=${encodeURIComponent('Giao thông')}`)).words).toContain(
      'thổi nồng độ cồn',
    );
    expect((await get(LIST, '')).status).not.toBe(200);
  });

  it('shows before and after, saves, and takes back', async () => {
    const shown = await post(`${LIST}/moi`, { ...WORD, xem: '1', test: 'rào bậy' });
    expect(shown.words).toContain('Trước và sau');
    expect(shown.value('said')).toContain('rào bậy');
    expect((await search('rào bậy')).words).not.toContain('ranh giới giữa các bất động sản');
    expect((await post(`${LIST}/moi`, WORD)).status).toBe(303);
    expect((await search('rao bay')).words).toContain(
      'Đã tìm thêm: ranh giới giữa các bất động sản',
    );
    const link = (await get(`${LIST}?tim=rao+bay`)).links.find(({ href }) =>
      href.includes('/muc/'),
    )!;
    const off = await post(link.href, { ...WORD, hidden: '1', version: '1' });
    expect(off.status).toBe(303);
    expect((await search('rao bay')).words).not.toContain('Đã tìm thêm');
    expect((await post(link.href, { ...WORD, version: '1' })).status).toBe(409);
    expect((await post(`${link.href}/lay-lai`, { version: '2', ban: '1' })).status).toBe(303);
    expect((await search('rao bay')).words).toContain('Đã tìm thêm');
  });

  it('changes an entry that is shipped, and has it back as it was shipped', async () => {
    const id = `${LIST}/muc/dat-dai-1`;
    const edited = { ...WORD, said: 'sổ đỏ', meant: 'thứ không ai viết', version: '0' };
    expect((await post(id, edited)).status).toBe(303);
    expect((await search('sổ đỏ')).words).toContain('thứ không ai viết');
    expect((await post(`${id}/lay-lai`, { version: '1', ban: '0' })).status).toBe(303);
    expect((await search('sổ đỏ')).words).toContain('giấy chứng nhận quyền sử dụng đất');
  });

  it.each([
    ['nothing said', { said: '' }, 'Hãy ghi ít nhất một từ mà người dân nói.'],
    ['a thousand words', { meant: 'chữ '.repeat(1_000) }, 'dài quá 16 tiếng'],
    ['a loop to itself', { said: 'a b', meant: 'A  b' }, 'đứng ở cả hai bên'],
    ['signs only', { said: '.*+?^$' }, 'không có chữ nào để tìm'],
    ['a wrong weight', { meant: 'đất*7' }, 'Sức nặng'],
    ['no such subject', { only: '99' }, 'Không có chủ đề'],
  ])('refuses %s and keeps what was typed', async (_name, wrong, sentence) => {
    const page = await post(`${LIST}/moi`, { ...WORD, ...wrong });
    expect(page.status).toBe(400);
    expect(page.words).toContain(sentence);
    expect(page.value('meant') + page.value('said')).toContain('');
  });

  it('goes out as a sheet and comes back, line by line', async () => {
    const csv = await get(`${LIST}.csv`);
    expect(csv.body.toString().split('\n').length).toBeGreaterThan(400);
    const same = await sendSheet(csv.body.toString());
    expect(same.words).toContain('Không có dòng nào để lưu.');
    const plan = await sendSheet(
      'Mã,Người dân nói,Từ trong luật,Nhóm,Dùng\r\n' +
        ',"đất bìm bịp","đất bãi bồi*0,5",Đất đai,Có\r\n' +
        'khong-co,"gì đó","gì khác",Đất đai,Có\r\n' +
        ',,"thiếu",Đất đai,chắc\r\n',
    );
    expect(plan.words).toContain('Mục mới: 1');
    expect(plan.words).toContain('Không nhận: 2');
    expect(plan.words).toContain('Không có mục mang mã');
    const [sha256, name] = [plan.value('sha256'), plan.value('name')];
    const saved = await post(`${LIST}/nhap`, { sha256, name });
    expect(saved.words).toContain('Đã lưu 1 mục.');
    expect((await search('dat bim bip')).words).toContain('đất bãi bồi');
    expect((await sendSheet('Cột lạ\r\n1\r\n')).status).toBe(400);
  });

  it('keeps the page of a search as long as words, catalogue and index stand', async () => {
    const { catalog, search: index } = app.shelf.storage;
    const reads = jest.spyOn(catalog, 'findPassages');
    const asked = (more = ''): Promise<Answer> =>
      ask(app.base, `/tim-kiem?q=ong+nuoi+ca+gom${more}`, {
        headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 12) Chrome/120' },
      });
    const counted = async (): Promise<number> => {
      await app.flushVisits();
      const { found, weak, empty } = await catalog.countQueries({ from: '2000', to: '2999' });
      return found + weak + empty;
    };
    const before = await counted();
    const first = await asked();
    const read = reads.mock.calls.length;
    const again = await asked();
    expect(again.body.equals(first.body)).toBe(true);
    expect(again.headers).toMatchObject({
      etag: first.headers.etag,
      vary: 'Cookie, Accept-Encoding',
    });
    expect(reads).toHaveBeenCalledTimes(read);
    expect(await counted()).toBe(before + 2);
    // Neither for another language, nor for whoever is signed in, nor with made-up parameters.
    expect((await get('/tim-kiem?q=ong+nuoi+ca+gom', 'giao-dien=en')).words).not.toBe(first.words);
    expect((await get('/tim-kiem?q=ong+nuoi+ca+gom')).words).not.toBe(first.words);
    await asked('&la=1');
    await asked('&la=1');
    expect(reads).toHaveBeenCalledTimes(read + 4);

    await post(`${LIST}/moi`, { ...WORD, said: 'ong nuôi cá gom', meant: 'đất bãi bồi' });
    expect((await asked()).words).toContain('đất bãi bồi');
    const page = await search('hoa giai o co so');
    const id = /\/tai-lieu\/([0-9a-z]{13})/u.exec(
      page.links.find(({ href }) => href.startsWith('/tai-lieu/'))!.href,
    )![1]!;
    await index.remove([id]);
    expect((await search('hoa giai o co so')).links.some(({ href }) => href.includes(id))).toBe(
      false,
    );
    reads.mockRestore();
  });

  it('mends what readers looked for in vain', async () => {
    await search('qwzx vbnm');
    const page = await get(LIST);
    expect(page.words).toContain('qwzx vbnm');
    const mend = page.links.find(({ href }) => href.includes('noi=qwzx'))!;
    expect((await get(mend.href)).value('said')).toBe('qwzx vbnm');
  });
});
