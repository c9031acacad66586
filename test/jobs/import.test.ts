import { symlinkSync, utimesSync } from 'node:fs';
import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { importAll } from '#server/imports/jobs/import-all.ts';
import type { ImportResult } from '#server/imports/jobs/import-folder.ts';
import { planFolder } from '#server/imports/jobs/plan-folder.ts';
import { makeDocx } from '../support/make/make-docx.ts';
import { makeEpub } from '../support/make/make-epub.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makeMp4 } from '../support/make/make-media.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let folder: TestFolder;
beforeEach(async () => {
  app = await startTestApp();
  folder = makeFolder();
});
afterEach(async () => {
  await app.close();
  folder.remove();
});

const CAPTIONS = 'WEBVTT\n\n00:01.000 --> 00:03.000\nXin chào bà con\n';
const TEXT = 'Hòa giải viên nghe hai bên, ghi biên bản khi hai bên thỏa thuận được. '.repeat(5);
const item = async (result: ImportResult | undefined) =>
  (await app.shelf.storage.catalog.findItem(result!.itemId!))!;

/** Imports with a sheet of rows of cells; published unless asked for drafts. */
async function importSheet(
  rows: readonly (readonly string[])[],
  publish = true,
): Promise<ImportResult[]> {
  const { entries } = await planFolder(folder.path, readSheet(rows, LAW_VOCABULARY));
  const results = await importAll(
    { ...app.shelf.actions, extraction: app.shelf.extraction, shelfUnit: 'Sở Tư pháp' },
    { folder: folder.path, actor: app.admin, publish },
    entries,
    4,
    () => undefined,
  );
  await app.settle();
  return results;
}

describe('the plan of an import', () => {
  it('takes every file, hidden ones left out, captions with the recording beside them', async () => {
    for (const name of [
      'b.pdf',
      'a.txt',
      '.DS_Store',
      'phim.mp4',
      'phim.vtt',
      'phim.vi.srt',
      'le-loi.vtt',
      'bai.mp3',
    ])
      folder.put(name, 'x');
    const { entries, unnamed } = await planFolder(folder.path, null);
    expect(entries.map((e) => e.files)).toEqual([
      ['a.txt'],
      ['b.pdf'],
      ['bai.mp3'],
      ['le-loi.vtt'],
      ['phim.mp4', 'phim.vi.srt', 'phim.vtt'],
    ]);
    expect(unnamed).toEqual([]);
  });

  it('finds the files a sheet names in either Unicode form, and names those it does not', async () => {
    folder.put('Tờ gấp.txt'.normalize('NFD'), 'x');
    folder.put('thừa.txt', 'x');
    const { entries, unnamed } = await planFolder(
      folder.path,
      readSheet([['Tệp'], ['Tờ gấp.txt']], LAW_VOCABULARY),
    );
    expect(entries[0]!.files[0]!.normalize('NFC')).toBe('Tờ gấp.txt');
    expect(unnamed).toEqual(['thừa.txt']);
  });

  it('says which folder is not there', async () => {
    await expect(planFolder(`${folder.path}/khong-co`, null)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { folder: expect.stringContaining('khong-co') } },
    });
  });
});

describe('an import', () => {
  it('takes what a sheet with Vietnamese headers says', async () => {
    folder.put('a.txt', TEXT);
    folder.put('phim.mp4', makeMp4({ seconds: 12 }));
    folder.put('phim.vtt', CAPTIONS);
    const results = await importSheet([
      [
        'Tệp',
        'Mã định danh',
        'Tên sách, tài liệu',
        'Thể loại',
        'Cơ quan biên soạn',
        'Thời gian phát hành',
        'Giới thiệu',
        'Lĩnh vực',
        'Đối tượng',
        'Số hiệu văn bản',
        'Quyền sử dụng',
        'Hiệu lực',
      ],
      [
        'a.txt',
        'M-1',
        'Tờ gấp hòa giải',
        'tờ gấp',
        'Sở A | Sở B',
        '5/2026',
        'Có giới thiệu.',
        '9|Đất đai',
        'Người dân',
        '31/2024/QH15',
        'van_ban_nha_nuoc',
        'con',
      ],
      [
        'phim.mp4|phim.vtt',
        'M-2',
        'Phim ngắn',
        'video',
        'Sở A',
        '2026',
        'Có phim.',
        '44',
        '',
        '',
        '',
        '',
      ],
    ]);
    expect(results.map((r) => [r.outcome, r.note])).toEqual([
      ['added', ''],
      ['added', ''],
    ]);
    expect(await item(results[0])).toMatchObject({
      identifier: 'M-1',
      title: 'Tờ gấp hòa giải',
      genre: 'to-gap',
      compilers: ['Sở A', 'Sở B'],
      issued: '2026-05',
      subjects: ['09', '11'],
      audiences: ['nguoi-dan'],
      lawRefs: [{ number: '31/2024/QH15' }],
      rights: { kind: 'van_ban_nha_nuoc' },
      validity: { state: 'con' },
      state: 'published',
      approval: null,
    });
    expect(
      (await item(results[1])).attachments.map((a) => [a.role, a.seconds, a.status.state]),
    ).toEqual([
      ['video', 12, 'ready'],
      ['captions', null, 'ready'],
    ]);
    expect(
      (await app.shelf.storage.catalog.events(results[0]!.itemId!)).map((e) => [
        e.action,
        e.actorName,
      ]),
    ).toEqual([['bulk-publish', 'Quản trị viên']]);
  });

  it('run twice adds nothing, with a sheet and without', async () => {
    folder.put('a.txt', TEXT);
    folder.put('b.pdf', makePdf({ pages: [TEXT.normalize('NFD').replace(/[^\x20-\x7e]/gu, '')] }));
    const first = await app.importFolder(folder.path);
    expect(first.map((r) => r.outcome)).toEqual(['added', 'added']);
    expect((await app.importFolder(folder.path)).map((r) => [r.outcome, r.itemId])).toEqual(
      first.map((r) => ['already-there', r.itemId]),
    );
    const sheet = [
      ['file', 'identifier', 'title', 'genre', 'compilers', 'issued', 'abstract', 'subjects'],
      ['a.txt', 'X-1', 'Bản có mã', 'khac', 'Sở', '2026', 'Có.', '44'],
    ];
    expect((await importSheet(sheet)).map((r) => r.outcome)).toEqual(['added']);
    expect((await importSheet(sheet)).map((r) => r.outcome)).toEqual(['already-there']);
    expect(await app.shelf.storage.catalog.countItems([])).toBeLessThanOrEqual(3);
  });

  it('takes the same bytes under several names once', async () => {
    for (let n = 0; n < 6; n++) folder.put(`ban-${n}.txt`, TEXT);
    expect((await app.importFolder(folder.path)).map((r) => r.outcome).toSorted()).toEqual([
      'added',
      ...Array.from({ length: 5 }, () => 'already-there'),
    ]);
    expect(
      (
        await app.shelf.storage.catalog.listItems({
          states: [],
          unitId: null,
          lawKey: null,
          updatedSince: null,
          order: 'newest',
          limit: 10,
          after: null,
        })
      ).rows,
    ).toHaveLength(1);
  });

  it('refuses what it cannot take, says why, and takes the rest', async () => {
    folder.put('tot.txt', TEXT);
    folder.put('rong.txt', '');
    folder.put('la.xyz', 'MZ\0\0');
    folder.put('khoa.pdf', makePdf({ pages: ['x'], locked: true }));
    folder.put('gia.pdf', 'không phải PDF');
    folder.put('cut.docx', makeDocx({ paragraphs: ['x'] }).slice(0, 300));
    const notes = Object.fromEntries(
      (await app.importFolder(folder.path)).map((r) => [r.entry.files[0], [r.outcome, r.note]]),
    );
    expect(notes['tot.txt']![0]).toBe('added');
    for (const [name, why] of [
      ['rong.txt', 'Tệp rỗng'],
      ['la.xyz', 'chưa được hỗ trợ'],
      ['khoa.pdf', 'mật khẩu'],
      ['gia.pdf', 'Đuôi tệp'],
      ['cut.docx', ''],
    ] as const) {
      expect(notes[name]![0]).toBe('refused');
      expect(notes[name]![1]).toContain(why);
    }
    expect(await app.shelf.storage.catalog.countItems(['published'])).toBe(1);
  });

  it('refuses faulty rows with all their faults, and takes a line without its wrong ISBN', async () => {
    folder.put('a.txt', TEXT);
    folder.put('b.txt', `${TEXT} b`);
    symlinkSync('/etc/hosts', `${folder.path}/lien-ket.txt`);
    const header = [
      'file',
      'identifier',
      'title',
      'genre',
      'compilers',
      'issued',
      'abstract',
      'subjects',
      'isbn',
    ];
    const results = await importSheet([
      header,
      ['a.txt', '', 'Tên', 'không có', 'Sở', '31/2/2026', 'Có.', '99', ''],
      ['khong-co.txt', '', 'Tên', 'khac', 'Sở', '2026', 'Có.', '44', ''],
      ['', '', 'Không tệp', 'khac', 'Sở', '2026', 'Có.', '44', ''],
      ['b.txt', '', 'Tên', 'khac', 'Sở', '2026', 'Có.', '44', '123'],
      ['../../../etc/passwd', '', 'Tên', 'khac', 'Sở', '2026', 'Có.', '44', ''],
      ['lien-ket.txt', '', 'Tên', 'khac', 'Sở', '2026', 'Có.', '44', ''],
    ]);
    expect(results.map((r) => r.outcome)).toEqual([
      'refused',
      'refused',
      'refused',
      'added',
      'refused',
      'refused',
    ]);
    for (const part of ['không có', '31/2/2026', '99']) expect(results[0]!.note).toContain(part);
    expect(results[1]!.note).toContain('Không thấy tệp “khong-co.txt”');
    expect(results[2]!.note).toContain('không ghi tên tệp');
    // An optional value sinks no line.
    expect(results[3]!.note).toContain('Bỏ qua giá trị này: ISBN');
  });

  it('proposes from the file what nobody gave, and says so', async () => {
    folder.put(
      'sach.epub',
      makeEpub({
        title: 'Sổ tay đất đai',
        chapters: [
          {
            name: 'a.xhtml',
            body: `<h1>Đất đai</h1><p>${'Luật đất đai và giấy chứng nhận. '.repeat(20)}</p>`,
          },
        ],
      }),
    );
    const written = folder.put('ghi_chép.txt', TEXT);
    utimesSync(written, new Date('2019-05-05'), new Date('2019-05-05'));
    const [text, book] = await app.importFolder(folder.path);
    expect(await item(book)).toMatchObject({
      title: 'Sổ tay đất đai',
      compilers: ['Sở Tư pháp'],
      publisher: 'NXB Tư pháp',
      issued: '2024-05-12',
      subjects: ['11'],
      genre: 'sach',
    });
    expect((await item(book)).abstract).toContain('Luật đất đai');
    expect(await item(text)).toMatchObject({ title: 'ghi chép', issued: '2019', genre: 'khac' });
    expect(text!.note).toContain(
      'Lấy từ tệp, cần người kiểm tra: tên, thể loại, cơ quan biên soạn, thời gian phát hành, giới thiệu, chủ đề',
    );
  });

  it('not asked to publish leaves drafts that no reader finds', async () => {
    folder.put('a.txt', TEXT);
    const [result] = await importSheet([['file'], ['a.txt']], false);
    expect((await item(result)).state).toBe('draft');
    expect((await fetch(`${app.base}/tai-lieu/${result!.itemId}`)).status).toBe(404);
    expect((await app.shelf.storage.search.state()).items).toBe(0);
  });
});

describe('text that is no text', () => {
  const found = async (q: string): Promise<number> =>
    (
      (await (await fetch(`${app.base}/api/v1/search?q=${encodeURIComponent(q)}`)).json()) as {
        totalPassages: number;
      }
    ).totalPassages;

  it('waits for recognition and is never found; old letters are found in Unicode alone', async () => {
    const tcvn3 =
      'C\u00e9ng h\u00dfa x\u00b7 h\u00e9i chñ ngh\u00dca ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. LuËt §Êt ®ai quy ®Þnh vÒ quyÒn vµ nghÜa vô cña ng­êi sö dông ®Êt. '.repeat(
        12,
      );
    folder.put('quet.pdf', makePdf({ pages: ['', '', ''] }));
    folder.put('cu.docx', makeDocx({ paragraphs: [tcvn3, tcvn3, tcvn3], font: '.VnTime' }));
    const results = await app.importFolder(folder.path);
    expect(results.map((r) => [r.outcome, r.entry.files[0]])).toEqual([
      ['added', 'cu.docx'],
      ['added', 'quet.pdf'],
    ]);
    const [old, scan] = [await item(results[0]), await item(results[1])];
    expect(old.attachments[0]!.status.state).toBe('ready');
    expect(scan.attachments[0]!.status.state).toBe('needs-ocr');
    expect(results[0]!.note).toContain('từ bảng mã cũ sang Unicode (TCVN3:');
    expect(results[1]!.note).toContain('chưa có chữ, chờ nhận dạng');
    expect(await app.shelf.storage.catalog.listPassages(scan.id, null, 5)).toEqual([]);
    const passages = await app.shelf.storage.catalog.listPassages(old.id, null, 50);
    expect(passages.map((p) => p.text).join()).not.toMatch(/[§®¹]/u);
    expect(await found('quyền và nghĩa vụ của người sử dụng đất')).toBeGreaterThan(0);
    expect(old.abstract).not.toMatch(/[§®¹]/u);
    const page = await (await fetch(`${app.base}/tai-lieu/${scan.id}/trang/2`)).text();
    expect(page).toContain('Chưa có chữ để tìm và đọc to');
    expect(page).toContain('/trang/2.webp');
  });
});
