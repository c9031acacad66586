import { factsSheet } from '../support/make/facts-sheet.ts';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { postFiles } from '../support/ask.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { run, runServer, signInTo, until, type Ended } from '../support/shelf-process.ts';

let folder: TestFolder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

/** What an administrator of a machine may have set for everybody. */
const OPEN_TO_ALL = ['sh', '-c', 'umask 000; exec "$@"', 'sh'];

/** Everything below that somebody else of the machine could read. */
function open(path: string): string[] {
  const facts = statSync(path);
  const own = (facts.mode & 0o077) === 0 ? [] : [`${path} ${(facts.mode & 0o777).toString(8)}`];
  return facts.isDirectory()
    ? [...own, ...readdirSync(path).flatMap((name) => open(join(path, name)))]
    : own;
}

const cli = (args: readonly string[], data: string, more = {}): Promise<Ended> =>
  run('cli', args, data, more, OPEN_TO_ALL).ended;

it('what the shelf writes nobody else can read: data, temporary files, packages, backups', async () => {
  const at = (name: string): string => join(folder.path, name);
  mkdirSync(at('tmp'), { mode: 0o700 });
  // An older program made it open.
  mkdirSync(at('data'));
  chmodSync(at('data'), 0o777);
  const more = { TMPDIR: at('tmp') };
  const server = await runServer(at('data'), more, OPEN_TO_ALL);
  try {
    const cookie = await signInTo(server.base);
    const sent = [{ name: 'riêng.txt', content: 'Chỉ người của đơn vị đọc. '.repeat(30) }];
    await postFiles(server.base, '/can-bo/tai-len', sent, cookie);
    await until('the file is read', 30_000, async () => {
      const ready = await fetch(`${server.base}/readyz`);
      return ((await ready.json()) as { pendingJobs: number }).pendingJobs === 0;
    });
    expect(readdirSync(at('data')).toSorted()).toEqual(
      expect.arrayContaining(['catalog.db', 'files', 'search.db']),
    );
    expect(open(at('data'))).toEqual([]);
    expect(open(at('tmp'))).toEqual([]);
  } finally {
    await server.kill('SIGTERM');
  }
  mkdirSync(at('nguon'));
  writeFileSync(join(at('nguon'), 'to.txt'), 'Hòa giải ở cơ sở, ai cũng đọc được. '.repeat(20));
  expect(
    await cli(['import', at('nguon'), ...factsSheet(at('nguon')), '--publish'], at('data'), more),
  ).toMatchObject({
    code: 0,
  });
  expect(await cli(['deliver', 'pack', at('goi')], at('data'), more)).toMatchObject({ code: 0 });
  const { output } = await cli(['backup', 'key', at('khoa')], at('data'));
  const recipient = /age1\w+/u.exec(output)![0];
  for (const BACKUP_RECIPIENT of ['', recipient])
    expect(await cli(['backup', at('sao-luu')], at('data'), { BACKUP_RECIPIENT })).toMatchObject({
      code: 0,
    });
  expect(await cli(['restore', at('sao-luu'), '--identity', at('khoa')], at('lai'))).toMatchObject({
    code: 0,
  });
  for (const name of ['data', 'goi', 'khoa', 'sao-luu', 'lai', 'tmp'])
    expect(open(at(name))).toEqual([]);
});

it('the commands of backups go together: a key, backups, the list, the look over, the restore', async () => {
  const [data, backups, key] = ['data', 'drill', 'drill-key'].map((name) =>
    join(folder.path, name),
  );
  expect(await cli(['backup', 'key', key!], data!)).toMatchObject({ code: 0 });
  const again = await cli(['backup', 'key', key!], data!);
  expect([again.code, again.output]).toEqual([
    1,
    expect.stringContaining('không ghi đè lên khóa cũ'),
  ]);
  expect(await cli(['backup', backups!, '--keep', '2'], data!)).toMatchObject({ code: 0 });
  expect(await cli(['backup', backups!, '--keep', 'hai'], data!)).toMatchObject({ code: 1 });
  const scheduled = { BACKUP_FOLDER: backups!, BACKUP_KEEP: '2' };
  for (let n = 0; n < 2; n++)
    expect(await cli(['backup', '--schedule'], data!, scheduled)).toMatchObject({ code: 0 });
  expect(await cli(['backup', '--schedule'], data!)).toMatchObject({ code: 1 });
  const list = await cli(['backup', 'list', backups!], data!);
  expect(list.output.trim().split('\n')).toHaveLength(2);
  expect(await cli(['backup', 'verify', backups!], data!)).toEqual({
    code: 0,
    output: expect.stringContaining('bản sao lưu trọn vẹn'),
  });
  const used = await cli(['restore', backups!], data!);
  expect([used.code, used.output]).toEqual([
    1,
    expect.stringContaining('Tủ sách đích đã có dữ liệu'),
  ]);
  expect(await cli(['backup', 'verify'], data!)).toMatchObject({ code: 1 });
});
