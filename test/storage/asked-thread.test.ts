import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AskedThread } from '#storage/asked-thread.ts';
import { until } from '../support/shelf-process.ts';

const QUIET_MS = 50;

let folder: string;
let mark: string;
let thread: AskedThread;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-thread-'));
  mark = join(folder, 'closed');
  thread = new AskedThread(import.meta.url, 'quiet-thread', { mark }, QUIET_MS);
});
afterEach(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

const ended = (): Promise<unknown> => until('the end of the thread', 10_000, () => !thread.started);

it('a thread without work closes what it has open and ends; who asks later gets another', async () => {
  const first = await thread.ask<number>('number');
  expect(thread.started).toBe(true);
  await ended();
  await until('what it leaves', 10_000, () => existsSync(mark));
  expect(await thread.ask<number>('number')).not.toBe(first);
});

it('a thread that works for longer than that answers first', async () => {
  const first = await thread.ask<number>('number');
  expect(await thread.ask<number>('slow', QUIET_MS * 8)).toBe(first);
});

it('closing waits for the thread that is on its way out', async () => {
  await thread.ask('number');
  await ended();
  await thread.close();
  expect(existsSync(mark)).toBe(true);
});
