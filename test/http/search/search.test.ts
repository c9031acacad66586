import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const get = (path: string): Promise<Answer> => ask(app.base, path);
const search = (q: string, more = ''): Promise<Answer> =>
  get(`/tim-kiem?q=${encodeURIComponent(q)}${more}`);
/** Addresses of the items found, in order. */
const items = (page: Answer): string[] => [
  ...new Set(
    page
      .all('h3')
      .flatMap((h) => h.children)
      .map((c) => ('attribs' in c ? (c.attribs['href'] ?? '') : ''))
      .filter((h) => h.startsWith('/tai-lieu/')),
  ),
];
const total = (page: Answer): number => Number(/(\d+) tài liệu/u.exec(page.words)?.[1] ?? 0);

beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

describe('searching', () => {
  it('may be listed by search engines as such, not with what somebody asked of it', async () => {
    const robots = async (path: string): Promise<string | undefined> =>
      (await ask(app.base, path)).all('meta').find((m) => m.attribs['name'] === 'robots')?.attribs[
        'content'
      ];
    expect([
      await robots('/tim-kiem'),
      await robots('/tim-kiem?q=dat+dai'),
      await robots('/tim-kiem?chu-de=11'),
    ]).toEqual([undefined, 'noindex', 'noindex']);
  });

  it('finds words inside the contents and marks them', async () => {
    const page = await search('hòa giải viên');
    expect(page.status).toBe(200);
    expect(page.title).toContain('hòa giải viên');
    expect(page.value('q')).toBe('hòa giải viên');
    expect(items(page).length).toBeGreaterThan(0);
    expect(page.texts('h3')[0]).toBe('Cẩm nang hòa giải ở cơ sở');
    expect(page.marks.map((m) => m.toLowerCase()).join(' ')).toMatch(/hòa giải/u);
    expect(page.words).toMatch(/\d+ tài liệu, \d+ chỗ có từ bạn tìm/u);
  });

  it('finds the same items without diacritics, in capitals and decomposed', async () => {
    const all = async (q: string): Promise<string[]> =>
      (await get(`/api/v1/search?limit=100&q=${encodeURIComponent(q)}`))
        .json<{ items: { id: string }[] }>()
        .items.map((i) => i.id)
        .toSorted();
    const plain = await all('hòa giải ở cơ sở');
    expect(plain.length).toBeGreaterThan(2);
    for (const typed of [
      'hoa giai o co so',
      'HÒA GIẢI Ở CƠ SỞ',
      'hòa giải ở cơ sở'.normalize('NFD'),
      'hoà giải ở cơ sở',
    ]) {
      expect(await all(typed)).toEqual(plain);
      expect((await search(typed)).texts('h3')[0]).toBe('Cẩm nang hòa giải ở cơ sở');
    }
  });

  it('finds a law by its number however it is typed', async () => {
    for (const q of ['31/2024/QH15', '31/2024/qh15', '31 / 2024 / QH15'])
      expect((await search(q)).texts('h3')[0]).toContain('Luật Đất đai');
  });

  it('leads from a passage to that very page with the words marked', async () => {
    const results = await search('sổ đỏ');
    const hit = results.links.find((l) => /\/trang\/\d+\?.*q=/u.test(l.href))!;
    const page = await get(hit.href);
    expect(page.status).toBe(200);
    expect(page.marks.length).toBeGreaterThan(0);
    expect(page.marks.join(' ').toLowerCase()).toMatch(/sổ|đỏ/u);
    expect(page.words).toContain(`Trang ${/trang\/(\d+)/u.exec(hit.href)![1]}/`);
    expect(page.words).toContain('Đang đánh dấu từ “sổ đỏ”');
  });

  it('leads to chapters of a book and to the minute of a recording', async () => {
    const chapter = (await search('tảo hôn')).links.find((l) => l.href.includes('/chuong/'))!;
    expect((await get(chapter.href.split('#')[0]!)).marks.length).toBeGreaterThan(0);
    const minute = (await search('luật sư miễn phí')).links.find((l) => l.href.includes('/xem?'))!;
    const watch = await get(minute.href);
    expect(watch.marks.length).toBeGreaterThan(0);
    expect(watch.all('source')[0]?.attribs['src']).toMatch(/#t=\d/u);
  });

  it('takes a phrase in quotes as it stands', async () => {
    expect(total(await search('"hòa giải ở cơ sở"'))).toBeLessThanOrEqual(
      total(await search('hòa giải ở cơ sở')),
    );
    expect((await search('"giải hòa sở cơ ở"')).words).toContain('Chưa tìm thấy');
  });

  it('can be asked for exactly what was typed', async () => {
    const both = await search('hoa giai');
    const exact = await get(both.link('Chỉ tìm đúng'));
    expect(total(exact)).toBeLessThanOrEqual(total(both));
    expect(exact.status).toBe(200);
  });

  it('filters with counts that come true', async () => {
    const page = await search('luật');
    const filter = page.links.filter((l) => l.href.includes('chu-de='));
    expect(filter.length).toBeGreaterThan(3);
    for (const { href, text } of filter.slice(0, 4))
      expect(total(await get(href))).toBe(Number(/(\d+)$/u.exec(text)![1]));
    const one = await get(filter[0]!.href);
    expect(one.words).toContain('bỏ lọc');
    expect(one.link('bỏ lọc')).toBe('/tim-kiem?q=lu%E1%BA%ADt');
  });

  it('joins values of one filter with or, and filters with and', async () => {
    const count = async (query: string): Promise<number> => total(await get(`/tim-kiem?${query}`));
    const [pdf, epub, both] = [
      await count('dinh-dang=pdf'),
      await count('dinh-dang=epub'),
      await count('dinh-dang=pdf&dinh-dang=epub'),
    ];
    expect(both).toBe(pdf + epub);
    expect((await get('/tim-kiem?dinh-dang=pdf&nam=2015')).texts('h3')).toEqual([
      'Sổ tay Luật Đất đai năm 2013 cho người dân',
    ]);
    expect((await get('/tim-kiem?ngon-ngu=en')).texts('h3')).toContain(
      'Legal help in An Sơn: a short guide for foreign residents',
    );
    expect(await count('hieu-luc=het')).toBeGreaterThan(0);
    expect(
      (await get('/tim-kiem?don-vi=xa-muong-khe&the-loai=am-thanh&doi-tuong=cao-tuoi')).texts('h3'),
    ).toContain('Bản tin loa xã: phòng lừa đảo qua điện thoại');
  });

  it('sorts by title and by date', async () => {
    const titles = (await get('/tim-kiem?sap-xep=ten')).texts('h3');
    expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'vi')));
    expect(items(await get('/tim-kiem?sap-xep=moi'))).toEqual(items(await get('/tim-kiem')));
  });

  it.each(['', 'luật', 'luật&sap-xep=moi', 'luật&sap-xep=ten'])(
    'walks “%s” to the end, every item once',
    async (query) => {
      const seen: string[] = [];
      let path: string | undefined = `/tim-kiem?q=${encodeURI(query)}`;
      let pages = 0;
      const found = total(await get(path));
      for (; path !== undefined && pages < 20; pages++) {
        const page: Answer = await get(path);
        expect(page.status).toBe(200);
        seen.push(...items(page));
        path = page.links.find((l) => l.rel === 'next')?.href;
      }
      expect(pages).toBeGreaterThan(1);
      expect(seen).toHaveLength(found);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );
});

describe('when nothing is found', () => {
  it('keeps the words and proposes ways on, each of which finds something', async () => {
    for (const [q, more] of [
      ['qxzjwv', ''],
      ['"hòa giải viênn"', '&dung-nguyen-van=1'],
    ] as const) {
      const page = await search(q, more);
      expect(page.status).toBe(200);
      expect(page.heading).toContain('Chưa tìm thấy tài liệu cho');
      expect(page.value('q')).toBe(q);
      expect(page.link('Xem danh sách 45 chủ đề')).toBe('/chu-de');
      for (const l of page.links.filter((x) => x.href.startsWith('/tim-kiem?q=')))
        expect(total(await get(l.href))).toBeGreaterThan(0);
    }
  });

  it('offers the same search without the filter in the way', async () => {
    const page = await search('hôn nhân', '&nam=2015&ngon-ngu=vi');
    const without = page.links.find((l) => l.text.startsWith('Bỏ bộ lọc'))!;
    expect(total(await get(without.href))).toBeGreaterThan(0);
  });

  it('treats a filter value nobody knows as one that finds nothing', async () => {
    for (const query of [
      'chu-de=99',
      'the-loai=khong',
      'nam=abcd',
      'hieu-luc=%00',
      'don-vi=%F0%9F%92%A9',
      'chu-de=<script>',
    ]) {
      const page = await get(`/tim-kiem?${query}`);
      expect(page.status).toBe(200);
      expect(page.words).toMatch(/Chưa có tài liệu nào khớp với bộ lọc|Chưa tìm thấy/u);
      expect(page.html).not.toContain('<script>"');
    }
  });
});

describe('odd queries', () => {
  it.each([
    ['10,000 characters', 'dat dai '.repeat(1_250)],
    ['10,000 letters in one word', 'a'.repeat(10_000)],
    ['1,600 different words', Array.from({ length: 1_600 }, (_, i) => `tu${i}`).join(' ')],
    ['only punctuation', '!?.,;:"\'()[]{}<>@#$%^&*-_=+|\\/~`'],
    ['full-text operators', 'đất AND OR NOT NEAR(đai, 5) ^title* {a b}:c "'],
    ['an open quotation mark', '"hòa giải'],
    ['a column filter', 'text:hòa rowid:1 -đất'],
    ['a null byte', 'hòa\0giải'],
    ['control characters', '\u0001\u0007\u001b[31m\u007f\u0085\u2028\u202e'],
    ['lone surrogates and private letters', '\ufffd\ue000\u{10ffff}'],
    ['emoji and other scripts', '👩‍⚖️ 法律 закон قانون'],
    ['hundreds of combining marks', `a${'\u0301'.repeat(900)}`],
    ['markup', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['SQL', `'; DROP TABLE item; --`],
    ['blanks', '   \t  '],
  ])('answers %s sensibly', async (_name, q) => {
    const page = await search(q);
    expect(page.status).toBe(200);
    expect(page.all('main')).toHaveLength(1);
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).not.toContain('<img src=x');
    expect(page.all('script').every((s) => 'src' in s.attribs)).toBe(true);
    expect(page.words).not.toContain('Máy chủ gặp sự cố');
  });

  // Percent-encoded, 10,000 Vietnamese letters take up to 90 KB: more than Node takes by default.
  it('answers 10,000 characters with diacritics sensibly', async () => {
    expect((await search('đất đai '.repeat(1_250))).status).toBe(200);
  });

  it('says that only the first 64 syllables of a long query were used', async () => {
    expect((await search('đất đai '.repeat(100))).words).toContain('64 tiếng');
  });

  it('takes the first of a parameter given twice and survives nested ones', async () => {
    expect(
      (
        await get(
          '/tim-kiem?q=hòa&q=giải'.replace('hòa', 'h%C3%B2a').replace('giải', 'gi%E1%BA%A3i'),
        )
      ).value('q'),
    ).toBe('hòa');
    for (const query of [
      'q[a]=1',
      'q[]=a&q[]=b',
      'chu-de[x]=1',
      'q=a&__proto__[x]=1',
      `${'chu-de=01&'.repeat(500)}q=a`,
    ])
      expect((await get(`/tim-kiem?${query}`)).status).toBe(200);
  });

  it('logs none of this as a fault', () => {
    expect(app.logged).toEqual([]);
  });
});
