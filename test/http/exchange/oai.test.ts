import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askOai, harvestAll, readOai, type OaiAnswer } from '../../support/exchange/ask-oai.ts';
import { fillExchangeShelf, withdrawAll } from '../../support/exchange/exchange-shelf.ts';
import { loadOaiPmh } from '../../support/exchange/load-oai-pmh.ts';
import { elementsOf, emptyElements, textsOf } from '../../support/exchange/read-xml.ts';
import { secondProcess } from '../../support/exchange/second-process.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const BASE = 'https://tusach.anson.example';
const ITEMS = 250;
const AFTER_HOLD = 3_000;

let app: TestApp;
let ids: string[];
let gone: string[];
let ask: (query: string) => Promise<OaiAnswer>;

beforeAll(async () => {
  app = await startTestApp({ settings: { BASE_URL: BASE, SHELF_EMAIL: 'Thư: tu@anson.example' } });
  // Stamped a while ago: the newest seconds are held back.
  const past = (): string => new Date(Date.now() - AFTER_HOLD).toISOString();
  const shelf = { ...app.shelf, steadyNow: past };
  ids = await fillExchangeShelf(shelf, ITEMS);
  gone = ids.slice(-5);
  await withdrawAll(shelf, gone);
  ask = askOai(app.base);
});
afterAll(() => app.close());

const identifier = (id: string): string => `oai:tusach.anson.example:${id}`;
const list = 'verb=ListIdentifiers&metadataPrefix=oai_dc';

describe('the repository', () => {
  test('says who it is, by the configured address', async () => {
    const { root } = await ask('verb=Identify');
    expect(textsOf(root, 'baseURL')).toEqual([`${BASE}/oai`]);
    expect(textsOf(root, 'adminEmail')).toEqual(['tu@anson.example']);
    expect(textsOf(root, 'deletedRecord')).toEqual(['persistent']);
    expect(textsOf(root, 'granularity')).toEqual(['YYYY-MM-DDThh:mm:ssZ']);
    expect(textsOf(root, 'repositoryIdentifier')).toEqual(['tusach.anson.example']);
    expect(textsOf(root, 'compression')).toEqual(['gzip']);
  });

  test('offers four formats, of each item too', async () => {
    const formats = ['oai_dc', 'marc21', 'marcxml', 'mods'];
    const all = await ask('verb=ListMetadataFormats');
    const one = await ask(`verb=ListMetadataFormats&identifier=${identifier(ids[0]!)}`);
    expect(textsOf(all.root, 'metadataPrefix')).toEqual(formats);
    expect(textsOf(one.root, 'metadataPrefix')).toEqual(formats);
  });

  test('names its sets in Vietnamese, every ancestor too, and only those there are', async () => {
    const { root } = await ask('verb=ListSets');
    const names = new Map(
      elementsOf(root, 'set').map((set) => [
        textsOf(set, 'setSpec')[0]!,
        textsOf(set, 'setName')[0]!,
      ]),
    );
    expect(names.get('chu-de:11')).toBe('Đất đai');
    expect(names.get('noi-dung:b')).toMatch(/^Điểm b: Sách, tài liệu hỏi đáp/u);
    expect(names.get('noi-dung:dd')).toMatch(/^Điểm đ:/u);
    expect(names.get('don-vi')).toBe('Đơn vị quản lý');
    expect(names.get('ngon-ngu:jra')).toBe('Tiếng Gia Rai');
    expect(names.has('ngon-ngu:ko')).toBe(false);
  });

  test.each(['oai_dc', 'marc21', 'marcxml', 'mods'])('lists all records in %s', async (prefix) => {
    const pages = await harvestAll(app.base, `verb=ListRecords&metadataPrefix=${prefix}`);
    const found = pages.flatMap((page) => page.ids);
    expect(pages.length).toBe(3);
    expect(found.length).toBe(ITEMS);
    expect(
      pages.map(
        ({ root }) => elementsOf(root, 'resumptionToken')[0]!.attributes['completeListSize'],
      ),
    ).toEqual(pages.map(() => String(ITEMS)));
    expect(found.filter((id) => id.startsWith('-')).toSorted()).toEqual(
      gone.map((id) => `-${id}`).toSorted(),
    );
    expect(pages.flatMap(({ root }) => emptyElements(root))).toEqual(['resumptionToken']);
  });

  test('gives one record, also of an item that was withdrawn', async () => {
    const one = (id: string) =>
      ask(`verb=GetRecord&metadataPrefix=mods&identifier=${identifier(id)}`);
    const [live, deleted] = [await one(ids[0]!), await one(gone[0]!)];
    expect(live.ids).toEqual([ids[0]]);
    expect(textsOf(live.root, 'title')[0]).toBe('Tài liệu số 0 về hòa giải và đất đai');
    expect(deleted.ids).toEqual([`-${gone[0]}`]);
    expect(elementsOf(deleted.root, 'metadata')).toEqual([]);
  });

  test('gives a set with all that lies in it', async () => {
    const wanted = (await harvestAll(app.base, `${list}&set=chu-de:11`)).flatMap((p) => p.ids);
    const all = (await harvestAll(app.base, `${list}&set=chu-de`)).flatMap((p) => p.ids);
    expect(wanted.length).toBe(6);
    expect(all.length).toBe(ITEMS);
  });

  test('compresses when asked, and only then', async () => {
    const url = `${app.base}/oai?verb=Identify`;
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    const refused = await fetch(url, { headers: { 'accept-encoding': 'br, gzip;q=0' } });
    const asked = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(refused.headers.get('content-encoding')).toBeNull();
    expect(asked.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await asked.text()).toContain('<compression>gzip</compression>');
  });

  test('takes the same questions as a form', async () => {
    const post = async (body: string) =>
      readOai(
        await fetch(`${app.base}/oai`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body,
        }),
      );
    const first = await post(list);
    expect(first.ids).toEqual((await ask(list)).ids);
    const second = await post(
      `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(first.token!)}`,
    );
    expect(second.ids.length).toBe(100);
    expect((await post('verb=Identify&verb=Identify')).errors).toEqual(['badVerb']);
  });

  test('refuses a form that is too long', async () => {
    const answer = await fetch(`${app.base}/oai`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `verb=Identify&x=${'a'.repeat(1_000_000)}`,
    });
    expect(answer.status).toBe(413);
  });
});

describe('a list', () => {
  test('can be asked for the same page again', async () => {
    const { token } = await ask(list);
    const again = `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token!)}`;
    expect((await ask(again)).ids).toEqual((await ask(again)).ids);
  });

  test('goes on in another process of the same shelf', async () => {
    const { token } = await ask(list);
    const rest = `verb=ListIdentifiers&resumptionToken=${encodeURIComponent(token!)}`;
    const other = await secondProcess(app);
    try {
      expect((await askOai(other.base)(rest)).ids).toEqual((await ask(rest)).ids);
    } finally {
      await other.close();
    }
  });

  test('is read whole by a harvester of other people (npm oai-pmh)', async () => {
    const { OaiPmh } = loadOaiPmh();
    const found: string[] = [];
    for await (const { header } of new OaiPmh(`${app.base}/oai`).listRecords({
      metadataPrefix: 'oai_dc',
    }))
      found.push(header.identifier);
    expect(found.toSorted()).toEqual(ids.map(identifier).toSorted());
  });
});

describe('a question that is wrong', () => {
  test.each([
    ['', 'badVerb'],
    ['verb=', 'badVerb'],
    ['verb=identify', 'badVerb'],
    ['verb=toString', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&x=1', 'badArgument'],
    ['verb=ListRecords', 'badArgument'],
    [`${list}&metadataPrefix=oai_dc`, 'badArgument'],
    [`${list}&identifier=a`, 'badArgument'],
    [`${list}&set=`, 'badArgument'],
    [`${list}&set=a%20b`, 'badArgument'],
    [`${list}&from=2026-02-30`, 'badArgument'],
    [`${list}&from=2026-02-03T04:05:06.000Z`, 'badArgument'],
    [`${list}&from=2026-02-03T04:05:06%2B07:00`, 'badArgument'],
    [`${list}&from=2026-02-03T24:00:00Z`, 'badArgument'],
    [`${list}&from=2026-02-03&until=2026-02-03T00:00:00Z`, 'badArgument'],
    [`${list}&from=2026-02-03&until=2026-02-02`, 'badArgument'],
    [`${list}&from=2999-01-01`, 'noRecordsMatch'],
    [`${list}&until=1999-01-01`, 'noRecordsMatch'],
    [`${list}&set=chu-de:99`, 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=dc', 'cannotDisseminateFormat'],
    ['verb=ListRecords&metadataPrefix=a%22b', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id', 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=a%20b', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:other.example:1', 'idDoesNotExist'],
    ['verb=GetRecord&identifier=a', 'badArgument'],
    ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=', 'badResumptionToken'],
    ["verb=ListRecords&resumptionToken='%3B--", 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=%00', 'badResumptionToken'],
    ['verb=ListRecords&resumptionToken=x&set=a', 'badArgument'],
  ])('%s is answered with %s', async (query, code) => {
    const { status, errors } = await ask(query);
    expect(status).toBe(200);
    expect(errors).toEqual([code]);
  });

  test('of thousands of arguments costs no more than one', async () => {
    const many = Array.from({ length: 9_000 }, (_, i) => `a${i}=&a${i}=`).join('&');
    const { errors } = await ask(`verb=Identify&${many.slice(0, 15_000)}`);
    expect(errors).toEqual(Array.from({ length: 5 }, () => 'badArgument'));
  });

  test('is repeated only where it was understood', async () => {
    const request = async (query: string) =>
      elementsOf((await ask(query)).root, 'request')[0]!.attributes;
    expect(await request('verb=x')).toEqual({});
    expect(await request('verb=Identify&a=%3C')).toEqual({});
    expect(
      await request('verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id%3C'),
    ).toEqual({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'invalid"id<' });
  });

  test('by a token that was changed, or is another verb’s, is told so', async () => {
    const { token } = await ask(list);
    const [text, signature] = token!.split('.');
    const resume = (verb: string, given: string) =>
      ask(`verb=${verb}&resumptionToken=${encodeURIComponent(given)}`);
    for (const changed of [
      `${text!.slice(0, -1)}A.${signature}`,
      `${text}.${signature!.slice(0, -2)}AA`,
      `${text}.`,
      `.${signature}`,
      text!,
      `${token}${token}`,
      'a'.repeat(12_000),
    ])
      expect((await resume('ListIdentifiers', changed)).errors).toEqual(['badResumptionToken']);
    expect((await resume('ListRecords', token!)).errors).toEqual(['badResumptionToken']);
    expect((await resume('ListIdentifiers', token!)).errors).toEqual([]);
  });
});
