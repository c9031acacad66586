import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run, type Ended } from '../support/shelf-process.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-start-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const start = (settings: Readonly<Record<string, string>>): Promise<Ended> =>
  run('main', [], join(folder, 'data'), settings).ended;

/** What the program says as it ends: one line in Vietnamese, no trace of the code. */
async function sentenceOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const { code, output } = await start(settings);
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  return output.trim();
}

describe('a start that cannot be', () => {
  it('names the folder that cannot be written', async () => {
    const file = join(folder, 'tep.txt');
    writeFileSync(file, '');
    expect(await sentenceOf({ DATABASE_URL: `sqlite:${file}/data` })).toBe(
      `Không ghi được vào thư mục dữ liệu ${file}/data. Hãy kiểm tra DATABASE_URL và quyền ghi của thư mục.`,
    );
  });

  it('names the folder of a file system that only reads', async () => {
    expect(await sentenceOf({ DATABASE_URL: 'sqlite:/sys/tu-sach' })).toContain(
      'Không ghi được vào thư mục dữ liệu /sys/tu-sach',
    );
  });

  it('names the port that somebody else has', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const { port } = other.address() as AddressInfo;
    expect(await sentenceOf({ PORT: String(port) })).toContain(`Cổng ${port} đang có chương trình`);
    other.close();
  });

  it('names the address that is not this machine’s', async () => {
    expect(await sentenceOf({ HOST: '192.0.2.1' })).toContain('không có địa chỉ 192.0.2.1');
  });

  it('names every wrong setting', async () => {
    expect(await sentenceOf({ PORT: 'ba nghìn', BASE_URL: 'tusach', OFFLINE: 'có' })).toBe(
      'Cấu hình chưa đúng: PORT phải là số nguyên từ 0 đến 65535; BASE_URL phải là địa chỉ đúng dạng; OFFLINE phải là yes hoặc no.',
    );
  });

  it('names the database that does not answer', async () => {
    expect(
      await sentenceOf({
        DATABASE_URL: 'mongodb://127.0.0.1:9/tu-sach',
        ELASTICSEARCH_URL: 'http://127.0.0.1:9',
      }),
    ).toBe(
      'Không kết nối được cơ sở dữ liệu 127.0.0.1:9. Hãy kiểm tra máy chủ cơ sở dữ liệu và DATABASE_URL.',
    );
  });

  it('names the database that is damaged', async () => {
    const data = mkdtempSync(join(folder, 'hong-'));
    writeFileSync(join(data, 'catalog.db'), 'không phải cơ sở dữ liệu'.repeat(500));
    expect(await sentenceOf({ DATABASE_URL: `sqlite:${data}` })).toContain('bị hỏng');
  });

  it('names the catalogue that is gone from beside its files, and what to do', async () => {
    const data = mkdtempSync(join(folder, 'mat-'));
    const name = 'a'.repeat(64);
    mkdirSync(join(data, 'files', 'aa', 'aa'), { recursive: true });
    writeFileSync(join(data, 'files', 'aa', 'aa', name), 'tệp');
    const said = await sentenceOf({ DATABASE_URL: `sqlite:${data}` });
    expect(said).toContain('cơ sở dữ liệu của tủ sách đã mất hoặc trống');
    expect(said).toContain('bookshelf restore');
    expect(readdirSync(data)).toEqual(['files']);
  });

  it('names the folder that a newer program wrote', async () => {
    const data = mkdtempSync(join(folder, 'moi-'));
    const db = new DatabaseSync(join(data, 'catalog.db'));
    db.exec('PRAGMA user_version = 9999; CREATE TABLE tuong_lai (id TEXT)');
    db.close();
    expect(await sentenceOf({ DATABASE_URL: `sqlite:${data}` })).toContain('phiên bản mới hơn');
    expect(readdirSync(data)).toEqual(['catalog.db']);
  });

  it('names the word of the command line that nobody knows', async () => {
    const { code, output } = await run('main', ['--la'], join(folder, 'data')).ended;
    expect([code, output.trim()]).toEqual([
      1,
      'Tham số dòng lệnh không đúng: chỉ có --roles=web,worker.',
    ]);
  });
});
