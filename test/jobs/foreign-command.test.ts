import { MarcRecord } from '@natlibfi/marc-record';
import { ISO2709 } from '@natlibfi/marc-record-serializers';
import { readFileSync } from 'node:fs';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { startRepository, type Repository } from '../support/make/oai-repository.ts';
import { runCommandHere } from '../support/keeping/run-command-here.ts';
import type { Ended } from '../support/shelf-process.ts';
import { makeTestStorage, type TestStorage } from '../support/test-storage.ts';

let folder: TestFolder;
let storage: TestStorage;
let other: Repository;
const bookshelf = (...args: readonly string[]): Promise<Ended> =>
  runCommandHere(args, `${folder.path}/data`, {
    ...storage.settings,
    HARVEST_HOSTS: other.host,
    BOOKSHELF_DEMO: 'no',
  });

beforeAll(async () => {
  folder = makeFolder();
  storage = makeTestStorage();
  other = await startRepository();
});
afterAll(async () => {
  await other.close();
  folder.remove();
  await storage.remove();
});

const marc = (number: string, title: string): string =>
  ISO2709.to(
    new MarcRecord({
      leader: '00000nam a2200000 i 4500',
      fields: [
        { tag: '001', value: number },
        { tag: '003', value: 'TV' },
        {
          tag: '245',
          ind1: ' ',
          ind2: ' ',
          subfields: [{ code: title === '' ? 'c' : 'a', value: title || 'Khuyết danh' }],
        },
      ],
    }),
  );

describe('bookshelf import of a file of another library', () => {
  it('shows, takes in, and knows it again', async () => {
    const file = `${folder.path}/sach.mrc`;
    folder.put(
      'sach.mrc',
      `${marc('1', 'Luật Đất đai')}${marc('2', '')}${marc('3', 'Luật Hộ tịch')}`,
    );
    expect(await bookshelf('import', file, '--dry-run')).toEqual({
      code: 3,
      output: expect.stringContaining('sẽ thêm 2, từ chối 1'),
    });
    const report = `${folder.path}/ket-qua.csv`;
    const taken = await bookshelf('import', file, '--unit', 'so-tu-phap', '--report', report);
    expect(taken.output).toContain('dòng 2: từ chối');
    expect(taken.output).toContain('từ chối 1, đã thêm 2');
    expect(readFileSync(report, 'utf8')).toMatch(/1,added,[0-9a-z]{13},Luật Đất đai/u);
    expect((await bookshelf('import', file)).output).toContain('không đổi 2, từ chối 1');
  });

  it('ends with 1 and a sentence where it cannot begin', async () => {
    folder.put('x.xml', '<!DOCTYPE a><collection/>');
    for (const [args, said] of [
      [['import', `${folder.path}/khong-co.mrc`], 'Không mở được'],
      [['import', `${folder.path}/x.xml`], 'DOCTYPE'],
      [['import', `${folder.path}/x.xml`, '--unit', 'la'], 'Không có đơn vị mang mã “la”'],
    ] as const)
      expect(await bookshelf(...args)).toEqual({ code: 1, output: expect.stringContaining(said) });
  });
});

describe('bookshelf harvest', () => {
  it('takes in what a repository has, then only what is new', async () => {
    other.records = [{ id: 'a', stamp: '2026-01-01T00:00:00Z', title: 'Sách A' }];
    expect((await bookshelf('harvest', other.address, '--dry-run')).output).toContain('sẽ thêm 1');
    expect(await bookshelf('harvest', other.address, '--unit', 'so-tu-phap')).toEqual({
      code: 0,
      output: expect.stringContaining('đã thêm 1'),
    });
    expect((await bookshelf('harvest', other.address)).output).toContain('không có gì mới');
  });

  it('ends with 1 for an address it may not ask, or that is no repository', async () => {
    expect(await bookshelf('harvest', 'http://10.0.0.1/oai')).toEqual({
      code: 1,
      output: expect.stringContaining('mạng nội bộ'),
    });
    other.answer = () => '<html/>';
    expect(await bookshelf('harvest', `${other.address}/khac`)).toEqual({
      code: 1,
      output: expect.stringContaining('không trả lời theo OAI-PMH'),
    });
  });
});
