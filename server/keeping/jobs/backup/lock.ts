import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';

const LOCK = 'dang-sao-luu';
/** Whoever holds the lock touches it so often. */
const TOUCH_MS = 5_000;
/** A holder that is silent for so long does not run any more, wherever it ran. */
const SILENT_MS = 60_000;

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process began: numbers of processes come again, in containers at once. */
  readonly began: number;
}

const self = (): Holder => ({
  host: hostname(),
  pid: process.pid,
  began: Math.round(performance.timeOrigin),
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderIn(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

/** Whether nobody holds this lock any more. The distance counts: clocks are set in both directions. */
async function isLeft(path: string, text: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  if (facts === null || Math.abs(Date.now() - facts.mtimeMs) > SILENT_MS) return true;
  const holder = holderIn(text);
  const me = self();
  if (holder === null || holder.host !== me.host) return false;
  return holder.pid === me.pid ? holder.began !== me.began : !isAlive(holder.pid);
}

/** Takes a lock away that was left; false when another took it first. */
async function takeAway(path: string, text: string): Promise<boolean> {
  const aside = `${path}-${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return true;
  }
  const mine = (await readFile(aside, 'utf8')) === text;
  await (mine ? rm(aside) : rename(aside, path));
  return mine;
}

/** A lock that says nothing, on a full disk, is none. */
async function takeLock(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Runs `work` while no other process writes into the folder. Throws `backup-running`. What a killed
 * process left is taken away.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, LOCK);
  const text = JSON.stringify(self());
  for (let tries = 0; ; tries++) {
    try {
      await takeLock(path, text);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const other = await readFile(path, 'utf8').catch(() => '');
      if (tries > 1 || !(await isLeft(path, other)) || !(await takeAway(path, other)))
        throw new AppError('backup-running');
    }
  }
  const touching = setInterval(() => {
    void utimes(path, new Date(), new Date()).catch(() => undefined);
  }, TOUCH_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(path, { force: true });
  }
}
