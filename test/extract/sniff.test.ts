import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { sniffFile } from '#server/ingest/extract/sniff.ts';
import { makeDocx } from '../support/make/make-docx.ts';
import { makeCompound } from '../support/make/make-compound.ts';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { makeMp3, makeMp4, makeWebm } from '../support/make/make-media.ts';
import { makePdf } from '../support/make/make-pdf.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
const sniff = (name: string, content: Uint8Array | string) =>
  sniffFile(folder.put(name.normalize('NFC'), content), name);

const pdf = makePdf({ pages: ['Xin chao'] });
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } })
  .png()
  .toBuffer();
const webp = await sharp(png).webp().toBuffer();
const jpeg = await sharp(png).jpeg().toBuffer();

describe('a file is known by its content', () => {
  test.each<[string, Uint8Array | string, string, string]>([
    ['sach.pdf', pdf, 'application/pdf', 'original'],
    [
      'sach.epub',
      makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>a</p>' }] }),
      'application/epub+zip',
      'epub',
    ],
    [
      'sach.docx',
      makeDocx({ paragraphs: ['a'] }),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'original',
    ],
    ['sach.txt', 'Điều 1. Phạm vi', 'text/plain', 'text'],
    ['sach.md', '# Hỏi đáp', 'text/markdown', 'text'],
    ['sach.htm', '<html><body><p>a</p></body></html>', 'text/html', 'text'],
    ['bia.jpeg', jpeg, 'image/jpeg', 'image'],
    ['bia.JPG', jpeg, 'image/jpeg', 'image'],
    ['bia.png', png, 'image/png', 'image'],
    ['bia.webp', webp, 'image/webp', 'image'],
    ['phim.mp4', makeMp4({ seconds: 3 }), 'video/mp4', 'video'],
    ['loi.m4a', makeMp4({ seconds: 3, brand: 'M4A ' }), 'audio/mp4', 'audio'],
    ['loi-2.m4a', makeMp4({ seconds: 3 }), 'audio/mp4', 'audio'],
    ['phim.webm', makeWebm(3), 'video/webm', 'video'],
    ['loi.mp3', makeMp3(20), 'audio/mpeg', 'audio'],
    ['phim.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\na\n', 'text/vtt', 'captions'],
    [
      'hai-byte.srt',
      Buffer.from('1\r\n00:00:00,000 --> 00:00:01,000\r\nLời nói\r\n', 'utf16le'),
      'application/x-subrip',
      'captions',
    ],
    [
      'hai-byte.vtt',
      Buffer.from('\uFEFFWEBVTT\n\n00:00.000 --> 00:01.000\nLời\n', 'utf16le').swap16(),
      'text/vtt',
      'captions',
    ],
    ['trang.htm', Buffer.from('<html><body><p>Lời</p>', 'utf16le'), 'text/html', 'text'],
    ['cu.doc', makeCompound({ WordDocument: png }), 'application/msword', 'original'],
    ['cu.xls', makeCompound({ a: png, Workbook: png }), 'application/vnd.ms-excel', 'original'],
    ['cu5.xls', makeCompound({ Book: png }), 'application/vnd.ms-excel', 'original'],
    [
      'cu.ppt',
      makeCompound({ 'PowerPoint Document': png }),
      'application/vnd.ms-powerpoint',
      'original',
    ],
    ['cu.rtf', '{\\rtf1 a}', 'application/rtf', 'original'],
    ['rtf.doc', '{\\rtf1 a}', 'application/rtf', 'original'],
    ['trang.doc', '<html><body><p>Lời</p>', 'text/html', 'text'],
    ['bang.xls', '<html><body><table></table>', 'text/html', 'text'],
    [
      'moi.odt',
      zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
      'application/vnd.oasis.opendocument.text',
      'original',
    ],
    [
      'moi.pptx',
      zipSync({ '[Content_Types].xml': strToU8('a'), 'ppt/presentation.xml': strToU8('a') }),
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'original',
    ],
    [
      'moi.xlsx',
      zipSync({ '[Content_Types].xml': strToU8('a'), 'xl/workbook.xml': strToU8('a') }),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'original',
    ],
    ['phim.srt', '1\n00:00:00,000 --> 00:00:01,000\na\n', 'application/x-subrip', 'captions'],
  ])('%s', async (name, content, mediaType, role) => {
    expect(await sniff(name, content)).toEqual({ mediaType, role });
  });

  test('a PDF with junk in front of it is a PDF', async () => {
    expect((await sniff('rac.pdf', Buffer.concat([Buffer.alloc(1_000, 10), pdf]))).mediaType).toBe(
      'application/pdf',
    );
  });

  test('a decomposed name from a Mac works like a composed one', async () => {
    expect((await sniff('Sổ tay pháp luật.pdf'.normalize('NFD'), pdf)).mediaType).toBe(
      'application/pdf',
    );
  });

  test('text in UTF-16 and in a Latin encoding of older days is text', async () => {
    expect(
      (
        await sniff(
          'utf16.txt',
          Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Điều 1', 'utf16le')]),
        )
      ).mediaType,
    ).toBe('text/plain');
    expect((await sniff('tcvn3.txt', Buffer.from('Céng hoµ x· héi', 'latin1'))).mediaType).toBe(
      'text/plain',
    );
  });
});

describe('a file is refused in words that fit', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['rong.pdf', '', 'file-empty'],
    ['anh.pdf', png, 'wrong-extension'],
    ['trang.pdf', '<html><body>404</body></html>', 'wrong-extension'],
    ['sach.docx', pdf, 'wrong-extension'],
    ['nhi-phan.txt', Buffer.from([1, 2, 0, 4, 250, 0]), 'wrong-extension'],
    ['hong.pdf', Buffer.from([7, 0, 4, 0, 250, 0, 3, 3]), 'file-broken'],
    [
      'cu.doc',
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(2_000),
      ]),
      'file-broken',
    ],
    ['tin.doc', makeCompound({ __properties_version: new Uint8Array() }), 'wrong-extension'],
    ['bang.doc', makeCompound({ Workbook: new Uint8Array() }), 'wrong-extension'],
    ['chay.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500, 1)]), 'unsupported-type'],
    [
      'hinh.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
      'unsupported-type',
    ],
    ['kho.zip', zipSync({ 'a.txt': strToU8('a') }), 'unsupported-type'],
    ['bang.csv', 'a,b\n1,2\n', 'unsupported-type'],
    ['loi.srt', 'không có phụ đề nào', 'file-broken'],
    [
      'cut.epub',
      makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>a</p>' }] }).slice(0, 300),
      'file-broken',
    ],
  ])('%s', async (name, content, code) => {
    await expect(sniff(name, content)).rejects.toMatchObject({ code });
  });

  test('a Word document locked with a password is called locked', async () => {
    const file = makeCompound({ EncryptedPackage: new Uint8Array(), EncryptionInfo: png });
    await expect(sniff('khoa.docx', file)).rejects.toMatchObject({ code: 'file-encrypted' });
  });
});
