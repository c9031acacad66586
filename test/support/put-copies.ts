import { daysAfter } from '#server/base/vietnam-time.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { aHolding, aLoan } from './builders.ts';
import type { TestApp } from './start-test-app.ts';

/**
 * A commune's shelf of the managing unit itself with four copies of an item: on the shelf, lent and
 * overdue, lent, lost.
 */
export async function putCopies(
  { shelf, admin }: Pick<TestApp, 'shelf' | 'admin'>,
  itemId: string,
): Promise<void> {
  const { catalog } = shelf.storage;
  await catalog.saveAuthority({
    list: 'place',
    id: 'tu-sach-thu',
    rank: 0,
    version: 0,
    changedAt: '2026-11-20T03:00:00.000Z',
    changedBy: 'Lò Thị Hương',
    value: {
      unitId: admin.unitId,
      name: 'Tủ sách pháp luật xã Mường Khe',
      kind: 'tu-sach',
      address: 'Trụ sở Ủy ban nhân dân xã, bản Huổi Lếch',
      phone: '0200 3800 000',
      hours: 'thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ',
      keeper: 'Lò Thị Hương',
      founded: '12/QĐ-UBND ngày 05/01/2026',
      closed: false,
    },
  });
  const today = dayInVietnam(new Date().toISOString());
  const copies = (['con', 'dang-muon', 'dang-muon', 'mat'] as const).map((state, i) =>
    aHolding({
      id: `ban-${i + 1}`,
      placeId: 'tu-sach-thu',
      itemId,
      registerNumber: `PL-00${i + 1}`,
      state,
    }),
  );
  const due = [daysAfter(today, -20), daysAfter(today, 9)];
  await catalog.saveHoldings(
    copies.map((holding, i) => ({
      holding,
      loan:
        holding.state === 'dang-muon'
          ? aLoan(holding, { id: `muon-${i}`, lentOn: daysAfter(today, -34), dueOn: due[i - 1]! })
          : null,
    })),
  );
  const stocktake = {
    placeId: 'tu-sach-thu',
    openedAt: '2026-11-20T03:00:00.000Z',
    openedBy: 'Lò Thị Hương',
    closedAt: null,
    closedBy: '',
    result: null,
  };
  await catalog.saveStocktake({ ...stocktake, id: 'kiem-ke-1' });
  await catalog.addFound('kiem-ke-1', 'ban-4');
  await catalog.saveStocktake({
    ...stocktake,
    id: 'kiem-ke-2',
    closedAt: '2026-11-20T08:00:00.000Z',
    closedBy: 'Lò Thị Hương',
    result: { expected: 1, found: 0, lent: 2, unexpected: ['PL-004'], missing: ['PL-001'] },
  });
}
