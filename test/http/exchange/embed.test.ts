import type { Item } from '#server/items/item.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const HOSTILE = 'Sổ tay <&"]]></script> hết';

let app: TestApp;
let cookie: string;
let demo: Item;
let hostile: Item;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const policyOf = (answer: Answer): string => String(answer.headers['content-security-policy']);
const ancestors = (answer: Answer): string =>
  /frame-ancestors ([^;]*)/u.exec(policyOf(answer))?.[1] ?? '';

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  cookie = await app.signIn();
  demo = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!;
  [hostile] = (await publishItems(app, [{ item: { title: HOSTILE, abstract: HOSTILE } }])) as [
    Item,
  ];
});
afterAll(() => app.close());

describe('a widget', () => {
  it.each([
    ['/nhung', 5],
    ['/nhung?so=2', 2],
    ['/nhung?loai=chu-de&chu-de=11&so=3', 3],
  ])('of %s lists items whose links leave the frame', async (path, count) => {
    const answer = await get(path);
    const items = answer.links.filter((l) => l.href.startsWith('/tai-lieu/'));
    expect(items).toHaveLength(count);
    for (const a of answer.all('a'))
      expect([a.attribs['target'], a.attribs['rel']]).toEqual(['_blank', 'noopener']);
    expect((await get(items[0]!.href)).status).toBe(200);
    expect(answer.all('script')).toEqual([]);
  });

  it('searches, and shows one item with how it stands', async () => {
    const [form] = (await get('/nhung?loai=tim')).all('form');
    expect(form!.attribs).toMatchObject({ action: '/tim-kiem', target: '_blank' });
    const old = (
      await app.shelf.storage.catalog.listItems({
        states: ['published'],
        unitId: null,
        lawKey: null,
        updatedSince: null,
        order: 'updated',
        limit: 100,
        after: null,
      })
    ).rows.find((item) => item.validity.state === 'het')!;
    const answer = await get(`/nhung?loai=tai-lieu&ma=${old.id}`);
    expect(answer.heading).toBe(old.title);
    expect(answer.words).toContain('Hết hiệu lực');
    expect((await get(`/nhung?loai=tai-lieu&ma=${hostile.id}`)).heading).toBe(HOSTILE);
  });

  it('has the colours of its address, allowed by their hash, and weighs little', async () => {
    const answer = await ask(app.base, '/nhung?nen=12161f&chu=eae8e2&mau=a9c5ff&co=18', {
      headers: { 'accept-encoding': 'br' },
    });
    expect(answer.body.length).toBeLessThan(2_500);
    const plain = await get('/nhung?nen=12161f&chu=eae8e2&mau=a9c5ff&co=18');
    expect(plain.texts('style')[0]).toContain('--nen:#12161f;--chu:#eae8e2;--mau:#a9c5ff');
    expect(plain.texts('style')[0]).toContain('font-size:18px;color-scheme:dark');
    expect(policyOf(plain)).toMatch(/style-src 'self' 'sha256-[\w+/=]{44}'/u);
    const sheet = plain.all('link').find((l) => l.attribs['rel'] === 'stylesheet')!.attribs['href'];
    const style = await get(sheet!, { 'accept-encoding': 'br' });
    expect([style.status, style.body.length < 1_000]).toEqual([200, true]);
  });

  it.each([
    ['/nhung?loai=khac', 400],
    ['/nhung?chu=777777', 400],
    ['/nhung?so=99', 400],
    ['/nhung?loai=chu-de&chu-de=99', 404],
    ['/nhung?loai=tai-lieu&ma=0000000000000', 404],
  ])('says inside its frame what is wrong with %s', async (path, status) => {
    const answer = await get(path);
    expect([answer.status, answer.heading !== '', ancestors(answer)]).toEqual([
      status,
      true,
      "'self'",
    ]);
  });
});

describe('sites that may show widgets', () => {
  const add = (name: string, origin: string): Promise<Answer> =>
    postForm(app.base, '/can-bo/trang-nhung', { name, origin }, { cookie });

  it('are none but the shelf at first, then those of the list, kept pages included', async () => {
    expect(ancestors(await get('/nhung'))).toBe("'self'");
    expect((await add('UBND xã', 'https://*.anson.gov.vn')).headers['location']).toContain(
      'da-them',
    );
    for (let round = 0; round < 2; round++) {
      const answer = await get('/nhung');
      expect(ancestors(answer)).toBe("'self' https://*.anson.gov.vn");
      expect(answer.headers['x-frame-options']).toBeUndefined();
      expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
  });

  it('show nothing else of the shelf', async () => {
    for (const path of [
      '/',
      `/tai-lieu/${demo.id}`,
      '/nhung/huong-dan',
      '/tim-kiem?q=luat',
      '/khong-co',
      '/dang-nhap',
    ]) {
      const answer = await get(path);
      expect([path, ancestors(answer), answer.headers['x-frame-options']]).toEqual([
        path,
        "'none'",
        'SAMEORIGIN',
      ]);
    }
  });

  it('are refused where they are no site of one owner, with what was typed kept', async () => {
    for (const origin of [
      '*',
      'https://*.gov.vn',
      'http://anson.gov.vn',
      'https://*.anson.gov.vn',
    ]) {
      const answer = await add('Trang', origin);
      expect([origin, answer.status]).toEqual([origin, 400]);
      expect(answer.value('origin')).toBe(origin);
      expect(answer.having('aria-invalid')).toHaveLength(1);
    }
    expect((await add('', 'https://a.gov.vn')).having('aria-invalid')).toHaveLength(1);
  });

  it('are taken off the list again', async () => {
    const [portal] = await app.shelf.storage.catalog.listAuthority('portal');
    const answer = await postForm(
      app.base,
      `/can-bo/trang-nhung/${portal!.id}/xoa`,
      {},
      { cookie },
    );
    expect(answer.headers['location']).toContain('da-bo');
    expect(ancestors(await get('/nhung'))).toBe("'self'");
  });
});

describe('the page that gives HTML to paste', () => {
  it('shows the widget and its code, which leads to it', async () => {
    const answer = await get('/nhung/huong-dan?loai=chu-de&chu-de=11&so=2&nen=%23ffffff');
    expect(policyOf(answer)).toContain("frame-src 'self'");
    const html = answer.texts('textarea')[0]!;
    const address = /src="([^"]+)"/u.exec(html)![1]!.replaceAll('&amp;', '&');
    expect(address.startsWith(`${app.base}/nhung?`)).toBe(true);
    expect((await get(address.replace(app.base, ''))).status).toBe(200);
    expect(answer.all('iframe')[0]!.attribs['src']).toBe(address.replace(app.base, ''));
  });

  it('says what is wrong at the field', async () => {
    const answer = await get('/nhung/huong-dan?so=99');
    expect([answer.status, answer.having('aria-invalid').length]).toEqual([400, 1]);
    expect(answer.all('iframe')).toEqual([]);
    expect((await get('/nhung/huong-dan?chu=777777')).words).toContain('quá giống màu nền');
  });
});

describe('oEmbed', () => {
  const about = (path: string, more = ''): Promise<Answer> =>
    get(`/oembed?url=${encodeURIComponent(`${app.base}${path}`)}${more}`);

  it('is found from the page of an item and gives a frame that is there', async () => {
    const page = await get(`/tai-lieu/${demo.id}`);
    const link = page.all('link').find((l) => l.attribs['type'] === 'application/json+oembed')!;
    const answer = await get(link.attribs['href']!.replace(app.base, ''));
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const embed = answer.json<Record<string, string>>();
    expect(embed).toMatchObject({ type: 'rich', version: '1.0', title: demo.title });
    const address = /src="([^"]+)"/u.exec(embed['html']!)![1]!.replaceAll('&amp;', '&');
    expect((await get(address.replace(app.base, ''))).heading).toBe(demo.title);
    expect((await get(embed['thumbnail_url']!.replace(app.base, ''))).status).toBe(200);
  });

  it('obeys the room there is, and drops a picture that does not fit', async () => {
    const embed = (await about(`/tai-lieu/${demo.id}`, '&maxwidth=200&maxheight=100')).json();
    expect(embed).toMatchObject({ width: 200, height: 100 });
    expect(embed).not.toHaveProperty('thumbnail_url');
  });

  it('is XML when asked, with a hostile title whole', async () => {
    const answer = await about(`/tai-lieu/${hostile.id}/sua`, '&format=xml');
    expect(answer.headers['content-type']).toContain('text/xml');
    expect(answer.html).toContain('<title>Sổ tay &lt;&amp;&quot;]]&gt;&lt;/script&gt; hết</title>');
  });

  it('answers 404, 401, 501 and 400 as the standard says', async () => {
    const other = `/oembed?url=${encodeURIComponent(`https://khac.vn/tai-lieu/${demo.id}`)}`;
    const statuses = [
      (await get('/oembed')).status,
      (await get(other)).status,
      (await about('/tai-lieu/0000000000000')).status,
      (await about('/gioi-thieu')).status,
      (await about('/can-bo/tai-lieu/1')).status,
      (await about(`/tai-lieu/${demo.id}`, '&format=yaml')).status,
      (await about(`/tai-lieu/${demo.id}`, '&maxwidth=rong')).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404, 401, 501, 400]);
  });
});

describe('views of widgets', () => {
  it('are counted by themselves, of an item or of the shelf, without the shelf’s own previews', async () => {
    const { catalog } = app.shelf.storage;
    const sums = async (id: string | null) => {
      await app.flushVisits();
      return catalog.sumVisits(id, { from: null, to: dayInVietnam(new Date().toISOString()) });
    };
    const [shelf, item] = [await sums(null), await sums(demo.id)];
    const frame = {
      'sec-fetch-dest': 'iframe',
      'sec-fetch-site': 'cross-site',
      'user-agent': 'Mozilla/5.0 Firefox/130',
    };
    await get('/nhung', frame);
    await get('/nhung', frame);
    await get(`/nhung?loai=tai-lieu&ma=${demo.id}`, frame);
    await get('/nhung?loai=khac', frame);
    await get('/nhung', { ...frame, 'sec-fetch-site': 'same-origin' });
    expect((await sums(demo.id)).embed - item.embed).toBe(1);
    const now = await sums(null);
    expect(now.embed - shelf.embed).toBe(3);
    expect(now.view - shelf.view).toBe(0);
    const page = await get('/can-bo/thong-ke', { cookie });
    expect(page.words).toContain('Lượt hiện trên trang khác');
  });
});
