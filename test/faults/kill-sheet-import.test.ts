import { strToU8, zipSync } from 'fflate';
import { openStorage } from '#storage/index.ts';
import { ask, postForm } from '../support/ask.ts';
import { aList } from '../support/builders.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { endLeases, runServer, signInTo, until } from '../support/shelf-process.ts';

const LINES = 120;
const KILLS = 3;

/** Half of the lines have no number of their own: only the id from the plan keeps them single. */
const sheet = `file;identifier;title;subjects;genre;compilers;issued\n${Array.from({ length: LINES }, (_, i) => `t${i}.txt;${i % 2 === 0 ? `K-${i}` : ''};Tài liệu ${i};44;khac;Sở Tư pháp;2026\n`).join('')}`;
const zip = zipSync(
  Object.fromEntries(
    Array.from({ length: LINES }, (_, i) => [
      `t${i}.txt`,
      strToU8(`Tài liệu số ${i} nói về hòa giải ở cơ sở, ai cũng đọc được.\n`),
    ]),
  ),
);

it('a sheet whose server is killed again and again is carried out once, line by line', async () => {
  const folder = makeFolder();
  const data = `${folder.path}/data`;
  let server = await runServer(data);
  try {
    let cookie = await signInTo(server.base);
    const part = (field: string, name: string, content: Uint8Array | string): Buffer =>
      Buffer.concat([
        Buffer.from(
          `--b0\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`,
        ),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]);
    const sent = await ask(server.base, '/can-bo/nhap-bang', {
      method: 'POST',
      headers: { origin: server.base, cookie, 'content-type': 'multipart/form-data; boundary=b0' },
      body: Buffer.concat([
        part('sheet', 'b.csv', sheet),
        part('zip', 'b.zip', zip),
        Buffer.from('--b0--\r\n'),
      ]),
    });
    const path = sent.headers.location!;
    expect((await postForm(server.base, `${path}/chay`, { publish: '1' }, { cookie })).status).toBe(
      303,
    );
    const done = async (): Promise<number> =>
      Number(
        /Đã xong (\d+) trên/u.exec(
          (await ask(server.base, path, { headers: { cookie } })).words,
        )?.[1] ?? LINES,
      );
    for (let kill = 0; kill < KILLS; kill++) {
      const before = await done();
      await until(
        'the import goes on',
        45_000,
        async () => (await done()) > before || before === LINES,
      );
      await server.kill('SIGKILL');
      endLeases(data, server);
      server = await runServer(data);
      cookie = await signInTo(server.base);
    }
    const page = await until('the import is done', 90_000, async () => {
      const answer = await ask(server.base, path, { headers: { cookie } });
      return /Đã xong Đọc được/u.test(answer.words) ? answer : null;
    });
    expect(page.words).toMatch(new RegExp(`Đã thêm ${LINES}`, 'u'));
  } finally {
    await server.kill('SIGKILL');
  }
  const storage = await openStorage({ DATABASE_URL: `sqlite:${data}`, ELASTICSEARCH_URL: '' });
  try {
    const { rows } = await storage.catalog.listItems(aList({ limit: 500 }));
    expect(rows.map((i) => i.title).toSorted()).toEqual(
      Array.from({ length: LINES }, (_, i) => `Tài liệu ${i}`).toSorted(),
    );
    for (const item of rows)
      expect((await storage.catalog.events(item.id)).map((e) => e.action)).toEqual([
        'bulk-publish',
      ]);
  } finally {
    await storage.close();
    folder.remove();
  }
}, 400_000);
