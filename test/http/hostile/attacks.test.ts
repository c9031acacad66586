import { ask, postForm } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** What the shelf was attacked with; each was answered in seconds or minutes once. */
const LONGEST_MS = 100;
const ROUNDS = 5;

let app: TestApp;
let cookie: string;
let id: string;
beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
  ({ id } = await app.shelf.storage.catalog.saveItem(
    aChange(anItem({ unitId: app.admin.unitId, state: 'draft' })),
  ));
});
afterAll(() => app.close());

async function expectSoon(attack: () => Promise<unknown>): Promise<void> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS && least > LONGEST_MS; round += 1) {
    const begun = performance.now();
    await attack();
    least = Math.min(least, performance.now() - begun);
  }
  expect(least).toBeLessThanOrEqual(LONGEST_MS);
}

const blanks = (n: number): string => ' '.repeat(n);

it.each([
  ['lawRefs', `1${blanks(80_000)}x`],
  ['lawRefs', `1${blanks(9_000)}|${blanks(9_000)}|x`],
  ['lawRefs', '1/'.repeat(9_000)],
  ['title', `a${blanks(90_000)}b`],
  ['abstract', '<'.repeat(90_000)],
  ['compilers', `${'a,'.repeat(9_000)}b`],
  ['keywords', `${'('.repeat(90_000)}b`],
  ['isbn', '-'.repeat(90_000)],
  ['issued', '1'.repeat(90_000)],
  ['nationalUrl', `https://${'--'.repeat(40_000)}x`],
])('a form whose %s is hostile is answered soon', async (field, text) => {
  const fields = { version: '1', title: 'Sổ tay', [field]: text };
  await expectSoon(() => postForm(app.base, `/can-bo/tai-lieu/${id}/luu`, fields, { cookie }));
});

it.each([
  ['if-none-match', `a${blanks(15_000)}b`],
  ['if-none-match', `a${blanks(120_000)}b`],
  ['cookie', `phien=${';'.repeat(15_000)}`],
  ['accept-encoding', `br${blanks(15_000)}x`],
  ['accept', `text/html;${blanks(15_000)}q`],
  ['range', `bytes=${'1'.repeat(15_000)}`],
  ['authorization', `Bearer${blanks(15_000)}x y`],
])('a request whose head has a hostile %s is answered soon', async (name, value) => {
  await expectSoon(() => ask(app.base, `/tai-lieu/${id}`, { headers: { [name]: value } }));
  await expectSoon(() => ask(app.base, '/api/v1/items', { headers: { [name]: value } }));
});

it.each([
  `/van-ban/${'%20'.repeat(40_000)}`,
  `/van-ban/${'%20'.repeat(5_000)}`,
  `/tai-lieu/${'%20'.repeat(5_000)}/x`,
  `/goi-y?q=${'%20'.repeat(5_000)}x`,
  `/tim-kiem?q=a${'%20'.repeat(30_000)}b`,
  `/dang-nhap?tiep=/${'%20'.repeat(5_000)}`,
  `/${'/'.repeat(15_000)}`,
  `/tep/${'%2e'.repeat(5_000)}`,
])('an address of blanks or dots is answered soon (%#)', async (path) => {
  await expectSoon(() => ask(app.base, path));
});
