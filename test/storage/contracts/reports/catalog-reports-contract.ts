import { describe, expect, test } from '@jest/globals';
import type { Item } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import type { Catalog } from '#server/ports.ts';
import { reportId } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import { aChange, aNotice, anEvent, anItem, nextId } from '../../../support/builders.ts';
import { aRound, aUnitReport } from '../../../support/reports/some-reports.ts';

const UNITS = 130;
const COUNTED = { id: 'tl', title: 'Tờ gấp', subject: '11', genre: 'to-gap' };
const ITEM = { ...COUNTED, stock: 1, added: 1, withdrawn: 0, reads: 3, downloads: 0 };

/** What every Catalog keeps of rounds of reports and what units reported. */
export function describeReports(catalogOf: () => Catalog): void {
  /** Of a year that no other test uses. */
  let year = 1700;
  const open = (more: Partial<ReportRound> = {}): Promise<ReportRound> => {
    year++;
    return catalogOf().saveRound(aRound({ from: `${year}-01-01`, to: `${year}-12-31`, ...more }));
  };

  describe('a round of reports', () => {
    test('is kept by version, and never opened twice', async () => {
      const catalog = catalogOf();
      const round = await open();
      expect(round.version).toBe(1);
      expect(await catalog.findRound(round.id)).toEqual(round);
      expect(await catalog.findRound('khong-co')).toBeNull();
      await expect(catalog.saveRound({ ...round, version: 0 })).rejects.toMatchObject({
        code: 'stale-version',
      });
      const later = await open();
      const ids = (await catalog.listRounds()).map(({ id }) => id);
      expect(ids.indexOf(later.id)).toBeLessThan(ids.indexOf(round.id));
    });

    test('is frozen once no report waits, and takes none afterwards but corrections and late ones', async () => {
      const catalog = catalogOf();
      const round = await open();
      const draft = await catalog.saveReport(aUnitReport(round, 'xa-an'));
      const sent = await catalog.saveReport({ ...draft, state: 'sent' }, { items: [ITEM] });
      const frozen = {
        ...round,
        state: 'frozen' as const,
        owed: [{ unitId: 'xa-an', name: 'An' }],
      };
      await expect(catalog.freezeRound(frozen)).rejects.toMatchObject({ code: 'wrong-state' });
      const accepted = await catalog.saveReport({ ...sent, state: 'accepted' });
      expect(await catalog.freezeRound(frozen)).toMatchObject({ version: 2, state: 'frozen' });
      await expect(catalog.freezeRound(frozen)).rejects.toMatchObject({ code: 'stale-version' });
      const now = (await catalog.findReport(accepted.id))!;
      expect(now).toEqual(accepted);
      for (const late of [now, aUnitReport(round, 'xa-muon')])
        await expect(catalog.saveReport(late)).rejects.toMatchObject({ code: 'wrong-state' });
      const corrected = await catalog.saveReport({ ...now, edition: 2 }, { items: [] });
      expect(corrected).toMatchObject({ version: now.version + 1, edition: 2 });
      expect((await catalog.findReportItems(now.id, 1))?.items).toEqual([ITEM]);
      expect((await catalog.findReportItems(now.id, 2))?.items).toEqual([]);
      expect(await catalog.findReportItems(now.id, 3)).toBeNull();
      const late = { ...aUnitReport(round, 'xa-muon'), edition: 2, state: 'accepted' as const };
      expect(await catalog.saveReport(late, { items: [ITEM] })).toMatchObject({ version: 1 });
    });

    test('takes the reports of all communes in the same moment, of two of one commune one', async () => {
      const catalog = catalogOf();
      const round = await open();
      const units = Array.from({ length: UNITS }, (_, i) => `xa-${String(i).padStart(3, '0')}`);
      const drafts = await Promise.all(
        units.map((unitId) => catalog.saveReport(aUnitReport(round, unitId))),
      );
      const notices = [aNotice(`chung-${round.id}`)];
      const twice = drafts.flatMap((draft) => [draft, draft]);
      const done = await Promise.allSettled(
        twice.map((draft) =>
          catalog.saveReport({ ...draft, state: 'sent' }, { items: [ITEM], notices }),
        ),
      );
      const refused = done.filter((one) => one.status === 'rejected');
      expect(refused).toHaveLength(UNITS);
      expect(new Set(refused.map(({ reason }) => (reason as { code: string }).code))).toEqual(
        new Set(['stale-version']),
      );
      const stored = await catalog.listReports(round.id);
      expect(stored.map(({ unitId }) => unitId)).toEqual(units);
      expect(new Set(stored.map(({ state, version }) => `${state} ${version}`))).toEqual(
        new Set(['sent 2']),
      );
      expect(await catalog.countUnreadNotices(`chung-${round.id}`, 9)).toBe(1);
    });

    test('frozen while somebody sends is either refused or has that report', async () => {
      const catalog = catalogOf();
      for (let i = 0; i < 5; i++) {
        const round = await open();
        const draft = await catalog.saveReport(aUnitReport(round, 'xa-an'));
        const [send, freeze] = await Promise.allSettled([
          catalog.saveReport({ ...draft, state: 'sent' }),
          catalog.freezeRound({ ...round, state: 'frozen' }),
        ]);
        expect([send.status, freeze.status].toSorted()).toEqual(['fulfilled', 'rejected']);
        const [after, report] = [
          await catalog.findRound(round.id),
          await catalog.findReport(reportId(round.id, 'xa-an')),
        ];
        expect([after!.state, report!.state]).toEqual(
          send.status === 'fulfilled' ? ['open', 'sent'] : ['frozen', 'draft'],
        );
      }
    });
  });

  describe('facts of items for a report', () => {
    const save = (more: Partial<Item>, events: readonly WorkflowEvent[]): Promise<Item> =>
      events.reduce(
        async (before, event) => {
          const item = await before;
          return catalogOf().saveItem(aChange(item, { event: { ...event, itemId: item.id } }));
        },
        Promise.resolve(anItem(more)),
      );
    const step = (action: WorkflowEvent['action'], at: string): WorkflowEvent =>
      anEvent('', { action, at, id: nextId() });

    test('are those of the units, with their steps until the end and their visits within', async () => {
      const unitId = `bao-cao-${nextId()}`;
      const item = await save(
        { unitId, state: 'withdrawn', title: 'Sổ tay', genre: 'so-tay', subjects: ['11', '12'] },
        [
          step('publish', '1750-03-01T03:00:00.000Z'),
          step('edit', '1750-04-01T03:00:00.000Z'),
          step('withdraw', '1750-12-31T16:59:59.000Z'),
          step('restore', '1750-12-31T17:00:00.000Z'),
        ],
      );
      await save({ unitId, state: 'draft' }, [step('create', '1750-03-01T03:00:00.000Z')]);
      await save({ unitId: `${unitId}-khac`, state: 'published' }, [
        step('publish', '1750-03-01T03:00:00.000Z'),
      ]);
      const visit = (day: string, kind: 'view' | 'read' | 'download', count: number) => ({
        day,
        itemId: item.id,
        kind,
        count,
      });
      await catalogOf().addVisits([
        visit('1750-01-01', 'view', 2),
        visit('1750-12-31', 'read', 3),
        visit('1750-06-01', 'download', 4),
        visit('1749-12-31', 'view', 50),
        visit('1751-01-01', 'download', 60),
      ]);
      const period = { from: '1750-01-01', to: '1750-12-31' };
      expect(await catalogOf().itemFacts([unitId], period)).toEqual([
        {
          id: item.id,
          title: 'Sổ tay',
          subject: '11',
          genre: 'so-tay',
          publishedAt: item.publishedAt,
          steps: [
            { at: '1750-03-01T03:00:00.000Z', shows: true },
            { at: '1750-12-31T16:59:59.000Z', shows: false },
          ],
          reads: 5,
          downloads: 4,
        },
      ]);
      expect(await catalogOf().itemFacts([], period)).toEqual([]);
    });
  });
}
