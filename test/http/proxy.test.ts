import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ask } from '../support/ask.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const HOST = 'tusach.example.gov.vn';
const HTTPS = `https://${HOST}`;
const apps: TestApp[] = [];
const start = async (settings: Record<string, string>): Promise<TestApp> => {
  const app = await startTestApp({ settings });
  apps.push(app);
  return app;
};
afterAll(() => Promise.all(apps.map((app) => app.close())));

let bare: TestApp;
let addressed: TestApp;
let behindTwo: TestApp;
beforeAll(async () => {
  bare = await start({ TRUST_PROXY: '1' });
  addressed = await start({ TRUST_PROXY: '1', BASE_URL: HTTPS });
  behindTwo = await start({ TRUST_PROXY: '2' });
});

/** Whether a form of a page gets past the check where it comes from. */
async function isTaken(app: TestApp, headers: Record<string, string>): Promise<boolean> {
  const { status } = await ask(app.base, '/dang-nhap', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: 'tai-khoan=a&mat-khau=b',
  });
  return status !== 403;
}

const DOC = readFileSync(
  fileURLToPath(new URL('../../docs/operations.md', import.meta.url)),
  'utf8',
);
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'u').exec(DOC)![1]!;

/** What nginx sends by the lines of the page. */
function nginxHeaders(): Record<string, string> {
  const values: Record<string, string> = {
    $host: HOST,
    $scheme: 'https',
    $proxy_add_x_forwarded_for: '203.0.113.7',
  };
  const headers = Object.fromEntries(
    [...block('nginx').matchAll(/proxy_set_header (\S+) (\S+);/gu)].map(
      ([, name, value]) => [name!.toLowerCase(), values[value!]!] as const,
    ),
  );
  expect(Object.values(headers)).not.toContain(undefined);
  return headers;
}
/** What Caddy sends by itself (reverse_proxy, defaults); the page must not change it. */
function caddyHeaders(): Record<string, string> {
  expect(block('caddy')).toContain(`${HOST} {`);
  expect(block('caddy')).not.toContain('header_up');
  return {
    host: HOST,
    'x-forwarded-host': HOST,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '203.0.113.7',
  };
}

describe('a form behind a proxy', () => {
  it.each([
    ['nginx', nginxHeaders],
    ['Caddy', caddyHeaders],
  ])('set up as the page on operations says is taken: %s', async (_name, headers) => {
    for (const app of [bare, addressed]) {
      expect(await isTaken(app, { ...headers(), origin: HTTPS })).toBe(true);
      expect(
        await isTaken(app, { ...headers(), origin: HTTPS, 'sec-fetch-site': 'same-origin' }),
      ).toBe(true);
      expect(await isTaken(app, { ...headers(), origin: 'https://la.example' })).toBe(false);
    }
  });

  it('of the shelf’s own address is taken whatever the proxy makes of the host', async () => {
    const own = { host: '127.0.0.1:3000', origin: HTTPS };
    expect(await isTaken(addressed, own)).toBe(true);
    expect(await isTaken(addressed, { ...own, 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(await isTaken(addressed, { host: '127.0.0.1:3000', referer: `${HTTPS}/x` })).toBe(true);
    expect(await isTaken(bare, own)).toBe(false);
    expect(await isTaken(addressed, { ...own, origin: `http://${HOST}` })).toBe(false);
    expect(await isTaken(addressed, { ...own, 'sec-fetch-site': 'cross-site' })).toBe(false);
  });

  it.each([
    ['443 of https', { host: `${HOST}:443`, origin: HTTPS }, true],
    ['80 of http', { host: `${HOST}:80`, origin: `http://${HOST}` }, true],
    ['443 of http', { host: `${HOST}:443`, origin: `http://${HOST}` }, false],
    ['another port', { host: `${HOST}:8443`, origin: `${HTTPS}:8443` }, true],
    ['another port than the page’s', { host: HOST, origin: `${HTTPS}:8443` }, false],
    [
      'a port said apart',
      {
        host: 'in:3000',
        'x-forwarded-host': HOST,
        'x-forwarded-port': '8443',
        origin: `${HTTPS}:8443`,
      },
      true,
    ],
  ])('knows default ports: %s', async (_name, headers, taken) => {
    expect(await isTaken(bare, headers as Record<string, string>)).toBe(taken);
  });

  it('is judged by what the outermost of our own proxies wrote', async () => {
    const from = (hosts: string, origin: string) => ({
      host: 'in:3000',
      'x-forwarded-host': hosts,
      origin,
    });
    expect(await isTaken(behindTwo, from(`${HOST}, inner.local`, HTTPS))).toBe(true);
    expect(await isTaken(behindTwo, from(`la.example, ${HOST}, inner.local`, HTTPS))).toBe(true);
    expect(
      await isTaken(behindTwo, from(`la.example, ${HOST}, inner.local`, 'https://la.example')),
    ).toBe(false);
    expect(await isTaken(behindTwo, from(HOST, HTTPS))).toBe(true);
  });

  it('of a shelf without a proxy does not believe what a stranger says of one', async () => {
    const alone = await start({});
    expect(await isTaken(alone, { 'x-forwarded-host': HOST, origin: HTTPS })).toBe(false);
  });
});
