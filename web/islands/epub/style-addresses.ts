import type { Archive } from '@likecoin/epub-ts';

const REFERENCE = /(?:url\(|@import\s)\s*(?:(['"])([^'"]+)\1|([^'"()\s]+)\s*\))/giu;

/**
 * Address inside the archive of a file that a style sheet names; null where the file is outside the
 * archive or the sheet holds it itself.
 */
const inside = (reference: string, sheet: string): string | null =>
  /^(?:[a-z][a-z\d+.-]*:|\/\/|#)/iu.test(reference.trim())
    ? null
    : new URL(reference.trim(), `http://book${sheet}`).pathname;

async function withAddresses(css: string, sheet: string, archive: Archive): Promise<string> {
  const found = new Map<string, string>();
  for (const [, , quoted, bare] of css.matchAll(REFERENCE)) {
    const reference = quoted ?? bare ?? '';
    const path = inside(reference, sheet);
    // What the book does not hold stays as it is: the policy of the page lets nobody fetch it.
    if (path !== null && !found.has(reference))
      found.set(reference, await archive.createUrl(path).catch(() => reference));
  }
  return css.replace(
    REFERENCE,
    (whole, _quote: string, quoted: string | undefined, bare: string | undefined) => {
      const reference = quoted ?? bare ?? '';
      const address = found.get(reference);
      return address === undefined ? whole : whole.replace(reference, address);
    },
  );
}

/**
 * The library fills in the addresses of fonts and pictures in a style sheet that a page names, but
 * not in one that another style sheet imports: from now on the archive hands out every style sheet
 * with them.
 */
export function fillStyleAddresses(archive: Archive): void {
  const getBlob = archive.getBlob.bind(archive);
  const begun = new Set<string>();
  archive.getBlob = (url, type) => {
    // Sheets that import each other get each other as they are.
    if (!/\.css$/iu.test(url) || begun.has(url)) return getBlob(url, type);
    begun.add(url);
    return archive
      .getText(url)
      ?.then(
        async (css) => new Blob([await withAddresses(css, url, archive)], { type: 'text/css' }),
      );
  };
}
