import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TestFolder {
  readonly path: string;
  /** Writes a file and returns its absolute path. */
  put(name: string, content: Uint8Array | string): string;
  remove(): void;
}

/** A folder of its own for one test file; remove it in `afterAll`. */
export function makeFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'bookshelf-test-'));
  return {
    path,
    put(name, content) {
      const file = join(path, name);
      writeFileSync(file, content);
      return file;
    },
    // The sheet of its facts stands beside it (facts-sheet.ts).
    remove: () => {
      for (const left of [path, `${path}.facts.csv`])
        rmSync(left, { recursive: true, force: true });
    },
  };
}
