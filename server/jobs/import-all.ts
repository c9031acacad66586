import { importEntry, type ImportDeps, type ImportEntry, type ImportOptions, type ImportResult } from './import-folder.ts';

/**
 * Takes entries in, a few at a time so that reading, hashing and saving overlap; results come in the order of the entries.
 * A fault that is not the file's own (disk full, storage gone) ends the import; what was taken in stays.
 */
export async function importAll(deps: ImportDeps, options: ImportOptions, entries: readonly ImportEntry[], width: number, onResult: (result: ImportResult) => void): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < entries.length) {
      const at = next++;
      results[at] = await importEntry(deps, options, entries[at]!);
      onResult(results[at]);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
