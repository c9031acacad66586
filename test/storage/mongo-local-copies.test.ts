import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { sweepLocalFiles, withLocalFile } from '#storage/mongo/files/local-files.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { setClock } from '../support/start-test-app.ts';

let folder: ReturnType<typeof makeFolder>;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

async function* bytes(): AsyncIterable<Uint8Array> {
  yield Buffer.from('một ');
  yield Buffer.from('tệp');
}

test('lends the bytes as a file and takes it away, whatever its user did', async () => {
  let lent = '';
  expect(
    await withLocalFile(
      bytes(),
      async (path) => {
        lent = path;
        return readFile(path, 'utf8');
      },
      folder.path,
    ),
  ).toBe('một tệp');
  expect([lent.startsWith(folder.path), existsSync(lent)]).toEqual([true, false]);
  await expect(
    withLocalFile(
      bytes(),
      async (path) => {
        lent = path;
        throw new Error('unreadable');
      },
      folder.path,
    ),
  ).rejects.toThrow('unreadable');
  expect(existsSync(lent)).toBe(false);
});

test('takes away nothing that is lent now, however far this process’s clock runs ahead', async () => {
  setClock(new Date(Date.now() + 90 * 24 * 3_600_000).toISOString());
  try {
    const read = await withLocalFile(
      bytes(),
      async (path) => {
        await sweepLocalFiles(folder.path);
        return readFile(path, 'utf8');
      },
      folder.path,
    );
    expect(read).toBe('một tệp');
  } finally {
    jest.useRealTimers();
  }
});

test('sweeps what killed processes left a day ago, and nothing else', async () => {
  const made = (name: string, hoursAgo: number): string => {
    const path = `${folder.path}/${name}`;
    mkdirSync(path);
    writeFileSync(`${path}/file`, 'x');
    const then = Date.now() / 1_000 - hoursAgo * 3_600;
    utimesSync(path, then, then);
    return path;
  };
  const [old, young, foreign] = [
    made('tu-sach-tep-abc', 25),
    made('tu-sach-tep-def', 1),
    made('khac', 25),
  ];
  await Promise.all([sweepLocalFiles(folder.path), sweepLocalFiles(folder.path)]);
  expect([old, young, foreign].map((path) => existsSync(path))).toEqual([false, true, true]);
});
