import type { Archive } from '@likecoin/epub-ts';

const PICTURE = /\.(?:jpe?g|png|gif|webp|svg)$/iu;
const UNKNOWN = { width: 1_000, height: 1_400 } as const;

async function sizeOf(picture: Blob): Promise<{ readonly width: number; readonly height: number }> {
  if (!picture.type.includes('svg'))
    return createImageBitmap(picture).then(
      ({ width, height }) => ({ width, height }),
      () => UNKNOWN,
    );
  const root = new DOMParser().parseFromString(
    await picture.text(),
    'image/svg+xml',
  ).documentElement;
  const [, , width, height] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/u).map(Number);
  return width && height ? { width, height } : UNKNOWN;
}

async function pageOf(
  address: string,
  size: { readonly width: number; readonly height: number },
): Promise<Document> {
  const page = document.implementation.createHTMLDocument('');
  const [viewport, picture] = [page.createElement('meta'), page.createElement('img')];
  viewport.name = 'viewport';
  viewport.content = `width=${size.width}, height=${size.height}`;
  picture.src = address;
  picture.alt = '';
  picture.style.cssText =
    'display: block; inline-size: 100%; block-size: 100%; object-fit: contain';
  page.body.style.margin = '0';
  page.head.append(viewport);
  page.body.append(picture);
  return page;
}

/**
 * A book's reading order may name pictures (EPUB 3.3 §3.5). The library shows pages only, so this
 * makes a page of each picture.
 */
export function makePicturePages(archive: Archive): void {
  const request = archive.request.bind(archive);
  archive.request = async (url, type) => {
    if (type === 'blob' || !PICTURE.test(url)) return request(url, type);
    const picture = await archive.getBlob(url);
    return picture === undefined
      ? request(url, type)
      : pageOf(await archive.createUrl(url), await sizeOf(picture));
  };
}
