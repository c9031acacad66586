import { ask, type Answer } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());
const work = (query = ''): Promise<Answer> =>
  ask(app.base, `/can-bo${query}`, { headers: { cookie } });
const ADDRESS = 'https://vbpl.example/van-ban?id=1&<b>=2';

describe('broken links', () => {
  it('are not spoken of when there are none', async () => {
    const page = await work();
    expect([
      page.status,
      page.words.includes('Liên kết hỏng'),
      page.having('id').some((e) => e.attribs['id'] === 'lien-ket-hong'),
    ]).toEqual([200, false, false]);
  });

  it('stand on the work page with address, since when, answer and the items that have them', async () => {
    const { catalog } = app.shelf.storage;
    const item = await catalog.saveItem(
      aChange(
        anItem({
          title: 'Sổ tay có liên kết',
          state: 'published',
          publishedAt: '2026-05-01T00:00:00.000Z',
          source: ADDRESS,
        }),
      ),
    );
    await catalog.saveShelfLinks(['https://tim.example/?q=x']);
    const broken = {
      checkedAt: '2026-05-12T03:00:00.000Z',
      state: 'broken',
      failures: 3,
      nextAt: '2026-05-19T03:00:00.000Z',
    } as const;
    await catalog.saveLinkCheck({
      ...broken,
      address: ADDRESS,
      status: 404,
      fault: 'status',
      failingSince: '2026-05-10T03:00:00.000Z',
    });
    await catalog.saveLinkCheck({
      ...broken,
      address: 'https://tim.example/?q=x',
      status: null,
      fault: 'timeout',
      failingSince: '2026-05-11T03:00:00.000Z',
    });
    const page = await work();
    expect(page.texts('h2')).toContain('Liên kết hỏng 2');
    expect(page.links).toContainEqual({ href: ADDRESS, text: ADDRESS, rel: 'noreferrer nofollow' });
    expect(page.words).toContain('Máy chủ kia trả lời 404.');
    expect(page.words).toContain('Hỏng từ 10/05/2026');
    expect(page.words).toContain('Không trả lời trong 10 giây.');
    expect(page.words).toContain('LAW_DATABASE_URL');
    expect(page.link('Liên kết hỏng')).toBe('#lien-ket-hong');
    expect(page.links.filter((l) => l.text === 'Sổ tay có liên kết').map((l) => l.href)).toContain(
      `/can-bo/tai-lieu/${item.id}`,
    );
    expect((await work('?trang-thai=published')).words).not.toContain('Liên kết hỏng');
    await catalog.saveItem(aChange({ ...item, source: '' }));
    expect((await work()).texts('h2')).toContain('Liên kết hỏng 1');
  });

  it('are looked for only when asked: by default no such job is made', async () => {
    await app.settle();
    expect(await app.shelf.storage.catalog.findFact('links-checked-at')).toBeNull();
    expect(app.shelf.config.LINK_CHECK).toBe(false);
  });
});
