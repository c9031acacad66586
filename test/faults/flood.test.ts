import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { imageAllocator, runServer, type ServerProcess } from '../support/shelf-process.ts';

const REQUESTS = process.env['FULL_FAULTS'] === '1' ? 120_000 : 8_000;
const AT_ONCE = 32;
/** Measured after 120,000: see docs/limits.md. */
const MOST_MB = 300;

let folder: string;
let server: ServerProcess;
let agent: Agent;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shelf-flood-'));
  server = await runServer(join(folder, 'data'), {
    LOG_LEVEL: 'error',
    ...imageAllocator(),
    // What a test run keeps of compiled modules is held by every process until its end.
    NODE_COMPILE_CACHE: '',
  });
  agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
});
afterAll(async () => {
  agent.destroy();
  await server.kill();
  rmSync(folder, { recursive: true });
});

/** Ordinary pages, and addresses of which each is asked once only. */
const KINDS: readonly ((n: number) => string)[] = [
  () => '/',
  () => '/moi',
  (n) => `/?x=${n}`,
  (n) => `/moi?${'y'.repeat(12_000)}${n}=1`,
  (n) => `/?${'z'.repeat(40_000)}${n}`,
  (n) => `/van-ban/${n}-2024-QH15`,
  (n) => `/van-ban/${'%20'.repeat(5_000)}${n}`,
  (n) => `/tai-lieu/khong-co-${n}`,
  (n) => `/tim-kiem?q=tu${n}+khac${n}`,
  (n) => `/goi-y?q=${n}`,
  (n) => `/api/v1/items?x=${n}`,
  (n) => `/opds/moi?x=${n}`,
  (n) => `/nhung?loai=moi&so=${n % 20}&x=${n}`,
];
/** Each of these costs a search of 8,000 letters. */
const LONG_SEARCHES_EVERY = 50;

const addressOf = (n: number): string =>
  n % LONG_SEARCHES_EVERY === 0
    ? `/tim-kiem?q=${'w'.repeat(8_000)}${n}`
    : KINDS[n % KINDS.length]!(n);

const askFor = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(`${server.base}${path}`, { agent }, (res) => {
      res.resume().once('end', () => resolve(res.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });

/** Megabytes that the process holds. */
const memory = (): number =>
  Number(
    /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))![1],
  ) / 1_024;

it(`${REQUESTS} mixed requests leave the memory below ${MOST_MB} MB and nobody without an answer`, async () => {
  const statuses = new Map<number, number>();
  let next = 0;
  const askOn = async (): Promise<void> => {
    while (next < REQUESTS) {
      const n = next++;
      const status = await askFor(addressOf(n));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(memory()).toBeLessThan(MOST_MB);
});
