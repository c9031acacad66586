import { openStorage } from '#storage/index.ts';
import { readFileSync } from 'node:fs';
import { openBackup } from '#server/keeping/jobs/backup/open-backup.ts';
import { parse } from 'csv-parse/sync';
import { shelfWithoutLog } from '../support/audit/shelf-without-log.ts';
import { ask, postForm } from '../support/ask.ts';
import { aList } from '../support/builders.ts';
import { factsSheet } from '../support/make/facts-sheet.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { runCommandHere } from '../support/keeping/run-command-here.ts';
import { run, runServer, signInTo, type Ended } from '../support/shelf-process.ts';
import { makeTestStorage, type TestStorage } from '../support/test-storage.ts';

const TEXT = 'Hòa giải viên nghe hai bên, ghi biên bản khi hai bên thỏa thuận được. '.repeat(5);
let folder: TestFolder;
let data: string;
let storage: TestStorage;
const bookshelf = (...args: readonly string[]): Promise<Ended> =>
  runCommandHere(args, data, storage.settings);

beforeEach(() => {
  folder = makeFolder();
  data = `${folder.path}-data`;
  storage = makeTestStorage();
});
afterEach(async () => {
  folder.remove();
  await storage.remove();
  (await import('node:fs')).rmSync(data, { recursive: true, force: true });
});

describe('bookshelf import', () => {
  it('ends with 0 when everything was taken, and again when everything is there', async () => {
    folder.put('a.txt', TEXT);
    expect(await bookshelf('import', folder.path, ...factsSheet(folder.path), '--publish')).toEqual(
      {
        code: 0,
        output: expect.stringContaining('đã thêm 1, đã có 0, từ chối 0'),
      },
    );
    expect(await bookshelf('import', folder.path, ...factsSheet(folder.path), '--publish')).toEqual(
      {
        code: 0,
        output: expect.stringContaining('đã thêm 0, đã có 1, từ chối 0'),
      },
    );
  });

  it('publishes nothing that a machine guessed: such items stay drafts, and the report says so', async () => {
    folder.put('doan.txt', `${TEXT} đoán`);
    const args = ['import', folder.path, '--publish', '--report', `${data}.csv`];
    expect((await bookshelf(...args)).code).toBe(0);
    const raw = readFileSync(`${data}.csv`, 'utf8');
    (await import('node:fs')).rmSync(`${data}.csv`);
    const [, row] = parse(raw, { bom: true }) as string[][];
    expect(row![1]).toBe('added');
    expect(row![4]).toContain('Để bản nháp: có thông tin bắt buộc do máy đoán.');
    expect(row![4]).toContain('cơ quan biên soạn');
    const opened = await openStorage(storage.settings);
    const item = await opened.catalog.findItem(row![2]!);
    await opened.close();
    expect(item!.state).toBe('draft');
    expect(item!.guessed).toEqual([
      'title',
      'genre',
      'compilers',
      'issued',
      'abstract',
      'subjects',
    ]);
  }, 30_000);

  it('ends with 3 when something was refused; the report says what and why, without formulas', async () => {
    folder.put('=HYPERLINK("http:;x").txt', TEXT);
    folder.put('+cong.txt', '');
    folder.put('@ten, "trích".pdf', makePdf({ pages: ['x'], locked: true }));
    folder.put('Tờ gấp.txt', `${TEXT} gấp`);
    const { code, output } = await bookshelf('import', folder.path, '--report', `${data}.csv`);
    expect([code, output.includes('đã thêm 2, đã có 0, từ chối 2')]).toEqual([3, true]);
    expect(output).toContain('từ chối: +cong.txt: Tệp rỗng');
    const raw = readFileSync(`${data}.csv`, 'utf8');
    (await import('node:fs')).rmSync(`${data}.csv`);
    expect(raw.startsWith('\ufeff')).toBe(true);
    const [header, ...rows] = parse(raw, { bom: true }) as string[][];
    expect(header).toEqual(['file', 'outcome', 'id', 'title', 'note']);
    const byFile = new Map(rows.map((row) => [row[0]!, row]));
    expect([...byFile.keys()].toSorted()).toEqual(
      ["'+cong.txt", '\'=HYPERLINK("http:;x").txt', '\'@ten, "trích".pdf', 'Tờ gấp.txt'].toSorted(),
    );
    expect(byFile.get('Tờ gấp.txt')).toEqual([
      'Tờ gấp.txt',
      'added',
      expect.stringMatching(/^[0-9a-z]{13}$/u),
      'Tờ gấp',
      expect.stringContaining('cần người kiểm tra'),
    ]);
    expect(byFile.get("'+cong.txt")!.slice(1)).toEqual([
      'refused',
      '',
      "'+cong.txt",
      expect.stringContaining('Tệp rỗng'),
    ]);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
  });

  it('ends with 1 when it cannot run, and says why in Vietnamese', async () => {
    folder.put('bang.csv', 'Tên,Thể loại\na,b\n');
    const cases: readonly (readonly [readonly string[], string])[] = [
      [[], 'Dùng:'],
      [['import'], 'Dùng:'],
      [['khong-co'], 'Dùng:'],
      [['import', folder.path, '--khong-co'], 'Dùng:'],
      [['import', `${folder.path}/khong-co`], 'Không thấy thư mục'],
      [['import', folder.path, '--sheet', `${folder.path}/bang.csv`], 'Bảng kê không đọc được'],
    ];
    for (const [args, says] of cases)
      expect([args, await bookshelf(...args)]).toEqual([
        args,
        { code: 1, output: expect.stringContaining(says) },
      ]);
  });

  it.each(['utf8', 'utf16le'] as const)(
    'takes a sheet with semicolons and a byte order mark in %s',
    async (encoding) => {
      folder.put('a.txt', TEXT);
      folder.put('b.txt', `${TEXT} b`);
      folder.put(
        'bang.csv',
        Buffer.from(
          '\ufeffBẢNG KÊ TÀI LIỆU;;;;;;\r\nTệp;Tên;Thể loại;Cơ quan biên soạn;Năm;Tóm tắt;Chủ đề\r\na.txt;"Tên; có chấm phẩy";Cẩm nang;Sở;2026;Có;44\r\n',
          encoding,
        ),
      );
      const { code, output } = await bookshelf(
        'import',
        folder.path,
        '--sheet',
        `${folder.path}/bang.csv`,
        '--publish',
      );
      expect([
        code,
        output.includes('đã thêm 1'),
        output.includes('2 tệp trong thư mục không có trong bảng kê'),
      ]).toEqual([0, true, true]);
    },
  );

  it('knows a genre that officials added, by its name and by its code', async () => {
    const server = await runServer(data, storage.settings);
    try {
      const cookie = await signInTo(server.base);
      expect(
        (
          await postForm(
            server.base,
            '/can-bo/danh-muc/the-loai/moi',
            { name: 'Bản tin loa xã', kind: 'b', version: '0' },
            { cookie },
          )
        ).status,
      ).toBe(303);
      for (const name of ['a', 'b', 'c']) folder.put(`${name}.txt`, `${TEXT} ${name}`);
      folder.put(
        'bang.csv',
        'Tệp,Tên,Thể loại\na.txt,Một,bản tin loa xã\nb.txt,Hai,ban-tin-loa-xa\nc.txt,Ba,bản tin lạ\n',
      );
      const { code, output } = await bookshelf(
        'import',
        folder.path,
        '--sheet',
        `${folder.path}/bang.csv`,
      );
      expect([
        code,
        output.includes('đã thêm 2, đã có 0, từ chối 1'),
        output.includes('“bản tin lạ” không có trong danh mục'),
      ]).toEqual([3, true, true]);
    } finally {
      await server.kill();
    }
  }, 60_000);

  it('works beside a running server, whose readers find everything at once', async () => {
    const server = await runServer(data, storage.settings);
    try {
      expect((await ask(server.base, '/tim-kiem?q=biennhanla')).words).toContain('Chưa tìm thấy');
      expect((await ask(server.base, '/')).words).not.toContain('Giấy biên nhận');
      for (let n = 0; n < 12; n++)
        folder.put(`Giấy biên nhận ${n}.txt`, `${TEXT} biennhanla tờ số ${n}. `.repeat(4));
      expect(
        (await bookshelf('import', folder.path, ...factsSheet(folder.path), '--publish')).code,
      ).toBe(0);
      const page = await ask(server.base, '/tim-kiem?q=biennhanla');
      expect(page.words).toContain('12 tài liệu');
      expect((await ask(server.base, '/')).words).toContain('Giấy biên nhận');
      expect(server.output()).not.toMatch(/"level":(?:50|60)/u);
    } finally {
      await server.kill();
    }
  });
});

describe('bookshelf laws import', () => {
  it('says what it changes, writes it unless it is only looked at, and ends with 3 for a refused line', async () => {
    const list = `${folder.path}/vbpl.csv`;
    const take = async (rows: string, ...more: readonly string[]): Promise<Ended> => {
      folder.put('vbpl.csv', `STT,Số hiệu,Trích yếu,Tình trạng hiệu lực\n${rows}`);
      return bookshelf('laws', 'import', list, ...more);
    };
    const rows = '1,45/2013/QH13,Luật Đất đai,Còn hiệu lực\n2,1/2020/NĐ-CP,Một,Lạ\n';
    const looked = await take(rows, '--dry-run');
    expect(looked.code).toBe(3);
    expect(looked.output).toContain('từ chối 1/2020/NĐ-CP: Không rõ tình trạng hiệu lực “Lạ”');
    expect(looked.output).toContain('cột không dùng: STT');
    expect(looked.output).toContain('thêm 1, sửa 0, không đổi 0, từ chối 1');
    expect(looked.output).toContain('chưa ghi gì (--dry-run)');
    expect((await take(rows)).output).toContain('đã ghi 1 văn bản');
    const again = await take('1,45/2013/QH13,Luật Đất đai,Hết hiệu lực toàn bộ\n');
    expect(again.code).toBe(0);
    expect(again.output).toContain(
      'sửa 45/2013/QH13: Tình trạng hiệu lực: Còn hiệu lực → Hết hiệu lực toàn bộ',
    );
    expect(again.output).toContain('thêm 0, sửa 1, không đổi 0, từ chối 0');
  });
});

describe('bookshelf backup, restore, move and check', () => {
  it('carry a shelf into a folder, out of it and on, and find it in order', async () => {
    folder.put('a.txt', TEXT);
    folder.put('b.txt', `${TEXT} chuyển nhà`);
    expect(
      (await bookshelf('import', folder.path, ...factsSheet(folder.path), '--publish')).code,
    ).toBe(0);
    const kept = makeFolder();
    const [restored, moved] = [makeTestStorage(), makeTestStorage()];
    const on = (where: TestStorage, ...args: readonly string[]): Promise<Ended> =>
      runCommandHere(args, data, where.settings);
    try {
      expect(await bookshelf('backup', kept.path)).toEqual({
        code: 0,
        output: expect.stringContaining('đã sao lưu: 2 tài liệu'),
      });
      expect(await on(restored, 'restore', kept.path)).toEqual({
        code: 0,
        output: expect.stringContaining('đã khôi phục: 2 tài liệu'),
      });
      expect(await on(restored, 'restore', kept.path)).toEqual({
        code: 1,
        output: expect.stringContaining('Tủ sách đích đã có dữ liệu'),
      });
      expect(
        await bookshelf(
          'move',
          '--from',
          restored.settings.DATABASE_URL,
          '--to',
          moved.settings.DATABASE_URL,
        ),
      ).toEqual({ code: 0, output: expect.stringContaining('đã chuyển: 2 tài liệu') });
      for (const where of [storage, restored, moved])
        expect(await on(where, 'check', '--bytes')).toEqual({
          code: 0,
          output: expect.stringContaining('tủ sách không có lỗi'),
        });
      const again = makeFolder();
      expect((await on(moved, 'backup', again.path)).code).toBe(0);
      const [first, last] = [await openBackup(kept.path), await openBackup(again.path)];
      expect(await shelfWithoutLog(last)).toEqual(await shelfWithoutLog(first));
      again.remove();
    } finally {
      kept.remove();
      await restored.remove();
      await moved.remove();
    }
  });

  it('say what is wrong and put it right when asked', async () => {
    folder.put('a.txt', TEXT);
    expect(
      (await bookshelf('import', folder.path, ...factsSheet(folder.path), '--publish')).code,
    ).toBe(0);
    await storage.emptyIndex();
    expect(await bookshelf('check')).toEqual({
      code: 3,
      output: expect.stringContaining('tài liệu chưa có hoặc cũ trong chỉ mục: 1'),
    });
    expect(await bookshelf('check', '--repair')).toEqual({
      code: 0,
      output: expect.stringContaining('đã sửa xong'),
    });
    expect((await bookshelf('check')).code).toBe(0);
    const opened = await openStorage(storage.settings);
    const [item] = (await opened.catalog.listItems(aList())).rows;
    const value = { item: { ...item!, genre: 'truyen-tranh' }, events: [] };
    await opened.catalog.load([{ kind: 'item', value }]);
    await opened.close();
    const { code, output } = await bookshelf('check');
    expect(code).toBe(3);
    expect(output).toContain('bản ghi trỏ tới thứ không có: 1');
    expect(output).toContain(`${item!.id}: thể loại “truyen-tranh”`);
  });

  it('end with 1 when they cannot run', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['backup'], 'Dùng:'],
      [['move', '--from', 'sqlite:a'], 'Dùng:'],
      [['laws', 'import'], 'Dùng:'],
      [['account', 'reset-password'], 'Dùng:'],
      [['account', 'reset-password', 'khong-co'], 'Không tìm thấy tài khoản này.'],
      [['laws', 'import', `${folder.path}/khong-co.csv`], 'Không mở được'],
      [['restore', `${folder.path}/khong-co`], 'Bản sao lưu không đọc được'],
    ];
    for (const [args, says] of cases)
      expect([args, await bookshelf(...args)]).toEqual([
        args,
        { code: 1, output: expect.stringContaining(says) },
      ]);
  });
});

describe('bookshelf account reset-password', () => {
  it('shows a password once that signs in and has to be changed', async () => {
    const server = await runServer(data, storage.settings);
    try {
      const cookie = await signInTo(server.base);
      const given = await bookshelf('account', 'reset-password', 'admin');
      expect([given.code, given.output]).toEqual([0, expect.stringContaining('admin')]);
      const password = /: ([a-z0-9]{4}(?:-[a-z0-9]{4}){3})/u.exec(given.output)![1]!;
      expect((await ask(server.base, '/can-bo', { headers: { cookie } })).status).toBe(303);
      const entered = await postForm(server.base, '/dang-nhap', { username: 'admin', password });
      const fresh = entered.headers['set-cookie']![0]!.split(';')[0]!;
      expect(
        (await ask(server.base, '/can-bo', { headers: { cookie: fresh } })).headers.location,
      ).toBe('/can-bo/mat-khau');
    } finally {
      await server.kill('SIGTERM');
    }
  });
});

describe('a first start', () => {
  it('says clearly that the administrator’s password will not do', async () => {
    const started = await run('main', [], data, {
      ...storage.settings,
      ADMIN_PASSWORD: 'matkhau12345',
    }).ended;
    expect(started).toEqual({ code: 1, output: expect.stringContaining('ADMIN_PASSWORD') });
    expect(started.output).toContain('dễ đoán');
    expect(started.output).not.toMatch(/matkhau12345|at .*\.ts/u);
  });
});
