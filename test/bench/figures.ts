/** One measured figure beside the goal of docs/architecture.md. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly goal: number;
  readonly better: 'more' | 'less';
}

export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN;
}

const show = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A table with the ratio to the goal: 1.00 and above is reached. */
export function showFigures(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((f) => {
    const ratio = f.better === 'more' ? f.value / f.goal : f.goal / f.value;
    return [f.name, show(f.value), `${f.better === 'more' ? '≥' : '≤'} ${show(f.goal)}`, ratio.toFixed(2), ratio >= 1 ? 'reached' : 'NOT REACHED'];
  });
  const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...rows.map((r) => r[i]!.length), 0));
  return [`\n${title}`, ...rows.map((r) => `  ${r.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`)].join('\n');
}
