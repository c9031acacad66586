import { ask, postFiles, postForm, type Answer } from '../support/ask.ts';
import { seededRandom } from '../support/builders.ts';
import {
  aDatabaseName,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../support/mongo-under-test.ts';
import {
  run,
  runServer,
  signInTo,
  until,
  type Running,
  type ServerProcess,
} from '../support/shelf-process.ts';

/** FULL_FAULTS=1 runs the two hundred rounds that a release is held to, fifty at a time. */
const [BATCHES, ROUNDS] = process.env['FULL_FAULTS'] ? [4, 50] : [1, 5];
const servers = serversGiven();
const RECORD = {
  genre: 'to-gap',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Giới thiệu.',
  subjects: ['44'],
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
};
const TEXT = 'Hòa giải viên nghe hai bên, ghi biên bản khi hai bên thỏa thuận được. '.repeat(10);

/** A word of letters that no other item holds. */
const wordOf = (n: number): string =>
  `qz${[...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}zq`;

interface Acknowledged {
  readonly word: string;
  readonly itemId: string;
  published: boolean;
}

/** Two web and two worker processes on one shelf, no request bound to one of them. */
class Shelf {
  readonly #settings: Readonly<Record<string, string>>;
  readonly #random: () => number;
  readonly web: (ServerProcess | null)[] = [null, null];
  readonly workers: (Running | null)[] = [null, null];

  constructor(settings: Readonly<Record<string, string>>, seed: number) {
    this.#settings = settings;
    this.#random = seededRandom(seed);
  }

  async start(): Promise<void> {
    for (let i = 0; i < 2; i++) {
      this.web[i] ??= await runServer('', this.#settings, [], ['--roles=web']);
      this.workers[i] ??= run('main', ['--roles=worker'], '', this.#settings);
    }
  }

  /** Kills one of the four without warning, then starts it again. */
  async killOne(): Promise<void> {
    const at = Math.floor(this.#random() * 4);
    const list = at < 2 ? this.web : this.workers;
    const victim = list[at % 2];
    list[at % 2] = null;
    await victim!.kill('SIGKILL');
    await this.start();
  }

  get base(): string {
    const alive = this.web.filter((w) => w !== null);
    return alive[Math.floor(this.#random() * alive.length)]!.base;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.web, ...this.workers].map((p) => p?.kill('SIGTERM')));
  }
}

const lost = (): null => null;

/**
 * Uploads and publishes; what was answered with success is acknowledged, whatever happens
 * afterwards.
 */
async function bring(
  shelf: Shelf,
  cookie: string,
  word: string,
  acknowledged: Acknowledged[],
): Promise<void> {
  const answer = await postFiles(
    shelf.base,
    '/can-bo/tai-len',
    [{ name: `${word}.txt`, content: `${TEXT} ${word}.` }],
    cookie,
    { headers: { accept: 'application/json' } },
  ).catch(lost);
  const itemId =
    answer?.status === 200
      ? answer.json<{ results: [{ itemId?: string }] }>().results[0].itemId
      : undefined;
  if (itemId === undefined) return;
  const item: Acknowledged = { word, itemId, published: false };
  acknowledged.push(item);
  const form = await ask(shelf.base, `/can-bo/tai-lieu/${itemId}`, { headers: { cookie } }).catch(
    lost,
  );
  if (form?.status !== 200) return;
  const published = await postForm(
    shelf.base,
    `/can-bo/tai-lieu/${itemId}/dang`,
    { ...RECORD, title: `Tờ gấp ${word}`, version: form.value('version') },
    { cookie },
  ).catch(lost);
  item.published = published?.status === 303;
}

if (servers === null) {
  it.skip('killing processes of the production form: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run it', () =>
    undefined);
} else {
  it.each(Array.from({ length: BATCHES }, (_, n) => n))(
    `whichever of four processes is killed ${ROUNDS} times, nothing acknowledged is lost and the shelf is in order (%i)`,
    async (batch) => {
      const database = aDatabaseName();
      const settings = {
        DATABASE_URL: withDatabase(servers.mongo, database),
        ELASTICSEARCH_URL: servers.elasticsearch,
      };
      const shelf = new Shelf(settings, 20_261_122 + batch);
      const acknowledged: Acknowledged[] = [];
      try {
        await shelf.start();
        const cookie = await signInTo(shelf.base);
        let asked = 0;
        for (let round = 0; round < ROUNDS; round++) {
          const work = [0, 1, 2].map((n) =>
            bring(shelf, cookie, wordOf(round * 10 + n), acknowledged),
          );
          const search = ask(shelf.base, '/tim-kiem?q=hoa+giai').then((a: Answer) => {
            asked += a.status === 200 ? 1 : 0;
          }, lost);
          await Promise.race([
            ...work,
            new Promise((resolve) => {
              setTimeout(resolve, 40 * (round % 5));
            }),
          ]);
          await shelf.killOne();
          await Promise.all([...work, search]);
        }
        expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
        expect(asked).toBeGreaterThan(0);
        // The leases of the killed run out, then everything is done by somebody.
        await until(
          'every job is done',
          120_000,
          async () =>
            (await ask(shelf.base, '/readyz')).json<{ pendingJobs: number }>().pendingJobs === 0,
        );
        for (const { word, itemId, published } of acknowledged) {
          const page = await ask(shelf.base, `/can-bo/tai-lieu/${itemId}`, { headers: { cookie } });
          expect([word, page.status, page.words.includes('Đọc và tìm được')]).toEqual([
            word,
            200,
            true,
          ]);
          if (!published) continue;
          const hits = (await ask(shelf.base, `/api/v1/search?q=${word}`)).json<{
            items: { id: string }[];
          }>().items;
          expect([word, hits.map((h) => h.id)]).toEqual([word, [itemId]]);
        }
        await shelf.stop();
        expect(await run('cli', ['check', '--bytes'], '', settings).ended).toEqual({
          code: 0,
          output: expect.stringContaining('tủ sách không có lỗi'),
        });
      } finally {
        await shelf.stop();
        await dropDatabase(servers, database);
      }
    },
    600_000,
  );
}
