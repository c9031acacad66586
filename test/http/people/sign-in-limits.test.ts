import { networkOf } from '#server/people/actions/limited-tries.ts';
import { hashPassword } from '#server/people/actions/password.ts';
import { signIn } from '#server/people/actions/sign-in.ts';
import { postForm, type Answer } from '../../support/ask.ts';
import { anAccount } from '../../support/builders.ts';
import { PASSWORD, startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
const catalog = () => app.shelf.storage.catalog;
/** As a proxy hands the request on. */
const tryFrom = (address: string, username: string, password: string): Promise<Answer> =>
  postForm(app.base, '/dang-nhap', { username, password }, { 'x-forwarded-for': address });
const statusFrom = async (address: string, name: string, password: string): Promise<number> =>
  (await tryFrom(address, name, password)).status;
const times = async (n: number, one: (i: number) => Promise<unknown>): Promise<void> => {
  for (let i = 0; i < n; i++) await one(i);
};

describe('guessing', () => {
  beforeEach(async () => {
    app = await startTestApp({ settings: { TRUST_PROXY: '1' } });
  });
  afterEach(() => app.close());

  it('is counted before it is looked at: of 99 at once five are looked at', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 99 }, (_, i) => statusFrom('203.0.113.5', 'admin', `sai ${i}`)),
    );
    expect(statuses.filter((s) => s === 401)).toHaveLength(5);
    expect(statuses.filter((s) => s === 429)).toHaveLength(94);
    const refused = await tryFrom('203.0.113.5', 'admin', PASSWORD);
    expect([refused.status, refused.headers['retry-after'], refused.headers['set-cookie']]).toEqual(
      [429, '60', undefined],
    );
  });

  it('locks out nobody else: neither the name elsewhere nor other names there', async () => {
    await catalog().saveAccount(
      anAccount({ username: 'khac', passwordHash: await hashPassword('mat khau khac') }),
    );
    await times(6, (i) => statusFrom('203.0.113.5', 'admin', `sai ${i}`));
    expect(await statusFrom('203.0.113.5', 'admin', PASSWORD)).toBe(429);
    expect(await statusFrom('203.0.113.6', 'admin', PASSWORD)).toBe(303);
    expect(await statusFrom('203.0.113.5', 'khac', 'mat khau khac')).toBe(303);
  });

  it('of a name nobody has is answered as of one that is there, and counted so', async () => {
    const ofName = async (name: string): Promise<number[]> => {
      const statuses = [];
      for (let i = 0; i < 7; i++) statuses.push(await statusFrom('203.0.113.7', name, 'sai'));
      return statuses;
    };
    expect(await ofName('khong-co')).toEqual(await ofName('admin'));
  });

  it('counts failures only', async () => {
    await times(40, async () => {
      expect(await statusFrom('203.0.113.8', 'admin', PASSWORD)).toBe(303);
    });
    await times(4, () => statusFrom('203.0.113.8', 'admin', 'sai'));
    expect(await statusFrom('203.0.113.8', ' Admin', PASSWORD)).toBe(303);
    await times(4, () => statusFrom('203.0.113.8', 'admin', 'sai'));
    expect(await statusFrom('203.0.113.8', 'admin', PASSWORD)).toBe(303);
  });

  it('of many names slows down its network, but not who got in from there before', async () => {
    const at = (n: number): string => `2001:db8:0:7::${n.toString(16)}`;
    expect(await statusFrom(at(1), 'admin', PASSWORD)).toBe(303);
    const answers: number[] = [];
    await times(32, async (i) => {
      answers.push(await statusFrom(at(i + 2), `ten-${i}`, 'sai'));
    });
    expect(answers.slice(0, 30).every((s) => s === 401)).toBe(true);
    expect(answers.slice(30)).toEqual([429, 429]);
    expect(await statusFrom(at(99), 'admin', PASSWORD)).toBe(303);
  });

  it('of one name from everywhere stops at a hundred, but not where its owner sits', async () => {
    expect(await statusFrom('198.51.100.1', 'admin', PASSWORD)).toBe(303);
    const deps = { catalog: catalog(), now: () => new Date().toISOString() };
    let refused = 0;
    for (let n = 0; n < 104; n++)
      await signIn(deps, {
        username: 'admin',
        password: 'x',
        from: `192.0.2.${n}`,
        userAgent: '',
      }).catch(
        (error: { code: string }) => (refused += error.code === 'too-many-requests' ? 1 : 0),
      );
    expect(refused).toBe(4);
    expect(await statusFrom('198.51.100.2', 'admin', PASSWORD)).toBe(429);
    expect(await statusFrom('198.51.100.1', 'admin', PASSWORD)).toBe(303);
  });

  it('waits a minute first, then a quarter of an hour, and never longer for a wrong clock', async () => {
    let now = Date.parse('2090-01-01T00:00:00.000Z');
    const deps = { catalog: catalog(), now: () => new Date(now).toISOString() };
    const code = (password: string): Promise<string> =>
      signIn(deps, { username: 'admin', password, from: '192.0.2.1', userAgent: '' }).then(
        () => 'in',
        (error: { code: string }) => error.code,
      );
    await times(5, () => code('sai'));
    expect(await code(PASSWORD)).toBe('too-many-requests');
    now += 60_000;
    await times(5, () => code('sai'));
    now += 60_000;
    expect(await code(PASSWORD)).toBe('too-many-requests');
    now -= 365 * 86_400_000;
    expect(await code(PASSWORD)).toBe('too-many-requests');
    now += 16 * 60_000;
    expect(await code(PASSWORD)).toBe('in');
  });
});

describe('the network of an address', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007:1:2:3:4', '2001:db8:0:7::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
