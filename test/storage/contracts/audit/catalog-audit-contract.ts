import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkChain, EVERY_ROW } from '#server/audit/actions/check-chain.ts';
import { seal } from '#server/audit/actions/keep-security-log.ts';
import type { SecurityList } from '#server/audit/audit-catalog.ts';
import { contentOf, NO_ROW } from '#server/audit/security-event.ts';
import type { Catalog } from '#server/ports.ts';
import {
  addEvents,
  anAlert,
  aSecurityEvent,
  wholeLog,
} from '../../../support/audit/some-events.ts';
import { aJob, aNotice, nextId, NOW } from '../../../support/builders.ts';
import type { OpenStorage, StorageUnderTest } from '../../../support/storage-under-test.ts';

const DAYS = ['2026-05-01', '2026-05-02', '2026-05-03'].map((day) => `${day}T03:00:00.000Z`);

/** What every Catalog keeps of what somebody may have to answer for. */
export function describeAudit(open: OpenStorage): void {
  describe('the security log', () => {
    let storage: StorageUnderTest;
    let catalog: Catalog;
    beforeAll(async () => {
      storage = await open();
      catalog = storage.catalog;
    });
    afterAll(() => storage.close());

    const ask = async (more: Partial<SecurityList>): Promise<number[]> =>
      (await catalog.listSecurityRows({ ...EVERY_ROW, limit: 100, ...more })).map(
        ({ sequence }) => sequence,
      );

    test('is empty before the first row', async () => {
      expect(await catalog.securityHead()).toEqual(NO_ROW);
      expect(await ask({})).toEqual([]);
      expect(await checkChain(catalog, NOW)).toMatchObject({ rows: 0, first: 0, fault: null });
    });

    test('gives rows back as they were sealed, each behind the one before', async () => {
      const rows = await addEvents(
        catalog,
        aSecurityEvent({
          at: DAYS[0]!,
          actorId: 'a',
          unitId: 'xa-an',
          actorName: 'Lò Thị “Hương”',
        }),
        aSecurityEvent({ at: DAYS[1]!, kind: 'refused', outcome: 'refused', unitId: 'xa-khac' }),
        aSecurityEvent({
          at: DAYS[2]!,
          kind: 'roles-changed',
          actorId: 'b',
          unitId: 'xa-an',
          targetKind: 'account',
          targetId: 'a',
          details: { roles: 'admin', before: '' },
        }),
      );
      expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(await wholeLog(catalog)).toEqual(rows);
      expect(rows.map(({ previous }) => previous)).toEqual(['', rows[0]!.hash, rows[1]!.hash]);
      expect(await catalog.securityHead()).toEqual({ sequence: 3, hash: rows[2]!.hash });
      expect(await checkChain(catalog, NOW)).toMatchObject({
        rows: 3,
        first: 1,
        last: 3,
        fault: null,
      });
    });

    test('is listed by kind, person, unit and time, by its numbers both ways', async () => {
      expect(await ask({ order: 'newest', limit: 2 })).toEqual([3, 2]);
      expect(await ask({ order: 'newest', after: 2 })).toEqual([1]);
      expect(await ask({ after: 1, limit: 1 })).toEqual([2]);
      expect(await ask({ kind: 'refused' })).toEqual([2]);
      // Whoever did it, or whose account it was done to.
      expect(await ask({ personId: 'a' })).toEqual([1, 3]);
      expect(await ask({ personId: 'b' })).toEqual([3]);
      expect(await ask({ unitIds: ['xa-an'], order: 'newest' })).toEqual([3, 1]);
      expect(await ask({ unitIds: [] })).toEqual([]);
      expect(await ask({ from: DAYS[1]! })).toEqual([2, 3]);
      expect(await ask({ until: DAYS[1]! })).toEqual([1]);
      expect(await ask({ from: DAYS[0]!, until: DAYS[2]!, kind: 'sign-in' })).toEqual([1]);
      expect(await ask({ from: '2027-01-01T00:00:00.000Z' })).toEqual([]);
      expect(await ask({ until: '2020-01-01T00:00:00.000Z' })).toEqual([]);
    });

    test('has one end, however many write at once', async () => {
      const own = await open();
      try {
        const writers = Array.from({ length: 12 }, (_, i) =>
          own.catalog.addSecurityEvents(
            [aSecurityEvent({ targetId: `${i}-a` }), aSecurityEvent({ targetId: `${i}-b` })],
            seal,
          ),
        );
        await Promise.all(writers);
        const rows = await wholeLog(own.catalog);
        expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, i) => i + 1));
        expect(rows).toHaveLength(24);
        expect(await checkChain(own.catalog, NOW)).toMatchObject({ rows: 24, fault: null });
      } finally {
        await own.close();
      }
    });

    test('keeps nothing of a transaction whose rows could not be made', async () => {
      const before = await catalog.securityHead();
      await expect(
        catalog.addSecurityEvents([aSecurityEvent(), aSecurityEvent()], (head, event) => {
          if (head.sequence > before.sequence) throw new Error('no row');
          return seal(head, event);
        }),
      ).rejects.toThrow('no row');
      expect(await catalog.securityHead()).toEqual(before);
      expect(await ask({ after: before.sequence })).toEqual([]);
    });

    test('loses its oldest rows when told, and says how many', async () => {
      const [second] = (await wholeLog(catalog)).slice(1);
      expect(await catalog.forgetSecurityRows(1)).toBe(1);
      expect((await wholeLog(catalog))[0]).toEqual(second);
      expect(contentOf(second!)).toContain('"sequence":2');
      expect(await catalog.forgetSecurityRows(0)).toBe(0);
    });
  });
  describeAlerts(open);
}

function describeAlerts(open: OpenStorage): void {
  describe('an alert', () => {
    let storage: StorageUnderTest;
    beforeAll(async () => {
      storage = await open();
    });
    afterAll(() => storage.close());

    test('is begun once with its notices and jobs until it is over', async () => {
      const { catalog, queue } = storage;
      const [alert, account] = [anAlert(), nextId()];
      const begin = (lastAt = NOW): Promise<boolean> =>
        catalog.beginAlert(
          { ...alert, lastAt },
          [aNotice(account)],
          [aJob({ kind: 'send-alert' })],
        );
      expect(await begin()).toBe(true);
      expect(await begin('2026-05-12T04:00:00.000Z')).toBe(false);
      expect(await catalog.countUnreadNotices(account, 10)).toBe(1);
      expect(await queue.pending()).toBe(1);
      expect((await catalog.listAlerts()).filter(({ cause }) => cause === alert.cause)).toEqual([
        { ...alert, lastAt: '2026-05-12T04:00:00.000Z' },
      ]);
      expect([await catalog.endAlert(alert.cause), await catalog.endAlert(alert.cause)]).toEqual([
        true,
        false,
      ]);
      expect(await begin()).toBe(true);
    });

    test('is begun by one of many that see it at once', async () => {
      const { catalog } = storage;
      const [alert, account] = [anAlert(), nextId()];
      const begun = await Promise.all(
        Array.from({ length: 8 }, () => catalog.beginAlert(alert, [aNotice(account)], [])),
      );
      expect(begun.filter((yes) => yes)).toHaveLength(1);
      expect(await catalog.countUnreadNotices(account, 10)).toBe(1);
    });
  });
}
