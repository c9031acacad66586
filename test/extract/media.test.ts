import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { extractCaptions, parseCues } from '#server/ingest/extract/media/captions.ts';
import { extractImage } from '#server/ingest/extract/media/image.ts';
import { mediaSeconds } from '#server/ingest/extract/media/media.ts';
import { resizeImage } from '#server/ingest/extract/pdf/page-image.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { makeMp3, makeMp4, makeWebm } from '../support/make/make-media.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

describe('the length of a recording', () => {
  test('is read from an MP4, its header in front or at the end', async () => {
    expect(await mediaSeconds(folder.put('a.mp4', makeMp4({ seconds: 95.5 })), 'video/mp4')).toBe(
      95.5,
    );
    expect(
      await mediaSeconds(
        folder.put('b.mp4', makeMp4({ seconds: 7, moovAtEnd: true })),
        'video/mp4',
      ),
    ).toBe(7);
  });

  test('is refused for an MP4 that was cut off', async () => {
    for (const moovAtEnd of [true, false]) {
      const cut = makeMp4({ seconds: 7, moovAtEnd }).subarray(0, 3_000);
      await expect(mediaSeconds(folder.put('cut.mp4', cut), 'video/mp4')).rejects.toMatchObject({
        code: 'file-broken',
      });
    }
    await expect(
      mediaSeconds(folder.put('junk.mp4', Buffer.alloc(500, 65)), 'video/mp4'),
    ).rejects.toMatchObject({ code: 'file-broken' });
  });

  test('is read from WebM and MP3', async () => {
    expect(await mediaSeconds(folder.put('a.webm', makeWebm(12.25)), 'video/webm')).toBe(12.25);
    const seconds = await mediaSeconds(folder.put('a.mp3', makeMp3(383)), 'audio/mpeg');
    expect(seconds).toBeCloseTo(10, 1);
    await expect(
      mediaSeconds(folder.put('cut.webm', makeWebm(12).subarray(0, 60)), 'video/webm'),
    ).rejects.toMatchObject({ code: 'file-broken' });
    await expect(
      mediaSeconds(folder.put('no.mp3', Buffer.alloc(9_000, 1)), 'audio/mpeg'),
    ).rejects.toMatchObject({ code: 'file-broken' });
  });

  const SAMPLES = new URL('../../../shared/data/files/media/', import.meta.url).pathname;
  const withSamples = existsSync(SAMPLES) ? test : test.skip;
  withSamples(
    'is twenty seconds for the real samples (skipped without ../shared/data/files)',
    async () => {
      for (const [name, type] of [
        ['synthetic-20s.mp4', 'video/mp4'],
        ['synthetic-20s-moov-at-end.mp4', 'video/mp4'],
        ['synthetic-20s.webm', 'video/webm'],
        ['synthetic-20s.mp3', 'audio/mpeg'],
      ] as const) {
        expect(await mediaSeconds(SAMPLES + name, type)).toBeCloseTo(20, 0);
      }
      await expect(
        mediaSeconds(`${SAMPLES}synthetic-truncated.mp4`, 'video/mp4'),
      ).rejects.toMatchObject({ code: 'file-broken' });
    },
  );
});

const cue = (n: number): string =>
  `${n}\n00:00:${String(n * 5).padStart(2, '0')},000 --> 00:00:${String(n * 5 + 5).padStart(2, '0')},000\nCâu số ${n}.\n`;

describe('captions', () => {
  test('become passages of twenty to forty seconds', async () => {
    const srt = Array.from({ length: 11 }, (_, n) => cue(n)).join('\n');
    const { passages } = await extractCaptions(folder.put('a.srt', srt));
    expect(passages.map((p) => p.locator)).toEqual([
      { kind: 'time', seconds: 0 },
      { kind: 'time', seconds: 20 },
      { kind: 'time', seconds: 40 },
    ]);
    expect(passages[0]!.text).toBe('Câu số 0. Câu số 1. Câu số 2. Câu số 3.');
  });

  test('keep who speaks and drop markup', () => {
    expect(
      parseCues(
        'WEBVTT\n\n00:01.000 --> 00:02.500 align:start\n<v Hòa giải viên>Bà con &amp; <i>tôi</i>',
      ),
    ).toEqual([{ start: 1, end: 2.5, text: 'Hòa giải viên: Bà con & tôi' }]);
  });

  test.each<[string, (srt: string) => Buffer]>([
    ['UTF-16 with its mark', (srt) => Buffer.from(`\uFEFF${srt}`, 'utf16le')],
    ['UTF-16 without a mark', (srt) => Buffer.from(srt, 'utf16le')],
    ['UTF-16 of the other order', (srt) => Buffer.from(srt, 'utf16le').swap16()],
    ['UTF-8 with a mark', (srt) => Buffer.from(`\uFEFF${srt}`)],
    ['lines that end as on old Macs', (srt) => Buffer.from(srt.replaceAll('\n', '\r'))],
    ['lines that end as on Windows', (srt) => Buffer.from(srt.replaceAll('\n', '\r\n'))],
  ])('in %s are read', async (_name, encoded) => {
    const { passages } = await extractCaptions(folder.put('d.srt', encoded(cue(1))));
    expect(passages.map((p) => p.text)).toEqual(['Câu số 1.']);
  });

  test('T05: as reported, in UTF-16', async () => {
    const { passages, encoding } = await extractCaptions(
      fileURLToPath(new URL('../fixtures/reported/text/T05-phu-de.srt', import.meta.url)),
    );
    expect(encoding).toBe('unicode');
    expect(passages.length).toBeGreaterThan(0);
  });

  test('with bad cues lose only those', () => {
    const text =
      'WEBVTT\n\n00:05.000 --> 00:02.000\nngược\n\n00:xx --> 00:09\nhỏng\n\n00:10.000 --> 00:12.000\ntốt\n2\n00:12.000 --> 00:13.000\nliền\n';
    expect(parseCues(text).map((c) => c.text)).toEqual(['tốt', 'liền']);
  });

  test('without one readable cue are broken', async () => {
    await expect(
      extractCaptions(folder.put('b.vtt', 'WEBVTT\n\nkhông có gì')),
    ).rejects.toMatchObject({ code: 'file-broken' });
    await expect(extractCaptions(folder.put('c.vtt', '\uFEFF \n'))).rejects.toMatchObject({
      code: 'file-empty',
    });
  });
});

describe('a picture', () => {
  const photo = sharp({ create: { width: 80, height: 40, channels: 3, background: '#446688' } })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'x' } })
    .withMetadata({ orientation: 6 });

  test('is one page that waits for OCR, measured upright', async () => {
    expect(await extractImage(folder.put('a.jpg', await photo.clone().toBuffer()))).toMatchObject({
      outcome: 'needs-ocr',
      layer: 'none',
      pages: 1,
      ratio: 2,
    });
  });

  test('cut off or no picture is broken', async () => {
    const bytes = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
        background: '#000',
      },
    })
      .png()
      .toBuffer();
    await expect(
      extractImage(folder.put('cut.png', bytes.subarray(0, bytes.length / 2))),
    ).rejects.toMatchObject({ code: 'file-broken' });
    await expect(extractImage(folder.put('no.png', 'abc'))).rejects.toMatchObject({
      code: 'file-broken',
    });
  });

  test('is shown upright and without EXIF', async () => {
    const small = await sharp(
      await resizeImage({ path: folder.put('b.jpg', await photo.clone().toBuffer()), width: 20 }),
    ).metadata();
    expect(small).toMatchObject({ format: 'webp', width: 20, height: 40 });
    expect(small.exif).toBeUndefined();
  });
});
