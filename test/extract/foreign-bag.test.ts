import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '#server/base/errors.ts';
import { RECORD_FORM } from '#server/exchange/harvest-row.ts';
import { FOREIGN_COLUMNS } from '#server/ingest/extract/foreign/foreign-rows.ts';
import { readSheetFile } from '#server/ingest/extract/sheet/sheet.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { LAW_AUDIENCES } from '#server/vocabulary/audience.ts';
import { LAW_GENRES } from '#server/vocabulary/genre.ts';
import { bagRecordJson, makeBag } from '../support/make/make-bag.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

let count = 0;
async function read(bytes: Uint8Array): Promise<SheetContent> {
  const path = join(folder.path, `t${++count}.zip`);
  await writeFile(path, bytes);
  const terms = {
    sender: '',
    genres: LAW_GENRES,
    audiences: LAW_AUDIENCES,
    parts: [],
    verify: true,
  };
  return readSheetFile({ path, sheet: '', headers: [], foreign: terms });
}
const refusal = (bytes: Uint8Array): Promise<unknown> =>
  read(bytes).then(
    () => 'taken',
    (error: AppError) => Object.values(error.details.fields ?? {})[0] ?? error.code,
  );
const cells = (content: SheetContent, line = 1): Record<string, string> =>
  Object.fromEntries(
    FOREIGN_COLUMNS.map((column, i) => [column, content.rows[line - 1]?.[i] ?? ''] as const).filter(
      ([, value]) => value !== '',
    ),
  );
const faults = (content: SheetContent): string[] => content.faults.map(({ text }) => text);

const RECORD = {
  id: '06fp3k2a00001',
  identifier: 'S-011',
  title: ' Sổ tay | hòa giải ',
  genre: { code: 'cam-nang', label: 'Cẩm nang, sổ tay', kind: 'b' },
  compilers: ['Sở Tư pháp; tỉnh B', 'Hội Luật gia'],
  issued: '2025-03',
  abstract: 'Dòng một.\n\nDòng hai.',
  subjects: [
    { code: '16', label: 'Hình sự' },
    { code: '11.la', label: 'Lạ' },
  ],
  audiences: [{ code: 'nguoi-dan', label: 'Người dân' }],
  language: { code: 'bdq', label: 'Tiếng Ba Na' },
  keywords: ['hòa giải'],
  locality: 'Xã A',
  laws: [
    {
      number: '35/2013/QH13',
      title: 'Luật Hòa giải (ở cơ sở)',
      articles: 'Điều 3',
      url: 'https://vbpl.example/1',
    },
  ],
  validity: { state: 'con', from: '2025-01-01', to: null, reviewedAt: '2026-01-02', reason: '' },
  rights: { kind: 'tac_gia_dong_y', note: 'ghi rõ nguồn' },
  source: 'Sở Tư pháp tỉnh B',
  approval: { by: 'Bà B', position: 'Giám đốc', date: '2025-04-01', documentNumber: '1/QĐ-STP' },
  files: [{ name: 'Sổ tay: bản in.pdf' }],
};
const ITEM = {
  '06fp3k2a00001/record.json': bagRecordJson(RECORD),
  '06fp3k2a00001/files/1-So tay ban in.pdf': '%PDF-1.4 một',
  '06fp3k2a00001/metadata/oai_dc.xml': '<dc><title>Không dùng</title></dc>',
};

describe('a delivery of another shelf', () => {
  test('becomes lines with their files, and nothing of a record is lost', async () => {
    const content = await read(
      makeBag({ payload: { ...ITEM, 'danh-muc.csv': 'x', 'index.html': 'x' } }),
    );
    expect([content.kind, content.faults, content.rows.length]).toEqual(['bag', [], 1]);
    expect(cells(content)).toMatchObject({
      file: 'goi-1/data/06fp3k2a00001/files/1-So tay ban in.pdf',
      identifier: 'S-011',
      genre: 'cam-nang',
      issued: '03/2025',
      language: 'Tiếng Ba Na',
      subjects: '16 | 11',
      audiences: 'nguoi-dan',
      originSource: 'tu-sach.tinh-b.example',
      originId: '06fp3k2a00001',
    });
    const whole = JSON.parse(content.whole![1]!) as { record: Record<string, unknown> };
    expect(whole.record).toMatchObject({
      title: ' Sổ tay | hòa giải ',
      compilers: RECORD.compilers,
      abstract: RECORD.abstract,
      validity: RECORD.validity,
      rights: RECORD.rights,
    });
    expect(whole).toMatchObject({
      approval: RECORD.approval,
      names: { 'goi-1/data/06fp3k2a00001/files/1-So tay ban in.pdf': 'Sổ tay: bản in.pdf' },
    });
  });

  test('tells of what was withdrawn there, and of a record newer than it can read', async () => {
    const content = await read(
      makeBag({
        payload: {
          'x/record.json': bagRecordJson(RECORD, RECORD_FORM + 1),
          'withdrawn.json': JSON.stringify([
            { id: 'y', oai: 'oai:tu-sach.tinh-b.example:y', title: 'Cũ' },
          ]),
        },
      }),
    );
    expect(faults(content)[0]).toContain('dạng mới hơn');
    expect(content.gone).toEqual([2]);
  });

  test('of another institution is read by its MARCXML or Dublin Core', async () => {
    const content = await read(
      makeBag({
        algorithm: 'md5',
        top: '',
        payload: {
          'a/oai_dc.xml':
            '<oai_dc:dc xmlns:oai_dc="x" xmlns:dc="y"><dc:title>Một</dc:title><dc:identifier>https://a.example/1</dc:identifier></oai_dc:dc>',
          'a/doc.pdf': '%PDF',
          'b/metadata/marc.xml':
            '<record><leader/><controlfield tag="001">7</controlfield><datafield tag="245"><subfield code="a">Hai</subfield></datafield></record>',
          'c/readme.txt': 'không có gì',
        },
      }),
    );
    expect([cells(content)['title'], cells(content)['file'], cells(content, 2)['title']]).toEqual([
      'Một',
      'data/a/doc.pdf',
      'Hai',
    ]);
    expect(faults(content)[0]).toContain('Thư mục c không có record.json');
  });
});

describe('a delivery that does not fit', () => {
  test.each([
    [
      'a changed file',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['goi-1/data/06fp3k2a00001/files/1-So tay ban in.pdf'] = new Uint8Array([1]);
        },
      },
      'không khớp mã kiểm',
    ],
    [
      'a missing file',
      {
        change: (e: Record<string, Uint8Array>) => {
          delete e['goi-1/data/06fp3k2a00001/files/1-So tay ban in.pdf'];
        },
      },
      'Gói thiếu tệp',
    ],
    [
      'a file it does not list',
      { unlisted: ['06fp3k2a00001/files/1-So tay ban in.pdf'] },
      'không có trong bản kê',
    ],
  ])('with %s refuses that item alone', async (_, more, said) => {
    const content = await read(
      makeBag({
        payload: { ...ITEM, 'z/record.json': bagRecordJson({ id: 'z', title: 'Z' }) },
        ...more,
      }),
    );
    expect(content.faults).toHaveLength(1);
    expect([content.faults[0]!.line, content.rows.length]).toEqual([1, 2]);
    expect(faults(content)[0]).toContain(said);
  });

  test.each([
    [
      'two folders at its top',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['goi-2/bagit.txt'] = e['goi-1/bagit.txt']!;
        },
      },
      'đúng một thư mục gốc',
    ],
    [
      'something beside its folder',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['la.txt'] = new Uint8Array([1]);
        },
      },
      'đúng một thư mục gốc',
    ],
    [
      'a changed manifest',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['goi-1/bag-info.txt'] = new Uint8Array([1]);
        },
      },
      'bag-info.txt của gói không khớp',
    ],
    [
      'no manifest',
      {
        change: (e: Record<string, Uint8Array>) => {
          delete e['goi-1/manifest-sha256.txt'];
          delete e['goi-1/tagmanifest-sha256.txt'];
        },
      },
      'không có bản kê mã kiểm',
    ],
    [
      'a manifest that leads outside',
      { more: [`${'a'.repeat(64)}  data/../../etc/passwd`] },
      'file-unsafe-path',
    ],
    [
      'an entry that leads outside',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['goi-1/../../x'] = new Uint8Array([1]);
        },
      },
      'file-unsafe-path',
    ],
    [
      'another version',
      {
        change: (e: Record<string, Uint8Array>) => {
          e['goi-1/bagit.txt'] = Buffer.from('BagIt-Version: 7.0\n');
          delete e['goi-1/tagmanifest-sha256.txt'];
        },
      },
      'phiên bản BagIt',
    ],
  ])('with %s is refused whole', async (_, more, said) => {
    expect(await refusal(makeBag({ payload: ITEM, ...more }))).toContain(said);
  });

  test('with one name twice is refused whole', async () => {
    const bag = makeBag({ payload: { ...ITEM, 'a/x.txt': '1', 'a/y.txt': '2' } });
    const twice = Buffer.from(bag.toString('latin1').replaceAll('a/y.txt', 'a/x.txt'), 'latin1');
    expect(await refusal(twice)).toContain('hai tệp cùng tên goi-1/data/a/x.txt');
  });

  test('that is a bomb is refused whole', async () => {
    const { zipSync } = await import('fflate');
    const zeros = new Uint8Array(40 * 2 ** 20);
    expect(
      await refusal(
        zipSync({ 'g/bagit.txt': new Uint8Array([1]), 'g/data/x': [zeros, { level: 9 }] }),
      ),
    ).toBe('file-bomb');
  });
});
