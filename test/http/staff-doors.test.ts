import type { Role } from '#server/people/account.ts';
import { ask, multipart, MULTIPART, postForm, type Answer } from '../support/ask.ts';
import { anAccount } from '../support/builders.ts';
import { HASH_OF_X } from '../support/staff-person.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let id: string;
let file: string;
const PAGES = (): string[] => [
  '/can-bo',
  '/can-bo?trang-thai=draft',
  '/can-bo/tai-len',
  `/can-bo/tai-lieu/${id}`,
  '/can-bo/khong-co',
  '/can-bo/tai-lieu/0000000000000',
];
const ACTIONS = ['luu', 'dang', 'go', 'dang-lai', 'thu-lai'];

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  const item = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0004'))!;
  id = item.id;
  file = item.attachments[0]!.id;
});
afterAll(() => app.close());

/** A session of somebody with this role in this unit. */
async function as(role: Role, unitId = 'so-tu-phap'): Promise<string> {
  const username = `${role}-${unitId}`;
  if ((await app.shelf.storage.catalog.findAccount(username)) === null)
    await app.shelf.storage.catalog.saveAccount(
      anAccount({
        id: username,
        username,
        roles: [role],
        unitId,
        passwordHash: HASH_OF_X,
      }),
    );
  return (await postForm(app.base, '/dang-nhap', { username, password: 'x' })).headers[
    'set-cookie'
  ]![0]!.split(';')[0]!;
}

describe('without a session', () => {
  it('every staff page leads to the sign-in form and back', async () => {
    for (const path of PAGES()) {
      const answer = await ask(app.base, path);
      expect([path, answer.status, answer.headers.location]).toEqual([
        path,
        303,
        `/dang-nhap?tiep=${encodeURIComponent(path).replaceAll('%20', '+')}`,
      ]);
      expect((await ask(app.base, path, { headers: { accept: 'application/json' } })).status).toBe(
        401,
      );
    }
  });

  it('every change is refused and changes nothing', async () => {
    const { catalog } = app.shelf.storage;
    const before = await catalog.findItem(id);
    for (const action of ACTIONS) {
      const answer = await postForm(app.base, `/can-bo/tai-lieu/${id}/${action}`, {
        version: String(before!.version),
        reason: 'x',
        title: 'x',
      });
      expect([action, answer.status]).toEqual([action, 401]);
      expect(answer.link('Đăng nhập')).toContain('/dang-nhap');
    }
    for (const path of ['/can-bo/tai-len', `/can-bo/tai-lieu/${id}/them-tep`]) {
      const body = multipart([{ name: 'a.txt', content: 'chữ' }]);
      expect(
        (
          await ask(app.base, path, {
            method: 'POST',
            body,
            headers: { origin: app.base, 'content-type': MULTIPART },
          })
        ).status,
      ).toBe(401);
    }
    expect(await catalog.findItem(id)).toEqual(before);
    expect(await catalog.countItems(['draft'])).toBe(0);
  });
});

describe('with a session', () => {
  const get = (path: string, cookie: string): Promise<Answer> =>
    ask(app.base, path, { headers: { cookie } });
  const act = async (action: string, cookie: string, more = {}): Promise<number> => {
    const { version } = (await app.shelf.storage.catalog.findItem(id))!;
    return (
      await postForm(
        app.base,
        `/can-bo/tai-lieu/${id}/${action}`,
        { version: String(version), reason: 'x', ...more },
        { cookie },
      )
    ).status;
  };

  it('an auditor looks and changes nothing', async () => {
    const cookie = await as('auditor');
    expect([
      (await get('/can-bo', cookie)).status,
      (await get(`/can-bo/tai-lieu/${id}`, cookie)).status,
      (await get('/can-bo/tai-len', cookie)).status,
    ]).toEqual([200, 200, 403]);
    for (const action of ACTIONS)
      expect([action, await act(action, cookie)]).toEqual([action, 403]);
    const body = multipart([{ name: 'a.txt', content: 'chữ' }]);
    for (const path of ['/can-bo/tai-len', `/can-bo/tai-lieu/${id}/them-tep`])
      expect(
        (
          await ask(app.base, path, {
            method: 'POST',
            body,
            headers: { origin: app.base, cookie, 'content-type': MULTIPART },
          })
        ).status,
      ).toBe(403);
    expect((await app.shelf.storage.catalog.findItem(id))!.state).toBe('published');
  });

  it('a contributor of a commune uploads, but neither edits what is published nor publishes', async () => {
    const cookie = await as('contributor', 'xa-muong-khe');
    expect((await get('/can-bo/tai-len', cookie)).status).toBe(200);
    for (const action of ['luu', 'go', 'thu-lai'])
      expect([action, await act(action, cookie, { title: 'x' })]).toEqual([action, 403]);
    const answer = await ask(app.base, '/can-bo/tai-len', {
      method: 'POST',
      body: multipart([{ name: 'cua-xa.txt', content: 'chữ của xã' }]),
      headers: { origin: app.base, cookie, 'content-type': MULTIPART, accept: 'application/json' },
    });
    const [{ itemId }] = answer.json<{ results: [{ itemId: string }] }>().results;
    expect((await app.shelf.storage.catalog.findItem(itemId))!.unitId).toBe('xa-muong-khe');
    const own = await get(`/can-bo/tai-lieu/${itemId}`, cookie);
    expect(own.words).not.toContain('Lưu và đăng');
    expect(
      (
        await postForm(
          app.base,
          `/can-bo/tai-lieu/${itemId}/dang`,
          { version: own.value('version'), title: 'x' },
          { cookie },
        )
      ).status,
    ).toBe(403);
    const other = await as('contributor', 'xa-khac');
    for (const path of [`/can-bo/tai-lieu/${itemId}`, `/tai-lieu/${itemId}`])
      expect([403, 404]).toContain((await get(path, other)).status);
  });

  it('an approver withdraws and restores but writes no records', async () => {
    const cookie = await as('approver');
    expect(await act('luu', cookie, { title: 'x' })).toBe(403);
    expect(await act('go', cookie)).toBe(303);
    expect((await ask(app.base, `/tep/${file}`)).status).toBe(404);
    expect(await act('dang-lai', cookie)).toBe(303);
    expect((await ask(app.base, `/tep/${file}`)).status).toBe(200);
  });

  it('unknown staff addresses are not found, other methods neither', async () => {
    const cookie = await app.signIn();
    for (const path of [
      '/can-bo/khong-co',
      '/can-bo/tai-lieu/0000000000000',
      '/can-bo/tai-lieu/%ff',
    ])
      expect((await get(path, cookie)).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect(
        (
          await ask(app.base, `/can-bo/tai-lieu/${id}`, {
            method,
            headers: { cookie, origin: app.base },
          })
        ).status,
      ).toBe(405);
  });
});
