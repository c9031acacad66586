import { STAFF_ACTS } from '#server/audit/staff-acts.ts';
import { ask, MULTIPART, multipart, postForm } from '../../support/ask.ts';
import { wholeLog } from '../../support/audit/some-events.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { STAFF_ROUTES } from '../../support/staff-routes.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ settings: { LOG_LEVEL: 'info' } });
});
afterAll(() => app.close());

it('every form of officials says what the log has of it, and no other is named', () => {
  const forms = app
    .routes('/can-bo')
    .filter((route) => route.startsWith('POST '))
    .map((route) => route.slice('POST '.length));
  expect(Object.keys(STAFF_ACTS).toSorted()).toEqual(forms.toSorted());
});

/** What nobody may read in any log, wherever it was typed. */
const SECRETS = ['bi-mat-9f2c7a1e', 'Mật khẩu Của Tôi 77', 'JBSWY3DPEHPK3PXP', '482913'];
/** Not `name` and `displayName`: what officials call their systems and each other is no secret. */
const FIELDS =
  'username password current wanted again code secret origin unit perMinute unitId roles email note reason value title body tu into list q item token key address secretName'.split(
    ' ',
  );

it('has no secret that was typed into any form, address or head', async () => {
  const people = [
    await app.signIn(),
    (await staffPerson(app, ['contributor'])).cookie,
    (await staffPerson(app, ['unit-admin'], 'xa-an')).cookie,
    '',
  ];
  const routes = [...Object.keys(STAFF_ROUTES), 'POST /dang-nhap', 'POST /dang-nhap/ma'];
  for (const [n, secret] of SECRETS.entries()) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, secret]));
    const headers = {
      cookie: people[n % people.length]!,
      'user-agent': secret.replaceAll(/[^\x20-\x7e]/gu, ''),
      'x-request-id': 'bi-mat-9f2c7a1e',
    };
    for (const route of routes) {
      const [method, path] = route.split(' ') as [string, string];
      if (/phien|dang-xuat/u.test(path)) continue;
      const address = `${path.replaceAll(/:\w+/gu, encodeURIComponent(secret))}?token=${encodeURIComponent(secret)}`;
      if (method === 'GET') await ask(app.base, address, { headers });
      else if (/tai-len|them-tep|phe-duyet|nhap/u.test(path))
        await ask(app.base, address, {
          method,
          body: multipart([], fields),
          headers: { ...headers, origin: app.base, 'content-type': MULTIPART },
        });
      else await postForm(app.base, address, fields, headers);
    }
  }
  const rows = await wholeLog(app.shelf.storage.catalog);
  expect(rows.length).toBeGreaterThan(20);
  const told = JSON.stringify([rows, app.logged.filter(({ log }) => log === 'security')]);
  for (const secret of SECRETS) expect([secret, told.includes(secret)]).toEqual([secret, false]);
});
