import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, postFiles, type Answer } from '../support/ask.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { aDatabaseName, dropDatabase, serversGiven } from '../support/mongo-under-test.ts';
import { until } from '../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';
import { layWire, type Wire } from '../support/wire.ts';

const servers = serversGiven();
const TEXT = 'Hòa giải viên nghe hai bên, ghi biên bản khi hai bên thỏa thuận được. '.repeat(5);

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'servers that are slow: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run this'
    : 'a shelf whose servers are slow',
  () => {
    const database = aDatabaseName();
    let [app, folder, cookie]: [TestApp, TestFolder, string] = [] as never;
    let [records, index]: [Wire, Wire] = [] as never;

    beforeAll(async () => {
      const [mongo, elasticsearch] = [new URL(servers!.mongo), new URL(servers!.elasticsearch)];
      [records, index] = (await Promise.all(
        [mongo, elasticsearch].map((url) =>
          layWire({ host: url.hostname, port: Number(url.port) }),
        ),
      )) as [Wire, Wire];
      app = await startTestApp({
        settings: {
          // Straight to this address: a replica set would tell the driver the server's own.
          DATABASE_URL: `mongodb://127.0.0.1:${records.port}/${database}?directConnection=true&socketTimeoutMS=3000&serverSelectionTimeoutMS=2000`,
          ELASTICSEARCH_URL: `http://127.0.0.1:${index.port}`,
        },
      });
      folder = makeFolder();
      folder.put('Sổ tay hòa giải.txt', TEXT);
      await app.importFolder(folder.path);
      await app.settle();
      cookie = await app.signIn();
    });
    afterEach(() => {
      records.set('carries');
      index.set('carries');
    });
    afterAll(async () => {
      await app.close();
      await Promise.all([records.close(), index.close()]);
      folder.remove();
      await dropDatabase(servers!, database);
    });

    const search = (words = 'hoa giai'): Promise<Answer> =>
      ask(app.base, `/tim-kiem?q=${encodeURIComponent(words)}`);
    const readiness = async (): Promise<number> => (await ask(app.base, '/readyz')).status;

    test('an index that does not answer is asked no more after three readers waited, and again later', async () => {
      expect((await search()).status).toBe(200);
      index.set('holds');
      const waited = await Promise.all(['so tay', 'so tay hoa', 'tay hoa giai'].map(search));
      expect(waited.map((page) => page.status)).toEqual([503, 503, 503]);
      expect(waited[0]!.links.map((l) => l.text)).toContain('Sổ tay hòa giải');
      expect(await readiness()).toBe(503);
      index.set('holds');
      // However slow this machine is, one reader in three seconds tries again: all others are
      // answered without asking.
      const left = await Promise.all(Array.from({ length: 40 }, (_, i) => search(`hoa giai ${i}`)));
      expect(new Set(left.map((page) => page.heading))).toEqual(
        new Set(['Tìm kiếm đang gián đoạn']),
      );
      expect(index.asked).toBeLessThan(20);
      index.set('carries');
      await until(
        'a search that finds again',
        60_000,
        async () => (await search('so tay')).status === 200,
      );
      expect([
        (await search('so tay')).links.map((l) => l.text).includes('Sổ tay hòa giải'),
        await readiness(),
      ]).toEqual([true, 200]);
    });

    test('a database that does not answer gives every page a clear end, and goes on when it answers', async () => {
      records.set('holds');
      const page = await ask(app.base, '/moi?sau=khong-co-trong-bo-nho');
      expect([page.status >= 500, page.words.includes('đang bận')]).toEqual([true, true]);
      expect(await readiness()).toBe(503);
      expect((await ask(app.base, '/healthz')).status).toBe(200);
      records.set('carries');
      await until('the shelf is ready again', 60_000, async () => (await readiness()) === 200);
      await until(
        'records are read again',
        60_000,
        async () => (await ask(app.base, '/can-bo', { headers: { cookie } })).status === 200,
      );
    });

    test.each([2_000, 300_000, 900_000])(
      'a connection that breaks after %i bytes of an upload loses or doubles nothing',
      async (bytes) => {
        const name = `Biên bản ${bytes}.txt`;
        const content = `${bytes} ${TEXT.repeat(3_000)}`;
        records.breakOnceAfter(bytes);
        const sent = await postFiles(app.base, '/can-bo/tai-len', [{ name, content }], cookie, {
          headers: { accept: 'application/json' },
        });
        const again =
          sent.status === 200
            ? sent
            : await until('the same upload is taken', 60_000, async () => {
                const answer = await postFiles(
                  app.base,
                  '/can-bo/tai-len',
                  [{ name, content }],
                  cookie,
                  { headers: { accept: 'application/json' } },
                );
                return answer.status === 200 && answer;
              });
        const { results } = JSON.parse(again.body.toString('utf8')) as {
          results: { outcome: string; itemId: string }[];
        };
        expect(results.map((r) => r.outcome)).toEqual([
          expect.stringMatching(/^(?:added|exists)$/u),
        ]);
        const { catalog, files } = app.shelf.storage;
        const { attachments } = (await catalog.findItem(results[0]!.itemId))!;
        expect(attachments.map((a) => a.name)).toEqual([name]);
        let read = 0;
        for await (const piece of files.read(attachments[0]!.sha256, null)) read += piece.length;
        expect(read).toBe(Buffer.byteLength(content));
        expect((await catalog.findItemsByFile(attachments[0]!.sha256)).length).toBe(1);
      },
    );
  },
);
