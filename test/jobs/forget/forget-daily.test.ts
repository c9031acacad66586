import { forgetDaily } from '#server/keeping/jobs/forget-daily.ts';
import { anAccount } from '../../support/builders.ts';
import { aTextReport } from '../../support/make/some-corrections.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const TODAY = '2026-11-30T03:00:00.000Z';
const daysAgo = (days: number): string =>
  new Date(Date.parse(TODAY) - days * 86_400_000).toISOString();

describe('what concerns persons', () => {
  const left = {
    disabled: true,
    email: 'a@anson.gov.vn',
    passwordHash: '$argon2id$x',
    secondFactor: { secret: 'A'.repeat(32), since: daysAgo(900), recovery: [] },
    queueFilters: [{ name: 'x', query: '' }],
  };

  it('goes when its time is over, once a day, and the rest stays', async () => {
    const storage = await openTestStorage();
    const { catalog } = storage;
    for (const [id, day] of [
      ['old', '2024-11-29'],
      ['new', '2024-11-30'],
    ] as const) {
      await catalog.addRating({ id, itemId: 'i', day, answer: 'no', comment: `Tên ${id}` });
      await catalog.addTextReport(aTextReport({ id, itemId: 'i', day }), 9);
    }
    await catalog.noteEmptyQuery('ten ai do', daysAgo(181));
    await catalog.noteEmptyQuery('ly hon', daysAgo(179));
    const session = (tokenHash: string, expiresAt: string) => ({
      tokenHash,
      accountId: 'a',
      createdAt: daysAgo(2),
      expiresAt,
      seenAt: daysAgo(2),
      from: '',
      device: '',
      pending: false,
    });
    await catalog.saveSession(session('over', daysAgo(1)));
    await catalog.saveSession(session('open', daysAgo(-1)));
    const long = anAccount({ ...left, username: 'lau', disabledAt: daysAgo(401) } as never);
    const short = anAccount({ ...left, username: 'moi', disabledAt: daysAgo(399) } as never);
    const unknown = anAccount({ ...left, username: 'truoc' } as never);
    const working = anAccount({ ...left, username: 'lam', disabled: false } as never);
    for (const account of [long, short, unknown, working]) await catalog.saveAccount(account);

    await forgetDaily({ catalog, now: () => TODAY });

    expect((await catalog.ratingComments(null, 9)).map(({ id }) => id)).toEqual(['new']);
    expect((await catalog.listTextReports('i')).map(({ id }) => id)).toEqual(['new']);
    expect((await catalog.countRatings(null)).no).toBe(2);
    expect((await catalog.emptyQueries(9)).map(({ folded }) => folded)).toEqual(['ly hon']);
    expect(await catalog.findSession('over', daysAgo(3))).toBeNull();
    expect(await catalog.findSession('open', daysAgo(3))).not.toBeNull();
    expect(await catalog.findAccountById(long.id)).toEqual({
      ...long,
      email: '',
      passwordHash: '',
      secondFactor: null,
      identity: null,
      queueFilters: [],
    });
    expect(await catalog.findAccountById(short.id)).toEqual(short);
    expect(await catalog.findAccountById(working.id)).toEqual(working);
    // Its time begins on the day that noted it.
    expect(await catalog.findAccountById(unknown.id)).toEqual({ ...unknown, disabledAt: TODAY });

    await catalog.noteEmptyQuery('ten khac', daysAgo(181));
    await forgetDaily({ catalog, now: () => '2026-11-30T16:59:00.000Z' });
    expect(await catalog.emptyQueries(9)).toHaveLength(2);
    await forgetDaily({ catalog, now: () => '2026-11-30T17:00:00.000Z' });
    expect(await catalog.emptyQueries(9)).toHaveLength(1);
    await storage.close();
  });
});
