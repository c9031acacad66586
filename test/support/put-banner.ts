import sharp from 'sharp';
import type { TestApp } from './start-test-app.ts';

/** A picture as a camera or an office would send it. */
export const aPicture = (
  form: 'jpeg' | 'png' | 'gif',
  width = 320,
  height = 120,
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#a3281d' } })
    .withExif({ IFD0: { Copyright: 'BI-MAT' } })
    .toFormat(form)
    .toBuffer();

/** A banner of the Ministry of Justice, its picture in the store. */
export async function putBanner({ shelf }: Pick<TestApp, 'shelf'>): Promise<void> {
  const bytes = await sharp(await aPicture('png'))
    .webp()
    .toBuffer();
  const picture = await shelf.storage.files.put(
    (async function* one() {
      yield bytes;
    })(),
    1_000_000,
  );
  await shelf.storage.catalog.saveAuthority({
    list: 'banner',
    id: 'bo-tu-phap',
    rank: 1,
    version: 0,
    changedAt: '2026-11-20T03:00:00.000Z',
    changedBy: 'Lò Thị Hương',
    value: {
      alt: 'Bộ Tư pháp',
      address: 'https://moj.gov.vn/',
      group: 'ministry',
      from: null,
      to: null,
      hidden: false,
      picture: { sha256: picture.sha256, bytes: picture.bytes },
    },
  });
}
