import { strFromU8, unzipSync } from 'fflate';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { ROLES, type Actor } from '#server/people/account.ts';
import { can } from '#server/workflow/access.ts';
import { ask, MULTIPART, FORM_END, type Answer } from '../support/ask.ts';
import { fillEveryUnit, type EveryUnit, type Touched } from '../support/fill-every-unit.ts';
import { STAFF_ROUTES, type RouteRule } from '../support/staff-routes.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { onProduction } from '../support/test-storage.ts';

let app: TestApp;
let shelf: EveryUnit;

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'no' } });
  shelf = await fillEveryUnit(app);
});
afterAll(() => app.close());

const allowed = (actor: Actor, [action, what, also]: RouteRule, object: Touched): boolean =>
  what === 'signed-in' ||
  (can(actor, action, object) &&
    (also === undefined || can(actor, also, also === 'create' ? 'shelf' : object)));

/** With FULL_FAULTS=1 every object is asked for on both storages, as before a release. */
const someOnly = (): boolean => onProduction() && process.env['FULL_FAULTS'] !== '1';

/**
 * Where a route is asked for many objects, the production storage is asked for the first that it
 * gives and the first that it refuses: what differs there is how an object is read, not who may
 * have it. The embedded one is asked for all.
 */
function asked<T>(objects: readonly T[], verdict: (object: T) => unknown): readonly T[] {
  if (!someOnly()) return objects;
  return [...new Map(objects.toReversed().map((object) => [verdict(object), object])).values()];
}

const nameOf = (object: Touched): string => {
  if (typeof object === 'string') return '';
  if ('placeOf' in object) return `of ${object.placeOf}`;
  if ('figuresOf' in object) return `of ${object.figuresOf}`;
  if ('entryOf' in object) return `of ${object.entryOf}`;
  if ('questionOf' in object) return `of ${object.questionOf}`;
  if ('reportOf' in object) return `of ${object.reportOf}`;
  return `${'state' in object ? object.state : object.roles.join()} of ${object.unitId}`;
};

/**
 * A request that the route itself refuses, if not the matrix: an old version, nothing filled in.
 * Nothing changes.
 */
function knock(route: string, id: string, cookie: string): Promise<Answer> {
  const [method, path] = route.split(' ') as [string, string];
  const address = path.replace(/:id|:code|:key|:slug|:year/u, id).replace(':name', 'x.webp');
  if (method === 'GET')
    return ask(app.base, STAFF_ROUTES[route]![1] === 'figures' ? `${path}?don-vi=${id}` : address, {
      headers: { cookie },
    });
  const form =
    /tai-len|tin-tuc\/(?:moi|:id)$|them-tep|phe-duyet$|nhap-bang$|nhap-ban-in$|bien-nhan$|doi-chieu$|van-ban\/nhap$|lien-ket\/[\w-]+$/u.test(
      path,
    );
  return ask(app.base, address, {
    method,
    body: form ? FORM_END.trimStart() : 'version=999&to=khong-co&chon=1',
    headers: {
      cookie,
      origin: app.base,
      'content-type': form ? MULTIPART : 'application/x-www-form-urlencoded',
    },
  });
}

const AT_ONCE = 10;

/** What is answered to each, so many asked at once, in their order. */
async function* answersTo<T>(
  those: readonly T[],
  together: number,
  askFor: (one: T) => Promise<Answer>,
): AsyncIterable<readonly [T, Answer]> {
  for (let at = 0; at < those.length; at += together) {
    const some = those.slice(at, at + together);
    const answers = await Promise.all(some.map(askFor));
    for (const [i, answer] of answers.entries()) yield [some[i]!, answer];
  }
}

/** What an answer says, sheets unpacked. */
const wordsOf = (answer: Answer): string =>
  /spreadsheetml/u.test(String(answer.headers['content-type'] ?? ''))
    ? Object.values(unzipSync(answer.body))
        .map((part) => strFromU8(part))
        .join('\n')
    : answer.html;

/** Items that an answer names, by title or id, though this person may not see them. */
function leaks(actor: Actor, address: string, answer: Answer): string[] {
  const words = wordsOf(answer);
  return shelf.items
    .filter((item) => !can(actor, 'view', item))
    .filter(
      ({ id, title, identifier }) =>
        words.includes(title) ||
        words.includes(identifier!) ||
        (!address.includes(id) && words.includes(id)),
    )
    .map(({ title }) => `${address}: ${title}`);
}

/** Addresses of the staff area, with those of every object. */
const staffPages = (): string[] => {
  const { objects, items, people } = shelf;
  // On the production storage: of the own unit and of a stranger.
  const shown = items.filter((i) => !someOnly() || /^xa-(?:an|khac)$/u.test(i.unitId));
  return [
    '/can-bo',
    '/can-bo/tai-khoan',
    '/can-bo/don-vi',
    '/can-bo/mat-khau',
    '/can-bo/phien',
    '/can-bo/hai-buoc',
    '/can-bo/nhat-ky-an-ninh',
    '/can-bo/nhat-ky-an-ninh.csv',
    '/can-bo/nhat-ky-an-ninh.ndjson',
    '/can-bo/thong-bao',
    '/can-bo/danh-muc',
    ...['co-quan', 'nha-xuat-ban', 'bo-sach', 'tu-khoa'].flatMap((list) => [
      `/can-bo/danh-muc/${list}`,
      `/can-bo/danh-muc/${list}/goi-y?q=nhan`,
    ]),
    ...items.map(({ lawRefs }) => `/can-bo/van-ban/${lawNumberKey(lawRefs[0]!.number)}`),
    '/can-bo/danh-muc/chu-de',
    '/can-bo/danh-muc/chu-de/11',
    '/can-bo/danh-muc/chu-de/11/moi',
    '/can-bo/danh-muc/nhanh/11.dat-thu',
    '/can-bo/danh-muc/the-loai',
    '/can-bo/danh-muc/the-loai/moi',
    '/can-bo/danh-muc/the-loai/ban-tin',
    '/can-bo/danh-muc/doi-tuong',
    '/can-bo/danh-muc/doi-tuong/moi',
    '/can-bo/danh-muc/doi-tuong/nguoi-dan',
    '/can-bo/danh-muc/tu-khoa?ten=x',
    '/can-bo/van-ban',
    `/can-bo/van-ban/${lawNumberKey('1/2001/NĐ-CP')}`,
    '/can-bo/van-ban/nhap',
    '/can-bo/xem-lai',
    '/can-bo/nhap-bang',
    '/can-bo/nguon-nhap',
    '/can-bo/nguon-nhap/moi',
    ...objects.source.map(([id]) => `/can-bo/nguon-nhap/${id}`),
    ...objects.sheet.map(([id]) => `/can-bo/nhap-bang/${id}`),
    ...objects.target.map(([id]) => `/can-bo/giao-nop/noi/${id}`),
    ...objects.delivery.map(([id]) => `/can-bo/giao-nop/lan/${id}`),
    '/can-bo/doc-lai',
    '/can-bo/hoi-dap',
    '/can-bo/hoi-dap?xem=answered',
    '/can-bo/hoi-dap/moi',
    '/can-bo/hoi-dap/so-lieu',
    '/can-bo/ngay-nghi',
    '/can-bo/ngay-nghi/2026',
    '/can-bo/mau-tra-loi',
    '/can-bo/mau-tra-loi/moi',
    '/can-bo/mau-tra-loi/mau-thu',
    ...objects.question.flatMap(([id]) =>
      ['', '/in', '/cong-bo'].map((rest) => `/can-bo/cau-hoi/${id}${rest}`),
    ),
    '/can-bo/dieu-luat',
    '/can-bo/dieu-luat/moi',
    ...objects.kit.map(([id]) => `/can-bo/dieu-luat/${id}`),
    '/can-bo/thu-tuc',
    '/can-bo/thu-tuc/moi',
    '/can-bo/thu-tuc/dang-ky-khai-sinh',
    '/can-bo/quay',
    '/can-bo/tin-tuc',
    '/can-bo/tin-tuc?xem=submitted',
    '/can-bo/tin-tuc/moi',
    ...objects.news.map(([id]) => `/can-bo/tin-tuc/${id}`),
    '/can-bo/bao-cao',
    '/can-bo/bao-cao/moi',
    ...objects.round.flatMap(([id]) => [`/can-bo/bao-cao/${id}`, `/can-bo/bao-cao/${id}/tong-hop`]),
    ...objects.report.flatMap(([id]) =>
      ['', '/tai-lieu'].map((rest) => `/can-bo/bao-cao-xa/${id}${rest}`),
    ),
    '/can-bo/giao-nop',
    '/can-bo/giao-nop/tra-lai',
    '/can-bo/khoa-api',
    '/can-bo/trang-nhung',
    '/can-bo/bo-suu-tap',
    '/can-bo/bo-suu-tap/moi',
    '/can-bo/bo-suu-tap/bo-thu',
    '/can-bo/trang',
    '/can-bo/trang/moi',
    '/can-bo/trang/trang-thu',
    '/can-bo/trang/gioi-thieu',
    '/can-bo/trang/trang-thu/ban',
    '/can-bo/lien-ket',
    '/can-bo/lien-ket/moi',
    '/can-bo/lien-ket/lien-ket-thu',
    '/can-bo/thong-ke',
    '/can-bo/ban-in',
    '/can-bo/ban-in/moi/sua',
    '/can-bo/nhap-ban-in',
    ...objects.place.flatMap(([id]) =>
      ['', '/sua', '/them', '/muon', '/kiem-ke', '/bao-cao'].map(
        (rest) => `/can-bo/ban-in/${id}${rest}`,
      ),
    ),
    ...objects.stocktake.map(([id]) => `/can-bo/kiem-ke/${id}`),
    ...objects.copy.map(([id]) => `/can-bo/ban/${id}`),
    ...shown.flatMap(({ id, attachments: [tep] }) =>
      ['', '/ban-in', '/duyet', '/phe-duyet', '/doc-lai', `/doc-lai?tep=${tep!.id}&trang=1`].map(
        (rest) => `/can-bo/tai-lieu/${id}${rest}`,
      ),
    ),
    ...people.map((p) => `/can-bo/tai-khoan/${p.id}`),
  ];
};

/** What a page lets its reader do, as `METHOD address`. */
const offeredOn = (page: Answer): string[] => [
  ...page
    .all('form')
    .filter((f) => f.attribs['method'] === 'post')
    .map((f) => `POST ${f.attribs['action'] ?? ''}`),
  ...page
    .all('button')
    .filter((b) => b.attribs['formaction'] !== undefined)
    .map((b) => `${b.attribs['formmethod'] === 'get' ? 'GET' : 'POST'} ${b.attribs['formaction']}`),
  ...page.links
    .filter((l) => l.href.startsWith('/can-bo'))
    .map((l) => `GET ${l.href.split(/[?#]/u)[0]!}`),
];

const PATTERNS = Object.keys(STAFF_ROUTES).map(
  (name) => [name, new RegExp(`^${name.replaceAll(/:\w+/gu, '[^/]+')}$`, 'u')] as const,
);
const routeOf = (offered: string): string | undefined =>
  PATTERNS.find(([, pattern]) => pattern.test(offered))?.[0];

/** What an address of this route stands for. */
async function touchedBy([, what]: RouteRule, id: string): Promise<Touched> {
  const { catalog } = app.shelf.storage;
  if (what === 'comment') return shelf.objects.comment.find(([known]) => known === id)![1];
  if (what === 'item') return (await catalog.findItem(id))!;
  if (what === 'person') return (await catalog.findAccountById(id))!;
  if (what === 'news' || what === 'kit' || what === 'report' || what === 'whole-reports')
    return shelf.objects[what].find(([known]) => known === id)![1];
  if (what === 'question') return shelf.objects.question.find(([known]) => known === id)![1];
  if (what === 'place' || what === 'copy' || what === 'stocktake')
    return shelf.objects[what].find(([known]) => known === id)?.[1] ?? 'shelf';
  return 'shelf';
}

it('every staff route is in the table, and the table has no other', () => {
  expect(app.routes('/can-bo').toSorted()).toEqual(Object.keys(STAFF_ROUTES).toSorted());
});

describe.each(ROLES)('a %s', (role) => {
  it('reaches what the matrix allows and nothing else, on every route', async () => {
    const { actor, cookie } = shelf.actors.get(role)!;
    const knocks = Object.entries(STAFF_ROUTES)
      // Taking an item over hands its work to whoever asks.
      .filter(
        ([route, rule]) => rule[1] !== 'item' || rule[0] !== 'take' || !route.endsWith('nhan'),
      )
      .flatMap(([route, rule]) =>
        asked(shelf.objects[rule[1]], ([, object]) => allowed(actor, rule, object)).map(
          ([id, object]) => ({ route, rule, id, object }),
        ),
      );
    const look = async (some: typeof knocks, together: number): Promise<void> => {
      const answers = answersTo(some, together, ({ route, id }) => knock(route, id, cookie));
      for await (const [{ route, rule, id, object }, answer] of answers) {
        const { status } = answer;
        expect(leaks(actor, `${route} ${id}`, answer)).toEqual([]);
        const may = allowed(actor, rule, object);
        // A move that the state alone forbids is a conflict, not a refusal of the person; it
        // changes nothing either.
        // Whose reports are foreign is told that there are none.
        const hidden = status === 404 && rule[1] === 'report' && !may;
        const refused = status === 403 || hidden || (status === 409 && !may);
        const named = nameOf(object);
        expect([route, named, status, refused]).toEqual([route, named, status, !may]);
      }
    };
    // What changes on any request comes last, one by one: by then all else was asked.
    const changing = /dong$|khoa$|mo$|mat-khau$|xoa$|luu$|nhan$|thu-lai$|chep$|thu-hoi$/u;
    await look(
      knocks.filter(({ route }) => !changing.test(route)),
      AT_ONCE,
    );
    await look(
      knocks.filter(({ route }) => changing.test(route)),
      1,
    );
  });

  it('sees no button, form or link that would be refused, and no name of what it may not see', async () => {
    const { actor, cookie } = shelf.actors.get(role)!;
    const seen = new Set<string>();
    const known = new Set<string>();
    const pages = answersTo(staffPages(), AT_ONCE, (page) =>
      ask(app.base, page, { headers: { cookie } }),
    );
    for await (const [page, answer] of pages) {
      expect(leaks(actor, page, answer)).toEqual([]);
      if (answer.status !== 200) continue;
      for (const offered of offeredOn(answer)) {
        if (known.has(offered)) continue;
        known.add(offered);
        const name = routeOf(offered);
        if (name === undefined) {
          expect(offered).toMatch(/^POST \/dang-xuat$/u);
          continue;
        }
        seen.add(name);
        const rule = STAFF_ROUTES[name]!;
        const object = await touchedBy(rule, offered.split('/')[3] ?? '');
        expect([page, offered, allowed(actor, rule, object)]).toEqual([page, offered, true]);
      }
    }
    expect(seen.size).toBeGreaterThan(2);
  });
});
