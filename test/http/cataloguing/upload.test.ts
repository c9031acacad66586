import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import {
  ask,
  multipart,
  MULTIPART,
  partHead,
  postFiles,
  postForm,
  type Answer,
  type SentFile,
} from '../../support/ask.ts';
import { makeCompound } from '../../support/make/make-compound.ts';
import { makeDocx } from '../../support/make/make-docx.ts';
import { makeEpub } from '../../support/make/make-epub.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import type { UploadResult } from '#web/cataloguing/staff-upload.tsx';

let app: TestApp;
let cookie: string;
let count = 0;
const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const upload = (files: readonly SentFile[], fields = {}): Promise<Answer> =>
  postFiles(app.base, '/can-bo/tai-len', files, cookie, { fields });
const uploadJson = async (files: readonly SentFile[], fields = {}): Promise<UploadResult[]> =>
  (
    await postFiles(app.base, '/can-bo/tai-len', files, cookie, {
      fields,
      headers: { accept: 'application/json' },
    })
  ).json<{ results: UploadResult[] }>().results;
const aPdf = (words = `Trang ${count++}`): Uint8Array =>
  makePdf({ pages: [`Van ban so ${words} ve hoa giai o co so.`] });
const itemOf = async (result: UploadResult) =>
  (await app.shelf.storage.catalog.findItem(result.outcome === 'refused' ? '' : result.itemId))!;

beforeAll(async () => {
  app = await startTestApp({ settings: { MAX_FILE_BYTES: '200000' } });
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('the plain upload form', () => {
  it('takes one file with a title of its own and leads to its record', async () => {
    const page = await upload([{ name: 'so-tay.pdf', content: aPdf() }], {
      title: 'Sổ tay hòa giải',
      genre: 'cam-nang',
    });
    expect(page.status).toBe(200);
    expect(page.words).toContain('Đã nhận 1, đã có 0, chưa nhận 0');
    const record = await get(page.link('Biên mục ngay'));
    expect([record.heading, record.value('title'), record.value('genre')]).toEqual([
      'Sổ tay hòa giải',
      'Sổ tay hòa giải',
      'cam-nang',
    ]);
    expect(record.words).toContain('Đang xử lý');
    await app.settle();
    expect((await get(page.link('Biên mục ngay'))).words).toContain('Đọc và tìm được');
    expect((await get('/can-bo')).words).toContain('Sổ tay hòa giải');
  });

  it('takes several files, each an item named after its file', async () => {
    const page = await upload(
      [
        { name: 'Tờ gấp số 1.pdf', content: aPdf() },
        { name: 'bài_nói.docx', content: makeDocx({ paragraphs: ['# Một', 'Lời nói'] }) },
        {
          name: 'sach.epub',
          content: makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>Chữ</p>' }] }),
        },
      ],
      { title: 'Không dùng' },
    );
    expect(page.words).toContain('Đã nhận 3, đã có 0, chưa nhận 0');
    expect(page.texts('h3')).toEqual(['Tờ gấp số 1.pdf', 'bài_nói.docx', 'sach.epub']);
    const titles = await Promise.all(
      page.links
        .filter((l) => l.text.startsWith('Biên mục ngay'))
        .map(async (l) => (await get(l.href)).value('title')),
    );
    expect(titles).toEqual(['Tờ gấp số 1', 'bài nói', 'sach']);
  });

  it('says what is already there and leads to it', async () => {
    const content = aPdf();
    await upload([{ name: 'mot.pdf', content }], { title: 'Bản thứ nhất' });
    const page = await upload([
      { name: 'hai.pdf', content },
      { name: 'ba.pdf', content },
    ]);
    expect(page.words).toContain('Đã nhận 0, đã có 2, chưa nhận 0');
    expect((await get(page.link('Bản thứ nhất'))).value('title')).toBe('Bản thứ nhất');
    const twice = aPdf();
    expect(
      (
        await uploadJson([
          { name: 'a.pdf', content: twice },
          { name: 'b.pdf', content: twice },
        ])
      ).map((r) => r.outcome),
    ).toEqual(['added', 'exists']);
  });

  it('asks for a file when none was chosen', async () => {
    for (const files of [[], [{ name: '', content: '' }]]) {
      const page = await upload(files, { title: 'Tên đã gõ' });
      expect(page.status).toBe(400);
      expect(page.words).toContain('Hãy chọn ít nhất một tệp.');
      expect(page.value('title')).toBe('Tên đã gõ');
    }
  });
});

describe('files that are refused', () => {
  it.each<[string, SentFile, string]>([
    [
      'of another type',
      { name: 'chuong-trinh.exe', content: `MZ${'\0'.repeat(300)}` },
      'Loại tệp này chưa được hỗ trợ',
    ],
    [
      'with an ending that is not theirs',
      { name: 'anh.png', content: makePdf({ pages: ['x'] }) },
      'Đuôi tệp không khớp',
    ],
    ['that are empty', { name: 'rong.pdf', content: '' }, 'Tệp rỗng'],
    [
      'that are too large',
      { name: 'lon.txt', content: 'chữ '.repeat(60_000) },
      'Tệp vượt quá dung lượng cho phép',
    ],
    [
      'that are drawings with scripts',
      {
        name: 've.svg',
        content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      },
      'Loại tệp này chưa được hỗ trợ',
    ],
    [
      'that are archives',
      { name: 'nen.zip', content: zipSync({ 'a.txt': strToU8('x') }) },
      'Loại tệp này chưa được hỗ trợ',
    ],
  ])('%s say why, and the others go on', async (_name, file, reason) => {
    const page = await upload([
      { name: 'truoc.pdf', content: aPdf() },
      file,
      { name: 'sau.pdf', content: aPdf() },
    ]);
    expect(page.status).toBe(200);
    expect(page.words).toContain('Đã nhận 2, đã có 0, chưa nhận 1');
    expect(page.words).toContain(reason);
    expect(page.words).toContain(file.name);
  });

  it('leave no item behind', async () => {
    const before = await app.shelf.storage.catalog.countItems(['draft']);
    await upload([
      { name: 'a.exe', content: 'MZ' },
      { name: 'b.pdf', content: '' },
    ]);
    expect(await app.shelf.storage.catalog.countItems(['draft'])).toBe(before);
  });

  it('number fifty at most', async () => {
    const page = await upload(
      Array.from({ length: 51 }, (_, i) => ({ name: `${i}.txt`, content: `tệp ${i}` })),
    );
    expect([page.status, page.words.includes('Thông tin gửi lên chưa đúng')]).toEqual([400, true]);
  });

  it('with a password or a fault inside become failed files with their reason, that can be tried again', async () => {
    const [locked, broken, cut] = await uploadJson([
      { name: 'khoa.pdf', content: makePdf({ pages: ['x'], locked: true }) },
      { name: 'hong.pdf', content: `%PDF-1.4\n${'rác '.repeat(200)}` },
      {
        name: 'cut.epub',
        content: makeEpub({ chapters: [{ name: 'a.xhtml', body: '<p>x</p>' }] }).slice(0, 900),
      },
    ]);
    await app.settle();
    for (const [result, reason] of [
      [locked, 'Tệp được khóa bằng mật khẩu'],
      [broken, 'Tệp bị hỏng'],
    ] as const) {
      const record = await get(`/can-bo/tai-lieu/${(await itemOf(result!)).id}`);
      expect(record.words).toContain('Chưa xử lý được');
      expect(record.words).toContain(reason);
    }
    expect(['added', 'refused']).toContain(cut!.outcome);
    const work = await get('/can-bo');
    expect(work.words).toContain('khoa.pdf');
    const { id } = await itemOf(locked!);
    const again = await postForm(app.base, `/can-bo/tai-lieu/${id}/thu-lai`, {}, { cookie });
    expect(again.status).toBe(303);
    const after = await get(again.headers.location!);
    expect(after.words).toContain('Đang đọc lại các tệp lỗi.');
    expect(after.words).toContain('Đang xử lý');
    await app.settle();
    expect((await get(`/can-bo/tai-lieu/${id}`)).words).toContain('Tệp được khóa bằng mật khẩu');
  });
});

describe('an old Word file in TCVN3', () => {
  const legacy = (name: string): Uint8Array =>
    readFileSync(fileURLToPath(new URL(`../../files/legacy/${name}`, import.meta.url)));

  it('is decoded, read as it stands when staff say so, and decoded again', async () => {
    const [result] = await uploadJson([
      { name: 'khu-cong-nghiep.doc', content: legacy('2005-1DCA4_3b.doc') },
    ]);
    await app.settle();
    const { id, attachments } = await itemOf(result!);
    const path = `/can-bo/tai-lieu/${id}`;
    const passages = async (): Promise<string> =>
      (await app.shelf.storage.catalog.listPassages(id, null, 50)).map((p) => p.text).join('\n');
    const press = async (nguyen: string): Promise<Answer> => {
      const fields = { attachment: attachments[0]!.id, nguyen };
      const pressed = await postForm(app.base, `${path}/chuyen-ma`, fields, { cookie });
      await app.settle();
      return get(pressed.headers.location!);
    };
    const first = await get(path);
    expect(first.words).toContain('từ bảng mã cũ sang Unicode (TCVN3: “Khu c«ng nghiÖp”');
    expect(first.words).toContain('→ “Khu công nghiệp”');
    expect(await passages()).toContain('Khu công nghiệp');
    const asItIs = await press('1');
    expect(asItIs.words).toContain('Đang đọc lại tệp.');
    expect(asItIs.words).toContain('Tệp này được đọc nguyên chữ, không chuyển mã');
    expect(await passages()).toContain('c«ng nghiÖp');
    expect(asItIs.words).toContain('Chuyển mã chữ cũ trở lại');
    await press('');
    expect(await passages()).toContain('Khu công nghiệp');
    expect((await itemOf(result!)).attachments[0]).toMatchObject({
      text: { encoding: 'tcvn3' },
      status: { state: 'ready' },
    });
  });

  it('of PowerPoint stays for download, with what to do', async () => {
    const content = makeCompound({ 'PowerPoint Document': strToU8('x') });
    const [result] = await uploadJson([{ name: 'trinh-chieu.ppt', content }]);
    await app.settle();
    const record = await get(`/can-bo/tai-lieu/${(await itemOf(result!)).id}`);
    expect(record.words).toContain('Tệp của PowerPoint 97–2003 chưa đọc được chữ');
    expect(record.words).toContain('Không có chữ đọc được, chỉ mở được tệp tải về');
  });
});

describe('names of files', () => {
  const letters = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
  it('keep every Vietnamese letter, composed, in pages and in downloads', async () => {
    for (const name of [`${letters}.pdf`, `${letters.toUpperCase()}.pdf`]) {
      for (const form of ['NFC', 'NFD'] as const) {
        const [result] = await uploadJson([{ name: name.normalize(form), content: aPdf() }]);
        expect(result!.name).toBe(name.normalize('NFC'));
        const item = await itemOf(result!);
        expect(item.attachments[0]!.name).toBe(name.normalize('NFC'));
        const disposition = (await get(`/tep/${item.attachments[0]!.id}?tai-ve=1`)).headers[
          'content-disposition'
        ]!;
        expect(decodeURIComponent(disposition.split("UTF-8''")[1]!)).toBe(name.normalize('NFC'));
      }
    }
  });

  it.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\a\\Tờ gấp.pdf', 'Tờ gấp.pdf'],
    ['/a/b/c.pdf', 'c.pdf'],
    ['a\u200eb\u202e.pdf', 'ab.pdf'],
    ['50%.pdf', '50%.pdf'],
    ["a'b(c)*;d.pdf", "a'b(c)*;d.pdf"],
    [`${'dài '.repeat(100)}.pdf`, undefined],
    ['"trích".pdf', '"trích".pdf'],
  ])('from %j become %j', async (name, kept) => {
    const [result] = await uploadJson([{ name, content: aPdf() }]);
    const stored = (await itemOf(result!)).attachments[0]!;
    expect(stored.name).toMatch(/^[^/\\\p{Cc}\p{Cf}]{1,200}$/u);
    expect(stored.name.endsWith('.pdf')).toBe(true);
    if (kept !== undefined) expect(stored.name).toBe(kept);
    expect((await get(`/tep/${stored.id}`)).headers['content-disposition']).toMatch(
      /^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\x21-\x7e]+$/u,
    );
  });
});

describe('for the script', () => {
  it('answers what became of each file as JSON', async () => {
    const content = aPdf();
    await uploadJson([{ name: 'truoc.pdf', content }]);
    const results = await uploadJson([
      { name: 'mới.pdf', content: aPdf() },
      { name: 'truoc.pdf', content },
      { name: 'x.exe', content: 'MZ' },
    ]);
    expect(results).toEqual([
      {
        outcome: 'added',
        name: 'mới.pdf',
        bytes: expect.any(Number),
        itemId: expect.stringMatching(/^[0-9a-z]{13}$/u),
      },
      {
        outcome: 'exists',
        name: 'truoc.pdf',
        bytes: content.length,
        itemId: expect.any(String),
        title: 'truoc',
      },
      {
        outcome: 'refused',
        name: 'x.exe',
        bytes: 0,
        reason: expect.stringContaining('Loại tệp này chưa được hỗ trợ'),
      },
    ]);
  });

  it('answers problems as problem+json', async () => {
    const send = (
      headers: Record<string, string>,
      body: Buffer | string = multipart([]),
    ): Promise<Answer> =>
      ask(app.base, '/can-bo/tai-len', {
        method: 'POST',
        body,
        headers: { accept: 'application/json', 'content-type': MULTIPART, ...headers },
      });
    for (const [answer, status, code] of [
      [await send({ origin: app.base }), 401, 'not-signed-in'],
      [await send({ cookie }), 403, 'wrong-origin'],
      [await send({ origin: app.base, cookie }, `${partHead('a.pdf')}cut`), 400, 'invalid-input'],
    ] as const) {
      expect([answer.status, answer.headers['content-type']]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.json()).toMatchObject({ status, code, title: expect.any(String) });
    }
  });
});

describe('more files for an item', () => {
  it('are added, once each, and those refused are named', async () => {
    const [first] = await uploadJson([{ name: 'chinh.pdf', content: aPdf() }]);
    const { id } = await itemOf(first!);
    const content = 'WEBVTT\n\n00:01.000 --> 00:02.000\nXin chào\n';
    const answer = await postFiles(
      app.base,
      `/can-bo/tai-lieu/${id}/them-tep`,
      [
        { name: 'phu-de.vtt', content },
        { name: 'x.exe', content: 'MZ' },
      ],
      cookie,
    );
    expect(answer.status).toBe(303);
    const record = await get(answer.headers.location!);
    expect(record.words).toContain('Không nhận: x.exe');
    expect(record.words).toContain('phu-de.vtt');
    await postFiles(
      app.base,
      `/can-bo/tai-lieu/${id}/them-tep`,
      [{ name: 'phu-de.vtt', content }],
      cookie,
    );
    expect((await itemOf(first!)).attachments.map((a) => a.role)).toEqual(['original', 'captions']);
    expect(
      (
        await postFiles(
          app.base,
          '/can-bo/tai-lieu/0000000000000/them-tep',
          [{ name: 'a.vtt', content }],
          cookie,
        )
      ).status,
    ).toBe(404);
  });
});
