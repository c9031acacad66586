/** One measured figure beside the goal of docs/architecture.md. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly goal: number;
  readonly better: 'more' | 'less';
}

/** One measure of two things in the same run; no goal, only how they stand to each other. */
export interface Comparison {
  readonly name: string;
  readonly one: number;
  readonly two: number;
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

const show = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);

function showRows(title: string, rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => r[i]!.length), 0));
  return [
    `\n${title}`,
    ...rows.map(
      (r) =>
        `  ${r.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`,
    ),
  ].join('\n');
}

/** A table with the ratio to the goal: 1.00 and above is reached. */
export function showFigures(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((f) => {
    const ratio = f.better === 'more' ? f.value / f.goal : f.goal / f.value;
    return [
      f.name,
      show(f.value),
      `${f.better === 'more' ? '≥' : '≤'} ${show(f.goal)}`,
      ratio.toFixed(2),
      ratio >= 1 ? 'reached' : 'NOT REACHED',
    ];
  });
  return showRows(title, rows);
}

/** A table with the ratio of the first to the second. */
export const showComparisons = (title: string, comparisons: readonly Comparison[]): string =>
  showRows(
    title,
    comparisons.map(({ name, one, two }) => [name, show(one), show(two), (one / two).toFixed(2)]),
  );
