import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import type { Storage } from '#server/ports.ts';
import { aList } from '../support/builders.ts';

/**
 * What the crash tests of both storages share: a process that writes, and what must be whole after
 * its end.
 */
export const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
export const FLAGS = ['-C', 'source', '--disable-warning=ExperimentalWarning', CHILD];

export interface Ended {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Runs the child to its end; `onLine` sees every line it says. */
export async function ended(
  child: ChildProcess,
  onLine: (count: number) => void = () => {},
): Promise<Ended> {
  let text = '';
  let errors = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    onLine(text.split('\n').length - 1);
  });
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  // A line without its end was not said.
  return { lines: text.split('\n').slice(0, -1), errors, code, signal };
}
export const start = (
  mode: 'write' | 'claim' | 'merge',
  address: string,
  count = 0,
  elasticsearch = '',
): ChildProcess =>
  spawn(process.execPath, [...FLAGS, mode, address, String(count), elasticsearch], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
export const idsOf = (lines: readonly string[], verb: string): string[] =>
  lines.filter((l) => l.startsWith(`${verb} `)).flatMap((l) => l.split(' ').slice(1));

export async function allItems(storage: Storage): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['catalog']['listItems']>> =
      await storage.catalog.listItems(aList({ limit: 500, after }));
    items.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return items;
}

/** Every item is whole and stands beside the other of its transaction. */
export async function expectWhole(storage: Storage, items: readonly Item[]): Promise<void> {
  const pairs = new Map<string, number>();
  for (const item of items) {
    pairs.set(item.unitId, (pairs.get(item.unitId) ?? 0) + 1);
    expect(await storage.catalog.events(item.id)).toHaveLength(1);
    expect(await storage.catalog.listPassages(item.id, null, 10)).toHaveLength(3);
    expect(await storage.queue.pendingOfGroup(item.id)).toBe(1);
    expect(await storage.files.stat(item.attachments[0]!.sha256)).toEqual({
      bytes: item.attachments[0]!.bytes,
    });
  }
  expect([...pairs.values()].every((n) => n === 2)).toBe(true);
  expect(await storage.queue.pending()).toBe(items.length);
}

export async function expectFilesWhole(storage: Storage): Promise<void> {
  for await (const { sha256 } of storage.files.list()) {
    const hash = createHash('sha256');
    for await (const chunk of storage.files.read(sha256, null)) hash.update(chunk);
    expect(hash.digest('hex')).toBe(sha256);
  }
}
