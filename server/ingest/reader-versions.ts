/**
 * The version of the reader of each kind of file. Raise a number when its reader tells more or
 * something else of the same bytes: files read by an older one are read again in the background
 * (jobs/reread.ts), and the old text serves until then.
 */
const VERSIONS: Readonly<Record<string, number>> = {
  'application/epub+zip': 3,
  'application/pdf': 3,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 3,
  'application/x-subrip': 2,
  'image/jpeg': 2,
  'image/png': 2,
  'image/webp': 2,
  'text/html': 3,
  'text/markdown': 3,
  'text/plain': 3,
  'text/vtt': 2,
};

/** At least 1, which stands for every reader that has not changed since files remember it. */
export const readerVersion = (mediaType: string): number => VERSIONS[mediaType] ?? 1;

/**
 * All numbers as one word: another one means that some files want to be read again.
 * @param recogniser version of what reads pages from their pictures; null while nothing does
 */
export const readersAsWord = (recogniser: number | null): string =>
  [
    ...Object.entries(VERSIONS).map(([type, version]) => `${type}=${version}`),
    ...(recogniser === null ? [] : [`pages=${recogniser}`]),
  ]
    .toSorted()
    .join(';');
