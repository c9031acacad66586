// Runs Jest with native ES modules; JEST_JSON names a file for the counts. Of the whole suite, a few
// files that failed are run once more, alone: docs/testing.md says why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedFiles, withSecondTry } from './runner/second-try.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const jest = join(
  dirname(createRequire(import.meta.url).resolve('jest/package.json')),
  'bin',
  'jest.js',
);
const given = process.argv.slice(2);
const own = mkdtempSync(join(tmpdir(), 'shelf-jest-'));
const { JEST_JSON: wanted = '' } = process.env;

/** The exit status of a run whose counts go into a file; `quiet`: all it says goes to standard error. */
function run(args, json, quiet) {
  // What the test files of one run share: the demo shelf, filled once.
  const shared = mkdtempSync(join(tmpdir(), 'shelf-run-'));
  const { status } = spawnSync(
    process.execPath,
    [
      '--conditions=source',
      '--disable-warning=ExperimentalWarning',
      jest,
      '--config',
      join(here, 'jest.config.mjs'),
      ...(json === '' ? [] : ['--json', '--outputFile', json]),
      ...args,
    ],
    {
      stdio: quiet ? ['ignore', 2, 2] : 'inherit',
      env: { ...process.env, TEST_RUN: shared },
    },
  );
  rmSync(shared, { recursive: true, force: true });
  return status ?? 1;
}

const resultsIn = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** The whole suite; what fails at first and then passes is told. */
function runAll() {
  const [first, second] = [join(own, 'first.json'), join(own, 'second.json')];
  let status = run([], first, true);
  let results = resultsIn(first);
  const failed = results === null ? [] : failedFiles(results);
  if (status !== 0 && failed.length > 0) {
    console.error(`\nOnce more, alone: ${failed.join(', ')}`);
    status = run(['--maxWorkers', '1', '--runTestsByPath', ...failed], second, true);
    const again = resultsIn(second);
    if (again !== null) results = withSecondTry(results, again);
    if (status === 0)
      console.error('They passed the second time. A test that fails at times is a fault.');
  }
  if (wanted !== '' && results !== null) writeFileSync(wanted, JSON.stringify(results));
  return status;
}

const status = given.length === 0 ? runAll() : run(given, wanted, wanted !== '');
rmSync(own, { recursive: true, force: true });
process.exit(status);
