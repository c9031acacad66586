import { cleanLine, cleanValue } from './clean-line.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';

/**
 * IIIF Presentation 3.0 manifests and Image API 3.0 information of page pictures. Source:
 * https://iiif.io/api/presentation/3.0/ and https://iiif.io/api/image/3.0/.
 */

/** Widths in which a page's picture is offered, the largest last. */
export const IMAGE_WIDTHS = [240, 640, 1280, 1920] as const;
const THUMBNAIL = IMAGE_WIDTHS[0];
export const FULL_WIDTH = IMAGE_WIDTHS.at(-1)!;

/** A manifest shows no more pages: viewers read it whole. */
export const MOST_CANVASES = 20_000;
const MOST_RANGES = 5_000;
const DEEPEST_RANGE = 8;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture scaled to a width. */
export const scaled = ({ width, height }: Size, to: number): Size => ({
  width: to,
  height: Math.max(1, Math.round((height * to) / width)),
});

/** The sizes offered of a picture: never more than it has. */
export const offeredSizes = (full: Size): Size[] => [
  ...IMAGE_WIDTHS.filter((width) => width < full.width).map((width) => scaled(full, width)),
  full,
];

/** The size that an address of the Image API asks for; null where it is not offered. */
export function askedSize(asked: string, full: Size): Size | null {
  if (asked === 'max') return full;
  const [, width, height] = /^(\d{1,5}),(\d{0,5})$/u.exec(asked) ?? [];
  const size = offeredSizes(full).find((one) => one.width === Number(width));
  if (size === undefined || height === '') return size ?? null;
  // A manifest reckons heights from the page's form, a picture has whole pixels.
  return Math.abs(size.height - Number(height)) <= 2
    ? { width: size.width, height: Number(height) }
    : null;
}

/** The information of one picture; `id` is the absolute base address of its service. */
export const imageInformation = (id: string, full: Size, rights: string): string =>
  JSON.stringify({
    '@context': 'http://iiif.io/api/image/3/context.json',
    id,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level0',
    ...full,
    sizes: offeredSizes(full),
    extraFeatures: ['profileLinkHeader', 'canonicalLinkHeader', 'jsonldMediaType'],
    preferredFormats: ['jpg'],
    rights,
  });

/** One file whose pages become canvases. */
export interface ManifestFile {
  readonly id: string;
  readonly name: string;
  /** Height over width of each page. */
  readonly ratios: readonly number[];
  /** What is printed on a page, from 1. */
  readonly label: (page: number) => string;
  /** Absolute address of the image service of a page. */
  readonly image: (page: number) => string;
  readonly outline: readonly OutlineEntry[];
}

/** Another form of the item: its absolute address, media type and name. */
interface Described {
  readonly href: string;
  readonly type: string;
  readonly label: string;
}

export interface ManifestParts {
  /** Absolute address of the manifest, of the item's page and of the shelf. */
  readonly id: string;
  readonly item: string;
  readonly shelf: string;
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  /** Label and value of each known fact, in Vietnamese. */
  readonly metadata: readonly (readonly [label: string, value: string])[];
  readonly rights: string;
  /** What has to be shown beside the pictures: whose they are, how the item stands. */
  readonly statement: readonly [label: string, value: string];
  readonly provider: string;
  readonly seeAlso: readonly Described[];
  readonly renderings: readonly Described[];
  readonly outlineLabel: string;
  readonly files: readonly ManifestFile[];
}

const text = (words: string, language = 'vi') => ({ [language]: [cleanLine(words)] });

const canvasId = (item: string, file: ManifestFile, page: number): string =>
  `${item}/canvas/${file.id}/${page}`;

function canvas(item: string, file: ManifestFile, page: number) {
  const id = canvasId(item, file, page);
  const service = file.image(page);
  const full = scaled({ width: 1, height: file.ratios[page - 1]! }, FULL_WIDTH);
  const small = scaled(full, THUMBNAIL);
  const services = [{ id: service, type: 'ImageService3', profile: 'level0' }];
  return {
    id,
    type: 'Canvas',
    label: text(file.label(page), 'none'),
    ...full,
    thumbnail: [
      {
        id: `${service}/full/${small.width},${small.height}/0/default.jpg`,
        type: 'Image',
        format: 'image/jpeg',
        ...small,
      },
    ],
    items: [
      {
        id: `${id}/page`,
        type: 'AnnotationPage',
        items: [
          {
            id: `${id}/image`,
            type: 'Annotation',
            motivation: 'painting',
            body: {
              id: `${service}/full/max/0/default.jpg`,
              type: 'Image',
              format: 'image/jpeg',
              ...full,
              service: services,
            },
            target: id,
          },
        ],
      },
    ],
  };
}

interface Range {
  readonly id: string;
  readonly type: 'Range';
  readonly label: ReturnType<typeof text>;
  readonly items: (Range | { readonly id: string; readonly type: 'Canvas' })[];
}

interface Begin {
  readonly title: string;
  readonly level: number;
  readonly page: number;
}

/** Entries of an outline that begin on a page of the manifest. */
const beginsOf = ({ outline, ratios }: ManifestFile): Begin[] =>
  outline
    .slice(0, MOST_RANGES)
    .flatMap(({ title, level, locator }) =>
      locator.kind === 'page' && locator.page >= 1 && locator.page <= ratios.length
        ? [{ title, level: Math.min(level, DEEPEST_RANGE), page: locator.page }]
        : [],
    );

/**
 * An outline as nested ranges. Each has the page on which it begins and those up to the next entry,
 * of which none stands in two: so many entries in whatever order cost no more than pages and
 * entries together.
 */
function rangesOf(id: string, item: string, file: ManifestFile): Range[] {
  const begins = beginsOf(file);
  const roots: Range[] = [];
  const open: { readonly level: number; readonly range: Range }[] = [];
  let covered = 0;
  for (const [at, { title, level, page }] of begins.entries()) {
    const next = begins[at + 1]?.page ?? file.ratios.length + 1;
    const range: Range = {
      id: `${id}/range/${file.id}/${at + 1}`,
      type: 'Range',
      label: text(cleanLine(title) || file.label(page)),
      items: [{ id: canvasId(item, file, page), type: 'Canvas' }],
    };
    for (let n = Math.max(covered, page) + 1; n < next; n++)
      range.items.push({ id: canvasId(item, file, n), type: 'Canvas' });
    covered = Math.max(covered, page, next - 1);
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    (open.at(-1)?.range.items ?? roots).push(range);
    open.push({ level, range });
  }
  return roots;
}

/** One range of each file where there are several, with the outline below it. */
function structuresOf({ id, item, files, outlineLabel }: ManifestParts): Range[] {
  const ofFiles = files.flatMap((file): Range[] => {
    const ranges = rangesOf(id, item, file);
    if (files.length === 1 && ranges.length === 0) return [];
    return [
      {
        id: `${id}/range/${file.id}`,
        type: 'Range',
        label: text(files.length === 1 ? outlineLabel : file.name),
        items:
          ranges.length > 0 ? ranges : [{ id: canvasId(item, file, 1), type: 'Canvas' as const }],
      },
    ];
  });
  return ofFiles;
}

/** What a manifest says of the item beside its pages. */
const descriptive = (parts: ManifestParts) => ({
  label: text(parts.title, parts.language),
  ...(parts.summary === '' ? {} : { summary: text(parts.summary, parts.language) }),
  metadata: parts.metadata.map(([label, value]) => ({ label: text(label), value: text(value) })),
  rights: parts.rights,
  requiredStatement: { label: text(parts.statement[0]), value: text(parts.statement[1]) },
  provider: [
    {
      id: parts.shelf,
      type: 'Agent',
      label: text(parts.provider),
      homepage: [
        { id: parts.shelf, type: 'Text', label: text(parts.provider), format: 'text/html' },
      ],
    },
  ],
  homepage: [
    {
      id: parts.item,
      type: 'Text',
      label: text(parts.title, parts.language),
      format: 'text/html',
      language: ['vi'],
    },
  ],
  seeAlso: parts.seeAlso.map(({ href, type, label }) => ({
    id: href,
    type: 'Dataset',
    label: text(label),
    format: type,
  })),
  ...(parts.renderings.length === 0
    ? {}
    : {
        rendering: parts.renderings.map(({ href, type, label }) => ({
          id: href,
          type: type.startsWith('image/') ? 'Image' : 'Text',
          label: text(label),
          format: type,
        })),
      }),
});

/** The manifest of an item whose files have at least one page. */
export function iiifManifest(parts: ManifestParts): string {
  const canvases = parts.files.flatMap((file) =>
    file.ratios.map((_, i) => canvas(parts.item, file, i + 1)),
  );
  const structures = structuresOf(parts);
  return JSON.stringify(
    {
      '@context': 'http://iiif.io/api/presentation/3/context.json',
      id: parts.id,
      type: 'Manifest',
      ...descriptive(parts),
      viewingDirection: 'left-to-right',
      thumbnail: canvases[0]!.thumbnail,
      items: canvases,
      ...(structures.length === 0 ? {} : { structures }),
    },
    cleanValue,
  );
}
