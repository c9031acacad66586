import { openStorage } from '#storage/index.ts';
import type { Item } from '#server/items/item.ts';
import type { Storage } from '#server/ports.ts';
import { aQuery, seededRandom } from '../support/builders.ts';
import {
  endedWhenFree,
  FORMS,
  killedAfter,
  PlacesOfShelves,
  type Settings,
} from '../support/faults/places-of-shelves.ts';
import { factsSheet } from '../support/make/facts-sheet.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makeShelfFiles, wordOf } from '../support/make/make-shelf-files.ts';
import { run, type Running } from '../support/shelf-process.ts';

const FILES = 60;
/** FULL_FAULTS=1 kills two hundred times on both forms, as a release is held to. */
const FULL = process.env['FULL_FAULTS'] === '1';
const SHELVES = FULL ? 20 : 3;
const KILLS_PER_SHELF = 10;

let source: TestFolder;
let names: string[];
beforeAll(() => {
  source = makeFolder();
  names = makeShelfFiles(source, FILES);
});
afterAll(() => source.remove());

async function everyItem({ catalog }: Storage): Promise<Item[]> {
  return [
    ...(
      await catalog.listItems({
        states: [],
        unitId: null,
        lawKey: null,
        updatedSince: null,
        order: 'updated',
        limit: 500,
        after: null,
      })
    ).rows,
  ];
}

/** What is half done about an item that the catalog shows. */
async function faultsOf({ catalog, files }: Storage, item: Item): Promise<string[]> {
  const faults: string[] = [];
  const passages = await catalog.listPassages(item.id, null, 500);
  for (const a of item.attachments) {
    if ((await files.stat(a.sha256))?.bytes !== a.bytes)
      faults.push(`${item.title}: bytes of ${a.name}`);
    if (a.status.state !== 'ready') faults.push(`${item.title}: ${a.name} is ${a.status.state}`);
    if (passages.every((p) => p.attachmentId !== a.id))
      faults.push(`${item.title}: no text of ${a.name}`);
    if (a.mediaType.includes('epub') && (await catalog.listSections(a.id)).length !== a.pages)
      faults.push(`${item.title}: chapters of ${a.name}`);
  }
  if (item.attachments.length !== 1) faults.push(`${item.title}: ${item.attachments.length} files`);
  const events = await catalog.events(item.id);
  if (events.map((e) => e.action).join() !== 'bulk-publish')
    faults.push(`${item.title}: events ${events.map((e) => e.action).join()}`);
  if (item.state !== 'published') faults.push(`${item.title}: ${item.state}`);
  return faults;
}

/** Everything that readers can see right now, looked at whole. */
async function look(settings: Settings): Promise<{ items: Item[]; faults: string[] }> {
  const storage = await openStorage(settings);
  try {
    const items = await everyItem(storage);
    const faults = (await Promise.all(items.map((item) => faultsOf(storage, item)))).flat();
    const files = items.map((i) => i.attachments[0]!.name);
    if (new Set(files).size !== files.length) faults.push('an item stands there twice');
    const { hits } = await storage.search.query(aQuery('van ban', { limit: 100 }));
    for (const hit of hits) {
      if (items.every((i) => i.id !== hit.itemId))
        faults.push(`the index knows ${hit.itemId}, the catalog does not`);
      if (
        (await storage.catalog.findPassages(hit.passages.filter((p) => p.attachmentId !== '')))
          .length !== hit.passages.filter((p) => p.attachmentId !== '').length
      )
        faults.push(`a found passage of ${hit.itemId} is not there`);
    }
    for await (const file of storage.files.list())
      if (!/^[0-9a-f]{64}$/u.test(file.sha256) || file.bytes === 0)
        faults.push(`file ${file.sha256}`);
    return { items, faults };
  } finally {
    await storage.close();
  }
}

const importInto = (settings: Settings): Running =>
  run('cli', ['import', source.path, ...factsSheet(source.path), '--publish'], '', settings);

describe.each(FULL ? FORMS : FORMS.slice(0, 1))('on the %s form', (_, production) => {
  const places = new PlacesOfShelves(production);
  afterAll(() => places.remove());

  async function killedImport(settings: Settings, afterMs: number): Promise<boolean> {
    const running = importInto(settings);
    const isKilled = (await killedAfter(running, afterMs)) === null;
    if (isKilled) await places.endLeases(settings, running);
    return isKilled;
  }

  /** Killed so often; after each the shelf is looked at. */
  async function killAgainAndAgain(settings: Settings, random: () => number): Promise<void> {
    const [shortest, longest] = production ? [300, 4_000] : [60, 760];
    let before = 0;
    let kills = 0;
    for (let round = 0; kills < KILLS_PER_SHELF && round < 3 * KILLS_PER_SHELF; round++) {
      if (await killedImport(settings, shortest + random() * (longest - shortest))) kills++;
      const { items, faults } = await look(settings);
      expect(faults).toEqual([]);
      // What was on the shelf once stays there.
      expect(items.length).toBeGreaterThanOrEqual(before);
      before = items.length;
    }
    expect(kills).toBe(KILLS_PER_SHELF);
  }

  /** Every file is an item that is found by its own word, and nothing is left to do. */
  async function expectWhole(settings: Settings): Promise<void> {
    const { items, faults } = await look(settings);
    expect(faults).toEqual([]);
    expect(items.map((i) => i.attachments[0]!.name).toSorted()).toEqual(names.toSorted());
    const storage = await openStorage(settings);
    try {
      expect(await storage.queue.pending()).toBe(0);
      expect(await storage.queue.failed(10)).toEqual([]);
      for (let n = 0; n < FILES; n++) {
        const { total, hits } = await storage.search.query(aQuery(wordOf(n)));
        const found = items.find((i) => i.id === hits[0]?.itemId)?.attachments[0]!.name;
        expect([names[n], total, found]).toEqual([names[n], 1, names[n]]);
      }
    } finally {
      await storage.close();
    }
  }

  it.each(Array.from({ length: SHELVES }, (__, n) => n))(
    'an import killed again and again loses nothing and shows nothing half (shelf %i)',
    async (shelf) => {
      const settings = places.next();
      await killAgainAndAgain(settings, seededRandom(7 + shelf));
      const last = await endedWhenFree(() => importInto(settings).ended);
      expect(last).toEqual({ code: 0, output: expect.stringContaining('từ chối 0') });
      await expectWhole(settings);
    },
    FULL ? 900_000 : 180_000,
  );
});
