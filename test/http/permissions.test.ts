import { hashPassword } from '#server/people/actions/password.ts';
import { can, type AccessObject, type Action, type UnitChange } from '#server/workflow/access.ts';
import { ROLES, type Account, type Actor, type Role } from '#server/people/account.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { ITEM_STATES, type Item } from '#server/items/item.ts';
import { ask, MULTIPART, FORM_END, postForm, type Answer } from '../support/ask.ts';
import {
  aChange,
  aHolding,
  anAccount,
  anActor,
  anAttachment,
  anItem,
} from '../support/builders.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { aGenre, anAudience } from '../support/vocabulary.ts';

type What =
  | 'item'
  | 'person'
  | 'shelf'
  | 'law'
  | 'sheet'
  | 'collection'
  | 'page'
  | 'banner'
  | 'place'
  | 'copy'
  | 'stocktake'
  | 'subject'
  | 'sub-subject'
  | 'figures'
  | 'genre'
  | 'audience'
  | 'signed-in';

/** Every route of the staff area, what it asks of `can`, and of what; a third asks for two. A route that is not named here fails the first test. */
const ROUTES: Readonly<Record<string, readonly [Action, What, Action?]>> = {
  'GET /can-bo': ['view', 'shelf'],
  'POST /can-bo/hang-loat': ['take', 'shelf'],
  'POST /can-bo/hang-loat/sua': ['edit', 'shelf'],
  'GET /can-bo/tai-len': ['create', 'shelf'],
  'POST /can-bo/tai-len': ['create', 'shelf'],
  'GET /can-bo/tai-lieu/:id': ['view', 'item'],
  'GET /can-bo/tai-lieu/:id/duyet': ['view', 'item'],
  'POST /can-bo/tai-lieu/:id/luu': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/sua-tiep': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/goi-y': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/chep': ['view', 'item', 'create'],
  'POST /can-bo/tai-lieu/:id/do-dang': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/bo-do-dang': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/dang': ['publish', 'item', 'edit'],
  'POST /can-bo/tai-lieu/:id/go': ['withdraw', 'item'],
  'POST /can-bo/tai-lieu/:id/dang-lai': ['restore', 'item'],
  'POST /can-bo/tai-lieu/:id/thu-lai': ['retry-job', 'item'],
  'POST /can-bo/tai-lieu/:id/them-tep': ['attach', 'item'],
  'POST /can-bo/tai-lieu/:id/gui': ['submit', 'item'],
  'POST /can-bo/tai-lieu/:id/doi-chieu': ['verify', 'item'],
  'POST /can-bo/tai-lieu/:id/duyet': ['publish', 'item'],
  'POST /can-bo/tai-lieu/:id/tra-lai': ['return', 'item'],
  'POST /can-bo/tai-lieu/:id/nhan': ['take', 'item'],
  'POST /can-bo/tai-lieu/:id/trao': ['take', 'item'],
  'POST /can-bo/tai-lieu/:id/y-kien': ['comment', 'item'],
  'GET /can-bo/tai-lieu/:id/phe-duyet': ['edit', 'item'],
  'POST /can-bo/tai-lieu/:id/phe-duyet': ['edit', 'item'],
  'GET /can-bo/tai-lieu/:id/phe-duyet/tep': ['view', 'item'],
  'POST /can-bo/y-kien/:id/xoa': ['clear-comment', 'shelf'],
  'GET /can-bo/tai-khoan': ['view-people', 'shelf'],
  'POST /can-bo/tai-khoan': ['manage-people', 'shelf'],
  'GET /can-bo/tai-khoan/:id': ['view-people', 'person'],
  'POST /can-bo/tai-khoan/:id/luu': ['manage-people', 'person'],
  'POST /can-bo/tai-khoan/:id/khoa': ['manage-people', 'person'],
  'POST /can-bo/tai-khoan/:id/mo': ['manage-people', 'person'],
  'POST /can-bo/tai-khoan/:id/mat-khau': ['manage-people', 'person'],
  'GET /can-bo/don-vi': ['view-units', 'shelf'],
  'POST /can-bo/don-vi': ['manage-units', 'shelf'],
  'GET /can-bo/don-vi/:code': ['manage-units', 'shelf'],
  'POST /can-bo/don-vi/:code': ['manage-units', 'shelf'],
  'GET /can-bo/nhap-don-vi': ['manage-units', 'shelf'],
  'POST /can-bo/nhap-don-vi': ['manage-units', 'shelf'],
  'GET /can-bo/danh-muc': ['view', 'shelf'],
  'GET /can-bo/danh-muc/:key': ['view', 'shelf'],
  'GET /can-bo/danh-muc/:key/goi-y': ['view', 'shelf'],
  'POST /can-bo/danh-muc/:key': ['merge-names', 'shelf'],
  'GET /can-bo/van-ban': ['view', 'shelf'],
  'GET /can-bo/van-ban/moi': ['edit-law', 'shelf'],
  'POST /can-bo/van-ban/moi': ['edit-law', 'shelf'],
  'GET /can-bo/van-ban/nhap': ['edit-law', 'shelf'],
  'POST /can-bo/van-ban/nhap': ['edit-law', 'shelf'],
  'GET /can-bo/van-ban/:key': ['view', 'law'],
  'POST /can-bo/van-ban/:key': ['edit-law', 'law'],
  'GET /can-bo/xem-lai': ['view', 'shelf'],
  'POST /can-bo/xem-lai': ['review-law', 'shelf'],
  'GET /can-bo/nhap-bang': ['import', 'shelf'],
  'POST /can-bo/nhap-bang': ['import', 'shelf'],
  'GET /can-bo/nhap-bang/mau.xlsx': ['import', 'shelf'],
  'GET /can-bo/nhap-bang/danh-muc.xlsx': ['import', 'shelf'],
  'GET /can-bo/nhap-bang/danh-muc.csv': ['import', 'shelf'],
  'GET /can-bo/nhap-bang/:id': ['import', 'sheet'],
  'GET /can-bo/nhap-bang/:id/ket-qua.csv': ['import', 'sheet'],
  'POST /can-bo/nhap-bang/:id/cot': ['import', 'sheet'],
  'POST /can-bo/nhap-bang/:id/chay': ['import', 'sheet'],
  'POST /can-bo/bo-loc/luu': ['view', 'shelf'],
  'POST /can-bo/bo-loc/xoa': ['view', 'shelf'],
  'GET /can-bo/thong-bao': ['view', 'shelf'],
  'POST /can-bo/thong-bao/da-doc': ['view', 'shelf'],
  'POST /can-bo/thong-bao/thu': ['view', 'shelf'],
  'GET /can-bo/bo-suu-tap': ['view', 'shelf'],
  'GET /can-bo/bo-suu-tap/moi': ['edit-lists', 'shelf'],
  'POST /can-bo/bo-suu-tap/moi': ['edit-lists', 'shelf'],
  'GET /can-bo/bo-suu-tap/:slug': ['view', 'collection'],
  'POST /can-bo/bo-suu-tap/:slug': ['edit-lists', 'collection'],
  'GET /can-bo/trang': ['view', 'shelf'],
  'GET /can-bo/trang/moi': ['edit-lists', 'shelf'],
  'POST /can-bo/trang/moi': ['edit-lists', 'shelf'],
  'GET /can-bo/trang/:slug': ['view', 'page'],
  'POST /can-bo/trang/:slug': ['edit-lists', 'page'],
  'GET /can-bo/trang/:slug/ban': ['view', 'page'],
  'POST /can-bo/trang/:slug/lay-lai': ['edit-lists', 'page'],
  'GET /can-bo/lien-ket': ['view', 'shelf'],
  'GET /can-bo/lien-ket/moi': ['edit-lists', 'shelf'],
  'POST /can-bo/lien-ket/moi': ['edit-lists', 'shelf'],
  'GET /can-bo/lien-ket/:id': ['edit-lists', 'banner'],
  'POST /can-bo/lien-ket/:id': ['edit-lists', 'banner'],
  'POST /can-bo/lien-ket/:id/xoa': ['edit-lists', 'banner'],
  'GET /can-bo/danh-muc/chu-de': ['view', 'shelf'],
  'GET /can-bo/danh-muc/chu-de/:code': ['view', 'subject'],
  'POST /can-bo/danh-muc/chu-de/:code': ['edit-lists', 'subject'],
  'GET /can-bo/danh-muc/chu-de/:code/moi': ['edit-lists', 'subject'],
  'POST /can-bo/danh-muc/chu-de/:code/moi': ['edit-lists', 'subject'],
  'GET /can-bo/danh-muc/the-loai': ['view', 'shelf'],
  'GET /can-bo/danh-muc/the-loai/moi': ['edit-lists', 'shelf'],
  'POST /can-bo/danh-muc/the-loai/moi': ['edit-lists', 'shelf'],
  'GET /can-bo/danh-muc/the-loai/:code': ['edit-lists', 'genre'],
  'POST /can-bo/danh-muc/the-loai/:code': ['edit-lists', 'genre'],
  'POST /can-bo/danh-muc/the-loai/:code/lay-lai': ['edit-lists', 'genre'],
  'GET /can-bo/danh-muc/doi-tuong': ['view', 'shelf'],
  'GET /can-bo/danh-muc/doi-tuong/moi': ['edit-lists', 'shelf'],
  'POST /can-bo/danh-muc/doi-tuong/moi': ['edit-lists', 'shelf'],
  'GET /can-bo/danh-muc/doi-tuong/:code': ['edit-lists', 'audience'],
  'POST /can-bo/danh-muc/doi-tuong/:code': ['edit-lists', 'audience'],
  'POST /can-bo/danh-muc/doi-tuong/:code/lay-lai': ['edit-lists', 'audience'],
  'GET /can-bo/danh-muc/nhanh/:code': ['edit-lists', 'sub-subject'],
  'POST /can-bo/danh-muc/nhanh/:code': ['edit-lists', 'sub-subject'],
  'GET /can-bo/ban-in': ['view-holdings', 'shelf'],
  'GET /can-bo/ban-in/moi/sua': ['manage-place', 'shelf'],
  'POST /can-bo/ban-in/moi/sua': ['manage-place', 'shelf'],
  'GET /can-bo/ban-in/:id': ['view-holdings', 'place'],
  'GET /can-bo/ban-in/:id/sua': ['manage-place', 'place'],
  'POST /can-bo/ban-in/:id/sua': ['manage-place', 'place'],
  'GET /can-bo/ban-in/:id/them': ['keep-holdings', 'place'],
  'POST /can-bo/ban-in/:id/them': ['keep-holdings', 'place'],
  'GET /can-bo/ban/:id': ['view-holdings', 'copy'],
  'POST /can-bo/ban/:id/luu': ['keep-holdings', 'copy'],
  'GET /can-bo/tai-lieu/:id/ban-in': ['view', 'item'],
  'GET /can-bo/ban-in/:id/kiem-ke': ['view-holdings', 'place'],
  'POST /can-bo/ban-in/:id/kiem-ke': ['keep-holdings', 'place'],
  'GET /can-bo/kiem-ke/:id': ['view-holdings', 'stocktake'],
  'POST /can-bo/kiem-ke/:id': ['keep-holdings', 'stocktake'],
  'POST /can-bo/kiem-ke/:id/dong': ['keep-holdings', 'stocktake'],
  'GET /can-bo/ban-in/:id/bao-cao': ['view-holdings', 'place'],
  'GET /can-bo/ban-in/:id/bao-cao.csv': ['view-holdings', 'place'],
  'GET /can-bo/ban-in/:id/bao-cao.xlsx': ['view-holdings', 'place'],
  'GET /can-bo/nhap-ban-in': ['keep-holdings', 'shelf'],
  'POST /can-bo/nhap-ban-in': ['keep-holdings', 'shelf'],
  'GET /can-bo/nhap-ban-in/mau.xlsx': ['keep-holdings', 'shelf'],
  'GET /can-bo/ban-in/:id/so.csv': ['view-holdings', 'place'],
  'GET /can-bo/ban-in/:id/so.xlsx': ['view-holdings', 'place'],
  'GET /can-bo/ban-in/:id/muon': ['lend', 'place'],
  'POST /can-bo/ban/:id/cho-muon': ['lend', 'copy'],
  'POST /can-bo/ban/:id/tra': ['lend', 'copy'],
  'POST /can-bo/ban/:id/gia-han': ['lend', 'copy'],
  'GET /can-bo/thong-ke': ['view-figures', 'figures'],
  'GET /can-bo/thong-ke.csv': ['view-figures', 'figures'],
  'GET /can-bo/mat-khau': ['view', 'signed-in'],
  'POST /can-bo/mat-khau': ['view', 'signed-in'],
};

let app: TestApp;
const items: Item[] = [];
const people: Account[] = [];
const places: [unitId: string, id: string][] = [];
const copies: [unitId: string, id: string][] = [];
const stocktakes: [unitId: string, id: string][] = [];
const actors = new Map<Role, { actor: Actor; cookie: string }>();
const LAW = lawNumberKey('1/2001/NĐ-CP');
const unit = (id: string, more = {}) => ({
  id,
  code: id,
  name: id,
  kind: 'commune' as const,
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'no' } });
  const { catalog } = app.shelf.storage;
  await catalog.saveUnits([
    unit('xa-an'),
    unit('xa-cu', { successorId: 'xa-an' }),
    unit('truong-an', { parentId: 'xa-an' }),
    unit('xa-khac'),
  ]);
  const passwordHash = await hashPassword('x');
  for (const role of ROLES) {
    const account = anAccount({
      id: `id-${role}`,
      username: `vai-${role}`,
      roles: [role],
      unitId: 'xa-an',
      passwordHash,
    });
    await catalog.saveAccount(account);
    const cookie = (
      await postForm(app.base, '/dang-nhap', { username: `vai-${role}`, password: 'x' })
    ).headers['set-cookie']![0]!.split(';')[0]!;
    actors.set(role, {
      cookie,
      actor: anActor([role], 'xa-an', {
        accountId: account.id,
        ownUnits: ['xa-an', 'xa-cu'],
        reach: ['xa-an', 'xa-cu', 'truong-an'],
      }),
    });
  }
  for (const unitId of ['xa-an', 'xa-cu', 'truong-an', 'xa-khac']) {
    for (const state of ITEM_STATES) {
      const publishedAt =
        state === 'published' || state === 'withdrawn' ? '2026-01-01T00:00:00.000Z' : null;
      items.push(
        await catalog.saveItem(
          aChange(
            anItem({
              unitId,
              state,
              publishedAt,
              attachments: [anAttachment({ status: { state: 'failed', reason: 'file-broken' } })],
            }),
          ),
        ),
      );
    }
    for (const roles of [['contributor'], ['auditor']] as const) {
      const person = anAccount({ username: `${unitId}-${roles[0]}`, unitId, roles });
      await catalog.saveAccount(person);
      people.push(person);
    }
  }
  await catalog.saveLaws([unknownLaw('1/2001/NĐ-CP')]);
  await catalog.saveCollection({
    slug: 'bo-thu',
    title: 'Bộ thử',
    intro: '',
    itemIds: [items[0]!.id],
    season: null,
    rank: 1,
    hidden: false,
    version: 0,
    changedAt: '',
    changedBy: '',
  });
  const written = await catalog.saveAuthority({
    list: 'page',
    id: 'trang-thu',
    rank: 1,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: { title: 'Trang thử', body: 'Một', hidden: false },
  });
  await catalog.saveAuthority(written);
  await catalog.saveAuthority({
    list: 'sub-subject',
    id: '11.dat-thu',
    rank: 1,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: { name: 'Đất thử', english: '', hidden: false },
  });
  await catalog.saveAuthority(await catalog.saveAuthority(aGenre()));
  await catalog.saveAuthority(anAudience());
  await catalog.saveAuthority({
    list: 'banner',
    id: 'lien-ket-thu',
    rank: 1,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: {
      alt: 'Xã An',
      address: 'https://xa-an.example/',
      group: 'commune',
      from: null,
      to: null,
      hidden: false,
      picture: { sha256: 'ab'.repeat(32), bytes: 1 },
    },
  });
  for (const unitId of ['xa-an', 'xa-cu', 'truong-an', 'xa-khac']) {
    await catalog.saveAuthority({
      list: 'place',
      id: `noi-${unitId}`,
      rank: 0,
      version: 0,
      changedAt: '',
      changedBy: '',
      value: {
        unitId,
        name: unitId,
        kind: 'tu-sach',
        address: 'x',
        phone: '',
        hours: '',
        keeper: '',
        founded: '',
        closed: false,
      },
    });
    places.push([unitId, `noi-${unitId}`]);
    stocktakes.push([unitId, `kiem-ke-${unitId}`]);
    await catalog.saveStocktake({
      id: `kiem-ke-${unitId}`,
      placeId: `noi-${unitId}`,
      openedAt: '2026-01-01T00:00:00.000Z',
      openedBy: 'x',
      closedAt: null,
      closedBy: '',
      result: null,
    });
    copies.push([
      unitId,
      (
        await catalog.saveHoldings([
          { holding: aHolding({ placeId: `noi-${unitId}`, itemId: items[0]!.id }), loan: null },
        ])
      )[0]!.id,
    ]);
  }
  await catalog.saveImport(
    {
      id: 'bang-da-nhap',
      createdAt: '2026-01-01T00:00:00.000Z',
      accountId: 'id-admin',
      by: 'Quản trị',
      name: 'danh mục.csv',
      sha256: '',
      zip: null,
      files: [],
      sheet: '',
      sheets: [],
      encoding: 'utf-8',
      delimiter: ',',
      headerLine: 1,
      headers: [],
      columns: [],
      publish: false,
      state: 'done',
      endedAt: '2026-01-01T00:00:00.000Z',
    },
    [],
    [],
  );
});
afterAll(() => app.close());

const allowed = (
  actor: Actor,
  [action, what, also]: readonly [Action, What, Action?],
  object: Exclude<AccessObject, UnitChange>,
): boolean =>
  what === 'signed-in' ||
  (can(actor, action, object) &&
    (also === undefined || can(actor, also, also === 'create' ? 'shelf' : object)));

/** The place that an id of the path stands for, when it does. */
const libraryObject = (what: What, id: string): Exclude<AccessObject, UnitChange> | null => {
  const found = (
    what === 'place' ? places : what === 'copy' ? copies : what === 'stocktake' ? stocktakes : []
  ).find(([, known]) => known === id);
  return found === undefined ? null : { placeOf: found[0] };
};

/** A request that the route itself refuses, if not the matrix: an old version, nothing filled in. Nothing changes. */
function knock(route: string, id: string, cookie: string): Promise<Answer> {
  const [method, path] = route.split(' ') as [string, string];
  const address = path.replace(/:id|:code|:key|:slug/u, id);
  if (method === 'GET')
    return ask(app.base, ROUTES[route]![1] === 'figures' ? `${path}?don-vi=${id}` : address, {
      headers: { cookie },
    });
  const form =
    /tai-len|them-tep|phe-duyet$|nhap-bang$|nhap-ban-in$|van-ban\/nhap$|lien-ket\/[\w-]+$/u.test(
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

it('every staff route is in the table, and the table has no other', () => {
  expect(app.routes('/can-bo').toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

describe.each(ROLES)('a %s', (role) => {
  it('reaches what the matrix allows and nothing else, on every route', async () => {
    const { actor, cookie } = actors.get(role)!;
    const objects = {
      shelf: [['xa-an', 'shelf']],
      'signed-in': [['x', 'shelf']],
      law: [[LAW, 'shelf']],
      sheet: [['bang-da-nhap', 'shelf']],
      collection: [['bo-thu', 'shelf']],
      page: [['trang-thu', 'shelf']],
      banner: [['lien-ket-thu', 'shelf']],
      subject: [['11', 'shelf']],
      'sub-subject': [['11.dat-thu', 'shelf']],
      genre: [['ban-tin', 'shelf']],
      audience: [['ngu-dan', 'shelf']],
      figures: ['xa-an', 'xa-cu', 'truong-an', 'xa-khac'].map((figuresOf) => [
        figuresOf,
        { figuresOf },
      ]),
      place: places.map(([placeOf, id]) => [id, { placeOf }]),
      copy: copies.map(([placeOf, id]) => [id, { placeOf }]),
      stocktake: stocktakes.map(([placeOf, id]) => [id, { placeOf }]),
      item: items.map((i) => [i.id, i]),
      person: people.map((p) => [p.id, p]),
    } as unknown as Record<What, [string, Exclude<AccessObject, UnitChange>][]>;
    // What changes on any request comes last: by then all else was asked.
    const changing = /dong$|khoa$|mo$|mat-khau$|xoa$|luu$|nhan$|thu-lai$|chep$/u;
    for (const [route, rule] of Object.entries(ROUTES).toSorted(
      ([a], [b]) => Number(changing.test(a)) - Number(changing.test(b)),
    )) {
      for (const [id, object] of objects[rule[1]]) {
        if (rule[1] === 'item' && rule[0] === 'take' && route.endsWith('nhan')) continue;
        const { status } = await knock(route, id, cookie);
        const named =
          typeof object === 'string'
            ? ''
            : 'placeOf' in object
              ? `of ${object.placeOf}`
              : 'figuresOf' in object
                ? `of ${object.figuresOf}`
                : `${'state' in object ? object.state : object.roles.join()} of ${object.unitId}`;
        // A move that the state alone forbids is a conflict, not a refusal of the person; it changes nothing either.
        const refused = status === 403 || (status === 409 && !allowed(actor, rule, object));
        expect([route, named, status, refused]).toEqual([
          route,
          named,
          status,
          !allowed(actor, rule, object),
        ]);
      }
    }
  });

  it('sees no button, form or link that would be refused', async () => {
    const { actor, cookie } = actors.get(role)!;
    const { catalog } = app.shelf.storage;
    const pages = [
      '/can-bo',
      '/can-bo/tai-khoan',
      '/can-bo/don-vi',
      '/can-bo/mat-khau',
      '/can-bo/thong-bao',
      '/can-bo/danh-muc',
      '/can-bo/danh-muc/co-quan',
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
      `/can-bo/van-ban/${LAW}`,
      '/can-bo/van-ban/nhap',
      '/can-bo/xem-lai',
      '/can-bo/nhap-bang',
      '/can-bo/nhap-bang/bang-da-nhap',
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
      ...places.flatMap(([, id]) => [
        `/can-bo/ban-in/${id}`,
        `/can-bo/ban-in/${id}/sua`,
        `/can-bo/ban-in/${id}/them`,
        `/can-bo/ban-in/${id}/muon`,
        `/can-bo/ban-in/${id}/kiem-ke`,
        `/can-bo/ban-in/${id}/bao-cao`,
      ]),
      ...stocktakes.map(([, id]) => `/can-bo/kiem-ke/${id}`),
      ...copies.map(([, id]) => `/can-bo/ban/${id}`),
      ...items.map((i) => `/can-bo/tai-lieu/${i.id}/ban-in`),
      ...items.flatMap((i) => [
        `/can-bo/tai-lieu/${i.id}`,
        `/can-bo/tai-lieu/${i.id}/duyet`,
        `/can-bo/tai-lieu/${i.id}/phe-duyet`,
      ]),
      ...people.map((p) => `/can-bo/tai-khoan/${p.id}`),
    ];
    const seen = new Set<string>();
    for (const page of pages) {
      const answer = await ask(app.base, page, { headers: { cookie } });
      if (answer.status !== 200) continue;
      const forms = answer
        .all('form')
        .filter((f) => f.attribs['method'] === 'post')
        .map((f) => `POST ${f.attribs['action'] ?? ''}`);
      const buttons = answer
        .all('button')
        .flatMap((b) =>
          b.attribs['formaction'] === undefined
            ? []
            : [`${b.attribs['formmethod'] === 'get' ? 'GET' : 'POST'} ${b.attribs['formaction']}`],
        );
      const links = answer.links
        .filter((l) => l.href.startsWith('/can-bo'))
        .map((l) => `GET ${l.href.split(/[?#]/u)[0]!}`);
      for (const offered of [...forms, ...buttons, ...links]) {
        const [method, path] = offered.split(' ') as [string, string];
        const name = Object.keys(ROUTES).find((r) =>
          new RegExp(`^${r.replaceAll(/:\w+/gu, '[^/]+')}$`, 'u').test(`${method} ${path}`),
        );
        if (name === undefined) {
          expect(offered).toMatch(/^POST \/dang-xuat$/u);
          continue;
        }
        seen.add(name);
        const rule = ROUTES[name]!;
        const id = path.split('/')[3] ?? '';
        const object =
          rule[1] === 'item'
            ? (await catalog.findItem(id))!
            : rule[1] === 'person'
              ? (await catalog.findAccountById(id))!
              : (libraryObject(rule[1], id) ?? 'shelf');
        expect([page, offered, allowed(actor, rule, object)]).toEqual([page, offered, true]);
      }
    }
    expect(seen.size).toBeGreaterThan(2);
  });
});
