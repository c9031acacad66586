import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { askOai } from '../../support/exchange/ask-oai.ts';
import { fillCatalog } from '../../support/exchange/exchange-shelf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** On the production storage fewer: the server of the tests walks all rows for a page. */
const MANY = process.env['FULL_FAULTS'] === '1' ? 50_000 : 10_000;
const FEW = 2_000;
const PAGE = 100;
const MOST_GROWTH = 150 * 1024 ** 2;

let app: TestApp;
let many: number;

beforeAll(async () => {
  app = await startTestApp();
  many = app.storage.putCopies === null ? MANY : FEW;
  const past = (): string => new Date(Date.now() - 3_000).toISOString();
  await fillCatalog({ catalog: app.shelf.storage.catalog, now: past }, many);
});
afterAll(() => app.close());

it('a harvest of many records tells each once, page after page, and keeps nothing', async () => {
  const ask = askOai(app.base);
  const seen = new Set<string>();
  let query = 'verb=ListIdentifiers&metadataPrefix=oai_dc';
  const before = process.memoryUsage().heapUsed;
  let pages = 0;
  for (let token: string | null = ''; token !== null;) {
    const page = await ask(query);
    expect(page.ids.length).toBeLessThanOrEqual(PAGE);
    for (const id of page.ids) seen.add(id);
    pages++;
    token = page.token || null;
    query = `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token ?? '')}`;
  }
  expect(seen.size).toBe(many);
  expect(pages).toBe(many / PAGE);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(MOST_GROWTH);
});

it('the records of a set far into the list are those of the set', async () => {
  const ask = askOai(app.base);
  let page = await ask('verb=ListRecords&metadataPrefix=mods&set=ngon-ngu:hmn');
  for (let n = 0; n < 3 && page.token; n++)
    page = await ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(page.token)}`);
  expect(page.ids.length).toBeGreaterThan(0);
  expect(page.root.text).toContain('Tiếng Mông');
});
