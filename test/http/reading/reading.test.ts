import sharp from 'sharp';
import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const ids = new Map<string, string>();
const get = (path: string): Promise<Answer> => ask(app.base, path);
/** The address of a demo item, by its number. */
const item = (n: number, rest = ''): string =>
  `/tai-lieu/${ids.get(`DEMO-${String(n).padStart(4, '0')}`)!}${rest}`;

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  for (const { id, identifier } of (
    await app.shelf.storage.catalog.listItems({
      states: [],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: 50,
      after: null,
    })
  ).rows)
    ids.set(identifier!, id);
});
afterAll(() => app.close());

describe('the page of an item', () => {
  it('names the actions with their sizes, the facts, the laws and how to cite it', async () => {
    const page = await get(item(1));
    expect(page.heading).toBe('Cẩm nang hòa giải ở cơ sở');
    expect(page.link('Đọc ngay')).toBe(item(1, '/trang/1'));
    expect(page.words).toMatch(/Đọc ngay\s*\d+ trang/u);
    expect(page.words).toMatch(/Tải về\s*PDF, [\d,]+ (?:KB|MB)/u);
    expect(page.link('Đọc dạng chữ')).toBe(item(1, '/trang/1?xem=chu'));
    expect(page.link('Bản để in')).toBe(item(1, '/in'));
    for (const fact of [
      'Sở Tư pháp tỉnh An Sơn',
      '05/2026',
      'Còn phù hợp',
      'Tiếng Việt',
      'Được đọc, tải và in',
      'DEMO-0001',
      'Ban biên soạn bộ sưu tập mẫu',
    ])
      expect(page.words).toContain(fact);
    expect(page.link('35/2013/QH13')).toContain('35%2F2013%2FQH13');
    expect(page.link('Tài liệu cùng dẫn')).toBe('/van-ban/35%2F2013%2FQH13');
    expect(page.words).toContain(
      `Sở Tư pháp tỉnh An Sơn, Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh An Sơn (2026). Cẩm nang hòa giải ở cơ sở. Tủ sách pháp luật điện tử. ${app.base}${item(1)}`,
    );
    expect(
      page.links.some(
        (l) => l.href.startsWith(item(1, '/trang/')) && l.href !== item(1, '/trang/1'),
      ),
    ).toBe(true);
  });

  it('is the same with any slug and says which address is its own', async () => {
    for (const slug of ['', '/cam-nang-hoa-giai-o-co-so', '/ten-cu']) {
      const page = await get(item(1, slug));
      expect(page.status).toBe(200);
      expect(page.all('link').find((l) => l.attribs['rel'] === 'canonical')?.attribs['href']).toBe(
        `${app.base}${item(1, '/cam-nang-hoa-giai-o-co-so')}`,
      );
    }
  });

  it('warns of what is no longer in force', async () => {
    const old = await get(item(16));
    expect(old.words).toContain('Tài liệu này không còn dùng để áp dụng');
    expect(old.link('Đọc bản cũ')).toBe(item(16, '/trang/1'));
    expect((await get(item(17))).words).toContain(
      'Một phần tài liệu này không còn dùng để áp dụng',
    );
  });

  it('gives every link of every item an answer', async () => {
    for (const id of ids.values()) {
      const links = (await get(`/tai-lieu/${id}`)).links
        .map((l) => l.href)
        .filter((h) => h.startsWith('/') && !h.startsWith('/tep/'));
      for (const href of new Set(links.filter((h) => h.startsWith(`/tai-lieu/${id}`)).slice(0, 12)))
        expect([href, (await get(href.split('#')[0]!)).status]).toEqual([href, 200]);
    }
  });

  it.each([
    [1, '/trang/1'],
    [3, '/chuong/1'],
    [4, '/chuong/1'],
    [5, '/trang/1'],
    [6, '/xem'],
    [7, '/xem'],
    [11, '/chuong/1'],
  ])('opens item %i where it is read', async (n, place) => {
    const answer = await get(item(n, '/doc'));
    expect([answer.status, answer.headers.location]).toEqual([303, item(n, place)]);
  });
});

describe('one page', () => {
  it('has its text, its picture of the right size, and the ways on', async () => {
    const page = await get(item(1, '/trang/2'));
    expect(page.words).toMatch(/Trang 2\/\d+/u);
    expect(page.texts('section').join(' ').length).toBeGreaterThan(300);
    const image = page.all('img').find((i) => i.attribs['src']!.includes('/trang/2.webp'))!;
    const drawn = await get(image.attribs['src']!);
    expect(drawn.headers['content-type']).toBe('image/webp');
    expect(drawn.body.subarray(8, 12).toString('latin1')).toBe('WEBP');
    expect(drawn.body.length).toBeLessThan(100_000);
    const { width, height } = await sharp(drawn.body).metadata();
    expect(width).toBe(640);
    expect(
      Math.abs(height / width - Number(image.attribs['height']) / Number(image.attribs['width'])),
    ).toBeLessThan(0.01);
    expect(page.links.some((l) => l.href === item(1, '/trang/1'))).toBe(true);
    expect(page.links.some((l) => l.href === item(1, '/trang/3'))).toBe(true);
    expect(page.link('Mở tệp gốc')).toMatch(/^\/tep\//u);
  });

  it('has no way back from the first and none on from the last', async () => {
    const first = await get(item(1, '/trang/1'));
    expect(first.words).not.toContain('Trang trước');
    const last = Number(/Trang 1\/(\d+)/u.exec(first.words)![1]);
    const end = await get(item(1, `/trang/${last}`));
    expect(end.words).not.toContain('Trang sau');
    expect(end.words).toContain(`Trang ${last}/${last}`);
    for (const beyond of [last + 1, 9_999])
      expect((await get(item(1, `/trang/${beyond}`))).headers.location).toBe(
        item(1, `/trang/${last}`),
      );
  });

  it('sends the go-to-page form on to the page itself, keeping words and mode', async () => {
    expect((await get(item(1, '/trang/2?trang=7'))).headers.location).toBe(item(1, '/trang/7'));
    expect(
      (await get(item(1, '/trang/2?trang=7&q=h%C3%B2a+gi%E1%BA%A3i&xem=chu'))).headers.location,
    ).toBe(item(1, '/trang/7?q=h%C3%B2a+gi%E1%BA%A3i&xem=chu'));
    expect((await get(item(1, '/trang/2?trang=abc'))).status).toBe(200);
  });

  it.each(['0', '-1', '1.5', 'abc', '1e3', '99999999999', '%00'])(
    'does not know page “%s”',
    async (n) => {
      expect((await get(item(1, `/trang/${n}`))).status).toBe(404);
    },
  );

  it('shows five running pages as text without pictures', async () => {
    const page = await get(item(1, '/trang/1?xem=chu'));
    expect(page.words).toContain('Trang 1 đến 5');
    expect(page.all('img')).toHaveLength(0);
    expect(page.links.some((l) => l.href === item(1, '/trang/6?xem=chu'))).toBe(true);
  });

  it('draws only pages and widths that exist', async () => {
    const src = (await get(item(1, '/trang/1'))).all('img')[0]!.attribs['src']!;
    const file = src.split('/trang/')[0]!;
    for (const wrong of [
      '/trang/0.webp',
      '/trang/9999.webp',
      '/trang/1.png',
      '/trang/1.webp?rong=641',
      '/trang/1.webp?rong=99999',
    ])
      expect((await get(`${file}${wrong}`)).status).toBe(404);
    expect((await sharp((await get(`${file}/bia.webp`)).body).metadata()).width).toBe(480);
  });

  it('shows the pictures of a leaflet as its pages, its words once', async () => {
    const one = await get(item(5, '/trang/1'));
    expect(one.words).toContain('Trang 1/2');
    expect(one.texts('section').join(' ')).toContain('rượu');
    const [first, second] = [
      one.all('img')[0]!.attribs['src']!,
      (await get(item(5, '/trang/2'))).all('img')[0]!.attribs['src']!,
    ];
    expect(first).not.toBe(second);
    for (const src of [first, second])
      expect((await get(src)).headers['content-type']).toBe('image/webp');
    const text = await get(item(5, '/trang/1?xem=chu'));
    const line = one.texts('section').join(' ').slice(40, 120);
    expect(text.texts('section').join(' ').split(line).length).toBeLessThanOrEqual(2);
  });
});

describe('chapters of a book', () => {
  it('shows the text with its pictures, and the chapters before and after', async () => {
    const page = await get(item(3, '/chuong/2'));
    expect(page.words).toMatch(/Phần 2\/\d+/u);
    expect(page.links.some((l) => l.href === item(3, '/chuong/1'))).toBe(true);
    expect(page.links.some((l) => l.href === item(3, '/chuong/3'))).toBe(true);
    let pictures = 0;
    for (let n = 1; n <= 8; n++) {
      for (const img of (await get(item(3, `/chuong/${n}`))).all('img')) {
        const picture = await get(img.attribs['src']!);
        expect([picture.status, picture.headers['content-type']!.split('/')[0]]).toEqual([
          200,
          'image',
        ]);
        pictures++;
      }
    }
    expect(pictures).toBeGreaterThan(0);
  });

  it('leads by its contents to places that exist', async () => {
    const page = await get(item(3, '/chuong/1'));
    const links = page.links.map((l) => l.href).filter((h) => h.startsWith(item(3, '/chuong/')));
    expect(links.length).toBeGreaterThan(5);
    for (const href of new Set(links)) {
      const [path, fragment] = href.split('#');
      const there = await get(path!);
      expect(there.status).toBe(200);
      if (fragment !== undefined)
        expect(there.having('id').map((e) => e.attribs['id'])).toContain(
          decodeURIComponent(fragment),
        );
    }
  });

  it('marks words without breaking a tag', async () => {
    const plain = await get(item(3, '/chuong/2'));
    const shape = (a: Answer): string[] =>
      a
        .having('class')
        .filter((e) => e.attribs['class']!.includes('text chapter'))
        .flatMap((e) => [...JSON.stringify(Object.keys(e.attribs))]);
    for (const q of ['a', 'h', 'p class', 'strong', 'href img src', 'con', '<b>', '&amp;']) {
      const marked = await get(item(3, `/chuong/2?q=${encodeURIComponent(q)}`));
      expect(marked.status).toBe(200);
      expect(shape(marked)).toEqual(shape(plain));
      for (const tag of ['p', 'h2', 'h3', 'li', 'img', 'table', 'a'])
        expect([q, tag, marked.all(tag).length - plain.all(tag).length]).toEqual([
          q,
          tag,
          tag === 'a' || tag === 'p' ? expect.any(Number) : 0,
        ]);
      expect(marked.all('main')[0] && marked.texts('section').join(' ')).toBe(
        plain.texts('section').join(' '),
      );
    }
    expect((await get(item(3, '/chuong/2?q=con'))).marks.length).toBeGreaterThan(0);
  });

  it.each(['0', '99', 'x'])('does not know chapter “%s”', async (n) => {
    expect((await get(item(3, `/chuong/${n}`))).status).toBe(404);
  });

  it('leads to the book as published, under a policy for its frame; other files have no such page', async () => {
    const address = (await get(item(3, '/chuong/2'))).link('Xem như sách gốc');
    expect(address).toBe(item(3, '/sach?phan=2'));
    const book = await get(address);
    expect(book.headers['content-security-policy']).toContain(
      'img-src data: blob:; font-src data: blob:',
    );
    expect(book.link('Đọc dạng chữ')).toBe(item(3, '/chuong/2'));
    expect((await get(item(3, '/sach?phan=999'))).status).toBe(200);
    expect((await get(item(1, '/sach'))).status).toBe(404);
  });

  it('does not know pages of a book or chapters of a film', async () => {
    for (const path of [
      item(3, '/trang/1'),
      item(6, '/chuong/1'),
      item(1, '/chuong/1'),
      item(1, '/xem'),
      item(3, '/chuong/1?tep=0000000000000'),
    ])
      expect((await get(path)).status).toBe(404);
  });
});

describe('the citation of a place', () => {
  it('names page or part in words and in every form, with the address of the place', async () => {
    const page = await get(item(1, '/trang/12'));
    expect(page.words).toContain(
      `Cẩm nang hòa giải ở cơ sở, tr. 12. Tủ sách pháp luật điện tử. ${app.base}${item(1, '/trang/12')}, truy cập ngày`,
    );
    expect((await get(page.link('BibTeX'))).html).toMatch(
      new RegExp(`pages = \\{12\\},[^]*url = \\{${app.base}${item(1, '/trang/12')}\\}`, 'u'),
    );
    expect((await get(page.link('RIS'))).headers['content-disposition']).toContain('-12.ris"');
    const chapter = await get(item(3, '/chuong/2'));
    expect(chapter.words).toContain(', phần 2. Tủ sách pháp luật điện tử.');
    expect((await get(chapter.link('RIS'))).html).toContain('\r\nSE  - 2\r\n');
  });

  it('is not given for places that are not there', async () => {
    for (const query of ['?trang=9999', '?trang=x', '?phan=1'])
      expect([query, (await get(item(1, `/trich-dan.bib${query}`))).status]).toEqual([query, 404]);
  });
});

describe('film and sound', () => {
  it('plays with captions and a transcript that leads to its minutes', async () => {
    const page = await get(item(6, '/xem'));
    const [source] = page.all('source');
    expect(source?.attribs['type']).toBe('video/mp4');
    const track = page.all('track')[0]!;
    expect([track.attribs['kind'], track.attribs['srclang']]).toEqual(['captions', 'vi']);
    const captions = await get(track.attribs['src']!);
    expect(captions.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(captions.html).toMatch(/^WEBVTT/u);
    const minutes = page.links.filter((l) => l.href.includes('giay='));
    expect(minutes.length).toBeGreaterThan(2);
    expect((await get(minutes[1]!.href)).all('source')[0]?.attribs['src']).toMatch(/#t=\d/u);
    for (const odd of ['-5', 'abc', '1e999', 'NaN'])
      expect(
        (await get(item(6, `/xem?giay=${odd}`))).all('source')[0]?.attribs['src'],
      ).not.toContain('#');
    expect((await get(item(7, '/xem'))).all('audio')).toHaveLength(1);
  });
});

describe('find inside and print', () => {
  it('lists the places inside one item and leads to them', async () => {
    const page = await get(item(1, '/tim?q=bi%C3%AAn%20b%E1%BA%A3n'));
    expect(page.words).toMatch(/\d+ chỗ có “biên bản”/u);
    const places = page.links.filter((l) => l.href.includes('/trang/'));
    expect((await get(places[0]!.href)).marks.length).toBeGreaterThan(0);
    expect((await get(item(1, '/tim?q=qxzjw'))).words).toContain('Không thấy “qxzjw”');
    for (const q of ['', '%22', '%00', 'a'.repeat(9_000)])
      expect((await get(item(1, `/tim?q=${q}`))).status).toBe(200);
  });

  it('walks a long list of places to its end', async () => {
    const seen: string[] = [];
    let path: string | undefined = item(1, '/tim?q=h%C3%B2a');
    const all = Number(/(\d+) chỗ/u.exec((await get(path)).words)![1]);
    expect(all).toBeGreaterThan(50);
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const page: Answer = await get(path);
      expect(page.status).toBe(200);
      seen.push(...page.links.filter((l) => l.href.includes('/trang/')).map((l) => l.href));
      path = page.links.find((l) => l.rel === 'next')?.href;
    }
    expect(seen).toHaveLength(all);
  });

  it('prints the whole text with its source', async () => {
    for (const n of [1, 3, 4, 6]) {
      const page = await get(item(n, '/in'));
      expect(page.status).toBe(200);
      expect(page.words.length).toBeGreaterThan(1_000);
      expect(page.words).toContain(`Nguồn: ${app.base}${item(n)}`);
    }
  });
});
