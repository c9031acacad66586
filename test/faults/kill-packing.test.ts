import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBag } from '../support/exchange/read-bag.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const CHILD = fileURLToPath(new URL('../support/exchange/pack-child.ts', import.meta.url));
const KILLS = 30;

const folder = makeFolder();
afterAll(() => folder.remove());

/** Runs until the package is whole, or is killed so many milliseconds after it was begun. */
function pack(path: string, killAfter: number | null): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['-C', 'source', '--disable-warning=ExperimentalWarning', CHILD, path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child.stdout.once('data', () => {
    if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve(code === 0));
  });
}

it('makes the same package, however often it is killed and begun again', async () => {
  const [calm, stormy] = ['calm', 'stormy'].map((name) => {
    mkdirSync(join(folder.path, name));
    return join(folder.path, name, 'goi-thu.zip');
  }) as [string, string];
  expect(await pack(calm, null)).toBe(true);
  let kills = 0;
  while (kills < KILLS && !(await pack(stormy, Math.random() * 40))) kills += 1;
  if (kills === KILLS) expect(await pack(stormy, null)).toBe(true);
  expect(kills).toBeGreaterThan(KILLS / 3);
  expect(readFileSync(stormy).equals(readFileSync(calm))).toBe(true);
  expect(readBag(stormy).payload.has('i119/files/1-119.txt')).toBe(true);
});
