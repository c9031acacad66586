import mammoth from 'mammoth';
import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import {
  assembleBook,
  fileDate,
  NO_METADATA,
  orNull,
  plainDescription,
  withoutText,
} from '../book.ts';
import { decodeEntities } from './html.ts';
import { divideIntoChapters } from './html-sections.ts';
import { PictureStore } from '../media/pictures.ts';
import { safeId, sanitizeChapter } from './sanitize.ts';
import { detectEncoding } from '../vietnamese-text.ts';

const MAX_PICTURES = 2_000;

/**
 * mammoth's own ZIP reader would unpack whatever a header lies about; its `file` input takes any
 * object of this shape, so it reads through the checked archive instead (mammoth 1.13.0,
 * lib/unzip.js).
 */
const mammothInput = (archive: Archive): { path: string } =>
  ({
    file: {
      exists: (name: string) => archive.has(name),
      read: async (name: string, encoding?: string) => {
        const bytes = await archive.read(name);
        return encoding === undefined
          ? new Uint8Array(bytes)
          : encoding === 'base64'
            ? bytes.toString('base64')
            : new TextDecoder(encoding).decode(bytes);
      },
    },
  }) as unknown as { path: string };

async function convert(archive: Archive, store: PictureStore): Promise<string> {
  let number = 0;
  const convertImage = mammoth.images.imgElement(async (image) => {
    if (++number > MAX_PICTURES) return { src: '' };
    try {
      const name = await store.add(`p${number}`, await image.readAsBuffer());
      return { src: name === null ? '' : `picture/${name}` };
    } catch (error) {
      // A picture that is missing or damaged costs the picture; a bomb costs the file.
      if (error instanceof AppError && error.code === 'file-bomb') throw error;
      return { src: '' };
    }
  });
  const styleMap = [
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='Subtitle'] => p:fresh",
    "r[style-name='Strong'] => strong",
  ];
  const { value } = await mammoth.convertToHtml(mammothInput(archive), {
    convertImage,
    styleMap,
    externalFileAccess: false,
    idPrefix: 'w-',
  });
  return sanitizeChapter(value, {
    link: (href) => (/^#./u.test(href) ? `#${safeId(href.slice(1))}` : null),
    picture: (src) => (src.startsWith('picture/') ? store.use(src.slice(8)) : null),
  });
}

const property = (xml: string, name: string): string | null =>
  decodeEntities(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'u').exec(xml)?.[1] ?? '');

async function metadataOf(archive: Archive): Promise<FileMetadata> {
  if (!archive.has('docProps/core.xml')) return NO_METADATA;
  const xml = (await archive.read('docProps/core.xml', 2 ** 20)).toString('utf8');
  const creator = orNull(property(xml, 'dc:creator'));
  return {
    title: orNull(property(xml, 'dc:title')),
    creators: creator === null ? [] : [creator],
    publisher: orNull(property(xml, 'dc:publisher')),
    issued: fileDate(property(xml, 'dcterms:created')),
    language: orNull(property(xml, 'dc:language')),
    description: plainDescription(property(xml, 'dc:description')),
  };
}

async function fontNames(archive: Archive): Promise<string[]> {
  const names = new Set<string>();
  for (const part of ['word/styles.xml', 'word/document.xml']) {
    if (!archive.has(part)) continue;
    const xml = (await archive.read(part)).toString('latin1');
    for (const m of xml.matchAll(/w:(?:ascii|hAnsi)="([^"]{2,60})"/gu)) names.add(m[1]!);
  }
  return [...names];
}

/**
 * A Word document as chapters.
 * @throws AppError file-broken | file-empty | file-bomb | file-unsafe-path | file-encrypted
 */
export async function extractDocx(path: string, workDir: string): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    const store = new PictureStore(workDir);
    const html = await convertOrRefuse(archive, store);
    const plain = decodeEntities(html.replace(/<[^>]*>/gu, '\n'));
    const encoding = detectEncoding(plain, await fontNames(archive));
    const metadata = await metadataOf(archive);
    if (encoding === 'tcvn3' || encoding === 'vni')
      return withoutText('needs-conversion', encoding, null, metadata);
    const { sections, passages, outline } = assembleBook(divideIntoChapters(html, 'document'));
    const resources = await store.used();
    if (passages.length === 0 && resources.length === 0) throw new AppError('file-empty');
    return {
      outcome: 'ready',
      layer: passages.length === 0 ? 'none' : 'born-digital',
      encoding,
      pages: sections.length,
      seconds: null,
      ratio: null,
      metadata,
      outline,
      passages,
      sections,
      resources,
    };
  } finally {
    archive.close();
  }
}

async function convertOrRefuse(archive: Archive, store: PictureStore): Promise<string> {
  try {
    return await convert(archive, store);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-broken', {}, { cause: error });
  }
}
