import { genreFigures, monthFigures, readsOf, unitFigures } from '#server/figures/shelf-figures.ts';
import type { Unit } from '#server/people/unit.ts';

const visits = (view = 0, read = 0) => ({ view, read, download: 1, play: 0, embed: 0 });
const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id,
  code: id,
  name: `Xã ${id}`,
  kind: 'commune',
  parentId: null,
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

describe('figures of the shelf', () => {
  it('have every month of the period, each beside the same one a year before', () => {
    const months = monthFigures(
      { from: '2024-01-01', to: '2024-03-05' },
      [{ month: '2024-02', ...visits(3) }],
      [
        { month: '2023-01', ...visits(1, 1) },
        { month: '2023-02', ...visits(7) },
      ],
    );
    expect(months.map(({ month, now, before }) => [month, readsOf(now), readsOf(before)])).toEqual([
      ['2024-01', 0, 2],
      ['2024-02', 3, 7],
      ['2024-03', 0, 0],
    ]);
  });

  it('add a genre up over all units, read most first', () => {
    const groups = [
      { unitId: 'a', genre: 'sach', ...visits(1) },
      { unitId: 'a', genre: 'to-gap', ...visits(1) },
      { unitId: 'b', genre: 'to-gap', ...visits(1, 2) },
      { unitId: 'b', genre: 'video', ...visits(1) },
    ];
    expect(genreFigures(groups)).toEqual([
      { genre: 'to-gap', view: 2, read: 2, download: 2, play: 0, embed: 0 },
      { genre: 'sach', ...visits(1) },
      { genre: 'video', ...visits(1) },
    ]);
  });

  it('give a successor what its predecessors had, and name units that had nothing', () => {
    const units = [unit('moi'), unit('cu', { successorId: 'moi' }), unit('vang'), unit('xa')];
    const groups = [
      { unitId: 'cu', genre: 'sach', ...visits(4) },
      { unitId: 'moi', genre: 'sach', ...visits(1) },
      { unitId: '', genre: '', ...visits(9) },
      { unitId: 'la', genre: 'sach', ...visits(2) },
    ];
    const lines = (within: readonly string[] | null) =>
      unitFigures(
        groups,
        [
          { unitId: 'cu', sent: 1, published: 0 },
          { unitId: 'moi', sent: 2, published: 1 },
          { unitId: 'xa', sent: 0, published: 5 },
        ],
        units,
        within,
      ).map((u) => [u.name, readsOf(u), u.sent, u.published]);
    expect(lines(null)).toEqual([
      ['', 9, 0, 0],
      ['Xã moi', 5, 3, 1],
      ['la', 2, 0, 0],
      ['Xã xa', 0, 0, 5],
      ['Xã vang', 0, 0, 0],
    ]);
    expect(lines(['moi', 'cu']).at(-1)).toEqual(['Xã xa', 0, 0, 5]);
  });
});
