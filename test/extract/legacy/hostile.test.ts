import { readFileSync, truncateSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { AppError } from '#server/base/errors.ts';
import { CompoundFile } from '#server/ingest/extract/compound/compound-file.ts';
import { extractDoc } from '#server/ingest/extract/doc/doc.ts';
import { extractPlainText } from '#server/ingest/extract/plain-text.ts';
import { withRangedFile } from '#server/ingest/extract/ranged-file.ts';
import { extractRtf } from '#server/ingest/extract/rtf/rtf.ts';
import { extractXls } from '#server/ingest/extract/workbook/workbook.ts';
import { makeCompound } from '../../support/make/make-compound.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const legacy = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../files/legacy/${name}`, import.meta.url)));
const word = (): Buffer => legacy('2005-1DCA4_3b.doc');
/** Where the Word stream of the file begins. */
const head = (file: Buffer): number => file.indexOf(Buffer.of(0xec, 0xa5, 0xc1, 0x00));
const put = (bytes: Uint8Array | string): string => folder.put('a.bin', bytes);

/** A file that cannot be read costs an error that staff understand, never anything else. */
async function outcome(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('a hostile compound file', () => {
  test('that is encrypted is told as such', async () => {
    const file = word();
    const at = head(file) + 10;
    file.writeUInt16LE(file.readUInt16LE(at) | 0x0100, at);
    expect(await outcome(extractDoc(put(file), false))).toBe('file-encrypted');
  });

  test('with macros has its text read and nothing of them', async () => {
    const real = put(word());
    const [text, table] = await withRangedFile(real, async (f) => {
      const compound = await CompoundFile.open(f);
      return [await compound.read('WordDocument'), await compound.read('1Table')] as const;
    });
    const macros = Buffer.from('Attribute VB_Name = "AutoOpen"');
    const file = makeCompound({ VBA: macros, WordDocument: text, '1Table': table, dir: macros });
    const { passages } = await extractDoc(put(file), false);
    expect(passages.map((p) => p.text).join(' ')).toContain('Khu công nghiệp');
    expect(passages.map((p) => p.text).join(' ')).not.toContain('VB_Name');
  });

  test('whose chains lead in circles is broken', async () => {
    const file = word();
    const fat = (file.readUInt32LE(76) + 1) * 512;
    const directory = file.readUInt32LE(48);
    file.writeUInt32LE(directory, fat + directory * 4);
    expect(await outcome(extractDoc(put(file), false))).toBe('file-broken');
  });

  test('whose directory leads in circles is read once', async () => {
    const file = word();
    const directory = (file.readUInt32LE(48) + 1) * 512;
    const first = file.readUInt32LE(directory + 76);
    const entry = directory + first * 128;
    file.writeUInt32LE(first, entry + 68);
    const names = await withRangedFile(put(file), async (f) => (await CompoundFile.open(f)).names);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each([600, 5_000, 20_000])(
    'that ends after %i bytes is an error or a part',
    async (size) => {
      expect(await outcome(extractDoc(put(word().subarray(0, size)), false))).toMatch(
        /^(?:file-broken|file-empty|read)$/u,
      );
      const workbook = legacy('2006-Mau21_CKTC_NSH.xls').subarray(0, size);
      expect(await outcome(extractXls(put(workbook), false))).toMatch(
        /^(?:file-broken|file-empty|read)$/u,
      );
    },
  );

  test('with any byte of its tables changed is an error or a text', async () => {
    for (let i = 0; i < 60; i++) {
      const file = word();
      const at = head(file) + 24 + i * 13;
      file[at] = file[at]! ^ 0xff;
      expect(await outcome(extractDoc(put(file), false))).toMatch(/^(?:file-\w+(?:-\w+)?|read)$/u);
    }
  });

  test('of 51 MB is refused before it is read', async () => {
    const path = put(word());
    truncateSync(path, 51 * 2 ** 20);
    expect(await outcome(extractDoc(path, false))).toBe('file-too-slow');
    expect(await outcome(extractXls(path, false))).toBe('file-too-slow');
    expect(await outcome(extractRtf(path, false))).toBe('file-too-slow');
  });
});

describe('a hostile RTF file', () => {
  test('with groups 100,000 deep gives its text', async () => {
    const nested = `{\\rtf1 ${'{'.repeat(100_000)}Nội${'}'.repeat(100_000)} dung\\par}`;
    const { passages } = await extractRtf(put(Buffer.from(nested, 'latin1')), false);
    expect(passages[0]!.text).toContain('dung');
  });

  test('with bytes beyond its end gives what stands before', async () => {
    const { passages } = await extractRtf(put('{\\rtf1 truoc\\bin999999999 sau}'), false);
    expect(passages[0]!.text).toBe('truoc');
  });

  test('with a large picture leaves it out', async () => {
    const file = `{\\rtf1 chu{\\pict\\jpegblip ${'ff'.repeat(2_000_000)}}\\par}`;
    const { passages } = await extractRtf(put(file), false);
    expect(passages[0]!.text).toBe('chu');
  });

  test('that never closes its groups, rows and fields gives its text', async () => {
    const file = '{\\rtf1{\\field{\\*\\fldinst X}{\\fldrslt {\\b ket qua\\cell\\cell\\row\\trowd';
    const { passages } = await extractRtf(put(file), false);
    expect(passages[0]!.text).toContain('ket qua');
  });
});

test('a text that is wrong UTF-16 loses no word', async () => {
  const wrong = Buffer.concat([
    Buffer.from('\uFEFFĐiều một ', 'utf16le'),
    Buffer.from([0x3d, 0xd8]),
    Buffer.from(' hai', 'utf16le'),
    Buffer.of(0x41),
  ]);
  const { passages } = await extractPlainText(put(wrong));
  expect(passages[0]!.text).toMatch(/^Điều một .* hai/u);
});
