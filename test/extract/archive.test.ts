import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { openArchive } from '#server/ingest/extract/archive.ts';
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
