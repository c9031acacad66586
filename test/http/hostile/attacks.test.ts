import { ask, postForm } from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/**
 * What the shelf was attacked with; each was answered in seconds or minutes once. A hostile request
 * may take so much longer than a harmless one of its kind at the same moment: cores may be busy.
 */
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

async function timed(request: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await request();
  return performance.now() - begun;
}

async function expectSoon(
  attack: () => Promise<unknown>,
  harmless: () => Promise<unknown>,
): Promise<void> {
  let least = Infinity;
  let ordinary = 0;
  for (let round = 0; round < ROUNDS && least > LONGEST_MS + ordinary; round += 1) {
    ordinary = Math.max(ordinary, await timed(harmless));
    least = Math.min(least, await timed(attack));
  }
  expect(least).toBeLessThanOrEqual(LONGEST_MS + ordinary);
}

const save = (fields: Readonly<Record<string, string>>): Promise<unknown> =>
  postForm(
    app.base,
    `/can-bo/tai-lieu/${id}/luu`,
    { version: '1', title: 'Sổ tay', ...fields },
    { cookie },
  );
/** Fails its validation as the hostile ones do, so that it may be sent again and again. */
const saveHarmless = (): Promise<unknown> => save({ issued: 'x' });

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
  await expectSoon(() => save({ [field]: text }), saveHarmless);
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
  for (const path of [`/tai-lieu/${id}`, '/api/v1/items'])
    await expectSoon(
      () => ask(app.base, path, { headers: { [name]: value } }),
      () => ask(app.base, path),
    );
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
  await expectSoon(
    () => ask(app.base, path),
    () => ask(app.base, '/tim-kiem?q=a'),
  );
});
