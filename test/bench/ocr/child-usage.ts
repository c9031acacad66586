import { readFileSync } from 'node:fs';

/** What the one child process of this one has used (Linux). */
export interface ChildUsage {
  readonly pid: string;
  readonly seconds: number;
  /** Megabytes resident now, and at most so far. */
  readonly now: number;
  readonly peak: number;
}

const TICKS_PER_SECOND = 100;

const megabytes = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? Number.NaN) / 1_024;

/** Seconds of processor and memory of the child that was started last and lives; null without one. */
export function childUsage(): ChildUsage | null {
  const { pid } = process;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const child of children.toReversed().filter((id) => id !== '')) {
    const status = readFileSync(`/proc/${child}/status`, 'utf8');
    // One that ended and was not waited for yet has no memory.
    if (!status.includes('VmRSS')) continue;
    // Fields after the name, which may hold blanks: user and system time are the 12th and 13th.
    const stat = readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return {
      pid: child,
      seconds: (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND,
      now: megabytes(status, 'VmRSS'),
      peak: megabytes(status, 'VmHWM'),
    };
  }
  return null;
}
