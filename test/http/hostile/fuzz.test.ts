import { Fuzzer, type Fuzzed } from '../../support/hostile/fuzzer.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** FULL_FAULTS=1 goes on for the five minutes that a release is held to, and looks at the time. */
const FULL = process.env['FULL_FAULTS'] === '1';
const REQUESTS = 250;
const FULL_MS = 300_000;
const LONGEST_MS = 500;
const SEED = 20_261_130;
const BEGINNINGS = ['/', '/tim-kiem?q=luat', '/opds', '/oai?verb=Identify', '/api/v1/items'];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ demo: true });
});
afterAll(() => app.close());

/** Nobody's fault but the server's; only a busy one that says when to come again is excused. */
const isFault = ({ status, retryAfter }: Fuzzed): boolean =>
  status >= 500 && !(status === 503 && retryAfter !== undefined);

/** A picture is drawn by a child when it is first asked for, and takes as long as it takes. */
const isDrawn = ({ request }: Fuzzed): boolean => /\.(?:webp|jpe?g|png)(?:\?|$)/u.test(request);

it('answers whatever links and forms are filled with, and is sound afterwards', async () => {
  const staff = app
    .routes('/can-bo')
    .filter((route) => route.startsWith('GET ') && !route.includes(':'))
    .map((route) => route.slice('GET '.length));
  const fuzzer = new Fuzzer(app.base, await app.signIn(), [...BEGINNINGS, ...staff], SEED);
  const faults: Fuzzed[] = [];
  const slow: Fuzzed[] = [];
  const end = performance.now() + FULL_MS;
  let asked = 0;
  for (; FULL ? performance.now() < end : asked < REQUESTS; asked++) {
    const fuzzed = await fuzzer.next();
    if (isFault(fuzzed)) faults.push(fuzzed);
    if (FULL && fuzzed.took > LONGEST_MS && !isDrawn(fuzzed)) slow.push(fuzzed);
  }
  expect({ faults, slow }).toEqual({ faults: [], slow: [] });
  expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
}, 600_000);
