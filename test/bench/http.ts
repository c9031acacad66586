import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import type { Figure } from './figures.ts';
import { startServer, type RunningServer } from './server-process.ts';

const CONNECTIONS = 32;
const SECONDS = 8;

interface Load {
  readonly rate: number;
  readonly p99: number;
  readonly failed: number;
}

async function load(
  base: string,
  paths: readonly string[],
  connections = CONNECTIONS,
): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '-C',
    'source',
    fileURLToPath(new URL('load.ts', import.meta.url)),
    new URL(base).port,
    String(connections),
    String(SECONDS),
    ...paths,
  ]);
  return JSON.parse(stdout) as Load;
}

/** The same connections shared by several processes. */
export async function loadOn(bases: readonly string[], paths: readonly string[]): Promise<Load> {
  const loads = await Promise.all(
    bases.map((base) => load(base, paths, CONNECTIONS / bases.length)),
  );
  return {
    rate: loads.reduce((sum, l) => sum + l.rate, 0),
    p99: Math.max(...loads.map((l) => l.p99)),
    failed: loads.reduce((sum, l) => sum + l.failed, 0),
  };
}

/** Bytes on the wire of a page, and its text. */
async function page(base: string, path: string): Promise<{ bytes: number; html: string }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(`${base}${path}`, { headers: { 'accept-encoding': 'br' } }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (c: Buffer) => chunks.push(c));
      res.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({
          bytes: body.length,
          html:
            res.headers['content-encoding'] === 'br'
              ? brotliDecompressSync(body).toString()
              : body.toString(),
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

export async function untilDemoIsThere(server: RunningServer): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { pendingJobs } = (await (await fetch(`${server.base}/readyz`)).json()) as {
      pendingJobs: number;
    };
    const { total } = (await (await fetch(`${server.base}/api/v1/search?limit=1`)).json()) as {
      total: number;
    };
    if (pendingJobs === 0 && total >= 12) return;
    if (Date.now() > deadline) throw new Error('the demo shelf did not fill');
    await new Promise((r) => {
      setTimeout(r, 250);
    });
  }
}

/**
 * Start, memory, page weights and pages per second of the built server with the demo collection.
 */
export async function benchHttp(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const settings = { DATABASE_URL: `sqlite:${folder}` };
  try {
    const first = await startServer(settings);
    await untilDemoIsThere(first);
    await first.stop();
    const server = await startServer(settings);
    try {
      await new Promise((r) => {
        setTimeout(r, 1_000);
      });
      const atStart = server.memory().now;
      const items = (
        (await (await fetch(`${server.base}/api/v1/items?limit=100`)).json()) as {
          items: { url: string }[];
        }
      ).items.map((i) => new URL(i.url).pathname);
      const home = await page(server.base, '/');
      const style = await page(
        server.base,
        /<link rel="stylesheet" href="([^"]+)"/u.exec(home.html)![1]!,
      );
      const search = await page(server.base, '/tim-kiem?q=h%C3%B2a+gi%E1%BA%A3i');
      const item = await page(server.base, items[0]!);
      const pages = await load(server.base, items);
      const searches = await load(server.base, [
        '/tim-kiem?q=dat+dai',
        '/tim-kiem?q=hoa+giai',
        '/tim-kiem?q=khai+sinh',
      ]);
      return [
        {
          name: 'ready after start, s',
          value: server.readyAfter / 1000,
          goal: 0.4,
          better: 'less',
        },
        { name: 'memory after start, MB', value: atStart, goal: 100, better: 'less' },
        {
          name: 'memory under load, MB',
          value: server.memory().highest,
          goal: 250,
          better: 'less',
        },
        {
          name: 'home, HTML and style, KB',
          value: (home.bytes + style.bytes) / 1000,
          goal: 15,
          better: 'less',
        },
        {
          name: 'search, HTML and style, KB',
          value: (search.bytes + style.bytes) / 1000,
          goal: 18,
          better: 'less',
        },
        {
          name: 'item, HTML and style, KB',
          value: (item.bytes + style.bytes) / 1000,
          goal: 15,
          better: 'less',
        },
        { name: 'item pages/s, 32 connections', value: pages.rate, goal: 10_000, better: 'more' },
        { name: 'item page p99, ms', value: pages.p99, goal: 15, better: 'less' },
        { name: 'item pages failed', value: pages.failed + 1, goal: 1, better: 'less' },
        { name: 'search pages/s, 32 connections', value: searches.rate, goal: 500, better: 'more' },
      ];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
