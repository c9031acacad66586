import {
  importEntry,
  type ImportDeps,
  type ImportEntry,
  type ImportOptions,
  type ImportResult,
  type Taking,
} from './import-folder.ts';

/**
 * Takes entries in, a few at a time so that reading, hashing and saving overlap; results come in
 * the order of the entries. A fault that is not the file's own (disk full, storage gone) ends the
 * import; what was taken in stays.
 */
export async function importAll(
  deps: ImportDeps,
  options: ImportOptions,
  entries: readonly ImportEntry[],
  width: number,
  onResult: (result: ImportResult) => void,
): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  const taking: Taking = new Map();
  let next = 0;
  let stopped = false;
  const work = async (): Promise<void> => {
    while (next < entries.length && !stopped) {
      const at = next++;
      try {
        results[at] = await importEntry(deps, options, entries[at]!, taking);
      } catch (error) {
        stopped = true;
        throw error;
      }
      onResult(results[at]);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: width }, work));
  // Only when every worker has put down what it held may the caller close the storage.
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  return results;
}
