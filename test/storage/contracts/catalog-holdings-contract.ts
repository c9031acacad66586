import { describe, expect, test } from '@jest/globals';
import type { Holding } from '#server/holdings/holding.ts';
import type { Catalog } from '#server/ports.ts';
import { NOW, aHolding, aLoan, nextId } from '../../support/builders.ts';

/** What every Catalog keeps of printed copies. Each test works in places of its own. */
export function describeHoldings(catalogOf: () => Catalog): void {
  describe('the printed copies', () => {
    const save = async (...holdings: readonly Holding[]): Promise<Holding[]> =>
      catalogOf().saveHoldings(holdings.map((holding) => ({ holding, loan: null })));
    const listed = async (
      placeId: string,
      more: { itemId?: string; states?: readonly Holding['state'][]; limit?: number } = {},
    ): Promise<string[]> => {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page = await catalogOf().listHoldings({
          placeId,
          itemId: more.itemId ?? null,
          states: more.states ?? [],
          limit: more.limit ?? 50,
          after,
        });
        found.push(...page.rows.map((h) => h.registerNumber));
        after = page.next;
      } while (after !== null);
      return found;
    };

    test('are read back as they were saved, found by number whatever its case, one version on', async () => {
      const before = await catalogOf().publicRevision();
      const copy = aHolding({
        registerNumber: 'Pl-Đ 007',
        note: '“bìa rách” 😀',
        price: null,
        receivedOn: null,
        past: [{ state: 'con', since: '2026-01-05' }],
      });
      const [saved] = await save(copy);
      expect(saved).toEqual({ ...copy, version: 1 });
      expect(await catalogOf().findHolding(copy.id)).toEqual(saved);
      expect(await catalogOf().findHoldingByNumber(copy.placeId, ' pl-đ  007 ')).toEqual(saved);
      expect([
        await catalogOf().findHoldingByNumber('noi-khac', 'Pl-Đ 007'),
        await catalogOf().findHolding('khong-co'),
      ]).toEqual([null, null]);
      expect(await catalogOf().publicRevision()).toBeGreaterThan(before);
    });

    test('have one number each in their place, all of a change or none', async () => {
      const [placeId, other] = [`noi-${nextId()}`, `noi-${nextId()}`];
      const [first] = await save(aHolding({ placeId }));
      await expect(
        save(
          aHolding({ placeId, registerNumber: '2' }),
          aHolding({ placeId, registerNumber: 'pl-001' }),
        ),
      ).rejects.toMatchObject({ code: 'duplicate-register' });
      await expect(
        save(
          aHolding({ placeId, registerNumber: '3' }),
          aHolding({ placeId, registerNumber: ' 3' }),
        ),
      ).rejects.toMatchObject({ code: 'duplicate-register' });
      expect(await listed(placeId)).toEqual(['PL-001']);
      await save(aHolding({ placeId: other }));
      const [renumbered] = await save({ ...first!, registerNumber: 'PL-1' });
      expect(await listed(placeId)).toEqual(['PL-1']);
      await save(aHolding({ placeId }));
      await expect(save({ ...renumbered!, registerNumber: 'PL-001' })).rejects.toMatchObject({
        code: 'duplicate-register',
      });
      const results = await Promise.allSettled(
        [1, 2].map(() => save(aHolding({ placeId, registerNumber: 'cùng lúc' }))),
      );
      expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(results.find((r) => r.status === 'rejected')).toMatchObject({
        reason: { code: 'duplicate-register' },
      });
    });

    test('that somebody else changed meanwhile are refused', async () => {
      const [saved] = await save(aHolding());
      const results = await Promise.allSettled(
        ['hong', 'mat'].map((state) => save({ ...saved!, state: state as Holding['state'] })),
      );
      expect(results.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      for (const version of [0, 1, 9])
        await expect(save({ ...saved!, version })).rejects.toMatchObject({ code: 'stale-version' });
    });

    test('are listed by number, page by page, of one item or some states', async () => {
      const placeId = `noi-${nextId()}`;
      await save(
        ...['A-3', 'a-1', 'A-2', 'B-1'].map((registerNumber, i) =>
          aHolding({
            placeId,
            registerNumber,
            itemId: i === 3 ? 'khac' : 'sach',
            state: i === 0 ? 'mat' : i === 2 ? 'hong' : 'con',
          }),
        ),
      );
      for (const limit of [1, 2, 50])
        expect(await listed(placeId, { limit })).toEqual(['a-1', 'A-2', 'A-3', 'B-1']);
      expect(await listed(placeId, { itemId: 'khac' })).toEqual(['B-1']);
      expect(await listed(placeId, { states: ['con'], limit: 1 })).toEqual(['a-1', 'B-1']);
      expect(await listed(placeId, { states: ['mat', 'hong'] })).toEqual(['A-2', 'A-3']);
      expect(await catalogOf().countHoldingStates(placeId)).toEqual({ con: 2, mat: 1, hong: 1 });
      expect(await catalogOf().countHoldingStates('noi-trong')).toEqual({});
    });

    test('are counted where readers may find them', async () => {
      const [itemId, near, far] = [`sach-${nextId()}`, `a-${nextId()}`, `b-${nextId()}`];
      await save(
        ...(['con', 'con', 'dang-muon', 'mat', 'hong', 'thanh-ly'] as const).map((state, i) =>
          aHolding({ placeId: near, itemId, state, registerNumber: String(i) }),
        ),
        aHolding({ placeId: far, itemId, state: 'mat' }),
      );
      expect(await catalogOf().countHoldings(itemId)).toEqual([
        { placeId: near, copies: 3, available: 2 },
      ]);
      await save(aHolding({ placeId: far, itemId, state: 'dang-muon', registerNumber: 'x' }));
      expect(await catalogOf().countHoldings(itemId)).toEqual([
        { placeId: near, copies: 3, available: 2 },
        { placeId: far, copies: 1, available: 0 },
      ]);
    });

    test('are lent with their loan, or not at all, and those due first stand first', async () => {
      const placeId = `noi-${nextId()}`;
      const copies = await save(
        ...['1', '2', '3'].map((registerNumber) => aHolding({ placeId, registerNumber })),
      );
      const loans = copies.map((copy, i) =>
        aLoan(copy, { lentOn: `2026-05-0${i + 1}`, dueOn: `2026-06-0${3 - i}` }),
      );
      await expect(
        catalogOf().saveHoldings([
          { holding: { ...copies[0]!, version: 7, state: 'dang-muon' }, loan: loans[0]! },
        ]),
      ).rejects.toMatchObject({ code: 'stale-version' });
      expect(await catalogOf().findOpenLoan(copies[0]!.id)).toBeNull();
      const lent = await catalogOf().saveHoldings(
        copies.map((copy, i) => ({
          holding: { ...copy, state: 'dang-muon' as const },
          loan: loans[i]!,
        })),
      );
      const first = await catalogOf().listLoans({ placeId, limit: 2, after: null });
      expect(first.rows).toEqual([loans[2], loans[1]]);
      expect((await catalogOf().listLoans({ placeId, limit: 2, after: first.next })).rows).toEqual([
        loans[0],
      ]);
      await catalogOf().saveHoldings([
        {
          holding: { ...lent[1]!, state: 'con' },
          loan: { ...loans[1]!, returnedOn: '2026-05-09', forgetOn: '2026-06-08' },
        },
      ]);
      expect([
        await catalogOf().findOpenLoan(copies[1]!.id),
        (await catalogOf().findOpenLoan(copies[0]!.id))?.id,
      ]).toEqual([null, loans[0]!.id]);
      expect(
        (await catalogOf().listLoans({ placeId, limit: 9, after: null })).rows.map((l) => l.id),
      ).toEqual([loans[2]!.id, loans[0]!.id]);
      expect([
        await catalogOf().countLoans(placeId, '2026-05-01', '2026-05-02'),
        await catalogOf().countLoans(placeId, '2026-05-03', '2026-12-31'),
        await catalogOf().countLoans('khac', '2026-01-01', '2026-12-31'),
      ]).toEqual([2, 1, 0]);
      const out = (day: string) => catalogOf().countLoansOut(placeId, day);
      expect([
        await out('2026-04-30'),
        await out('2026-05-02'),
        await out('2026-05-08'),
        await out('2026-05-09'),
        await out('2026-06-02'),
        await catalogOf().countLoansOut('khac', '2026-12-31'),
      ]).toEqual([
        { out: 0, overdue: 0 },
        { out: 2, overdue: 0 },
        { out: 3, overdue: 0 },
        { out: 2, overdue: 0 },
        { out: 2, overdue: 1 },
        { out: 0, overdue: 0 },
      ]);
    });

    test('forget who borrowed them on the day, and keep the days', async () => {
      const [early, late] = await save(aHolding(), aHolding());
      const returned = (copy: Holding, forgetOn: string) =>
        aLoan(copy, {
          lentOn: '1991-01-01',
          dueOn: '1991-01-05',
          returnedOn: '1991-01-04',
          forgetOn,
        });
      const loans = [returned(early!, '1991-02-03'), returned(late!, '1991-02-04')];
      await catalogOf().saveHoldings(
        [early!, late!].map((holding, i) => ({ holding, loan: loans[i]! })),
      );
      expect(await catalogOf().forgetBorrowers('1991-02-03')).toBe(1);
      expect(await catalogOf().forgetBorrowers('1991-02-03')).toBe(0);
      const kept = [];
      for await (const { kind, value } of catalogOf().dump(null))
        if (kind === 'loan' && loans.some((l) => l.id === value.id)) kept.push(value);
      expect(kept).toEqual([{ ...loans[0], borrower: '', contact: '', forgetOn: null }, loans[1]]);
      expect(await catalogOf().forgetBorrowers('1991-02-04')).toBe(1);
    });

    test('are counted once in a stock-take, however often they are ticked', async () => {
      const placeId = `noi-${nextId()}`;
      const stocktake = (more = {}) => ({
        id: nextId(),
        placeId,
        openedAt: NOW,
        openedBy: 'Ai đó',
        closedAt: null,
        closedBy: '',
        result: null,
        ...more,
      });
      const [old, present] = [stocktake(), stocktake()];
      for (const one of [old, present]) await catalogOf().saveStocktake(one);
      for (const id of ['b', 'a', 'b']) await catalogOf().addFound(present.id, id);
      expect([await catalogOf().foundIn(present.id), await catalogOf().foundIn(old.id)]).toEqual([
        ['a', 'b'],
        [],
      ]);
      const closed = {
        ...present,
        closedAt: NOW,
        closedBy: 'x',
        result: { expected: 3, found: 2, lent: 0, unexpected: [], missing: ['c'] },
      };
      await catalogOf().saveStocktake(closed);
      expect([
        await catalogOf().findStocktake(present.id),
        await catalogOf().findStocktake('khong-co'),
      ]).toEqual([closed, null]);
      expect(await catalogOf().listStocktakes(placeId)).toEqual([closed, old]);
      expect(await catalogOf().foundIn(present.id)).toEqual(['a', 'b']);
    });
  });
}
