import { BoundedParser } from '../bounded-parser.ts';
import { AppError } from '#server/base/errors.ts';
import type { FileMetadata } from '#server/items/extraction.ts';
import type { Archive } from '../archive.ts';
import { fileDate, orNull, plainDescription } from '../book.ts';
import { decodeXml } from '../decode-text.ts';
import { decodeAddress } from '../html/sanitize.ts';

export interface ManifestItem {
  readonly id: string;
  /** Path inside the archive. */
  readonly path: string;
  readonly mediaType: string;
  readonly properties: readonly string[];
  readonly fallback: string | null;
}

export interface EpubPackage {
  readonly metadata: FileMetadata;
  readonly items: ReadonlyMap<string, ManifestItem>;
  readonly spine: readonly ManifestItem[];
  readonly navPath: string | null;
  readonly ncxPath: string | null;
  readonly coverPath: string | null;
}

/**
 * Resolves an address inside the archive; null when it leaves the archive or names an outside
 * place.
 */
export function resolveInside(
  base: string,
  href: string,
): { path: string; fragment: string | null } | null {
  const [address = '', fragment] = href.split('#', 2);
  if (/^[a-z][a-z\d+.-]*:/iu.test(address) || address.startsWith('//')) return null;
  const parts =
    address === '' ? base.split('/') : address.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of address.split('?')[0]!.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (parts.length === 0) return null;
      parts.pop();
    } else parts.push(decodeAddress(step));
  }
  return {
    path: parts.join('/').normalize('NFC'),
    fragment: fragment === undefined || fragment === '' ? null : decodeAddress(fragment),
  };
}

type Attributes = Readonly<Record<string, string>>;
interface XmlElement {
  readonly name: string;
  readonly attributes: Attributes;
  text: string;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * A flat list of elements with their own text, prefixes cut.
 */
export function readXml(xml: string): XmlElement[] {
  const all: XmlElement[] = [];
  const open: XmlElement[] = [];
  const parser = new BoundedParser(
    {
      onopentag: (name, attributes) => {
        const element = {
          name: local(name),
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([k, v]) => [k.startsWith('xml:') ? k : local(k), v]),
          ),
          text: '',
        };
        if (all.length < 100_000) all.push(element);
        open.push(element);
      },
      ontext: (text) => {
        const element = open.at(-1);
        if (element !== undefined && element.text.length < 100_000) element.text += text;
      },
      onclosetag: () => void open.pop(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return all;
}

/**
 * Fonts made unreadable outside the book are no lock on the text (EPUB 3.3 §4.4, Adobe's older
 * way).
 */
const OBFUSCATION = new Set([
  'http://www.idpf.org/2008/embedding',
  'http://ns.adobe.com/pdf/enc#RC',
]);

/**
 * @throws AppError file-encrypted when anything but fonts is locked (Adobe ADEPT, LCP, Apple
 * FairPlay)
 */
export async function refuseLocked(archive: Archive): Promise<void> {
  if (!archive.has('META-INF/encryption.xml')) return;
  const elements = readXml(decodeXml(await archive.read('META-INF/encryption.xml', 4 * 2 ** 20)));
  let algorithm = '';
  for (const { name, attributes } of elements) {
    if (name === 'EncryptedData') algorithm = '';
    if (name === 'EncryptionMethod' && algorithm === '') algorithm = attributes['Algorithm'] ?? '';
    if (
      name === 'CipherReference' &&
      !OBFUSCATION.has(algorithm) &&
      !/\.(?:otf|ttf|woff2?)$/iu.test(attributes['URI'] ?? '')
    ) {
      throw new AppError('file-encrypted', { name: attributes['URI'] });
    }
  }
}

async function packagePath(archive: Archive): Promise<string> {
  if (archive.has('META-INF/container.xml')) {
    const container = readXml(decodeXml(await archive.read('META-INF/container.xml', 2 ** 20)));
    const path = container.find((e) => e.name === 'rootfile' && e.attributes['full-path'])
      ?.attributes['full-path'];
    const inside = path === undefined ? null : resolveInside('', path);
    if (inside !== null && archive.has(inside.path)) return inside.path;
  }
  const found = archive.names.find((n) => n.toLowerCase().endsWith('.opf'));
  if (found === undefined) throw new AppError('file-broken', { missing: 'package' });
  return found;
}

const NO_ELEMENT: XmlElement = { name: '', attributes: {}, text: '' };

function metadataOf(elements: readonly XmlElement[]): FileMetadata {
  const all = (name: string): XmlElement[] =>
    elements.filter((e) => e.name === name && e.text.trim() !== '');
  const first = (name: string): string | null => orNull((all(name)[0] ?? NO_ELEMENT).text);
  const dates = all('date');
  return {
    title: first('title'),
    creators: all('creator')
      .map((e) => orNull(e.text))
      .filter((c) => c !== null)
      .slice(0, 50),
    publisher: first('publisher'),
    issued: fileDate(
      (dates.find((d) => d.attributes['event'] === 'publication') ?? dates[0] ?? NO_ELEMENT).text,
    ),
    language: first('language'),
    description: plainDescription(all('description')[0]?.text),
  };
}

/**
 * Reads container and package document (EPUB 2 and 3).
 * @throws AppError file-broken when there is no package or it lists no reading order
 */
export async function readPackage(archive: Archive): Promise<EpubPackage> {
  const opf = await packagePath(archive);
  const elements = readXml(decodeXml(await archive.read(opf, 8 * 2 ** 20)));
  const items = new Map<string, ManifestItem>();
  for (const { name, attributes: a } of elements) {
    if (name !== 'item' || a['id'] === undefined || a['href'] === undefined) continue;
    const inside = resolveInside(opf, a['href']);
    if (inside === null) continue;
    items.set(a['id'], {
      id: a['id'],
      path: inside.path,
      mediaType: (a['media-type'] ?? '').toLowerCase(),
      properties: (a['properties'] ?? '').split(/\s+/u),
      fallback: a['fallback'] ?? null,
    });
  }
  const spine = elements
    .filter((e) => e.name === 'itemref')
    .map((e) => items.get(e.attributes['idref'] ?? ''))
    .filter((i) => i !== undefined);
  if (spine.length === 0) throw new AppError('file-broken', { missing: 'spine' });
  const coverId = elements.find((e) => e.name === 'meta' && e.attributes['name'] === 'cover')
    ?.attributes['content'];
  const list = [...items.values()];
  const ncxId = elements.find((e) => e.name === 'spine')?.attributes['toc'];
  return {
    metadata: metadataOf(elements),
    items,
    spine,
    navPath: list.find((i) => i.properties.includes('nav'))?.path ?? null,
    ncxPath:
      (items.get(ncxId ?? '') ?? list.find((i) => i.mediaType === 'application/x-dtbncx+xml'))
        ?.path ?? null,
    coverPath:
      (list.find((i) => i.properties.includes('cover-image')) ?? items.get(coverId ?? ''))?.path ??
      null,
  };
}
