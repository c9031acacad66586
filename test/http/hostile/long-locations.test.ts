import { postForm } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it.each([
  ['a short field', 'x1', '/can-bo/tai-lieu/x1#y-kien'],
  ['a field that no head has room for', 'ắ'.repeat(9_000), '/'],
])(
  'a form that leads on by %s is answered with a head that programs take',
  async (_of, item, to) => {
    const cookie = await app.signIn();
    const answer = await postForm(app.base, '/can-bo/y-kien/khong-co/xoa', { item }, { cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, to]);
  },
);
