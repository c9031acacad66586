import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import { ITEM_STATES, type Item } from '#server/items/item.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import type { Account, Actor, Role } from '#server/people/account.ts';
import { ROLES } from '#server/people/account.ts';
import type { AccessObject, UnitChange } from '#server/workflow/access.ts';
import type { Catalog } from '#server/ports.ts';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import { aChange, aHolding, anAccount, anActor, anAttachment, anItem } from './builders.ts';
import { aDelivery, aSent, aTarget } from './exchange/some-deliveries.ts';
import { aQuestion, answeredQuestion } from './make/some-questions.ts';
import { aKit } from './make/a-kit.ts';
import { aNewsEntry } from './make/some-news.ts';
import { aReading } from './make/some-readings.ts';
import { aRound, aUnitReport } from './reports/some-reports.ts';
import { staffPerson } from './staff-person.ts';
import type { What } from './staff-routes.ts';
import type { TestApp } from './start-test-app.ts';
import { aGenre, anAudience } from './vocabulary.ts';

/** The unit of whoever asks, the one it took over, the school below it, and a stranger. */
const UNITS = ['xa-an', 'xa-cu', 'truong-an', 'xa-khac'] as const;
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const FRESH = { version: 0, changedAt: '', changedBy: '' } as const;

/** What `can` is asked about. */
export type Touched = Exclude<AccessObject, UnitChange>;

/** Something of every kind in every unit, and a person of every role. */
export interface EveryUnit {
  /** Of each kind: the id in an address, and what stands behind it. */
  readonly objects: Readonly<Record<What, readonly (readonly [id: string, object: Touched])[]>>;
  readonly items: readonly Item[];
  readonly people: readonly Account[];
  readonly actors: ReadonlyMap<Role, { readonly actor: Actor; readonly cookie: string }>;
}

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

async function saveActors(app: TestApp): Promise<EveryUnit['actors']> {
  const actors = new Map<Role, { actor: Actor; cookie: string }>();
  for (const role of ROLES) {
    const { id, cookie } = await staffPerson(app, [role], 'xa-an', { id: `id-${role}` });
    const actor = anActor([role], 'xa-an', {
      accountId: id,
      ownUnits: ['xa-an', 'xa-cu'],
      reach: ['xa-an', 'xa-cu', 'truong-an'],
    });
    actors.set(role, { cookie, actor });
  }
  return actors;
}

/** One of every state in every unit. */
async function saveItems(catalog: Catalog): Promise<Item[]> {
  const items: Item[] = [];
  for (const unitId of UNITS)
    for (const state of ITEM_STATES) {
      const shown = state === 'published' || state === 'withdrawn';
      const attachment = anAttachment({
        status: { state: 'failed', reason: 'file-broken' },
        recognition: { pages: [{ from: 1, to: 1 }], state: 'done', inText: 1 },
      });
      const publishedAt = shown ? LONG_AGO : null;
      const title = `Nhan đề của ${unitId} khi ${state}`;
      const item = anItem({
        unitId,
        state,
        title,
        publishedAt,
        attachments: [attachment],
        identifier: `SO-${unitId}-${state}`,
        compilers: [title],
        publisher: title,
        series: title,
        keywords: [title],
        lawRefs: [{ ...lawReference(`${items.length + 1}/2002/NĐ-CP`), title }],
      });
      items.push(await catalog.saveItem(aChange(item)));
      await catalog.saveReading(aReading({ itemId: item.id, attachmentId: attachment.id }));
      if (!shown) continue;
      await catalog.addRating({
        id: `y-kien-${unitId}-${state}`,
        itemId: item.id,
        day: LONG_AGO.slice(0, 10),
        answer: 'no',
        comment: `Lời về ${title}`,
      });
    }
  return items;
}

async function savePeople(catalog: Catalog): Promise<Account[]> {
  const people: Account[] = [];
  for (const unitId of UNITS)
    for (const role of ['contributor', 'auditor'] as const) {
      const person = anAccount({ username: `${unitId}-${role}`, unitId, roles: [role] });
      await catalog.saveAccount(person);
      people.push(person);
    }
  return people;
}

async function savePages(catalog: Catalog, itemIds: readonly string[]): Promise<void> {
  await catalog.saveCollection({
    slug: 'bo-thu',
    title: 'Bộ thử',
    intro: '',
    itemIds,
    season: null,
    rank: 1,
    hidden: false,
    ...FRESH,
  });
  const written = await catalog.saveAuthority({
    list: 'page',
    id: 'trang-thu',
    rank: 1,
    value: { title: 'Trang thử', body: 'Một', hidden: false },
    ...FRESH,
  });
  await catalog.saveAuthority(written);
  await catalog.saveAuthority({
    list: 'banner',
    id: 'lien-ket-thu',
    rank: 1,
    value: {
      alt: 'Xã An',
      address: 'https://xa-an.example/',
      group: 'commune',
      from: null,
      to: null,
      hidden: false,
      picture: { sha256: 'ab'.repeat(32), bytes: 1 },
    },
    ...FRESH,
  });
}

async function saveTerms(catalog: Catalog): Promise<void> {
  await catalog.saveAuthority({
    list: 'sub-subject',
    id: '11.dat-thu',
    rank: 1,
    value: { name: 'Đất thử', english: '', hidden: false },
    ...FRESH,
  });
  await catalog.saveAuthority(await catalog.saveAuthority(aGenre()));
  await catalog.saveAuthority(anAudience());
}

/** A paper shelf in every unit, with a copy and an open stock-take. */
async function saveLibraries(
  catalog: Catalog,
  items: readonly Item[],
): Promise<Pick<EveryUnit['objects'], 'place' | 'copy' | 'stocktake'>> {
  const [place, copy, stocktake]: [string, Touched][][] = [[], [], []];
  for (const unitId of UNITS) {
    const placeId = `noi-${unitId}`;
    await catalog.saveAuthority({
      list: 'place',
      id: placeId,
      rank: 0,
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
      ...FRESH,
    });
    await catalog.saveStocktake({
      id: `kiem-ke-${unitId}`,
      placeId,
      openedAt: LONG_AGO,
      openedBy: 'x',
      closedAt: null,
      closedBy: '',
      result: null,
    });
    const [held] = await catalog.saveHoldings([
      {
        holding: aHolding({ placeId, itemId: items.find((item) => item.unitId === unitId)!.id }),
        loan: null,
      },
    ]);
    place!.push([placeId, { placeOf: unitId }]);
    stocktake!.push([`kiem-ke-${unitId}`, { placeOf: unitId }]);
    copy!.push([held!.id, { placeOf: unitId }]);
  }
  return { place: place!, copy: copy!, stocktake: stocktake! };
}

const saveSheet = (catalog: Catalog, unitId: string): Promise<void> =>
  catalog.saveImport(
    {
      id: `bang-${unitId}`,
      unitId,
      form: 'csv',
      sender: '',
      sourceId: null,
      newOnly: false,
      createdAt: LONG_AGO,
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
      unknown: [],
      meant: [],
      publish: false,
      state: 'done',
      endedAt: LONG_AGO,
    },
    [],
    [],
  );

const saveSource = async (catalog: Catalog, unitId: string): Promise<void> => {
  await catalog.saveAuthority({
    list: 'import-source',
    id: `nguon-${unitId}`,
    rank: 0,
    version: 0,
    changedAt: LONG_AGO,
    changedBy: 'Quản trị',
    value: {
      name: 'Thư viện',
      address: 'https://thuvien.example/oai',
      set: '',
      prefix: '',
      unitId,
      withFiles: false,
      nightly: false,
      newByItself: false,
      origin: 'thuvien.example/oai',
      accountId: 'id-admin',
    },
  });
};

/** In every unit a question that waits for approval, and one that was answered. */
async function saveQuestions(catalog: Catalog): Promise<EveryUnit['objects']['question']> {
  await catalog.saveAuthority({
    list: 'answer-template',
    id: 'mau-thu',
    rank: 0,
    value: { name: 'Mẫu thử', text: 'Chào ông, bà.' },
    ...FRESH,
  });
  const saved: [string, Touched][] = [];
  for (const unitId of UNITS)
    for (const question of [
      aQuestion({ unitId, text: `Lời hỏi của ${unitId} đang chờ` }),
      answeredQuestion({ unitId, text: `Lời hỏi của ${unitId} đã trả lời` }),
    ]) {
      await catalog.addQuestion(question, '2026', 9);
      saved.push([question.id, { questionOf: unitId }]);
    }
  return saved;
}

/** In every unit the provision of a week. */
async function saveKits(catalog: Catalog): Promise<EveryUnit['objects']['kit']> {
  const saved: [string, Touched][] = [];
  for (const unitId of UNITS) {
    const { id } = await catalog.saveUnitEntry(aKit({ unitId }));
    saved.push([id, { entryOf: unitId }]);
  }
  return saved;
}

/** A round that is open, and the report of every unit. */
async function saveReports(catalog: Catalog): Promise<EveryUnit['objects']['report']> {
  const round = await catalog.saveRound(aRound());
  const saved: [string, Touched][] = [];
  for (const unitId of UNITS) {
    const { id } = await catalog.saveReport(aUnitReport(round, unitId), { items: [] });
    saved.push([id, { reportOf: unitId }]);
  }
  return saved;
}

/** In every unit a piece of news that waits for approval, and one that readers see. */
async function saveNews(catalog: Catalog): Promise<EveryUnit['objects']['news']> {
  const saved: [string, Touched][] = [];
  for (const unitId of UNITS)
    for (const state of ['submitted', 'published'] as const) {
      const { id } = await catalog.saveUnitEntry(aNewsEntry({ unitId, state }));
      saved.push([id, { entryOf: unitId }]);
    }
  return saved;
}

/** A receiver with a delivery of what is published, a portal and a client of the API. */
async function saveExchange(catalog: Catalog, items: readonly Item[]): Promise<Delivery> {
  const { id } = await catalog.saveTarget(aTarget());
  const sent = items.filter(({ state }) => state === 'published');
  const delivery = await catalog.saveDelivery(aDelivery(id, { state: 'sent' }), []);
  await catalog.saveSentItems(
    sent.map((item) => aSent(id, item.id, { deliveryId: delivery.id, state: 'refused' })),
  );
  await catalog.saveAuthority({
    list: 'portal',
    id: 'cong-thu',
    rank: 0,
    value: { name: 'Cổng thử', origin: 'https://cong.example' },
    ...FRESH,
  });
  await catalog.saveAuthority({
    list: 'sign-in-rule',
    id: 'quy-tac-thu',
    rank: 0,
    value: { claim: 'groups', value: 'tu-sach', unitId: 'xa-an', roles: ['cataloguer'] },
    ...FRESH,
  });
  await catalog.saveAuthority({
    list: 'api-client',
    id: 'may-thu',
    rank: 0,
    value: {
      name: 'Máy thử',
      unit: 'Sở thử',
      hash: 'ab'.repeat(32),
      perMinute: 600,
      issuedAt: LONG_AGO,
      issuedBy: 'Quản trị',
      revoked: null,
    },
    ...FRESH,
  });
  return delivery;
}

/**
 * Fills a shelf with something of every kind in every unit: what the permission matrix speaks of.
 */
export async function fillEveryUnit(app: TestApp): Promise<EveryUnit> {
  const { catalog } = app.shelf.storage;
  await catalog.saveUnits([
    unit('xa-an'),
    unit('xa-cu', { successorId: 'xa-an' }),
    unit('truong-an', { parentId: 'xa-an' }),
    unit('xa-khac'),
  ]);
  const actors = await saveActors(app);
  const items = await saveItems(catalog);
  const people = await savePeople(catalog);
  await catalog.saveLaws([unknownLaw('1/2001/NĐ-CP')]);
  await savePages(
    catalog,
    items.map(({ id }) => id),
  );
  await saveTerms(catalog);
  const libraries = await saveLibraries(catalog, items);
  for (const unitId of UNITS) {
    await saveSheet(catalog, unitId);
    await saveSource(catalog, unitId);
  }
  const delivery = await saveExchange(catalog, items);
  const questions = await saveQuestions(catalog);
  const reports = await saveReports(catalog);
  const roundOf = reports[0]![0].split('.')[0]!;
  const objects: EveryUnit['objects'] = {
    'own-reports': [['xa-an', 'shelf']],
    round: [[roundOf, 'shelf']],
    'whole-reports': [[roundOf, { reportOf: MANAGING_UNIT }]],
    report: reports,
    question: questions,
    news: await saveNews(catalog),
    procedure: [['dang-ky-khai-sinh', 'shelf']],
    kit: await saveKits(catalog),
    'own-entries': [['xa-an', { entryOf: 'xa-an' }]],
    'own-questions': [['xa-an', { questionOf: 'xa-an' }]],
    holiday: [['2026', 'shelf']],
    template: [['mau-thu', 'shelf']],
    shelf: [['xa-an', 'shelf']],
    'signed-in': [['x', 'shelf']],
    law: [[lawNumberKey('1/2001/NĐ-CP'), 'shelf']],
    source: UNITS.map((unitId) => [`nguon-${unitId}`, { state: 'draft', unitId }]),
    sheet: UNITS.map((unitId) => [`bang-${unitId}`, { state: 'draft', unitId }]),
    collection: [['bo-thu', 'shelf']],
    page: [['trang-thu', 'shelf']],
    banner: [['lien-ket-thu', 'shelf']],
    portal: [['cong-thu', 'shelf']],
    client: [['may-thu', 'shelf']],
    rule: [['quy-tac-thu', 'shelf']],
    target: [[delivery.targetId, 'shelf']],
    delivery: [[delivery.id, 'shelf']],
    comment: items.flatMap((item) =>
      item.publishedAt === null ? [] : [[`y-kien-${item.unitId}-${item.state}`, item] as const],
    ),
    subject: [['11', 'shelf']],
    'sub-subject': [['11.dat-thu', 'shelf']],
    word: [['dat-dai-1', 'shelf']],
    genre: [['ban-tin', 'shelf']],
    audience: [['ngu-dan', 'shelf']],
    figures: UNITS.map((figuresOf) => [figuresOf, { figuresOf }]),
    item: items.map((item) => [item.id, item]),
    person: people.map((person) => [person.id, person]),
    ...libraries,
  };
  return { objects, items, people, actors };
}
