import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { ask, postFiles, postForm, type Answer } from '../support/ask.ts';
import { factsSheet } from '../support/make/facts-sheet.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { HEAD } from '../support/recognise/reading-pool.ts';
import { run, runServer, signInTo, until, type ServerProcess } from '../support/shelf-process.ts';

const SIZE = 64 * 1024 ** 2;
const folder: TestFolder = makeFolder();
const disk = `${folder.path}/disk`;
mkdirSync(disk);
// A disk of its own that is really full: only root may mount one. A limit on file sizes is no help:
// Node is killed by its signal.
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]).status === 0;
if (!mounted)
  process.stderr.write(
    'SKIPPED: the disk-full tests need the right to mount a tmpfs (run them as root)\n',
  );
const whenMounted = mounted ? describe : describe.skip;

let server: ServerProcess;
const free = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};
/** Leaves about this many bytes: the server may take some while the others are counted and written. */
function fill(left: number): void {
  try {
    writeFileSync(`${disk}/filler`, Buffer.alloc(Math.max(0, free() - left), 7));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
const makeRoom = (): void => rmSync(`${disk}/filler`, { force: true });
const incoming = (): string[] => readdirSync(`${disk}/data/files/incoming`);
const get = (path: string, cookie = ''): Promise<Answer> =>
  ask(server.base, path, { headers: cookie === '' ? {} : { cookie } });

afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  folder.remove();
});

whenMounted('on a full disk', () => {
  let cookie: string;
  let item: string;
  beforeAll(async () => {
    server = await runServer(`${disk}/data`, { RECOGNITION: 'on' });
    cookie = await signInTo(server.base);
    const page = await postFiles(
      server.base,
      '/can-bo/tai-len',
      [
        {
          name: 'san-co.pdf',
          content: makePdf({
            pages: [
              'San co tren tu sach, ai cung doc duoc, khong mat tien. '.repeat(6),
              'Trang hai noi tiep trang mot, van la chu doc duoc. '.repeat(6),
            ],
          }),
        },
      ],
      cookie,
    );
    item = page.link('Biên mục ngay').split('/').at(-1)!;
    const record = await until('the file is read', 60_000, async () => {
      const shown = await get(`/can-bo/tai-lieu/${item}`, cookie);
      return shown.words.includes('Đọc và tìm được') && shown;
    });
    await postForm(
      server.base,
      `/can-bo/tai-lieu/${item}/dang`,
      {
        version: record.value('version'),
        title: 'Sẵn có',
        genre: 'to-gap',
        compilers: 'Sở',
        issued: '2026',
        abstract: 'Có.',
        subjects: ['44'],
        language: 'vi',
        validityState: 'con',
        rightsKind: 'duoc_phep',
      },
      { cookie },
    );
  });
  afterAll(async () => {
    await server.kill();
  });

  it('an upload says so in Vietnamese, keeps nothing half, and works again with room', async () => {
    fill(500_000);
    const big = { name: 'lon.txt', content: 'Hòa giải ở cơ sở. '.repeat(40_000) };
    for (const accept of ['text/html', 'application/json']) {
      const answer = await postFiles(server.base, '/can-bo/tai-len', [big], cookie, {
        headers: { accept },
      });
      expect([answer.status, answer.html.includes('Máy chủ hết chỗ lưu.')]).toEqual([503, true]);
    }
    expect(incoming()).toEqual([]);
    expect((await get('/can-bo', cookie)).words).not.toContain('lon.txt');
    makeRoom();
    const answer = await postFiles(server.base, '/can-bo/tai-len', [big], cookie);
    expect(answer.words).toContain('Đã nhận 1');
  });

  it('pages are read, saving says so, and works again with room', async () => {
    const fields = {
      genre: 'to-gap',
      compilers: 'Sở',
      issued: '2026',
      abstract: 'x'.repeat(20_000),
      subjects: ['44'],
      language: 'vi',
      validityState: 'con',
      rightsKind: 'duoc_phep',
      lawRefs: Array.from({ length: 150 }, (_, i) => `${i}/2026/QH15 | ${'luật '.repeat(4)}`).join(
        '\n',
      ),
    };
    const save = async (title: string): Promise<Answer> =>
      postForm(
        server.base,
        `/can-bo/tai-lieu/${item}/luu`,
        {
          ...fields,
          title,
          version: (await get(`/can-bo/tai-lieu/${item}`, cookie)).value('version'),
        },
        { cookie },
      );
    fill(0);
    for (const path of [
      '/',
      `/tai-lieu/${item}`,
      `/tai-lieu/${item}/trang/2`,
      '/tim-kiem?q=san+co',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    const picture = (await get(`/tai-lieu/${item}/trang/2`)).all('img')[0]!.attribs['src']!;
    expect((await get(picture)).headers['content-type']).toBe('image/webp');
    // The store's log has room from earlier writes, which is used up first.
    let [refused, title, tries]: [Answer | null, string, number] = [null, 'Sẵn có', 0];
    while (refused === null && tries < 300) {
      tries += 1;
      const answer = await save(`Tên thứ ${tries}`);
      if (answer.status === 303) title = `Tên thứ ${tries}`;
      else refused = answer;
    }
    expect([refused?.status, refused?.words.includes('Máy chủ hết chỗ lưu')]).toEqual([503, true]);
    expect((await get(`/tai-lieu/${item}`)).heading).toBe(title);
    makeRoom();
    expect((await save('Tên mới')).status).toBe(303);
    expect((await get(`/tai-lieu/${item}`)).heading).toBe('Tên mới');
  });

  it('a scan waits for room, and is read whole with it', async () => {
    const scan = { name: 'quyet-dinh.png', content: readFileSync(HEAD) };
    const sent = await postFiles(server.base, '/can-bo/tai-len', [scan], cookie);
    const id = sent.link('Biên mục ngay').split('/').at(-1)!;
    fill(0);
    const said = server.output().length;
    await until('writing fails', 60_000, () =>
      /disk is full|ENOSPC/u.test(server.output().slice(said)),
    );
    expect((await get(`/can-bo/tai-lieu/${id}`, cookie)).status).toBe(200);
    makeRoom();
    await until('the scan is read', 120_000, async () =>
      (await get(`/can-bo/tai-lieu/${id}`, cookie)).words.includes('Đọc và tìm được'),
    );
  });

  let firstEnd: number | null = null;
  it('an import says so, and goes on where it stopped', async () => {
    const source = makeFolder();
    try {
      for (let n = 0; n < 6; n++)
        source.put(`to-${n}.txt`, `Tờ số ${n} nói về hòa giải ở cơ sở. `.repeat(8_000));
      fill(1_200_000);
      const before = incoming();
      const first = run(
        'cli',
        ['import', source.path, ...factsSheet(source.path), '--publish'],
        `${disk}/data`,
      );
      await until('the import says why', 60_000, () =>
        first.output().includes('Máy chủ hết chỗ lưu'),
      );
      const late = setTimeout(() => first.child.kill('SIGKILL'), 3_000);
      firstEnd = (await first.ended).code;
      clearTimeout(late);
      expect(incoming()).toEqual(before);
      makeRoom();
      const second = await run(
        'cli',
        ['import', source.path, ...factsSheet(source.path), '--publish'],
        `${disk}/data`,
      ).ended;
      expect([second.code, second.output.includes('từ chối 0')]).toEqual([0, true]);
      const third = await run(
        'cli',
        ['import', source.path, ...factsSheet(source.path), '--publish'],
        `${disk}/data`,
      ).ended;
      expect(third.output).toContain('đã thêm 0, đã có 6, từ chối 0');
    } finally {
      source.remove();
    }
  });

  it('a backup says so and leaves the one before it', async () => {
    const [data, backups] = [`${folder.path}/other`, `${disk}/backups`];
    const source = makeFolder();
    try {
      source.put('nho.txt', 'Hòa giải ở cơ sở, ai cũng đọc được. '.repeat(20));
      const put = async (): Promise<void> => {
        const imported = await run(
          'cli',
          ['import', source.path, ...factsSheet(source.path), '--publish'],
          data,
        ).ended;
        expect(imported.code).toBe(0);
      };
      await put();
      expect((await run('cli', ['backup', backups], data).ended).code).toBe(0);
      const before = readdirSync(backups);
      source.put('lon.txt', 'Một tờ dài về hòa giải ở cơ sở. '.repeat(60_000));
      await put();
      fill(500_000);
      const refused = await run('cli', ['backup', backups], data).ended;
      expect([refused.code, refused.output]).toEqual([
        1,
        expect.stringContaining('Ổ đĩa chứa bản sao lưu đã đầy'),
      ]);
      expect(readdirSync(backups)).toEqual(before);
      expect((await run('cli', ['backup', 'verify', backups], data).ended).code).toBe(0);
      makeRoom();
      expect((await run('cli', ['backup', backups], data).ended).code).toBe(0);
    } finally {
      makeRoom();
      source.remove();
    }
  });

  // server/cli.ts: the runner that indexes along the way is not stopped when the import fails, and
  // keeps the process for ever.
  it('an import that cannot go on ends by itself with 1', () => {
    expect(firstEnd).toBe(1);
  });
});
