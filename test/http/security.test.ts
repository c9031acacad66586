import { makeDocx } from '../support/make/make-docx.ts';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { ask, postForm, type Answer } from '../support/ask.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let folder: TestFolder;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });

const HOSTILE = `<h1>Chương một</h1><p onclick="alert(1)" style="color:red">Nội dung <b onmouseover=alert(2)>đậm</b></p><script>alert(3)</script><style>body{display:none}</style>
<img src="x.png" onerror="alert(4)"/><a href="javascript:alert(5)">một</a><a href="JaVa&#115;cript:alert(6)">hai</a><a href="data:text/html,<script>alert(7)</script>">ba</a>
<iframe src="https://xau.example"></iframe><object data="x.swf"></object><embed src="x"/><form action="https://xau.example"><input name="a"/></form><svg onload="alert(8)"><script>alert(9)</script></svg>
<math><mi xlink:href="javascript:alert(10)">x</mi></math><base href="https://xau.example/"/><link rel="stylesheet" href="https://xau.example/a.css"/><meta http-equiv="refresh" content="0;url=https://xau.example"/><img src="https://xau.example/theo-doi.gif"/>`;

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  folder = makeFolder();
  folder.put(
    'doc-hai.epub',
    makeEpub({
      title: 'Sách độc hại',
      chapters: [
        { name: 'c1.xhtml', body: HOSTILE },
        { name: 'c2.xhtml', body: '<h1>Hai</h1><p>Chữ thường</p>' },
      ],
      files: {
        'OEBPS/x.png': {
          content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
          mediaType: 'image/svg+xml',
        },
      },
    }),
  );
  folder.put(
    'doc-hai.html',
    `<!doctype html><html><head><title>Trang độc hại</title></head><body>${HOSTILE}</body></html>`,
  );
  folder.put(
    'doc-hai.docx',
    makeDocx({
      title: 'Văn bản độc hại',
      paragraphs: ['# Phần một', 'Nội dung'],
      link: 'javascript:alert(1)',
    }),
  );
  folder.put(
    'doc-hai.md',
    '# Tựa đề độc hại\n\n<script>alert(1)</script>\n\n[liên kết](javascript:alert(1)) ![ảnh](https://xau.example/a.gif)\n\n<img src=x onerror=alert(1)>\n',
  );
  await app.importFolder(folder.path);
  cookie = await app.signIn();
});
afterAll(async () => {
  await app.close();
  folder.remove();
});

const imported = async (ending: string) =>
  (
    await app.shelf.storage.catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: 50,
      after: null,
    })
  ).rows.find((i) => i.attachments[0]!.name === `doc-hai.${ending}`)!;

/** Everything that would make a browser run or load what the shelf did not write. */
function active(page: Answer): string[] {
  const found: string[] = [];
  for (const e of page.all('*')) {
    for (const [name, value] of Object.entries(e.attribs)) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc')
        found.push(`${e.name}[${name}]`);
      if (
        ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name) &&
        /^[\s\p{Cc}]*(?:javascript|vbscript|data:text)/iu.test(value)
      )
        found.push(`${e.name} ${value}`);
      if (
        ['src', 'srcset', 'poster', 'action', 'data'].includes(name) &&
        /^(?:https?:)?\/\//iu.test(value)
      )
        found.push(`${e.name} ${value}`);
    }
    // The preview of a widget: a page of the shelf itself, without scripts.
    const preview = e.name === 'iframe' && e.attribs['src']!.startsWith('/nhung?');
    if (
      ['iframe', 'object', 'embed', 'base', 'style', 'frame', 'applet'].includes(e.name) &&
      !preview
    )
      found.push(e.name);
    // schema.org data is a data block: browsers never run it.
    if (
      e.name === 'script' &&
      e.attribs['type'] !== 'application/ld+json' &&
      (!(e.attribs['src'] ?? '').startsWith('/assets/') || e.children.length > 0)
    )
      found.push('script');
    if (e.name === 'meta' && 'http-equiv' in e.attribs) found.push('meta refresh');
    if (
      e.name === 'link' &&
      e.attribs['rel'] === 'stylesheet' &&
      !e.attribs['href']!.startsWith('/assets/')
    )
      found.push('link');
  }
  return found;
}

describe('every page of the shelf', () => {
  it('has a policy without inline scripts or styles, and holds neither', async () => {
    const waiting = [
      '/',
      '/khong-co',
      '/dang-nhap',
      '/tim-kiem?q=qxzjw',
      '/gioi-thieu',
      '/tro-giup',
    ];
    const seen = new Set<string>(waiting);
    const faults: string[] = [];
    let pages = 0;
    // Every kind of page, and of each kind so many that all demo items are among them.
    const perKind = new Map<string, number>();
    while (waiting.length > 0) {
      const path = waiting.shift()!;
      const page = await get(path);
      if (!page.headers['content-type']?.startsWith('text/html')) continue;
      pages++;
      // The frame of a book in its publisher's layout takes over its page's policy, and books have
      // styles.
      const forBooks = /^\/tai-lieu\/[^/]+\/sach\b/u.test(path) ? " 'unsafe-inline' blob:" : '';
      const policy = String(page.headers['content-security-policy'] ?? '').replace(
        `style-src 'self'${forBooks};`,
        "style-src 'self';",
      );
      if (
        !policy.includes("script-src 'self'") ||
        !policy.includes("style-src 'self'") ||
        !policy.includes("object-src 'none'") ||
        policy.includes('unsafe')
      )
        faults.push(`${path}: ${policy}`);
      if (
        page.headers['x-content-type-options'] !== 'nosniff' ||
        page.headers['x-powered-by'] !== undefined
      )
        faults.push(`${path}: headers`);
      faults.push(...active(page).map((what) => `${path}: ${what}`));
      for (const { href } of page.links) {
        const next = href.split('#')[0]!;
        if (!next.startsWith('/') || next.startsWith('/tep/') || seen.has(next)) continue;
        const kind = next
          .replace(/[0-9a-z]{13}/u, 'ID')
          .replace(/\?.*$/u, '?')
          .replaceAll(/\d+/gu, 'N')
          .replace(/(ID)\/(?!trang|chuong|xem|in|tim|doc)[^/?]+/u, '$1/SLUG');
        if ((perKind.get(kind) ?? 0) >= 30) continue;
        perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
        seen.add(next);
        waiting.push(next);
      }
    }
    expect(faults).toEqual([]);
    expect(pages).toBeGreaterThan(150);
  });

  it('is the same for staff pages', async () => {
    const item = (await imported('epub')).id;
    for (const path of ['/can-bo', '/can-bo/tai-len', `/can-bo/tai-lieu/${item}`]) {
      const page = await get(path, { cookie });
      expect([path, page.status, active(page)]).toEqual([path, 200, []]);
      expect(page.headers['content-security-policy']).not.toContain('unsafe');
      expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    }
  });
});

describe('files from outside', () => {
  it.each(['epub', 'html', 'docx', 'md'])(
    'are read from %s without anything active',
    async (ending) => {
      const item = await imported(ending);
      for (const path of [
        `/tai-lieu/${item.id}`,
        `/tai-lieu/${item.id}/chuong/1`,
        `/tai-lieu/${item.id}/chuong/1?q=n%E1%BB%99i`,
        `/tai-lieu/${item.id}/in`,
      ]) {
        const page = await get(path);
        expect([path, page.status, active(page)]).toEqual([path, 200, []]);
        expect(page.all('main')).toHaveLength(1);
        expect(page.all('form').every((f) => /^\/(?!\/)/u.test(f.attribs['action'] ?? '/'))).toBe(
          true,
        );
        // Markdown shows marks of HTML as the words they are.
        if (ending !== 'md') expect(page.html).not.toMatch(/xau\.example|alert\(/u);
      }
      expect((await get(`/tai-lieu/${item.id}/chuong/1`)).words).toMatch(/nội dung|Tựa đề/iu);
    },
  );

  it('are never run under the name of the shelf', async () => {
    const html = await get(`/tep/${(await imported('html')).attachments[0]!.id}`);
    expect(html.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(html.headers['content-security-policy']).toContain('sandbox');
    expect(html.headers['x-content-type-options']).toBe('nosniff');
    const epub = await imported('epub');
    const book = await get(`/tep/${epub.attachments[0]!.id}`);
    expect(book.headers['content-type']).toBe('application/epub+zip');
    for (const name of ['x.png', 'x.svg', 'OEBPS/x.png', '..%2f..%2fx']) {
      const picture = await get(`/tep/${epub.attachments[0]!.id}/anh/${encodeURIComponent(name)}`);
      if (picture.status === 200)
        expect(picture.headers['content-security-policy']).toContain('sandbox');
      else expect(picture.status).toBe(404);
    }
  });
});

describe('changes', () => {
  const send = (headers: Record<string, string>, path = '/dang-xuat'): Promise<Answer> =>
    ask(app.base, path, { method: 'POST', headers: { accept: 'text/html', ...headers } });

  it.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://xau.example' }],
    ['a site that begins alike', { origin: 'http://127.0.0.1.xau.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['nowhere', {}],
    ['a page without origin', { origin: 'null' }],
    ['another site by its referer', { referer: 'https://xau.example/a' }],
    ['a cross-site form', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['an address typed in', { 'sec-fetch-site': 'none' }],
    ['a lie about its site', { 'sec-fetch-site': 'same-origin', origin: 'https://xau.example' }],
  ])('from %s are refused', async (_name, headers) => {
    const answer = await send(headers);
    expect(answer.status).toBe(403);
    expect(answer.words).toContain('Yêu cầu không đến từ trang của tủ sách');
  });

  it('refused from elsewhere change nothing, even with a session', async () => {
    const item = await imported('docx');
    const answer = await ask(app.base, `/can-bo/tai-lieu/${item.id}/go`, {
      method: 'POST',
      body: `version=${item.version}&reason=x`,
      headers: {
        cookie,
        origin: 'https://xau.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(answer.status).toBe(403);
    expect((await get(`/tai-lieu/${item.id}`)).status).toBe(200);
    expect((await get('/can-bo', { cookie })).status).toBe(200);
  });

  it('from the shelf itself are taken by each sign a browser gives', async () => {
    for (const headers of [
      { origin: app.base },
      { referer: `${app.base}/can-bo` },
      { 'sec-fetch-site': 'same-origin' },
    ])
      expect((await send(headers)).status).toBe(303);
  });

  it('in a form that is none at all are a clear refusal', async () => {
    const wrong = { origin: app.base, cookie, accept: 'text/html' };
    const item = (await imported('md')).id;
    for (const path of [
      '/dang-nhap',
      `/can-bo/tai-lieu/${item}/luu`,
      `/can-bo/tai-lieu/${item}/go`,
      '/can-bo/tai-len',
      `/can-bo/tai-lieu/${item}/them-tep`,
    ]) {
      for (const [type, body] of [
        ['application/json', '{"a":'],
        ['multipart/form-data', 'x'],
        ['multipart/form-data; boundary=a', '--a\r\nbroken'],
        ['application/x-www-form-urlencoded; charset=x-none', 'a=b'],
        ['text/plain', 'x'],
      ] as const) {
        const answer = await ask(app.base, path, {
          method: 'POST',
          body,
          headers: { ...wrong, 'content-type': type },
        });
        expect([path, type, answer.status >= 500]).toEqual([path, type, false]);
      }
    }
    expect(
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${item}/luu`,
          { title: 'x'.repeat(4_200_000) },
          { cookie },
        )
      ).status,
    ).toBe(413);
    // Only where people write at length is much taken.
    for (const [path, status] of [
      [`/can-bo/tai-lieu/${item}/luu`, 400],
      [`/can-bo/tai-lieu/${item}/y-kien`, 413],
      ['/can-bo/thong-bao/da-doc', 413],
      ['/can-bo/hang-loat', 413],
    ] as const) {
      const long = { title: 'x'.repeat(600_000), version: '1' };
      expect([path, (await postForm(app.base, path, long, { cookie })).status]).toEqual([
        path,
        status,
      ]);
    }
    expect(
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${item}/luu`,
          { subjects: Array.from({ length: 5_001 }, () => '01') },
          { cookie },
        )
      ).status,
    ).toBe(413);
    expect(app.logged.filter((l) => l['msg'] === 'request failed')).toEqual([]);
  });
});
