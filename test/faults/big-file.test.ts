import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { once } from 'node:events';
import { FORM_END, MULTIPART, partHead, type Answer, ask } from '../support/ask.ts';
import { factsSheet } from '../support/make/facts-sheet.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { film } from '../support/make/make-film.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import { imageAllocator, memoryOf, run, runServer, signInTo } from '../support/shelf-process.ts';

const FULL = process.env['FULL_FAULTS'] === '1';
const MB = 1024 ** 2;
const servers = serversGiven();
/** Whole sizes with FULL_FAULTS=1: on a slow disk they take minutes. */
const FORMS = [
  { form: 'embedded', size: FULL ? 2_048 * MB : 300 * MB, skipped: false },
  { form: 'production', size: FULL ? 1_024 * MB : 100 * MB, skipped: servers === null },
] as const;
const ALLOCATOR = imageAllocator();
const MOST_MEMORY = 300 * 1024 ** 2;

async function upload(
  base: string,
  cookie: string,
  size: number,
): Promise<{
  sha256: string;
  answer: { results: [{ outcome: string; itemId: string; bytes: number }] };
}> {
  const sent = request(`${base}/can-bo/tai-len`, {
    method: 'POST',
    headers: { origin: base, cookie, 'content-type': MULTIPART, accept: 'application/json' },
  });
  const answered = once(sent, 'response');
  const hash = createHash('sha256');
  sent.write(partHead('phim-lớn.mp4', 'video/mp4'));
  for (const chunk of film(size)) {
    hash.update(chunk);
    // The generator writes its one buffer anew: wait until these bytes have left.
    await new Promise((resolve) => {
      sent.write(chunk, resolve);
    });
  }
  sent.end(FORM_END);
  const [res] = (await answered) as [AsyncIterable<Buffer>];
  const body: Buffer[] = [];
  for await (const chunk of res) body.push(chunk);
  return {
    sha256: hash.digest('hex'),
    answer: JSON.parse(Buffer.concat(body).toString('utf8')) as {
      results: [{ outcome: string; itemId: string; bytes: number }];
    },
  };
}

async function hashOf(url: string, cookie: string): Promise<{ sha256: string; bytes: number }> {
  const answer = await fetch(url, { headers: { cookie } });
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of answer.body!) {
    hash.update(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/**
 * Settings of a storage of this form, and how to take it away again; the embedded one lies in the
 * test's own folder.
 */
function storageOf(form: (typeof FORMS)[number]['form']): {
  settings: Readonly<Record<string, string>>;
  remove: () => Promise<void>;
} {
  if (form === 'embedded') return { settings: {}, remove: async () => undefined };
  const database = aDatabaseName();
  return {
    settings: {
      ...ALLOCATOR,
      DATABASE_URL: withDatabase(servers!.mongo, database),
      ELASTICSEARCH_URL: servers!.elasticsearch,
    },
    remove: () => dropDatabase(servers!, database),
  };
}

for (const { form, size, skipped } of FORMS)
  (skipped ? describe.skip : describe)(
    `the ${form} form, ${size / MB} MB${skipped ? ': SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run it' : ''}`,
    () => {
      it('takes and gives a film in constant memory', async () => {
        const folder = makeFolder();
        const storage = storageOf(form);
        const server = await runServer(`${folder.path}/data`, storage.settings);
        try {
          const cookie = await signInTo(server.base);
          const { sha256, answer } = await upload(server.base, cookie, size);
          expect(answer.results).toEqual([
            { outcome: 'added', name: 'phim-lớn.mp4', bytes: size, itemId: expect.any(String) },
          ]);
          const afterUpload = memoryOf(server.child.pid!).peak;
          expect(afterUpload).toBeLessThan(MOST_MEMORY);

          const record = await ask(server.base, `/can-bo/tai-lieu/${answer.results[0].itemId}`, {
            headers: { cookie },
          });
          const file = record.links.find((l) => l.href.startsWith('/tep/'))!.href;
          const part = (range: string): Promise<Answer> =>
            ask(server.base, file, { headers: { cookie, range } });
          const last = await part('bytes=-1000');
          expect([last.status, last.body.length, last.headers['content-range']]).toEqual([
            206,
            1_000,
            `bytes ${size - 1_000}-${size - 1}/${size}`,
          ]);
          expect((await part('bytes=0-15')).body.subarray(4, 8).toString('latin1')).toBe('ftyp');
          expect((await part(`bytes=${size}-`)).status).toBe(416);

          // Three readers at once, of whom one goes away.
          const stop = new AbortController();
          const leaving = fetch(`${server.base}${file}`, {
            headers: { cookie },
            signal: stop.signal,
          }).then((r) => r.body!.getReader().read());
          const [one, two] = await Promise.all([
            hashOf(`${server.base}${file}`, cookie),
            hashOf(`${server.base}${file}`, cookie),
            leaving.then(() => stop.abort()),
          ]);
          expect([one, two]).toEqual([
            { sha256, bytes: size },
            { sha256, bytes: size },
          ]);
          expect(memoryOf(server.child.pid!).peak).toBeLessThan(MOST_MEMORY);
        } finally {
          await server.kill();
          await storage.remove();
          folder.remove();
        }
      }, 600_000);

      it('imports the same film in constant memory', async () => {
        const [folder, source] = [makeFolder(), makeFolder()];
        const storage = storageOf(form);
        try {
          const { createWriteStream } = await import('node:fs');
          const out = createWriteStream(`${source.path}/phim.mp4`);
          for (const chunk of film(size))
            await new Promise((resolve) => {
              out.write(chunk, resolve);
            });
          await new Promise((resolve) => {
            out.end(resolve);
          });
          const running = run(
            'cli',
            ['import', source.path, ...factsSheet(source.path), '--publish'],
            `${folder.path}/data`,
            storage.settings,
          );
          let peak = 0;
          const watch = setInterval(() => {
            try {
              peak = Math.max(peak, memoryOf(running.child.pid!).peak);
            } catch {
              /* It has just ended. */
            }
          }, 20);
          const { code, output } = await running.ended;
          clearInterval(watch);
          expect([code, output.includes('đã thêm 1')]).toEqual([0, true]);
          expect(peak).toBeGreaterThan(0);
          expect(peak).toBeLessThan(MOST_MEMORY);
        } finally {
          await storage.remove();
          folder.remove();
          source.remove();
        }
      }, 600_000);
    },
  );
