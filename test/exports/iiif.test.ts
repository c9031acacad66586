import { Traverse } from '@iiif/parser';
import { presentation3StrictUpgrade } from '@iiif/parser/strict';
import type { Manifest } from '@iiif/presentation-3';
import { describe, expect, test } from '@jest/globals';
import {
  askedSize,
  iiifManifest,
  imageInformation,
  offeredSizes,
  type ManifestFile,
  type ManifestParts,
} from '#server/exchange/iiif.ts';
import { webpSize } from '#server/base/webp-size.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import sharp from 'sharp';

const BASE = 'https://tusach.example.vn';
const ITEM = `${BASE}/tai-lieu/1m80c392p2bq9`;

const entry = (title: string, level: number, page: number): OutlineEntry => ({
  title,
  level,
  locator: { kind: 'page', page },
});
const aFile = (pages: number, more: Partial<ManifestFile> = {}): ManifestFile => ({
  id: 'tep1',
  name: 'cam-nang.pdf',
  ratios: Array.from({ length: pages }, () => Math.SQRT2),
  label: String,
  image: (page) => `${BASE}/iiif/tep1.${page}`,
  outline: [],
  ...more,
});
const parts = (files: readonly ManifestFile[], more: Partial<ManifestParts> = {}) => ({
  id: `${ITEM}/manifest.json`,
  item: ITEM,
  shelf: `${BASE}/`,
  language: 'vi',
  title: 'Cẩm nang',
  summary: '',
  metadata: [['Thể loại', 'Cẩm nang']] as const,
  rights: 'http://rightsstatements.org/vocab/InC-NC/1.0/',
  statement: ['Ghi nguồn', 'Tủ sách'] as const,
  provider: 'Sở Tư pháp',
  seeAlso: [{ href: `${BASE}/api/v1/items/1`, type: 'application/json', label: 'JSON' }],
  renderings: [],
  outlineLabel: 'Mục lục',
  files,
  ...more,
});

interface Node {
  id: string;
  type: string;
  label?: Record<string, string[]>;
  items: Node[];
  width: number;
  height: number;
  structures?: Node[];
  target?: string;
  body?: { id: string; service: { id: string }[] };
}
const read = (made: ManifestParts): Node => JSON.parse(iiifManifest(made)) as Node;
/** Titles with what lies below, canvases by their number: `Chương I(1,2,Điều 1(3))`. */
const shape = (ranges: readonly Node[]): string =>
  ranges
    .map((node) =>
      node.type === 'Canvas'
        ? node.id.split('/').at(-1)
        : `${node.label!['vi']![0]}(${shape(node.items)})`,
    )
    .join(',');

describe('a manifest', () => {
  test('has what Presentation 3 says every resource must have', () => {
    const manifest = read(parts([aFile(3, { outline: [entry('Chương I', 1, 2)] })]));
    const ids: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const inner of Object.values(value)) walk(inner);
      const { id, type } = value as Node;
      if (id !== undefined && type !== undefined) ids.push(id);
      if (['Manifest', 'Range'].includes(type)) expect((value as Node).label).toBeDefined();
      if (type === 'Canvas' && 'items' in value) {
        const { width, height, items } = value as Node;
        expect(Number.isInteger(width) && Number.isInteger(height) && width * height > 0).toBe(
          true,
        );
        expect(items[0]!.type).toBe('AnnotationPage');
        expect(items[0]!.items[0]!.target).toBe(id);
      }
    };
    walk(manifest);
    for (const id of ids) expect(id).toMatch(/^https?:\/\/[^#\s]+$/u);
    expect(manifest.items.map((c) => c.id)).toHaveLength(
      new Set(manifest.items.map((c) => c.id)).size,
    );
  });

  test('is what @iiif/parser takes for one, strictly, without a warning', () => {
    const manifest = read(parts([aFile(3, { outline: [entry('Chương I', 1, 2)] })]));
    const warnings: string[] = [];
    presentation3StrictUpgrade(structuredClone(manifest) as unknown as Manifest, { warnings });
    expect(warnings).toEqual([]);
    const seen: string[] = [];
    new Traverse({
      canvas: [(c) => (seen.push(c.id), c)],
      range: [(r) => (seen.push(r.id), r)],
    }).traverseManifest(manifest as unknown as Manifest);
    expect(seen.filter((id) => id.includes('/canvas/')).length).toBeGreaterThanOrEqual(3);
    expect(seen.filter((id) => id.includes('/range/')).length).toBeGreaterThanOrEqual(2);
  });

  test('nests its ranges as the outline does, each page in one of them', () => {
    const outline = [
      entry('Chương I', 1, 1),
      entry('Điều 1', 2, 2),
      entry('Điều 2', 2, 2),
      entry('Chương II', 1, 5),
      entry('', 4, 6),
      entry('Ngoài sách', 1, 99),
    ];
    const { structures } = read(parts([aFile(7, { outline })]));
    expect(shape(structures!)).toBe(
      'Mục lục(Chương I(1,Điều 1(2),Điều 2(2,3,4)),Chương II(5,6(6,7)))',
    );
  });

  test('of several files has one range a file, named by it', () => {
    const files = [
      aFile(2, { outline: [entry('Chương I', 1, 1)] }),
      aFile(1, { id: 'anh', name: 'bia.jpg', label: () => '1' }),
    ];
    expect(shape(read(parts(files)).structures!)).toBe('cam-nang.pdf(Chương I(1,2)),bia.jpg(1)');
    expect(read(parts([aFile(2)])).structures).toBeUndefined();
  });

  test('grows with pages and entries, not with both together, in whatever order they come', () => {
    const outline = Array.from({ length: 6_000 }, (_, i) =>
      entry(`Mục ${i}`, (i % 40) + 1, i % 2 === 0 ? 1 : 10_000),
    );
    const manifest = read(parts([aFile(10_000, { outline })]));
    expect(manifest.items).toHaveLength(10_000);
    let [canvases, deepest] = [0, 0];
    const walk = (nodes: readonly Node[], depth: number): void => {
      deepest = Math.max(deepest, depth);
      for (const node of nodes)
        if (node.type === 'Canvas') canvases++;
        else walk(node.items, depth + 1);
    };
    walk(manifest.structures!, 0);
    expect(canvases).toBeLessThanOrEqual(15_000);
    expect(deepest).toBeLessThan(12);
  });

  test('keeps whatever stands in a title, without what no receiver takes', () => {
    const title = 'A <&"]]></script>\u0000\ud800\ufffe\u2028B';
    const json = iiifManifest(parts([aFile(1)], { title, summary: title }));
    expect((JSON.parse(json) as Node).label!['vi']).toEqual(['A <&"]]></script> B']);
  });
});

describe('a picture', () => {
  const full = { width: 1920, height: 2720 };

  test('is offered in the sizes its information names, never larger than it is', () => {
    const small = { width: 700, height: 500 };
    expect(offeredSizes(small)).toEqual([
      { width: 240, height: 171 },
      { width: 640, height: 457 },
      small,
    ]);
    const information = JSON.parse(imageInformation(`${BASE}/iiif/a.1`, full, '')) as {
      sizes: { width: number; height: number }[];
    };
    expect(information).toMatchObject({ type: 'ImageService3', profile: 'level0', ...full });
    for (const size of information.sizes)
      expect(askedSize(`${size.width},${size.height}`, full)).toEqual(size);
  });

  test.each([
    ['max', full],
    ['640,', { width: 640, height: 907 }],
    ['640,906', { width: 640, height: 906 }],
    ['640,900', null],
    ['641,907', null],
    [',907', null],
    ['pct:50', null],
    ['^max', null],
    ['99999999,1', null],
  ])('asked for as %s is given so or refused', (asked, size) => {
    expect(askedSize(asked, full)).toEqual(size);
  });

  test.each([
    ['lossy', { quality: 50 }, 3 as const],
    ['lossless', { lossless: true }, 3 as const],
    ['transparent', { quality: 50 }, 4 as const],
  ])('as WebP, %s, tells its size', async (_, options, channels) => {
    const bytes = await sharp({
      create: { width: 333, height: 77, channels, background: { r: 9, g: 9, b: 9, alpha: 0.5 } },
    })
      .webp(options)
      .toBuffer();
    expect(webpSize(bytes)).toEqual({ width: 333, height: 77 });
    expect(webpSize(bytes.subarray(0, 20))).toBeNull();
    expect(webpSize(Buffer.alloc(40))).toBeNull();
  });
});
