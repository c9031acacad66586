import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aChange } from '../../support/builders.ts';
import { fillExchangeShelf, withdrawAll } from '../../support/exchange/exchange-shelf.ts';
import {
  elementsOf,
  emptyElements,
  readXml,
  textsOf,
  type XmlElement,
} from '../../support/exchange/read-xml.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const BASE = 'https://tusach.anson.example';
const ITEMS = 120;
const OPEN_ACCESS = 'http://opds-spec.org/acquisition/open-access';

let app: TestApp;
let ids: string[];
let gone: string;

beforeAll(async () => {
  app = await startTestApp({ settings: { BASE_URL: BASE } });
  ids = await fillExchangeShelf(app.shelf, ITEMS);
  gone = ids.pop()!;
  await withdrawAll(app.shelf, [gone]);
});
afterAll(() => app.close());

const here = (address: string): string => address.replace(BASE, '');
const get = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.base}${here(address)}`, { headers });

/** A feed of OPDS 1.2, or an entry. */
async function atom(address: string): Promise<XmlElement> {
  const text = await (await get(address)).text();
  // The one link that has braces, for programs that know no OpenSearch.
  return readXml(text.replace(/<link rel="search"[^>]*\{searchTerms\}[^>]*\/>/u, ''));
}
const links = (element: XmlElement, rel: string): XmlElement[] =>
  element.children.filter((c) => c.name === 'link' && c.attributes['rel'] === rel);
const href = (element: XmlElement, rel: string): string | null =>
  links(element, rel)[0]?.attributes['href'] ?? null;

interface Link2 {
  readonly rel?: string;
  readonly href: string;
  readonly type: string;
  readonly title?: string;
  readonly templated?: boolean;
  readonly properties?: { readonly numberOfItems: number };
}
interface Publication2 {
  readonly metadata: Readonly<Record<string, unknown>> & { readonly identifier: string };
  readonly links: readonly Link2[];
  readonly images: readonly Link2[];
}
interface Feed2 {
  readonly metadata: { readonly title: string; readonly numberOfItems?: number };
  readonly links: readonly Link2[];
  readonly navigation?: readonly Link2[];
  readonly publications?: readonly Publication2[];
  readonly groups?: readonly { readonly publications: readonly Publication2[] }[];
  readonly facets?: readonly {
    readonly metadata: { readonly title: string };
    readonly links: readonly Link2[];
  }[];
}
const json = async (address: string): Promise<Feed2> =>
  (await (await get(address)).json()) as Feed2;
const link2 = (feed: Feed2, rel: string): string | undefined =>
  feed.links.find((link) => link.rel === rel)?.href;

describe('the catalogue by OPDS 1.2', () => {
  test('begins with the newest and leads to every kind of list', async () => {
    const root = await atom('/opds');
    expect(textsOf(root, 'title').slice(1)).toEqual([
      'Mới cập nhật',
      'Chủ đề',
      'Thể loại',
      'Đối tượng',
      'Đơn vị',
    ]);
    for (const entry of elementsOf(root, 'entry')) {
      const [link] = elementsOf(entry, 'link');
      const answer = await get(link!.attributes['href']!);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(link!.attributes['type']);
    }
  });

  test('pages forth and back, each publication once', async () => {
    const seen: string[] = [];
    const back: (string | null)[] = [];
    const forth: string[] = [];
    for (let next: string | null = `${BASE}/opds/moi`; next !== null;) {
      const feed: XmlElement = await atom(next);
      forth.push(next);
      back.push(href(feed, 'previous'));
      seen.push(...elementsOf(feed, 'entry').map((entry) => textsOf(entry, 'id')[0]!));
      expect(textsOf(feed, 'opensearch:totalResults')).toEqual([String(ids.length)]);
      next = href(feed, 'next');
    }
    expect(seen.length).toBe(ids.length);
    expect(new Set(seen).size).toBe(ids.length);
    expect(back).toEqual([null, ...forth.slice(0, -1)]);
  });

  test('can be walked whole, the latest change first', async () => {
    const root = await atom('/opds');
    const updated: string[] = [];
    const pages: string[] = [];
    const back: (string | null)[] = [];
    for (let next = href(root, 'http://opds-spec.org/crawlable'); next !== null;) {
      const feed: XmlElement = await atom(next);
      pages.push(next);
      back.push(href(feed, 'previous'));
      updated.push(...elementsOf(feed, 'entry').map((entry) => textsOf(entry, 'updated')[0]!));
      next = href(feed, 'next');
    }
    expect(updated.length).toBe(ids.length);
    expect(updated).toEqual(updated.toSorted().toReversed());
    expect(back).toEqual([null, ...pages.slice(0, -1)]);
  });

  test('gives each publication files of real types, and covers as JPEG', async () => {
    const feed = await atom('/opds/moi');
    for (const entry of elementsOf(feed, 'entry')) {
      const acquisitions = entry.children.filter((c) =>
        c.attributes['rel']?.startsWith('http://opds-spec.org/acquisition'),
      );
      expect(acquisitions.length).toBeGreaterThan(0);
      expect(acquisitions.every((c) => /^[a-z]+\/[a-z+]+$/u.test(c.attributes['type']!))).toBe(
        true,
      );
      expect(links(entry, 'http://opds-spec.org/image')[0]!.attributes['type']).toBe('image/jpeg');
      expect(emptyElements(entry).every((name) => name === 'link' || name === 'category')).toBe(
        true,
      );
    }
  });

  test('tells what an entry says alone as it says it in a feed', async () => {
    const [entry] = elementsOf(await atom('/opds/moi'), 'entry');
    const [own] = links(entry!, 'alternate').filter((l) => l.attributes['type']!.includes('entry'));
    const alone = await atom(own!.attributes['href']!);
    expect(alone.children.map(({ text }) => text)).toEqual(entry!.children.map(({ text }) => text));
  });

  test('narrows by facets whose counts are true', async () => {
    const feed = await atom('/opds/moi');
    const facets = links(feed, 'http://opds-spec.org/facet');
    expect(new Set(facets.map((f) => f.attributes['opds:facetGroup']))).toEqual(
      new Set(['Ngôn ngữ', 'Thể loại', 'Hiệu lực', 'Định dạng']),
    );
    for (const facet of facets.slice(0, 8)) {
      const narrowed = await atom(facet.attributes['href']!);
      expect(textsOf(narrowed, 'opensearch:totalResults')).toEqual([facet.attributes['thr:count']]);
      const active = links(narrowed, 'http://opds-spec.org/facet').filter(
        (f) => f.attributes['opds:activeFacet'] === 'true',
      );
      expect(active.map((f) => f.attributes['title'])).toEqual([facet.attributes['title']]);
    }
  });

  test('is searched as its description says, with and without composed letters', async () => {
    const description = readXml(
      (await (await get('/opds/tim.xml')).text()).replace('{searchTerms}', 'TERMS'),
    );
    const template = elementsOf(description, 'Url')[0]!.attributes['template']!;
    const found = async (words: string): Promise<string[]> =>
      elementsOf(await atom(template.replace('TERMS', encodeURIComponent(words))), 'entry').map(
        (entry) => textsOf(entry, 'id')[0]!,
      );
    expect(textsOf(description, 'ShortName')[0]!.length).toBeLessThanOrEqual(16);
    const all = await found('hòa giải');
    expect(all.length).toBe(30);
    expect(await found('hòa giải'.normalize('NFD'))).toEqual(all);
    expect(await found('zzqqxxnone')).toEqual([]);
    for (const odd of ['<script>', '\u0000', '%', '{x}', 'a'.repeat(4_000)])
      expect(Array.isArray(await found(odd))).toBe(true);
  });

  test('knows nothing of what was withdrawn, and of lists that are not there', async () => {
    const long = `/opds/moi?ngon-ngu=${'a'.repeat(10_000)}`;
    for (const path of [`/opds/tai-lieu/${gone}`, '/opds/chu-de/99', '/opds/x', '/opds/x/y', long])
      expect((await get(path)).status).toBe(404);
    expect((await get('/opds/moi?sau=x')).status).toBe(400);
  });

  test('is not sent again while it is the same', async () => {
    const first = await get('/opds/moi');
    const etag = first.headers.get('etag')!;
    expect((await get('/opds/moi', { 'if-none-match': etag })).status).toBe(304);
    const again = await get('/opds/moi');
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await again.text()).toBe(await first.text());
  });

  test('says anew what has changed', async () => {
    const [id] = ids;
    const before = await (await get(`/opds/tai-lieu/${id}`)).text();
    const { catalog } = app.shelf.storage;
    const item = (await catalog.findItem(id!))!;
    await catalog.saveItem(aChange({ ...item, edition: '', abstract: 'Giới thiệu khác hẳn.' }));
    const after = await (await get(`/opds/tai-lieu/${id}`)).text();
    expect(before).not.toContain('Giới thiệu khác hẳn.');
    expect(after).toContain('Giới thiệu khác hẳn.');
  });
});

describe('the catalogue by OPDS 2.0', () => {
  test('has the same publications, files and covers', async () => {
    const [one, two] = [await atom('/opds/moi'), await json('/opds/v2/moi')];
    const files1 = elementsOf(one, 'link')
      .filter((l) => l.attributes['rel']?.startsWith('http://opds-spec.org/acquisition'))
      .map((l) => l.attributes['href']);
    const files2 = two.publications!.flatMap(({ links: all }) =>
      all.filter((l) => l.rel?.startsWith('http://opds-spec.org/acquisition')).map((l) => l.href),
    );
    expect(files2).toEqual(files1);
    expect(two.publications!.map(({ metadata }) => metadata.identifier)).toEqual(
      elementsOf(one, 'entry').map((entry) => textsOf(entry, 'id')[0]),
    );
  });

  test('begins with lists and some of the newest', async () => {
    const root = await json('/opds/v2');
    expect(root.navigation!.length).toBe(5);
    expect(root.groups![0]!.publications.length).toBe(6);
    expect(link2(root, 'search')).toBe(`${BASE}/opds/v2/tim{?query}`);
  });

  test('leads on and back', async () => {
    const first = await json('/opds/v2/moi');
    const second = await json(link2(first, 'next')!);
    expect(link2(second, 'previous')).toBe(`${BASE}/opds/v2/moi`);
    expect(second.publications!.length).toBe(30);
  });

  test('has no list without publications: an empty answer leads back', async () => {
    const empty = await json('/opds/v2/tim?query=zzqqxxnone');
    expect(empty.publications).toBeUndefined();
    expect(empty.metadata.numberOfItems).toBe(0);
    expect(empty.navigation!.length).toBe(1);
  });

  test('has addresses of plain letters only, and no value that is blank', async () => {
    const feed = await json('/opds/v2/tim?query=hòa giải');
    const hrefs = JSON.stringify(feed).match(/"href":"[^"]*"/gu)!;
    expect(hrefs.filter((h) => !h.includes('{?query}') && /[{}]|[^\x20-\x7e]/u.test(h))).toEqual(
      [],
    );
    expect(JSON.stringify(feed.publications)).not.toMatch(/:(?:null|""|\[\]|\{\})/u);
  });

  test('has each publication as a document of its own', async () => {
    const [publication] = (await json('/opds/v2/moi')).publications!;
    const own = publication!.links.find(({ rel }) => rel === 'self')!;
    const answer = await get(own.href);
    expect(answer.headers.get('content-type')).toBe('application/opds-publication+json');
    expect(await answer.json()).toEqual(publication);
  });
});

describe('what programs fetch', () => {
  const JPEG = [0xff, 0xd8, 0xff];
  const bytes = async (address: string): Promise<number[]> => [
    ...new Uint8Array(await (await get(address)).arrayBuffer()).slice(0, 3),
  ];

  test('covers are JPEG, of a page where there is one, of cloth where not', async () => {
    for (const id of ids.slice(0, 3))
      for (const name of ['bia.jpg', 'bia-nho.jpg'])
        expect(await bytes(`/tai-lieu/${id}/${name}`)).toEqual(JPEG);
    expect((await get(`/tai-lieu/${gone}/bia.jpg`)).status).toBe(404);
  });

  test('an item whose files may not be taken away has an introduction, in ranges too', async () => {
    const id = ids[10]!;
    const entry = await atom(`/opds/tai-lieu/${id}`);
    expect(links(entry, OPEN_ACCESS)).toEqual([]);
    const address = href(entry, 'http://opds-spec.org/acquisition/sample')!;
    const whole = await get(address);
    const text = await whole.text();
    expect(whole.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('Tài liệu số 10 về hòa giải');
    const part = await get(address, { range: 'bytes=1-3' });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe(text.slice(1, 4));
    expect((await get(address, { range: 'bytes=999999-' })).status).toBe(416);
  });
});

test('an empty shelf has a catalogue too', async () => {
  const empty = await startTestApp();
  try {
    for (const path of ['/opds', '/opds/moi', '/opds/chu-de', '/opds/v2', '/opds/v2/moi'])
      expect((await fetch(`${empty.base}${path}`)).status).toBe(200);
    const none = (await (await fetch(`${empty.base}/opds/v2/chu-de`)).json()) as Feed2;
    expect(none.navigation!.map(({ rel }) => rel)).toEqual(['start']);
  } finally {
    await empty.close();
  }
});
