import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseDocument } from 'htmlparser2';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ demo: true, settings: { BASE_URL: 'https://tusach.example.vn' } });
});
afterAll(() => app.close());

const read = async (path: string): Promise<{ status: number; type: string; text: string }> => {
  const answer = await fetch(`${app.base}${path}`);
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text: await answer.text(),
  };
};
const locs = (xml: string): string[] =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/gu)].map((m) => m[1]!);
const onThisServer = (address: string): string =>
  address.replace('https://tusach.example.vn', '').replaceAll('&amp;', '&');

describe('the machine faces', () => {
  test('feeds list the newest items, all or of one subject, genre or unit; an unknown one is not found', async () => {
    const all = await read('/feed.xml');
    expect(all).toMatchObject({
      status: 200,
      type: expect.stringContaining('application/atom+xml'),
    });
    expect(parseDocument(all.text, { xmlMode: true }).children.length).toBeGreaterThan(0);
    expect(all.text.match(/<entry>/gu)!.length).toBeGreaterThanOrEqual(12);
    const land = await read('/feed.xml?chu-de=11');
    expect(land.text.match(/<entry>/gu)!.length).toBeLessThan(all.text.match(/<entry>/gu)!.length);
    expect((await read('/feed.xml?the-loai=to-gap')).text).toContain('term="to-gap"');
    expect((await read('/feed.xml?don-vi=xa-muong-khe')).status).toBe(200);
    expect((await read('/feed.xml?chu-de=99')).status).toBe(404);
  });

  test('the sitemap leads to every public page, each of which answers', async () => {
    const files = locs((await read('/sitemap.xml')).text);
    expect(files.length).toBe(2);
    const pages = (await Promise.all(files.map((file) => read(onThisServer(file))))).flatMap(
      (file) => locs(file.text),
    );
    expect(pages.length).toBeGreaterThan(20);
    for (const page of pages)
      expect([page, (await read(onThisServer(page))).status]).toEqual([page, 200]);
  });

  test('robots.txt names the sitemap and keeps robots out of staff pages', async () => {
    const { text } = await read('/robots.txt');
    expect(text).toContain('Disallow: /can-bo');
    expect(text).toContain('Sitemap: https://tusach.example.vn/sitemap.xml');
  });

  test('security.txt says whom to tell of weak points, and until when that is true', async () => {
    const { status, type, text } = await read('/.well-known/security.txt');
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
    const fields = text.split('\n').map((line) => line.split(': '));
    expect(fields.filter(([name]) => name === 'Contact').map(([, value]) => value)).toEqual([
      'mailto:tusachphapluat@anson.example',
      'tel:+842003800000',
      'https://tusach.example.vn/lien-he',
    ]);
    const expires = fields.filter(([name]) => name === 'Expires');
    expect(expires).toHaveLength(1);
    const days = (Date.parse(expires[0]![1]!) - Date.now()) / 86_400_000;
    expect(days > 170 && days < 365).toBe(true);
    expect(text).toContain('Canonical: https://tusach.example.vn/.well-known/security.txt');
    expect((await fetch(`${app.base}/security.txt`)).url).toMatch(/\/\.well-known\//u);
  });

  test('the manifest names icons that are there', async () => {
    const { text, type } = await read('/manifest.webmanifest');
    expect(type).toContain('application/manifest+json');
    const { icons } = JSON.parse(text) as { icons: { src: string; sizes: string }[] };
    expect(icons.map((i) => i.sizes)).toEqual(['192x192', '512x512', '512x512']);
    for (const icon of icons) expect((await read(icon.src)).type).toBe('image/png');
  });

  test('OpenSearch describes the search and its suggestions', async () => {
    expect((await read('/opensearch.xml')).text).toContain(
      'https://tusach.example.vn/tim-kiem?q={searchTerms}',
    );
    const [asked, offered] = JSON.parse((await read('/goi-y?dang=opensearch&q=hoa')).text) as [
      string,
      string[],
    ];
    expect(asked).toBe('hoa');
    expect(offered.length).toBeGreaterThan(0);
  });

  test('an item page carries Open Graph and schema.org data, and its citation in three forms', async () => {
    const { items } = JSON.parse((await read('/api/v1/items?limit=1')).text) as {
      items: { id: string; title: string }[];
    };
    const { id, title } = items[0]!;
    const page = await read(`/tai-lieu/${id}`);
    expect(page.text).toContain('<meta property="og:type"');
    const graph = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/su.exec(page.text)![1]!,
    ) as { '@graph': { name: string }[] };
    expect(graph['@graph'][0]!.name).toBe(title);
    expect((await read(`/tai-lieu/${id}/trich-dan.bib`)).text).toContain(`@misc{${id},`);
    expect((await read(`/tai-lieu/${id}/trich-dan.ris`)).text).toContain('TY  - ');
    expect((await read(`/tai-lieu/${id}/trich-dan.json`)).type).toContain('csl+json');
    expect((await read(`/tai-lieu/${id}/trich-dan.exe`)).status).toBe(404);
  });
});
