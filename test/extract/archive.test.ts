import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { archiveNames, openArchive } from '#server/ingest/extract/archive.ts';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { extractEpub } from '#server/ingest/extract/epub/epub.ts';
import { makeDocx } from '../support/make/make-docx.ts';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
const chapter = [{ name: 'a.xhtml', body: '<p>Điều 1</p>' }];
const zeros = new Uint8Array(3 * 2 ** 20);

/** Makes both headers of one entry claim that it unpacks to `size` bytes. */
function lie(zip: Uint8Array, name: string, size: number): Uint8Array {
  const out = Buffer.from(zip);
  for (let at = out.indexOf(name); at >= 0; at = out.indexOf(name, at + 1)) {
    if (out.toString('latin1', at - 30, at - 26) === 'PK\x03\x04')
      out.writeUInt32LE(size, at - 30 + 22);
    if (out.toString('latin1', at - 46, at - 42) === 'PK\x01\x02')
      out.writeUInt32LE(size, at - 46 + 24);
  }
  return out;
}

describe('a hostile archive is refused before it can do harm', () => {
  test('an entry that unpacks to more than two hundred times its size', async () => {
    const path = folder.put(
      'bomb.epub',
      makeEpub({ chapters: chapter, raw: { 'OEBPS/big.bin': zeros } }),
    );
    await expect(extractEpub(path, folder.path)).rejects.toMatchObject({ code: 'file-bomb' });
    const docx = folder.put(
      'bomb.docx',
      makeDocx({ paragraphs: ['a'], raw: { 'word/media/big.png': zeros } }),
    );
    await expect(extractDocx(docx, folder.path)).rejects.toMatchObject({ code: 'file-bomb' });
  });

  test('an entry whose header lies about its size', async () => {
    const epub = makeEpub({
      chapters: [{ name: 'a.xhtml', body: `<p>${'a'.repeat(400_000)}</p>` }],
    });
    await expect(
      extractEpub(folder.put('lie.epub', lie(epub, 'OEBPS/a.xhtml', 2_000)), folder.path),
    ).rejects.toMatchObject({ code: 'file-bomb' });
    const docx = makeDocx({ paragraphs: ['a'.repeat(400_000)] });
    await expect(
      extractDocx(folder.put('lie.docx', lie(docx, 'word/document.xml', 2_000)), folder.path),
    ).rejects.toMatchObject({ code: 'file-bomb' });
  });

  test.each(['../../etc/passwd', '/etc/passwd', 'OEBPS/../../x', 'C:/x'])(
    'a path that leaves the archive: %s',
    async (name) => {
      const epub = folder.put(
        'path.epub',
        makeEpub({ chapters: chapter, raw: { [name]: strToU8('x') } }),
      );
      await expect(extractEpub(epub, folder.path)).rejects.toMatchObject({
        code: 'file-unsafe-path',
      });
      const docx = folder.put(
        'path.docx',
        makeDocx({ paragraphs: ['a'], raw: { [name]: strToU8('x') } }),
      );
      await expect(extractDocx(docx, folder.path)).rejects.toMatchObject({
        code: 'file-unsafe-path',
      });
    },
  );

  test('too many entries, and too much altogether', async () => {
    const path = folder.put(
      'many.zip',
      zipSync(
        Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, strToU8('0123456789')])),
      ),
    );
    const limits = { entries: 20, total: 1_000, ratio: 200, ratioFrom: 2 ** 20 };
    await expect(openArchive(path, limits)).rejects.toMatchObject({ code: 'file-bomb' });
    await expect(openArchive(path, { ...limits, entries: 100, total: 200 })).rejects.toMatchObject({
      code: 'file-bomb',
    });
  });

  test('no archive at all, and one cut off', async () => {
    await expect(openArchive(folder.put('no.zip', 'not a zip'))).rejects.toMatchObject({
      code: 'file-broken',
    });
    await expect(
      openArchive(folder.put('cut.zip', makeEpub({ chapters: chapter }).slice(0, -30))),
    ).rejects.toMatchObject({ code: 'file-broken' });
  });
});

test('names written decomposed by a Mac are found by their composed form', async () => {
  const path = folder.put(
    'nfd.zip',
    zipSync({ ['Chương một.xhtml'.normalize('NFD')]: strToU8('x') }),
  );
  const archive = await openArchive(path);
  expect(archive.has('Chương một.xhtml'.normalize('NFC'))).toBe(true);
  expect((await archive.read('Chương một.xhtml')).toString()).toBe('x');
  archive.close();
});

const reported = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/reported/${name}`, import.meta.url));

describe('bytes behind the end of an archive', () => {
  test('D17: two of them cost a Word document nothing', async () => {
    const doc = await extractDocx(reported('book/D17-thua-byte-cuoi.docx'), folder.path);
    expect(doc.passages.length).toBeGreaterThan(0);
  });

  test.each([
    ['line ends', Buffer.from('\r\n')],
    ['zeros of a disk', Buffer.alloc(5_000)],
    ['an end record of nothing', Buffer.from('PK\x05\x06 và thêm chữ', 'latin1')],
  ])('%s are passed over', async (_name, tail) => {
    const zip = Buffer.concat([zipSync({ a: strToU8('một') }), tail]);
    const archive = await openArchive(folder.put('tail.zip', zip));
    expect(String(await archive.read('a'))).toBe('một');
    archive.close();
  });

  test('of a large archive are passed over as well', async () => {
    const large = randomBytes(9 * 2 ** 20);
    const zip = Buffer.concat([
      zipSync({ a: [large, { level: 0 }], b: strToU8('hai') }),
      Buffer.from('\r\n'),
    ]);
    const archive = await openArchive(folder.put('large.zip', zip));
    expect((await archive.read('a')).equals(large)).toBe(true);
    expect(String(await archive.read('b'))).toBe('hai');
    archive.close();
  });

  test('are no excuse for an archive that was cut off', async () => {
    const zip = zipSync({ a: strToU8('một'.repeat(100)) });
    await expect(
      openArchive(folder.put('cut.zip', zip.subarray(0, zip.length - 30))),
    ).rejects.toMatchObject({ code: 'file-broken' });
  });
});

/** One stored, empty entry with a name of these bytes. */
function named(name: Buffer, flags = 0): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(flags, 6);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(flags, 8);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length, 16);
  return Buffer.concat([local, name, central, name, end]);
}

describe('the names in an archive', () => {
  const NAME = 'Hướng dẫn đăng ký.pdf';
  test.each<[string, Buffer, number, string]>([
    ['UTF-8 with its flag', Buffer.from(NAME), 0x800, NAME],
    ['UTF-8 without it, decomposed, as macOS writes', Buffer.from(NAME.normalize('NFD')), 0, NAME],
    [
      'the Vietnamese code page of Windows',
      Buffer.from([0xd0, 0x69, 0xea, 0xcc, 0x75, 0x20, 0x35, 0x2e, 0x70, 0x64, 0x66]),
      0,
      'Điều 5.pdf'.replace('Đ', 'Đ'),
    ],
    [
      'code page 437',
      Buffer.from([0x52, 0x82, 0x73, 0x75, 0x6d, 0x82, 0x2e, 0x70, 0x64, 0x66]),
      0,
      'Résumé.pdf',
    ],
    ['ASCII with the slashes of Windows', Buffer.from('a\\b.pdf'), 0, 'a/b.pdf'],
  ])('in %s', async (_name, bytes, flags, name) => {
    const archive = await openArchive(folder.put('names.zip', named(bytes, flags)));
    expect(archive.names).toEqual([name]);
    expect(archive.has(name.normalize('NFD'))).toBe(true);
    archive.close();
  });

  test('Z01: leave out what macOS adds for itself', async () => {
    expect(await archiveNames(reported('text/Z01-macos.zip'))).toEqual([NAME]);
  });

  test('are refused when they leave the archive, whatever their encoding', async () => {
    await expect(
      openArchive(folder.put('out.zip', named(Buffer.from('../đi.pdf')))),
    ).rejects.toMatchObject({ code: 'file-unsafe-path' });
  });
});
