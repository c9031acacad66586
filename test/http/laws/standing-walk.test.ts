import { jest } from '@jest/globals';
import { DomUtils } from 'htmlparser2';
import { indexItemJob } from '#server/base/job.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { aChange, anAttachment, anItem, aPassage, aText } from '../../support/builders.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** Half past eleven at night in Vietnam, and one hour later: the law ends with the second day. */
const EVENING = '2026-12-01T16:30:00.000Z';
const AFTER_MIDNIGHT = '2026-12-01T17:30:00.000Z';
const LAW = '45/2013/QH13';
const NEW_LAW = '31/2024/QH15';
/** Nothing that a question could be read as. */
const WORD = 'bxkqvz';

let app: TestApp;
let ended: Item;
let cites: Item;
let successor: Item;
let replaced: Item;
const get = (path: string): Promise<Answer> => ask(app.base, path);

/** An item that can be met in every way there is: pages, chapters, a recording, lists. */
async function publish(title: string, more: Partial<Item>): Promise<Item> {
  const { catalog } = app.shelf.storage;
  const [unit] = await catalog.listUnits();
  const pdf = anAttachment({ pages: 2 });
  const book = anAttachment({
    role: 'epub',
    name: 'sach.epub',
    mediaType: 'application/epub+zip',
    pages: 1,
  });
  const film = anAttachment({
    role: 'video',
    name: 'phim.mp4',
    mediaType: 'video/mp4',
    pages: null,
    seconds: 60,
  });
  const item = anItem({
    title,
    unitId: unit!.id,
    state: 'published',
    publishedAt: '2026-12-01T03:00:00.000Z',
    subjects: ['11'],
    audiences: ['nguoi-dan'],
    rights: { kind: 'duoc_phep', note: '' },
    attachments: [pdf, book, film],
    ...more,
  });
  return catalog.saveItem(
    aChange(item, {
      jobs: [indexItemJob(item.id)],
      texts: [
        aText(pdf.id, {
          passages: [
            aPassage({ itemId: item.id, attachmentId: pdf.id, text: `Tìm ${WORD} ${title}` }),
          ],
        }),
        aText(book.id, {
          sections: [
            {
              attachmentId: book.id,
              number: 1,
              title: 'Một',
              href: 'c1.xhtml',
              html: '<p>Chữ</p>',
            },
          ],
        }),
      ],
    }),
  );
}

beforeAll(async () => {
  app = await startTestApp();
  setClock(EVENING);
  const { catalog } = app.shelf.storage;
  const validity = { ...anItem().validity, state: 'con' as const };
  cites = await publish('Sổ tay đất đai', { validity, lawRefs: [lawReference(LAW)] });
  ended = await publish('Cẩm nang cũ', {
    validity: { ...validity, state: 'het', to: '2026-01-01' },
  });
  successor = await publish('Cẩm nang mới', {
    validity,
    publishedAt: '2026-11-30T03:00:00.000Z',
  });
  replaced = await publish('Cẩm nang đã thay', { validity });
  replaced = await catalog.saveItem(
    aChange(
      { ...replaced, state: 'withdrawn', supersededBy: successor.id },
      { jobs: [indexItemJob(replaced.id)] },
    ),
  );
  const [law] = await catalog.findLaws([unknownLaw(LAW).key]);
  await catalog.saveLaws([
    {
      ...law!,
      title: 'Luật Đất đai',
      state: 'con',
      effectiveTo: '2026-12-02',
      replacedBy: [NEW_LAW],
    },
  ]);
  await catalog.saveCollection({
    slug: 'bo-thu',
    title: 'Bộ thử',
    intro: '',
    itemIds: [ended.id, cites.id, successor.id],
    season: null,
    hidden: false,
    rank: 0,
    version: 0,
    changedAt: '',
    changedBy: '',
  });
  await catalog.saveAuthority({
    list: 'procedure',
    id: 'thu-tuc-thu',
    rank: 1,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: {
      name: 'Thủ tục thử',
      summary: '',
      subject: '11',
      laws: [LAW],
      words: WORD,
      itemIds: [ended.id, cites.id, successor.id],
      ended: null,
      successor: '',
    },
  });
  await app.settle();
});
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
});

type Address = (item: Item) => string;
const sub =
  (path: string): Address =>
  ({ id }) =>
    `/tai-lieu/${id}/${path}`;

/** Where the item, or a part of it, is met under each route. */
const PAGES: Readonly<Record<string, readonly Address[]>> = {
  'GET /tai-lieu/:id{/:slug}': [({ id }) => `/tai-lieu/${id}`, sub('ten-khac')],
  'GET /tai-lieu/:id/danh-gia': [sub('danh-gia'), sub('danh-gia?xong=1')],
  'GET /tai-lieu/:id/trang/:n': [sub('trang/1'), sub('trang/2'), sub('trang/1?xem=chu')],
  'GET /tai-lieu/:id/chuong/:n': [sub('chuong/1')],
  'GET /tai-lieu/:id/sach': [sub('sach')],
  'GET /tai-lieu/:id/xem': [sub('xem'), sub('xem?giay=3')],
  'GET /tai-lieu/:id/tim': [sub(`tim?q=${WORD}`), sub('tim')],
  'GET /tai-lieu/:id/in': [sub('in')],
  'GET /tai-lieu/:id/chia-se': [sub('chia-se')],
};

/** Other forms of one item: what they say is looked for in the whole answer. */
const FORMS: Readonly<Record<string, readonly Address[]>> = {
  'GET /tai-lieu/:id/trich-dan.:form': [
    sub('trich-dan.bib'),
    sub('trich-dan.ris?trang=1'),
    sub('trich-dan.json?phan=1'),
  ],
  'GET /tai-lieu/:id/ngoai-tuyen.json': [sub('ngoai-tuyen.json')],
  'GET /tai-lieu/:id/manifest.json': [sub('manifest.json')],
  'GET /tai-lieu/:id/oai_dc.xml': [sub('oai_dc.xml')],
  'GET /tai-lieu/:id/mods.xml': [sub('mods.xml')],
  'GET /tai-lieu/:id/marc.xml': [sub('marc.xml')],
  'GET /tai-lieu/:id/marc.mrc': [sub('marc.mrc')],
  'GET /v1/items/:id': [({ id }) => `/api/v1/items/${id}`],
  'GET /v1/items/:id/passages': [({ id }) => `/api/v1/items/${id}/passages`],
};

/** Lists: what they say is looked for in the line of the item. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  'GET /': ['/'],
  'GET /moi': ['/moi'],
  'GET /chu-de/:code': ['/chu-de/11'],
  'GET /the-loai/:code': ['/the-loai/cam-nang'],
  'GET /doi-tuong/:code': ['/doi-tuong/nguoi-dan'],
  'GET /don-vi/:code': ['/don-vi/UNIT'],
  'GET /bo-suu-tap/tuan-nay': ['/bo-suu-tap/tuan-nay'],
  'GET /bo-suu-tap/:slug': ['/bo-suu-tap/bo-thu'],
  'GET /thu-tuc/:slug': ['/thu-tuc/thu-tuc-thu'],
  'GET /tim-kiem': [`/tim-kiem?q=${WORD}`, '/tim-kiem?the-loai=cam-nang'],
};

const NO_ITEM = 'names no item';
const BYTES = 'the file itself, byte for byte: the pages that lead to it say how it stands';
/** Routes that say nothing of validity, and why. */
const SILENT: Readonly<Record<string, string>> = {
  'GET /healthz': NO_ITEM,
  'GET /readyz': NO_ITEM,
  'GET /v1/subjects': NO_ITEM,
  'GET /v1/genres': NO_ITEM,
  'GET /v1/audiences': NO_ITEM,
  'GET /v1/units': NO_ITEM,
  'GET /v1/openapi.json': NO_ITEM,
  'GET /chu-de': NO_ITEM,
  'GET /lien-ket/:name': NO_ITEM,
  'GET /bo-suu-tap': NO_ITEM,
  'GET /gioi-thieu': NO_ITEM,
  'GET /trang/:slug': NO_ITEM,
  'GET /tro-giup': NO_ITEM,
  'GET /lien-he': NO_ITEM,
  'GET /tiep-can': NO_ITEM,
  'GET /so-do': NO_ITEM,
  'GET /tai-lieu': 'leads to the newest',
  'GET /hoi-dap': 'answers, in the rows of every list',
  'GET /goi-y': 'words to search for, of several items at once',
  'GET /sitemap.xml': 'addresses only',
  'GET /sitemap/tai-lieu.xml': 'addresses only',
  'GET /sitemap/trang.xml': 'addresses only',
  'GET /robots.txt': NO_ITEM,
  'GET /.well-known/security.txt': NO_ITEM,
  'GET /security.txt': NO_ITEM,
  'GET /dang-nhap/cong': NO_ITEM,
  'GET /dang-nhap/cong/ve': NO_ITEM,
  'GET /opensearch.xml': NO_ITEM,
  'GET /manifest.webmanifest': NO_ITEM,
  'GET /tai-lieu/:id/linkset.json': 'addresses only',
  'GET /tai-lieu/:id/bia.jpg': BYTES,
  'GET /tai-lieu/:id/bia-nho.jpg': BYTES,
  'GET /v1/items.ndjson':
    'the records of /v1/items, which are looked at there, for whoever has a key',
  'GET /tai-lieu/:id/ma-qr.:form': 'an address as a picture',
  'GET /tai-lieu/:id/doc': 'leads to a page, a chapter or a recording',
  'GET /anh-chia-se.jpg': NO_ITEM,
  'GET /sw.js': NO_ITEM,
  'GET /da-luu': 'the device fills it (test/browser/offline.test.ts)',
  'GET /mat-mang': NO_ITEM,
  'GET /tep/:id': BYTES,
  'GET /tep/:id/trang/:file': BYTES,
  'GET /tep/:id/tim-duoc-chu.pdf': BYTES,
  'GET /tai-lieu/:id/trang/:n/bao-loi':
    'a form about letters of the page that leads here, which says it',
  'GET /tep/:id/bia.webp': BYTES,
  'GET /tep/:id/anh/:name': BYTES,
  'GET /tep/:id/phu-de.vtt': BYTES,
  'GET /thu-tuc': NO_ITEM,
  'GET /dieu-luat': 'quotations, each with the badge of its item (test/http/weekly)',
  'GET /dieu-luat/:slug': 'one quotation, with how its item stands (test/http/weekly)',
  'GET /dieu-luat/feed.xml': 'quotations, with what is against them (test/http/weekly)',
  'GET /q/:procedure/:unit': 'leads to a procedure',
  'GET /tin-tuc': NO_ITEM,
  'GET /tin-tuc/feed.xml': NO_ITEM,
  'GET /tin-tuc/:slug': NO_ITEM,
  'GET /tin-tuc/:slug/in': NO_ITEM,
  'GET /tin-tuc/:slug/hinh/:name': BYTES,
  'GET /hoi-dap/gui': 'a form; what is nearest to the question stands as hits once it is sent',
  'GET /hoi-dap/theo-doi/:secret':
    'one question of one person, which leads to the item that says it',
  'GET /dang-ky-nhan-tin': NO_ITEM,
  'GET /dang-ky-nhan-tin/da-gui': NO_ITEM,
  'GET /dang-ky-nhan-tin/da-roi': NO_ITEM,
  'GET /dang-ky-nhan-tin/xac-nhan/:secret': NO_ITEM,
  'GET /dang-ky-nhan-tin/cua-toi/:secret': NO_ITEM,
  'GET /dang-ky-nhan-tin/roi/:secret': NO_ITEM,
  'GET /dang-nhap': NO_ITEM,
  'GET /dang-nhap/ma': NO_ITEM,
};
/** Each has a test of its own below. */
const APART = [
  'GET /van-ban/:number',
  'GET /feed.xml',
  'GET /tim-kiem/feed.xml',
  'GET /v1/search',
  'GET /v1/items',
  'GET /tai-lieu/:id/anh-chia-se.jpg',
];

const textOf = (node: Parameters<typeof DomUtils.textContent>[0]): string =>
  DomUtils.textContent(node).replace(/\s+/gu, ' ');

/** The lines of a list that lead to the item. */
function linesOf(answer: Answer, { id }: Item): string[] {
  const lines = answer
    .all('li')
    .filter((li) =>
      DomUtils.getElementsByTagName('a', li).some((a) =>
        (a.attribs['href'] ?? '').startsWith(`/tai-lieu/${id}`),
      ),
    );
  const within = (li: (typeof lines)[number]): boolean => {
    for (let { parent } = li; parent !== null; parent = parent.parent)
      if (lines.some((line) => line === parent)) return true;
    return false;
  };
  return lines.filter((li) => !within(li)).map(textOf);
}

const ENDED = /Hết hiệu lực/u;
const HOLDS = /Còn phù hợp/u;
const LAW_ENDED = /Văn bản được dẫn đã hết hiệu lực/u;

async function everyPage(item: Item, what: RegExp): Promise<string[]> {
  const silent: string[] = [];
  for (const address of Object.values(PAGES).flat()) {
    const answer = await get(address(item));
    const main = answer.all('main').map(textOf).join('').split('Tài liệu liên quan')[0]!;
    if (answer.status !== 200 || !what.test(main)) silent.push(`${answer.status} ${address(item)}`);
  }
  for (const address of Object.values(FORMS).flat()) {
    const answer = await get(address(item));
    if (answer.status !== 200 || !what.test(answer.html))
      silent.push(`${answer.status} ${address(item)}`);
  }
  return silent;
}

async function everyList(item: Item, what: RegExp): Promise<string[]> {
  const { catalog } = app.shelf.storage;
  const unit = (await catalog.listUnits()).find(({ id }) => id === item.unitId)!;
  const silent: string[] = [];
  for (const path of Object.values(LISTS).flat()) {
    const answer = await get(path.replace('UNIT', unit.code));
    const lines = linesOf(answer, item);
    if (lines.length === 0 || !lines.every((line) => what.test(line)))
      silent.push(`${answer.status} ${path}: ${lines.join(' | ')}`);
  }
  return silent;
}

describe('every address of the shelf', () => {
  it('is known to show how an item stands, or has a reason to be silent', () => {
    const known = [PAGES, FORMS, LISTS, SILENT].flatMap(Object.keys).concat(APART);
    const readers = app
      .routes('/')
      .filter((route) => route.startsWith('GET ') && !route.startsWith('GET /can-bo'));
    expect([...new Set(readers)].toSorted()).toEqual([...known].toSorted());
  });

  it('says of an ended item that it ended', async () => {
    setClock(EVENING);
    expect(await everyPage(ended, ENDED)).toEqual([]);
    expect(await everyList(ended, ENDED)).toEqual([]);
  });

  it('says of a withdrawn item what took its place, and no list names it', async () => {
    for (const address of Object.values(PAGES).flat()) {
      const answer = await get(address(replaced));
      expect([address(replaced), answer.status, answer.link(successor.title)]).toEqual([
        address(replaced),
        404,
        `/tai-lieu/${successor.id}`,
      ]);
    }
    for (const path of Object.values(LISTS).flat())
      expect(linesOf(await get(path), replaced)).toEqual([]);
  });
});

describe('an item whose law ends with the day', () => {
  const card = (): Promise<Answer> => get(`/tai-lieu/${cites.id}/anh-chia-se.jpg`);

  it('holds until midnight in Vietnam and is warned of from then on, though its pages are kept', async () => {
    setClock(EVENING);
    const pages = Object.values(PAGES).flat();
    for (const address of pages) {
      const { words } = await get(address(cites));
      expect([address(cites), LAW_ENDED.test(words)]).toEqual([address(cites), false]);
      expect([address(cites), HOLDS.test(words)]).toEqual([address(cites), true]);
    }
    const before = await card();
    const revision = await app.shelf.storage.catalog.publicRevision();
    setClock(AFTER_MIDNIGHT);
    expect(await app.shelf.storage.catalog.publicRevision()).toBe(revision);
    expect(await everyPage(cites, LAW_ENDED)).toEqual([]);
    expect(await everyList(cites, LAW_ENDED)).toEqual([]);
    const after = await card();
    expect(before.headers['cache-control']).toBe('public, no-cache');
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body.equals(before.body)).toBe(false);
  });

  it('says what ended, when, and leads to what replaces it', async () => {
    setClock(AFTER_MIDNIGHT);
    for (const path of ['trang/1', 'chuong/1', 'xem', 'in']) {
      const page = await get(`/tai-lieu/${cites.id}/${path}`);
      expect(page.words).toContain(
        'Từ ngày 02/12/2026, văn bản 45/2013/QH13 (Luật Đất đai) đã hết hiệu lực, thay bằng 31/2024/QH15.',
      );
      expect(page.link(NEW_LAW)).toBe('/van-ban/31%2F2024%2FQH15');
    }
    expect((await get(`/tai-lieu/${cites.id}`)).words).not.toContain('Còn phù hợp (');
  });

  it('stands so in what machines read', async () => {
    setClock(AFTER_MIDNIGHT);
    const list = await get(`/van-ban/${encodeURIComponent(LAW)}`);
    expect(linesOf(list, cites).join('')).toMatch(LAW_ENDED);
    expect(list.words).toContain(
      'Luật Đất đai Hết hiệu lực toàn bộ từ 02/12/2026, thay bằng 31/2024/QH15',
    );
    for (const path of ['/feed.xml', `/tim-kiem/feed.xml?q=${WORD}`]) {
      const feed = (await get(path)).html;
      const entry = feed.split('<entry>').find((part) => part.includes(cites.id))!;
      expect(entry).toContain('term="luat_het"');
      expect(entry).toContain('<updated>2026-12-01T17:00:00Z</updated>');
      expect(entry).toMatch(LAW_ENDED);
    }
    const found = (await get(`/api/v1/search?q=${WORD}`)).json<{
      items: { id: string; standing: { state: string; laws: { replacedBy: string[] }[] } }[];
    }>();
    expect(found.items.find((i) => i.id === cites.id)!.standing).toMatchObject({
      state: 'luat_het',
      laws: [{ number: LAW, replacedBy: [NEW_LAW] }],
    });
    const all = (await get('/api/v1/items')).json<{
      items: { id: string; standing: { state: string } }[];
    }>();
    expect(all.items.find((i) => i.id === cites.id)!.standing.state).toBe('luat_het');
  });

  it('comes after an older one that holds among related items', async () => {
    setClock(AFTER_MIDNIGHT);
    const page = await get(`/tai-lieu/${ended.id}`);
    const related = page
      .all('section')
      .map(textOf)
      .find((t) => t.includes('Tài liệu liên quan'))!;
    const [holding, warned] = [successor, cites].map(({ title }) => related.indexOf(title));
    expect(holding).toBeGreaterThan(0);
    expect(warned).toBeGreaterThan(holding!);
  });

  it('is told in English as well', async () => {
    setClock(AFTER_MIDNIGHT);
    const english = { headers: { cookie: 'giao-dien=en' } };
    for (const path of ['', '/trang/1', '/in'])
      expect((await ask(app.base, `/tai-lieu/${cites.id}${path}`, english)).words).toContain(
        'Since 2 December 2026, document 45/2013/QH13 (Luật Đất đai) is no longer in force, replaced by',
      );
  });
});
