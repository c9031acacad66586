import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillExchangeShelf, withdrawAll } from '../../support/exchange/exchange-shelf.ts';
import { readXml, textsOf } from '../../support/exchange/read-xml.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let id: string;
let gone: string;
beforeAll(async () => {
  app = await startTestApp();
  const ids = await fillExchangeShelf(app.shelf, 3);
  [id, gone] = [ids[1]!, ids[2]!];
  await withdrawAll(app.shelf, [gone]);
});
afterAll(() => app.close());

const get = (path: string): Promise<Response> => fetch(`${app.base}/tai-lieu/${path}`);

test.each([
  ['oai_dc.xml', 'application/xml', 'dc:title'],
  ['mods.xml', 'application/mods+xml', 'title'],
  ['marc.xml', 'application/marcxml+xml', 'subfield'],
])('%s tells the record of an item', async (name, type, element) => {
  const answer = await get(`${id}/${name}`);
  expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  expect(textsOf(readXml((await answer.text()).trim()), element)).toContain(
    'Tài liệu số 1 về hòa giải và đất đai',
  );
  expect((await get(`${gone}/${name}`)).status).toBe(404);
});

test('marc.mrc gives it to library systems as a file', async () => {
  const answer = await get(`${id}/marc.mrc`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.headers.get('content-type')).toBe('application/marc');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(Number(bytes.toString('latin1', 0, 5))).toBe(bytes.length);
  expect((await get(`${gone}/marc.mrc`)).status).toBe(404);
});

test('the page of the item points at them', async () => {
  const link = (await get(id)).headers.get('link')!;
  for (const name of ['oai_dc.xml', 'mods.xml', 'marc.xml', 'marc.mrc'])
    expect(link).toContain(`/tai-lieu/${id}/${name}>; rel="describedby"`);
});
