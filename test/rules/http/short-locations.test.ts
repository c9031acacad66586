import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { shortLocations } from '#server/http/guard/short-locations.ts';
import { ask } from '../../support/ask.ts';

const app = express();
app.use(shortLocations, express.urlencoded({ extended: false }));
app.post('/', (req, res) => res.redirect(303, (req.body as { to: string }).to));
const server = createServer(app);
let base: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const OUTSIDE = `https://xac-thuc.example/vao?state=${'x'.repeat(3_000)}`;

it.each([
  ['an address', '/can-bo/tai-lieu/x?q=a#y-kien', '/can-bo/tai-lieu/x?q=a#y-kien'],
  ['the path of a long address', `/tim-kiem?q=${'ắ'.repeat(9_000)}`, '/tim-kiem'],
  ['the home page where the path is long', `/tai-lieu/${'ắ'.repeat(9_000)}`, '/'],
  ['another site whatever its address', OUTSIDE, OUTSIDE],
])('an answer leads on to %s', async (_what, to, location) => {
  const answer = await ask(base, '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ to }).toString(),
  });
  expect([answer.status, answer.headers.location]).toEqual([303, location]);
});
