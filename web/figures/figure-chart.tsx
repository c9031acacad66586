import type { VNode } from 'preact';
import { readsOf, type MonthFigures } from '#server/figures/shelf-figures.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.figures;
const TOP = 14;
const HEIGHT = 200;
const BASE = TOP + HEIGHT;
const TICKS = 4;

/**
 * Round steps of the scale from 0 to the first at or above the greatest value: 37 → 0, 10, 20, 30,
 * 40.
 */
export function scaleFor(greatest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(greatest / TICKS, 1)));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one * TICKS >= greatest)!;
  return Array.from({ length: Math.max(1, Math.ceil(greatest / step)) + 1 }, (_, i) => i * step);
}

interface Line {
  readonly name: 'now' | 'before';
  readonly values: readonly number[];
}

const Series = ({
  line: { name, values },
  x,
  y,
}: {
  line: Line;
  x: (i: number) => string;
  y: (value: number) => number;
}): VNode => (
  <>
    {values.slice(1).map((value, i) => (
      <line key={i} class={name} x1={x(i)} y1={y(values[i]!)} x2={x(i + 1)} y2={y(value)} />
    ))}
    {(name === 'now' || values.length === 1) &&
      values.map((value, i) => <circle key={i} class={name} cx={x(i)} cy={y(value)} r={4} />)}
  </>
);

/** The year stands below where one begins, and below the first month where there is room for it. */
const showsYear = (months: readonly MonthFigures[], i: number): boolean =>
  months[i]!.month.endsWith('-01') ||
  (i === 0 && !months.slice(1, 3).some((m) => m.month.endsWith('-01')));

/** Places across are percentages, so that words keep their size on every screen. */
const Plot = ({
  months,
  ticks,
}: {
  months: readonly MonthFigures[];
  ticks: readonly number[];
}): VNode => {
  const x = (i: number): string => `${Math.round(((i + 0.5) / months.length) * 1000) / 10}%`;
  const y = (value: number): number =>
    Math.round((BASE - (value / ticks.at(-1)!) * HEIGHT) * 10) / 10;
  return (
    <svg height={BASE + 40} aria-hidden="true">
      {ticks.map((tick) => (
        <line key={tick} class="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
      ))}
      <Series line={{ name: 'before', values: months.map((m) => readsOf(m.before)) }} x={x} y={y} />
      <Series line={{ name: 'now', values: months.map((m) => readsOf(m.now)) }} x={x} y={y} />
      {months.map(({ month }, i) => (
        <text key={month} x={x(i)} y={BASE + 19} text-anchor="middle">
          {Number(month.slice(5))}
          {showsYear(months, i) && (
            <tspan x={x(i)} dy="17">
              {month.slice(0, 4)}
            </tspan>
          )}
        </text>
      ))}
    </svg>
  );
};

function words(months: readonly MonthFigures[]): string {
  const sorted = months.toSorted((a, b) => readsOf(a.now) - readsOf(b.now));
  const at = (m: MonthFigures): string =>
    t.chartAt(vi.units.count(readsOf(m.now)), t.monthName(m.month));
  return t.chart(
    t.chartMonths(t.monthName(months[0]!.month), t.monthName(months.at(-1)!.month)),
    at(sorted[0]!),
    at(sorted.at(-1)!),
    vi.units.count(months.reduce((sum, m) => sum + readsOf(m.before), 0)),
  );
}

const Key = ({ name }: { name: Line['name'] }): VNode => (
  <svg class="key" width="32" height="8" aria-hidden="true">
    <line class={name} x1="0" x2="32" y1="4" y2="4" />
  </svg>
);

/**
 * Draws reads by month as lines and the same months a year before as dotted ones. A table below
 * gives the numbers.
 */
export const ReadsChart = ({ months }: { months: readonly MonthFigures[] }): VNode => {
  const ticks = scaleFor(Math.max(...months.flatMap((m) => [readsOf(m.now), readsOf(m.before)])));
  const labels = ticks.map((tick) => vi.units.count(tick));
  const width = `${Math.max(...labels.map((label) => label.length)) * 0.5 + 0.5}rem`;
  return (
    <>
      <p class="row meta">
        <span>
          <Key name="now" /> {t.now}
        </span>{' '}
        <span>
          <Key name="before" /> {t.before}
        </span>
      </p>
      <div class="plot" role="img" aria-label={words(months)}>
        <svg width={width} height={BASE + 40} aria-hidden="true">
          {labels.map((label, i) => (
            <text key={label} x="0" y={BASE - (i / (labels.length - 1)) * HEIGHT + 5}>
              {label}
            </text>
          ))}
        </svg>
        <Plot months={months} ticks={ticks} />
      </div>
    </>
  );
};
