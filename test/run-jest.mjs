// Runs Jest with native ES modules; JEST_JSON names a file for the counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const jest = join(
  dirname(createRequire(import.meta.url).resolve('jest/package.json')),
  'bin',
  'jest.js',
);
const json = process.env.JEST_JSON ? ['--json', '--outputFile', process.env.JEST_JSON] : [];
// What the test files of one run share: the demo shelf, filled once.
const run = mkdtempSync(join(tmpdir(), 'shelf-run-'));
const { status } = spawnSync(
  process.execPath,
  [
    '--conditions=source',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--config',
    join(here, 'jest.config.mjs'),
    ...json,
    ...process.argv.slice(2),
  ],
  {
    stdio: json.length > 0 ? ['ignore', 2, 2] : 'inherit',
    env: { ...process.env, TEST_RUN: run },
  },
);
rmSync(run, { recursive: true, force: true });
process.exit(status ?? 1);
