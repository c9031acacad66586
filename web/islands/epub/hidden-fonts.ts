import type { Archive } from '@likecoin/epub-ts';

/**
 * EPUB 3.3 §4.4 and Adobe make a font useless outside its book: they mix its first bytes with a
 * key.
 */
const WAYS = {
  'http://www.idpf.org/2008/embedding': { bytes: 1_040, key: idpfKey },
  'http://ns.adobe.com/pdf/enc#RC': { bytes: 1_024, key: adobeKey },
} as const;
type Way = keyof typeof WAYS;

async function idpfKey(identifier: string): Promise<Uint8Array | null> {
  // Plain http has no `subtle`: the fonts stay hidden and the device's own letters are used.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle;
  return subtle === undefined
    ? null
    : new Uint8Array(
        await subtle.digest(
          'SHA-1',
          new TextEncoder().encode(identifier.replace(/[ \t\r\n]/gu, '')),
        ),
      );
}

async function adobeKey(identifier: string): Promise<Uint8Array | null> {
  const digits = /[0-9a-f]{32}$/iu.exec(identifier.replaceAll('-', ''))?.[0];
  return digits === undefined
    ? null
    : Uint8Array.from({ length: 16 }, (_, i) =>
        Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16),
      );
}

const parse = (xml: string): Document => new DOMParser().parseFromString(xml, 'application/xml');
const named = (root: Document | Element, name: string): Element[] => [
  ...root.getElementsByTagNameNS('*', name),
];

/** Paths of the hidden fonts. */
function hiddenIn(encryption: string): Map<string, Way> {
  const hidden = new Map<string, Way>();
  for (const data of named(parse(encryption), 'EncryptedData')) {
    const way = named(data, 'EncryptionMethod')[0]?.getAttribute('Algorithm') ?? '';
    const path = named(data, 'CipherReference')[0]?.getAttribute('URI');
    if (path && Object.hasOwn(WAYS, way)) hidden.set(decodeURIComponent(path), way as Way);
  }
  return hidden;
}

/** What the package names as its unique identifier. */
async function identifierOf(archive: Archive): Promise<string> {
  const container = parse((await archive.getText('/META-INF/container.xml')) ?? '');
  const path = named(container, 'rootfile')[0]?.getAttribute('full-path') ?? '';
  const opf = parse((await archive.getText(`/${path}`)) ?? '');
  const id = opf.documentElement.getAttribute('unique-identifier');
  return (
    named(opf, 'identifier')
      .find((e) => e.id === id)
      ?.textContent?.trim() ?? ''
  );
}

/** From now on the archive hands out fonts as they were before they were hidden. */
export async function revealFonts(archive: Archive): Promise<void> {
  const encryption = await archive.getText('/META-INF/encryption.xml');
  if (!encryption) return;
  const hidden = hiddenIn(encryption);
  const identifier = hidden.size === 0 ? '' : await identifierOf(archive);
  const getBlob = archive.getBlob.bind(archive);
  archive.getBlob = (url, type) => {
    const blob = getBlob(url, type);
    const way = hidden.get(decodeURIComponent(url.slice(1)));
    return blob === undefined || way === undefined
      ? blob
      : blob.then((hiddenFont) => reveal(hiddenFont, way, identifier));
  };
}

async function reveal(font: Blob, way: Way, identifier: string): Promise<Blob> {
  const key = await WAYS[way].key(identifier);
  if (key === null || key.length === 0) return font;
  const bytes = new Uint8Array(await font.arrayBuffer());
  for (let i = 0; i < Math.min(WAYS[way].bytes, bytes.length); i += 1)
    bytes[i]! ^= key[i % key.length]!;
  return new Blob([bytes], { type: font.type });
}
