import { Traverse } from '@iiif/parser';
import { isImageService, supports } from '@iiif/parser/image-3';
import { presentation3StrictUpgrade } from '@iiif/parser/strict';
import type { Manifest } from '@iiif/presentation-3';
import sharp from 'sharp';
import type { Item } from '#server/items/item.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { drawPdf } from '../../support/make/draw-pdf.ts';
import { makeFolder, type TestFolder } from '../../support/make/make-folder.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

interface Node {
  id: string;
  type: string;
  width: number;
  height: number;
  items: Node[];
  thumbnail: Node[];
  body: Node & { service: Node[] };
  structures: Node[];
  label: Record<string, string[]>;
  requiredStatement: { value: Record<string, string[]> };
  rendering: Node[];
  homepage: Node[];
}

let app: TestApp;
let folder: TestFolder;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(app.base, path, { headers });
const manifestOf = async (item: Item): Promise<Node> =>
  (await get(`/tai-lieu/${item.id}/manifest.json`)).json<Node>();
const pathOf = (address: string): string => address.replace(app.base, '');
const byTitle = async (title: string): Promise<Item> => {
  const { rows } = await app.shelf.storage.catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 100,
    after: null,
  });
  return rows.find((item) => item.title.startsWith(title))!;
};
const save = (item: Item, more: Partial<Item>): Promise<Item> =>
  app.shelf.storage.catalog.saveItem({
    item: { ...item, ...more },
    event: null,
    texts: [],
    jobs: [],
  });

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  folder = makeFolder();
  const page = { texts: [{ x: 60, y: 700, text: 'Quyen va nghia vu' }] };
  folder.put('Nghieng.pdf', drawPdf({ pages: [page, { ...page, entries: '/Rotate 90' }, page] }));
  folder.put(
    'To gap.png',
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a3281d' } })
      .png()
      .toBuffer(),
  );
  await app.importFolder(folder.path);
});
afterAll(async () => {
  await app.close();
  folder.remove();
});

describe('the manifest of an item', () => {
  it('shows every page with its printed number, and leads back to the shelf', async () => {
    const item = (await app.shelf.storage.catalog.findItemByIdentifier('DEMO-0001'))!;
    const answer = await get(`/tai-lieu/${item.id}/manifest.json`);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'content-type':
        'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"',
    });
    const manifest = answer.json<Node>();
    expect(manifest.id).toBe(`${app.base}/tai-lieu/${item.id}/manifest.json`);
    expect(manifest.items).toHaveLength(item.attachments[0]!.pages!);
    expect(manifest.structures[0]!.items.length).toBeGreaterThan(3);
    expect(manifest.requiredStatement.value['vi']![0]).toContain('Còn phù hợp');
    for (const { id } of [...manifest.rendering, ...manifest.homepage, ...manifest.thumbnail])
      expect([id, (await get(pathOf(id))).status]).toEqual([id, 200]);
    expect(String((await get(`/tai-lieu/${item.id}`)).headers['link'])).toContain(
      `<${manifest.id}>; rel="alternate"`,
    );
  });

  it('is taken by @iiif/parser for every item of the demo that has one', async () => {
    let [manifests, without] = [0, 0];
    for (const { id } of (await get('/api/v1/items?limit=100')).json<{ items: Item[] }>().items) {
      const answer = await get(`/tai-lieu/${id}/manifest.json`);
      if (answer.status === 404 || answer.status === 403) {
        without++;
        continue;
      }
      const warnings: string[] = [];
      const manifest = answer.json<unknown>() as Manifest;
      presentation3StrictUpgrade(structuredClone(manifest), { warnings });
      new Traverse({}).traverseManifest(manifest);
      expect([id, warnings]).toEqual([id, []]);
      manifests++;
    }
    expect(manifests).toBeGreaterThan(10);
    expect(without).toBeGreaterThan(0);
  });

  it('gives each page the form it has', async () => {
    const { items } = await manifestOf(await byTitle('Nghieng'));
    const upright = items.map(({ width, height }) => height > width);
    expect(upright).toEqual([true, false, true]);
    const { width, height } = items[1]!;
    const information = (
      await get(`${pathOf(items[1]!.items[0]!.items[0]!.body.service[0]!.id)}/info.json`)
    ).json<Node>();
    expect(Math.abs(information.height / information.width - height / width)).toBeLessThan(0.002);
  });

  it('is not given of what readers may not take away, and gone with its item', async () => {
    const item = await byTitle('Nghieng');
    const { items } = await manifestOf(item);
    const image = pathOf(items[0]!.items[0]!.items[0]!.body.id);
    for (const [more, manifest, picture] of [
      [{ rights: { kind: 'chi_doc', note: '' } }, 404, 403],
      [{ rights: { kind: 'chi_thu_muc', note: '' } }, 404, 403],
      [{ state: 'withdrawn' }, 404, 404],
      [{ state: 'draft' }, 404, 404],
    ] as const) {
      const now = (await app.shelf.storage.catalog.findItem(item.id))!;
      await save(now, { ...item, version: now.version, ...more });
      expect((await get(`/tai-lieu/${item.id}/manifest.json`)).status).toBe(manifest);
      expect((await get(image)).status).toBe(picture);
    }
    const now = (await app.shelf.storage.catalog.findItem(item.id))!;
    await save(now, { ...item, version: now.version });
    expect((await get(image)).status).toBe(200);
  });
});

describe('the picture of a page', () => {
  let service: string;
  beforeAll(async () => {
    const { items } = await manifestOf(await byTitle('Nghieng'));
    service = pathOf(items[0]!.items[0]!.items[0]!.body.service[0]!.id);
  });

  it('is a JPEG of exactly the size asked for, for every size offered', async () => {
    const answer = await get(`${service}/info.json`);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    const information = answer.json<{ id: string; sizes: { width: number; height: number }[] }>();
    expect(isImageService(information)).toBe(true);
    expect(supports(information as never, {})).toBeDefined();
    expect(pathOf(information.id)).toBe(service);
    for (const { width, height } of information.sizes) {
      const picture = await get(`${service}/full/${width},${height}/0/default.jpg`);
      expect(picture.headers['content-type']).toBe('image/jpeg');
      expect(picture.headers['access-control-allow-origin']).toBe('*');
      expect(await sharp(picture.body).metadata()).toMatchObject({ format: 'jpeg', width, height });
    }
    const whole = await get(`${service}/full/max/0/default.jpg`);
    const known = { 'if-none-match': whole.headers.etag! };
    expect((await get(`${service}/full/max/0/default.jpg`, known)).status).toBe(304);
    expect((await get(service)).headers['location']).toBe(`${service}/info.json`);
    const plain = await get(`${service}/info.json`, { accept: 'application/json' });
    expect(plain.headers['content-type']).toContain('application/json');
  });

  it('of a photograph is never larger than it', async () => {
    const { items } = await manifestOf(await byTitle('To gap'));
    const path = pathOf(items[0]!.items[0]!.items[0]!.body.id);
    expect(await sharp((await get(path)).body).metadata()).toMatchObject({
      width: 900,
      height: 600,
    });
  });

  it.each([
    ['/square/max/0/default.jpg', 400],
    ['/full/99,/0/default.jpg', 400],
    ['/full/max/90/default.jpg', 400],
    ['/full/max/0/default.png', 400],
    ['/full/max/0/bitonal.jpg', 400],
  ])('refuses %s', async (path, status) => {
    expect((await get(`${service}${path}`)).status).toBe(status);
  });

  it.each(['/iiif/x/info.json', '/iiif/khong-co.1/info.json', '/iiif/%00.1/info.json'])(
    'does not find %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
      expect((await get(service.replace(/\.1$/u, '.999') + '/info.json')).status).toBe(404);
    },
  );
});
