import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../support/ask.ts';
import { aChange, anItem } from '../support/builders.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import { runServer, until } from '../support/shelf-process.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

const servers = serversGiven();

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'a search server that is gone: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run this'
    : 'a shelf whose search server is gone',
  () => {
    const database = aDatabaseName();
    let app: TestApp;
    let folder: TestFolder;
    let itemId: string;

    beforeAll(async () => {
      app = await startTestApp({
        settings: {
          DATABASE_URL: withDatabase(servers!.mongo, database),
          ELASTICSEARCH_URL: 'http://127.0.0.1:1',
        },
      });
      folder = makeFolder();
      folder.put(
        'Sổ tay hòa giải.txt',
        'Hòa giải viên nghe hai bên, ghi biên bản khi hai bên thỏa thuận được. '.repeat(5),
      );
      itemId = (await app.importFolder(folder.path))[0]!.itemId!;
    });
    afterAll(async () => {
      await app.close();
      folder.remove();
      await dropDatabase(servers!, database);
    });

    test('says so and finds items by the words of their titles', async () => {
      const page = await ask(app.base, '/tim-kiem?q=hoa+giai');
      expect([page.status, page.heading]).toEqual([503, 'Tìm kiếm đang gián đoạn']);
      expect(page.words).toContain('tên chứa các từ bạn gõ');
      expect(page.links.map((l) => l.text)).toContain('Sổ tay hòa giải');
      expect(page.value('q')).toBe('hoa giai');
      expect((await ask(app.base, '/tim-kiem?q=bien+ban')).words).toContain(
        'Điều bạn gõ vẫn còn trong ô trên',
      );
    });

    test('goes on showing records and texts', async () => {
      for (const path of ['/', '/moi'])
        expect((await ask(app.base, path)).links.map((l) => l.text)).toContain('Sổ tay hòa giải');
      expect((await ask(app.base, `/tai-lieu/${itemId}`)).status).toBe(200);
      const { headers } = await ask(app.base, `/tai-lieu/${itemId}/doc`);
      expect((await ask(app.base, headers.location!)).words).toContain(
        'Hòa giải viên nghe hai bên',
      );
    });

    test('goes on listing by subject, page after page, from the catalogue', async () => {
      const { catalog } = app.shelf.storage;
      const titles = Array.from({ length: 450 }, (_, i) => `Tài liệu ${i}`);
      await catalog.saveItems(
        titles.map((title, i) =>
          aChange(
            anItem({
              title,
              state: 'published',
              publishedAt: '2026-05-01T00:00:00.000Z',
              subjects: [i % 10 === 0 ? '44' : '11'],
            }),
          ),
        ),
      );
      const seen: string[] = [];
      for (let path: string | undefined = '/chu-de/44'; path !== undefined;) {
        const page = await ask(app.base, path);
        expect(page.status).toBe(200);
        seen.push(...page.links.map((l) => l.text).filter((t) => /^Tài liệu \d+$/u.test(t)));
        path = page.links.find((l) => l.href.includes('sau=c.'))?.href;
      }
      expect(seen.toSorted()).toEqual(titles.filter((_, i) => i % 10 === 0).toSorted());
      expect((await ask(app.base, '/chu-de')).words).toContain('45 tài liệu');
      expect((await ask(app.base, '/the-loai/khong-co')).status).toBe(404);
    });

    test('starts all the same', async () => {
      const server = await runServer('', {
        DATABASE_URL: withDatabase(servers!.mongo, database),
        ELASTICSEARCH_URL: 'http://127.0.0.1:1',
      });
      try {
        await until('the log says that the index could not be asked', 60_000, () =>
          server.output().includes('could not be asked'),
        );
        expect((await ask(server.base, '/')).words).toContain('Sổ tay hòa giải');
      } finally {
        await server.kill();
      }
    });

    test('says that it is not ready, and keeps the work of the index for later', async () => {
      expect((await ask(app.base, '/healthz')).status).toBe(200);
      expect((await ask(app.base, '/readyz')).status).toBe(503);
      expect(await app.shelf.storage.queue.pendingOfGroup(itemId)).toBe(1);
    });
  },
);
