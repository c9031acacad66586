import { expect, test } from '@jest/globals';
import type { Catalog } from '#server/ports.ts';
import { nextId } from '../../../support/builders.ts';

/** What every Catalog counts of one-stop desks. The test works in units of its own. */
export function describeDesk(catalogOf: () => Catalog): void {
  test('scans at desks are added up by unit and procedure within days', async () => {
    const catalog = catalogOf();
    const [a, b] = [`a-${nextId()}`, `b-${nextId()}`];
    const scan = (unitId: string, procedure: string, day: string, count: number) => ({
      unitId,
      procedure,
      day,
      count,
    });
    await catalog.addDeskScans([]);
    await catalog.addDeskScans([
      scan(a, 'khai-sinh', '2026-05-01', 2),
      scan(a, 'khai-sinh', '2026-05-31', 3),
      scan(a, 'ket-hon', '2026-05-02', 5),
      scan(b, 'khai-sinh', '2026-05-02', 9),
      scan(b, 'khai-sinh', '2026-06-01', 1),
    ]);
    await catalog.addDeskScans([scan(a, 'khai-sinh', '2026-05-01', 1)]);
    const may = { from: '2026-05-01', to: '2026-05-31' };
    expect(await catalog.sumDeskScans([a, b], may)).toEqual([
      { unitId: b, procedure: 'khai-sinh', count: 9 },
      { unitId: a, procedure: 'khai-sinh', count: 6 },
      { unitId: a, procedure: 'ket-hon', count: 5 },
    ]);
    expect(await catalog.sumDeskScans([b], { from: '2026-06-01', to: '2026-06-30' })).toEqual([
      { unitId: b, procedure: 'khai-sinh', count: 1 },
    ]);
    expect(await catalog.sumDeskScans([], may)).toEqual([]);
    expect((await catalog.sumDeskScans(null, may)).length).toBeGreaterThanOrEqual(3);
  });
}
