/** One family of the exposition form, as a strict reader takes it. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const SAMPLE = new RegExp(
  `^(${NAME})(?:\\{((?:${LABEL}(?:,${LABEL})*)?)\\})? (NaN|[+-]?Inf|[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:e[+-]?\\d+)?)$`,
  'u',
);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};

const numberOf = (text: string): number =>
  text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);

function sampleOf(line: string): Sample {
  const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/gu)];
  const found = Object.fromEntries(pairs.map((pair) => [pair[1]!, pair[2]!]));
  if (Object.keys(found).length !== pairs.length) throw new Error(`a label twice: ${line}`);
  return { name, labels: found, value: numberOf(value!) };
}

/** Buckets grow with their ends, and the last is the count. */
function checkHistogram({ name, samples }: Family): void {
  const key = ({ labels }: Sample): string => JSON.stringify({ ...labels, le: '' });
  for (const [series, those] of Map.groupBy(samples, key)) {
    const buckets = those.filter((sample) => sample.name === `${name}_bucket`);
    const ends = buckets.map(({ labels }) => numberOf(labels['le']!.replace('+Inf', 'Inf')));
    const grows = (values: readonly number[]): boolean =>
      values.every((value, i) => i === 0 || value >= values[i - 1]!);
    const count = those.find((sample) => sample.name === `${name}_count`);
    if (!grows(ends) || ends.at(-1) !== Infinity || !grows(buckets.map(({ value }) => value)))
      throw new Error(`buckets out of order: ${name} ${series}`);
    if (count === undefined || count.value !== buckets.at(-1)!.value)
      throw new Error(`the last bucket is not the count: ${name} ${series}`);
    if (those.filter((sample) => sample.name === `${name}_sum`).length !== 1)
      throw new Error(`no sum: ${name} ${series}`);
  }
}

function check(family: Family): void {
  const { name, type, samples } = family;
  const allowed = SUFFIXES[type];
  if (allowed === undefined) throw new Error(`no such type: ${name} ${type}`);
  const seen = new Set<string>();
  for (const sample of samples) {
    if (!sample.name.startsWith(name) || !allowed.includes(sample.name.slice(name.length)))
      throw new Error(`${sample.name} stands among ${name}`);
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).toSorted())}`;
    if (seen.has(key)) throw new Error(`twice: ${key}`);
    seen.add(key);
    if (type === 'counter' && !(sample.value >= 0)) throw new Error(`a negative counter: ${key}`);
  }
  if (samples.length === 0) throw new Error(`a family without samples: ${name}`);
  if (type === 'counter' && !name.endsWith('_total')) throw new Error(`no counter’s name: ${name}`);
  if (type === 'histogram') checkHistogram(family);
}

/**
 * Reads Prometheus’ text form 0.0.4 as strictly as it is written down: HELP, TYPE, then the samples of
 * that family and no other, each once; labels escaped; a line end after the last. Throws otherwise.
 */
export function parseExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const families = new Map<string, Family & { samples: Sample[] }>();
  let open: (Family & { samples: Sample[] }) | null = null;
  const lines = text.split('\n').filter((line) => line !== '');
  for (const [i, line] of lines.entries()) {
    const [, name, help] = new RegExp(`^# HELP (${NAME}) (.+)$`, 'u').exec(line) ?? [];
    if (name !== undefined) {
      const type = new RegExp(`^# TYPE ${name} (\\w+)$`, 'u').exec(lines[i + 1] ?? '')?.[1];
      if (type === undefined) throw new Error(`no TYPE behind HELP of ${name}`);
      if (families.has(name)) throw new Error(`a family twice: ${name}`);
      open = { name, help: help!, type, samples: [] };
      families.set(name, open);
    } else if (line.startsWith('# TYPE ')) {
      if (!lines[i - 1]?.startsWith('# HELP ')) throw new Error(`TYPE without HELP: ${line}`);
    } else if (open === null || line.startsWith('#')) throw new Error(`out of place: ${line}`);
    else open.samples.push(sampleOf(line));
  }
  for (const family of families.values()) check(family);
  return families;
}
