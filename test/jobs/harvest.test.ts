import { fetchAddress } from '#server/links/actions/fetch-address.ts';
import { systemResolve } from '#server/links/actions/outgoing-address.ts';
import { readSourceState, saveSourceState } from '#server/imports/actions/keep-sources.ts';
import { NEVER_HARVESTED, type ImportSource } from '#server/imports/import-source.ts';
import { submitNightlyHarvests } from '#server/imports/jobs/nightly-harvests.ts';
import { harvest, type HarvestDeps } from '#server/imports/jobs/harvest.ts';
import type { JobOutcome } from '#server/ports.ts';
import { aChange, nextId } from '../support/builders.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import {
  oaiAnswer,
  oaiRecord,
  startRepository,
  type Repository,
} from '../support/make/oai-repository.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let other: Repository;
const waits: number[] = [];

beforeAll(async () => {
  other = await startRepository();
  app = await startTestApp({ settings: { HARVEST_HOSTS: other.host } });
});
afterAll(async () => {
  await app.close();
  await other.close();
});
let sourceId: string;
beforeEach(() => {
  other.answer = null;
  other.asked.length = 0;
  other.records = [];
  other.pageSize = 2;
  other.responseDate = '2026-11-29T00:00:00Z';
  waits.length = 0;
  sourceId = nextId();
});

const deps = (): HarvestDeps => ({
  ...app.shelf.actions,
  readSheet: app.shelf.extraction.readSheet,
  archiveNames: app.shelf.extraction.archiveNames,
  readOaiPage: app.shelf.extraction.readOaiPage,
  fetch: (address, options) =>
    fetchAddress(
      { resolve: systemResolve, allowed: new Set([other.host]), userAgent: 'test' },
      address,
      { ...options, deadline: Math.min(options.deadline, 3_000) },
    ),
  sleep: async (ms) => {
    waits.push(ms);
  },
});

async function aSource(more: Partial<ImportSource> = {}): Promise<void> {
  await app.shelf.storage.catalog.saveAuthority({
    list: 'import-source',
    id: sourceId,
    rank: 0,
    version: 0,
    changedAt: '2026-11-01T00:00:00.000Z',
    changedBy: 'x',
    value: {
      name: 'Thư viện thử',
      address: other.address,
      set: '',
      prefix: '',
      unitId: 'so-tu-phap',
      withFiles: false,
      nightly: false,
      newByItself: false,
      origin: `nguồn ${sourceId}`,
      accountId: app.admin.accountId,
      ...more,
    },
  });
}
const run = (attempts = 1): Promise<JobOutcome> =>
  harvest(deps(), { payload: { sourceId }, attempts }, new AbortController().signal);
const state = () => readSourceState(app.shelf.storage, sourceId);
const rows = async () =>
  app.shelf.storage.catalog.listImportRows((await state()).runId ?? '', [], 0, 50);
const outcomes = async (): Promise<string[]> => (await rows()).map(({ outcome }) => outcome);
const carryOut = async (): Promise<void> => {
  const { runId } = await state();
  const { catalog } = app.shelf.storage;
  const planned = (await catalog.findImport(runId!))!;
  await catalog.saveImport({ ...planned, state: 'running' }, null, [
    { kind: 'import-sheet', key: nextId(), payload: { importId: runId! }, priority: 1, group: 'x' },
  ]);
  await app.settle();
};
const itemOf = (id: string) => app.shelf.storage.catalog.findItemByOrigin(`nguồn ${sourceId}`, id);
const records = (n: number, day = '2026-01-01') =>
  Array.from({ length: n }, (_, i) => ({
    id: `r${i}`,
    stamp: `${day}T00:00:0${i}Z`,
    title: `Sách ${i}`,
  }));

describe('a harvest', () => {
  it('brings all pages as an import to look at, then only what changed since', async () => {
    other.records = records(5);
    await aSource();
    expect(await run()).toEqual({ state: 'done' });
    expect(await outcomes()).toEqual(['new', 'new', 'new', 'new', 'new']);
    expect(await itemOf('r0')).toBeNull();
    expect(await state()).toMatchObject({ outcome: 'done', since: '2026-11-29T00:00:00.000Z' });
    expect(waits).toEqual([1_000, 1_000, 1_000]);
    await carryOut();
    expect(await itemOf('r0')).toMatchObject({ state: 'draft', title: 'Sách 0' });

    other.records = [
      ...other.records,
      { id: 'r9', stamp: '2026-11-29T01:00:00Z', title: 'Mới' },
      { id: 'r1', stamp: '2026-11-29T02:00:00Z', title: 'Tên khác' },
    ];
    other.asked.length = 0;
    await run();
    expect(other.asked.at(-1)!.get('from')).toBe('2026-11-29T00:00:00Z');
    expect(await outcomes()).toEqual(['new', 'changed']);
  });

  it('leaves nothing behind that nobody has taken in yet', async () => {
    other.records = records(2);
    await aSource();
    await run();
    other.records = [...other.records, { id: 'r8', stamp: '2026-11-30T00:00:00Z', title: 'Sau' }];
    other.responseDate = '2026-11-30T01:00:00Z';
    await run();
    expect(await outcomes()).toEqual(['new', 'new', 'new']);
    const { runId } = await state();
    await run();
    expect(await state()).toMatchObject({ outcome: 'nothing', runId });
    await carryOut();
    other.records = [...other.records, { id: 'r9', stamp: '2026-11-30T02:00:00Z', title: 'Nữa' }];
    await run();
    expect(await outcomes()).toEqual(['new']);
  });

  it('marks a draft that is deleted there, keeps what was published, and tells staff once', async () => {
    const { catalog } = app.shelf.storage;
    other.records = records(2);
    await aSource();
    await run();
    await carryOut();
    const published = (await itemOf('r1'))!;
    await catalog.saveItem(
      aChange({ ...published, state: 'published', publishedAt: '2026-11-29T00:00:00.000Z' }),
    );
    other.records = [
      { id: 'r0', stamp: '2026-11-30T00:00:00Z', deleted: true },
      { id: 'r1', stamp: '2026-11-30T00:00:01Z', deleted: true },
      { id: 'r7', stamp: '2026-11-30T00:00:02Z', deleted: true },
    ];
    for (let i = 0; i < 2; i++) {
      await run();
      expect(await outcomes()).toEqual(['gone', 'gone', 'gone']);
    }
    expect((await itemOf('r0'))?.origin?.goneAt).toBeDefined();
    expect((await itemOf('r1'))?.state).toBe('published');
    for (const id of ['r0', 'r1']) {
      const item = (await itemOf(id))!;
      const told = (await catalog.events(item.id)).filter((e) => e.reason.includes('đã xóa'));
      expect(told.map((e) => e.reason)).toEqual(['Nguồn “Thư viện thử” đã xóa bản ghi này.']);
    }
  });

  it('lets new records come by themselves where the source says so; changes wait', async () => {
    other.records = records(2);
    await aSource({ newByItself: true });
    await run();
    await app.settle();
    expect(await outcomes()).toEqual(['added', 'added']);
    other.records = [
      { id: 'r0', stamp: '2026-11-30T00:00:00Z', title: 'Sửa' },
      { id: 'r5', stamp: '2026-11-30T00:00:00Z' },
    ];
    await run();
    await app.settle();
    expect(await outcomes()).toEqual(['changed', 'added']);
    expect((await itemOf('r0'))?.title).toBe('Sách 0');
    const waiting = await app.shelf.storage.catalog.findImport((await state()).runId!);
    expect(waiting?.state).toBe('planned');
  });

  it('fetches files of the source’s own host, and says why one could not come', async () => {
    const pdf = makePdf({ pages: ['Tep cua nguon'] });
    other.files.set('/tep/a.pdf', { type: 'application/pdf', bytes: pdf });
    other.files.set('/tep/b.pdf', {
      type: 'application/pdf',
      bytes: Buffer.from('<html>không phải</html>'),
    });
    const relation = (path: string) => `<dc:relation>http://${path}</dc:relation>`;
    other.records = [
      { id: 'f1', stamp: '2026-01-01T00:00:00Z', more: relation(`${other.host}/tep/a.pdf`) },
      { id: 'f2', stamp: '2026-01-01T00:00:00Z', more: relation(`${other.host}/tep/b.pdf`) },
      { id: 'f3', stamp: '2026-01-01T00:00:00Z', more: relation('noi-khac.example/c.pdf') },
    ];
    await aSource({ withFiles: true });
    await run();
    await carryOut();
    expect((await itemOf('f1'))?.attachments.map((a) => [a.name, a.bytes])).toEqual([
      ['a.pdf', pdf.length],
    ]);
    expect((await itemOf('f2'))?.attachments).toEqual([]);
    const notes = (await rows()).map((row) => row.notes.join(' '));
    expect(notes[1]).toContain('Không tải được tệp');
    expect(notes[2]).toContain('Không lấy tệp ở máy chủ khác');
  });
});

describe('at night', () => {
  const queue = () => app.shelf.storage.queue;
  const night = (now: string): Promise<void> =>
    submitNightlyHarvests({ ...app.shelf.storage, now: () => now });

  it('sources that are to be harvested by themselves are, once', async () => {
    await aSource({ nightly: true });
    const own = sourceId;
    sourceId = nextId();
    await aSource();
    const before = await queue().pending();
    await night('2026-12-01T03:00:00.000Z');
    expect(await queue().pending()).toBe(before);
    for (let i = 0; i < 2; i++) await night('2026-12-01T18:30:00.000Z');
    expect(await queue().pending()).toBe(before + 1);
    sourceId = own;
    other.records = records(1);
    await app.settle();
    expect((await state()).outcome).toBe('done');
  });
});

describe('a repository that is broken', () => {
  const list = (params: URLSearchParams): boolean => params.get('verb') === 'ListRecords';
  const page = (ids: readonly string[], token: string): string =>
    oaiAnswer(
      `<ListRecords>${ids.map((id) => oaiRecord({ id, stamp: '2026-01-01T00:00:00Z' })).join('')}<resumptionToken>${token}</resumptionToken></ListRecords>`,
    );

  it.each([
    ['the same token for ever', (): string => page(['a'], 't')],
    ['ever new tokens', (n: number): string => page(['a'], `t${n}`)],
  ])('with %s ends, and what came is shown', async (_, make) => {
    let n = 0;
    other.answer = (params) => (list(params) ? make(n++) : null);
    await aSource();
    await run();
    expect(await outcomes()).toEqual(['new']);
    expect(await state()).toMatchObject({ outcome: 'partial', since: null, resume: null });
    expect((await state()).note).toContain('lặp mãi');
    expect(n).toBeLessThan(6);
  });

  it('cut off in the middle of a page loses and doubles nothing', async () => {
    other.records = records(4);
    let broken = 0;
    other.answer = (params) =>
      list(params) && params.get('resumptionToken') !== null && broken++ < 2
        ? `${page(['r2', 'r3'], '').slice(0, 400)}`
        : null;
    await aSource();
    await run();
    expect(await outcomes()).toEqual(['new', 'new', 'new', 'new']);
    expect(waits).toEqual([1_000, 1_000, 2_000, 5_000]);
  });

  it('whose token expires is asked anew from the last stamp', async () => {
    other.records = records(5);
    let expired = false;
    other.answer = (params) => {
      if (params.get('resumptionToken') === null || expired) return null;
      expired = true;
      return oaiAnswer('<error code="badResumptionToken">hết hạn</error>');
    };
    await aSource();
    await run();
    expect(await outcomes()).toEqual(['new', 'new', 'new', 'new', 'new']);
    expect(other.asked.map((p) => p.get('from')).filter(Boolean)).toEqual(['2026-01-01T00:00:01Z']);
  });

  it('that asks to be left alone is left alone for so long', async () => {
    other.records = records(1);
    let busy = 0;
    other.answer = (params, res) => {
      if (list(params) && busy++ < 1) {
        res.statusCode = 503;
        res.setHeader('retry-after', '77');
        return 'bận';
      }
      return null;
    };
    await aSource();
    await run();
    expect(waits).toEqual([1_000, 77_000]);
    expect(await outcomes()).toEqual(['new']);
  });

  it('that wants a long rest has what came shown, and is gone on with where it stood', async () => {
    other.records = records(4);
    let rested = false;
    other.answer = (params, res) => {
      if (params.get('resumptionToken') === null || rested) return null;
      res.statusCode = 503;
      res.setHeader('retry-after', '7200');
      return 'nghỉ';
    };
    await aSource();
    const outcome = await run();
    expect(outcome).toMatchObject({ state: 'retry', reason: 'source-silent' });
    const wait = Date.parse((outcome as { notBefore: string }).notBefore) - Date.now();
    expect(wait).toBeGreaterThan(7_100_000);
    expect(await outcomes()).toEqual(['new', 'new']);
    rested = true;
    other.asked.length = 0;
    await run(2);
    expect(other.asked.at(-1)!.get('resumptionToken')).toBe('2|');
    expect((await rows()).map(({ title }) => title)).toEqual(['Sách 2', 'Sách 3']);
    expect(await state()).toMatchObject({ outcome: 'done', resume: null });
  });

  it.each<[string, Repository['answer'], string]>([
    ['answers 500', (_, res) => ((res.statusCode = 500), 'x'), 'báo lỗi 500'],
    [
      'answers a web page',
      (_, res) => (res.setHeader('content-type', 'text/html'), '<!doctype html><p>Lỗi'),
      'không trả lời theo OAI-PMH',
    ],
    ['answers other XML', () => '<rss><channel/></rss>', 'không trả lời theo OAI-PMH'],
    [
      'answers with an entity bomb',
      () => '<!DOCTYPE a [<!ENTITY b "x">]><OAI-PMH>&b;</OAI-PMH>',
      'DOCTYPE',
    ],
    [
      'leads to a private address',
      (_, res) => ((res.statusCode = 302), res.setHeader('location', 'http://10.0.0.1/oai'), 'x'),
      'không được phép gọi',
    ],
    [
      'leads to another port of this machine',
      (_, res) => ((res.statusCode = 302), res.setHeader('location', `${app.base}/`), 'x'),
      'không được phép gọi',
    ],
    [
      'leads to itself for ever',
      (_, res) => ((res.statusCode = 302), res.setHeader('location', other.address), 'x'),
      'chuyển hướng quá nhiều',
    ],
    [
      'says an error',
      () => oaiAnswer('<error code="badArgument">sai</error>'),
      'nguồn báo lỗi badArgument (sai)',
    ],
  ])('that %s is given up with its sentence, and nothing is imported', async (_, answer, said) => {
    other.answer = answer;
    await aSource();
    const outcome = await run(9);
    expect(outcome).toEqual({ state: 'done' });
    expect(await state()).toMatchObject({ outcome: 'failed', runId: null, since: null });
    expect((await state()).note).toContain(said);
  });

  it('that is silent is asked again later', async () => {
    other.answer = (_, res) => ((res.statusCode = 502), 'x');
    await aSource();
    expect(await run(1)).toMatchObject({ state: 'retry', reason: 'source-silent' });
  });

  it('that trickles is not waited for', async () => {
    other.answer = (_, res) => {
      res.write('<OAI-PMH>');
      const timer = setInterval(() => res.write(' '), 50);
      res.on('close', () => clearInterval(timer));
      return null;
    };
    const quick = {
      ...deps(),
      fetch: ((address, options) =>
        deps().fetch(address, { ...options, deadline: 300 })) as HarvestDeps['fetch'],
    };
    await aSource();
    await harvest(quick, { payload: { sourceId }, attempts: 9 }, new AbortController().signal);
    expect((await state()).note).toContain('trả lời quá chậm');
  });

  it('that sends a hundred megabytes is given up, and a record of megabytes costs that record', async () => {
    other.answer = (params, res) => {
      if (!list(params)) return null;
      const chunk = Buffer.alloc(2 ** 20, 'x');
      res.write('<OAI-PMH><ListRecords><record><header><identifier>');
      const more = (left: number): void => {
        if (left === 0 || res.destroyed) res.end();
        else res.write(chunk, () => more(left - 1));
      };
      more(100);
      return null;
    };
    await aSource();
    await run(9);
    expect((await state()).note).toContain('nhiều hơn giới hạn');
    other.answer = (params) =>
      list(params) ? page(['a', 'x'.repeat(2 * 2 ** 20), 'c'], '') : null;
    await run(9);
    expect(await outcomes()).toEqual(['new', 'refused', 'new']);
  });

  it.each([
    ['without a responseDate', '', null],
    ['with local time and offset', '2026-11-29T07:00:00+07:00', '2026-11-29T00:00:00.000Z'],
    ['with a time of no zone', '2026-11-29T14:00:00', '2026-11-29T00:00:00.000Z'],
  ])('%s goes on from an instant that loses nothing', async (_, responseDate, since) => {
    other.answer = (params) =>
      list(params)
        ? oaiAnswer(page(['a'], '').match(/<ListRecords>.*<\/ListRecords>/u)![0], responseDate)
        : null;
    await aSource();
    const before = Date.now() - 24 * 3_600_000;
    await run();
    const reached = (await state()).since!;
    if (since === null) expect(Math.abs(Date.parse(reached) - before)).toBeLessThan(60_000);
    else expect(reached).toBe(since);
  });

  it('of a unit that its keeper left brings nothing', async () => {
    await aSource({ accountId: 'khong-co' });
    await saveSourceState(app.shelf.storage, sourceId, NEVER_HARVESTED);
    await run();
    expect((await state()).note).toContain('không còn quyền');
    expect(other.asked).toEqual([]);
  });
});
