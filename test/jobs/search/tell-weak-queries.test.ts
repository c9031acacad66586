import { QueryCounter } from '#server/search/actions/query-counter.ts';
import { SEVERAL } from '#server/search/query-catalog.ts';
import { tellWeakQueries } from '#server/search/jobs/tell-weak-queries.ts';
import { anAccount } from '../../support/builders.ts';
import { openTestStorage } from '../../support/test-storage.ts';

type Storage = Awaited<ReturnType<typeof openTestStorage>>;
let storage: Storage;
let ids = 0;
const newId = (): string => `n${String(++ids).padStart(4, '0')}`;

beforeAll(async () => {
  storage = await openTestStorage();
  for (const [username, roles] of [
    ['thu-vien', ['cataloguer']],
    ['xa', ['contributor']],
    ['quan-tri', ['admin']],
  ] as const)
    await storage.catalog.saveAccount(anAccount({ id: username, username, roles: [...roles] }));
}, 60_000);
afterAll(() => storage.close());

describe('the week of queries that nothing answered', () => {
  const told = async (id: string) =>
    (await storage.catalog.listNotices({ accountId: id, limit: 9, after: null })).rows;
  const tell = (now: string): Promise<void> =>
    tellWeakQueries({ catalog: storage.catalog, newId, now: () => now });

  it('is told once, from Monday at seven, to those who keep the lists', async () => {
    await storage.catalog.addQueries([
      { day: '2026-11-24', folded: 'sang ten xe', outcome: 'weak', count: 2 },
      { day: '2026-11-29', folded: 'trai tuyen', outcome: 'empty', count: 1 },
      { day: '2026-11-10', folded: 'da lau', outcome: 'empty', count: 9 },
    ]);
    // Monday in Vietnam, half past six.
    await tell('2026-11-29T23:30:00.000Z');
    expect(await told('thu-vien')).toEqual([]);
    await tell('2026-11-30T01:00:00.000Z');
    await tell('2026-12-02T01:00:00.000Z');
    const [notice, ...more] = await told('thu-vien');
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ kind: 'weak-queries', itemId: '', readAt: null });
    expect(notice!.title).toBe('2 câu tìm trong bảy ngày qua chưa có lời đáp');
    expect(notice!.note).toBe('Nhiều nhất: “sang ten xe”, “trai tuyen”.');
    expect(await told('quan-tri')).toHaveLength(1);
    expect(await told('xa')).toEqual([]);
  });

  it('is told to nobody where readers found what they looked for', async () => {
    await tell('2026-12-21T01:00:00.000Z');
    expect(await told('thu-vien')).toHaveLength(1);
  });
});

describe('searches counted in memory', () => {
  const NOW = '2027-03-01T03:00:00.000Z';
  const warnings: object[] = [];
  const counterOn = (catalog: Storage['catalog']): QueryCounter =>
    new QueryCounter({ catalog, now: () => NOW, log: { warn: (facts) => warnings.push(facts) } });
  const day = { from: '2027-03-01', to: '2027-03-01' };

  it('go to the catalogue in one go, and wait where it is gone', async () => {
    let down = true;
    const counter = counterOn({
      ...storage.catalog,
      addQueries: (asked) =>
        down ? Promise.reject(new Error('gone')) : storage.catalog.addQueries(asked),
    });
    counter.note({ outcome: 'weak', folded: 'khong thay', shown: 'không thấy', address: '::1' });
    counter.note({ outcome: 'found', folded: '', shown: '', address: '::1' });
    await counter.flush();
    expect(warnings).toHaveLength(1);
    down = false;
    await counter.stop();
    expect(await storage.catalog.countQueries(day)).toEqual({ found: 1, weak: 1, empty: 0 });
  });

  it('make a query frequent by several visitors, however often one asks', async () => {
    const counter = counterOn(storage.catalog);
    const found = (address: string, folded = 'mat so do lam sao'): void =>
      counter.note({ outcome: 'found', folded, shown: 'mất sổ đỏ làm sao', address });
    for (let i = 0; i < 9; i++) found('10.0.0.1');
    await counter.flush();
    expect(await storage.catalog.frequentQueries(9)).toEqual([]);
    for (let i = 2; i <= SEVERAL; i++) found(`10.0.0.${i}`);
    found('10.0.0.1', 'mot');
    await counter.flush();
    const frequent = await storage.catalog.frequentQueries(9);
    expect(frequent.map(({ shown, count }) => [shown, count])).toEqual([
      ['mất sổ đỏ làm sao', SEVERAL],
    ]);
    expect(JSON.stringify(frequent)).not.toContain('10.0.0');
    expect((await counter.frequent()).map(({ shown }) => shown)).toEqual(['mất sổ đỏ làm sao']);
  });
});
