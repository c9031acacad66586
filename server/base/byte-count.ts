const STEPS = ['byte', 'KB', 'MB', 'GB', 'TB'];

/** `1,5 GB`, as Vietnamese is written. */
export function byteCount(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000;
    step += 1;
  }
  const rounded =
    step === 0 || value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
  return `${rounded.replace('.', ',')} ${STEPS[step]!}`;
}
