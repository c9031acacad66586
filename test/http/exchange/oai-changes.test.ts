import { jest, afterEach, beforeEach, expect, it } from '@jest/globals';
import { stampRecords } from '#server/exchange/actions/stamp-records.ts';
import type { Item } from '#server/items/item.ts';
import { aChange } from '../../support/builders.ts';
import { askOai, harvestAll, type OaiAnswer } from '../../support/exchange/ask-oai.ts';
import { fillExchangeShelf, withdrawAll } from '../../support/exchange/exchange-shelf.ts';
import { textsOf } from '../../support/exchange/read-xml.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** Behind the day of the shelf's own start. */
const at = (minute: number, second = 0): string =>
  new Date(Date.parse('2099-12-01T03:00:00Z') + (minute * 60 + second) * 1000).toISOString();
const LIST = 'verb=ListIdentifiers&metadataPrefix=oai_dc';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
  setClock(at(0));
});
afterEach(async () => {
  jest.useRealTimers();
  await app.close();
});

const catalog = () => app.shelf.storage.catalog;
const ask = (query: string): Promise<OaiAnswer> => askOai(app.base)(query);
const stamp = (...ids: string[]): Promise<void> =>
  stampRecords({ catalog: catalog(), now: app.shelf.steadyNow }, ids);
async function change(id: string, more: Partial<Item>): Promise<void> {
  const item = (await catalog().findItem(id))!;
  await catalog().saveItem(aChange({ ...item, ...more }));
}
const identifiersOf = (pages: readonly OaiAnswer[]): string[] => pages.flatMap(({ ids }) => ids);

it('holds back the newest seconds, and tells them to whoever goes on from its date', async () => {
  const [id] = await fillExchangeShelf(app.shelf, 1);
  const early = await ask(LIST);
  expect(early.errors).toEqual(['noRecordsMatch']);
  setClock(at(0, 5));
  expect((await ask(`${LIST}&from=${early.responseDate}`)).ids).toEqual([id]);
});

it('gives a record of this very second, and an answer that is not older than it', async () => {
  const [id] = await fillExchangeShelf(app.shelf, 1);
  const [prefix] = textsOf((await ask('verb=Identify')).root, 'repositoryIdentifier');
  const one = await ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:${prefix}:${id}`);
  expect(one.ids).toEqual([id]);
  expect(one.responseDate >= textsOf(one.root, 'datestamp')[0]!).toBe(true);
});

it('tells an item as deleted as soon as readers do not see it', async () => {
  const [id, other] = await fillExchangeShelf(app.shelf, 2);
  setClock(at(1));
  await change(id!, { state: 'withdrawn' });
  expect((await ask(LIST)).ids.toSorted()).toEqual([`-${id}`, other].toSorted());
});

it('tells the end of what came within one second', async () => {
  const [id] = await fillExchangeShelf(app.shelf, 1);
  setClock(at(1));
  const before = await ask(LIST);
  await withdrawAll(app.shelf, [id!]);
  await change(id!, { state: 'published' });
  await stamp(id!);
  await withdrawAll(app.shelf, [id!]);
  setClock(at(2));
  const after = await ask(`${LIST}&from=${before.responseDate}`);
  expect(after.ids).toEqual([`-${id}`]);
});

it('keeps set names of a deleted record, and its form in every format', async () => {
  const [id] = await fillExchangeShelf(app.shelf, 1);
  await withdrawAll(app.shelf, [id!]);
  setClock(at(1));
  const inSet = await ask(`verb=ListRecords&metadataPrefix=mods&set=chu-de:44`);
  expect(inSet.ids).toEqual([`-${id}`]);
  expect(textsOf(inSet.root, 'setSpec')).toContain('chu-de:44');
});

it('loses nothing and tells nothing twice while records change under a harvest', async () => {
  const ids = await fillExchangeShelf(app.shelf, 350);
  setClock(at(1));
  let minute = 2;
  const touched: string[] = [];
  const pages = await harvestAll(app.base, LIST, async () => {
    setClock(at(minute));
    minute++;
    // Some that were told already, some that are still to come, on every page.
    const some = ids.filter((_, i) => i % 7 === minute);
    touched.push(...some);
    for (const id of some) await change(id, { abstract: `Đổi lúc ${minute}` });
    await stamp(...some);
  });
  const first = identifiersOf(pages);
  expect(pages.every(({ errors }) => errors.length === 0)).toBe(true);
  expect(new Set(first).size).toBe(first.length);
  setClock(at(minute + 1));
  const next = identifiersOf(
    await harvestAll(app.base, `${LIST}&from=${pages.at(-1)!.responseDate}`),
  );
  expect([...new Set([...first, ...next])].toSorted()).toEqual(ids.toSorted());
  expect(touched.every((id) => next.includes(id))).toBe(true);
});

it('ends a list whose rest has changed meanwhile', async () => {
  const ids = await fillExchangeShelf(app.shelf, 101);
  setClock(at(1));
  const { token, ids: told } = await ask(LIST);
  const rest = ids.find((id) => !told.includes(id))!;
  setClock(at(2));
  await change(rest, { abstract: 'Khác' });
  await stamp(rest);
  setClock(at(3));
  const next = await ask(`verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token!)}`);
  expect(next.errors).toEqual(['noRecordsMatch']);
  expect((await ask(`${LIST}&from=${next.responseDate}`)).ids).toEqual([rest]);
});

it('goes on when its clock is set back', async () => {
  const [first, second] = await fillExchangeShelf(app.shelf, 2);
  setClock(at(10));
  await change(first!, { abstract: 'Khác' });
  await stamp(first!);
  setClock(at(11));
  const { responseDate } = await ask(LIST);
  setClock(at(2));
  await change(second!, { abstract: 'Khác nữa' });
  await stamp(second!);
  setClock(at(12));
  expect((await ask(`${LIST}&from=${responseDate}`)).ids).toContain(second);
});

it('has a name of its own where no address is set, and the same for ever', async () => {
  const name = async () => textsOf((await ask('verb=Identify')).root, 'repositoryIdentifier')[0];
  const first = await name();
  expect(first).toMatch(/^tu-sach-[0-9a-f]{8}\.tusachphapluat\.example$/u);
  expect(await name()).toBe(first);
});

it('answers an empty shelf', async () => {
  expect((await ask('verb=Identify')).errors).toEqual([]);
  expect((await ask('verb=ListSets')).errors).toEqual(['noSetHierarchy']);
  expect((await ask(LIST)).errors).toEqual(['noRecordsMatch']);
});

it('asks who comes when too many lists are made to come again', async () => {
  await fillExchangeShelf(app.shelf, 120);
  setClock(at(1));
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      fetch(`${app.base}/oai?verb=ListRecords&metadataPrefix=marc21`),
    ),
  );
  const busy = answers.filter(({ status }) => status === 503);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  expect(busy.length).toBeGreaterThan(0);
  expect(busy.every(({ headers }) => headers.get('retry-after') === '5')).toBe(true);
  expect((await ask('verb=Identify')).errors).toEqual([]);
  expect((await ask(LIST)).errors).toEqual([]);
});
