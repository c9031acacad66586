import { failedFiles, withSecondTry, type RunResults } from '../../runner/second-try.mjs';

type File = RunResults['testResults'][number];
const file = (name: string, ...states: readonly string[]): File => ({
  name,
  status: states.includes('failed') ? 'failed' : 'passed',
  assertionResults: states.map((status) => ({ status })),
});
const broken = (name: string, ...states: readonly string[]): File => ({
  ...file(name, ...states),
  status: 'failed',
});
const run = (...testResults: readonly File[]): RunResults => ({
  success: testResults.every(({ status }) => status === 'passed'),
  testResults,
});

test('files that failed on either storage are named once; many are left as they are', () => {
  const both = [
    file('a', 'passed', 'failed'),
    file('a', 'passed'),
    file('b', 'passed'),
    broken('c'),
  ];
  expect(failedFiles(run(...both))).toEqual(['a', 'c']);
  expect(failedFiles(run(file('a', 'passed')))).toEqual([]);
  const many = Array.from({ length: 6 }, (_, n) => file(`f${n}`, 'failed'));
  expect(failedFiles(run(...many))).toEqual([]);
  expect(failedFiles(run(...many.slice(1)))).toHaveLength(5);
});

test('what the second run found takes the place of the first, on both storages', () => {
  const first = run(
    file('a', 'passed', 'failed', 'pending'),
    file('a', 'passed', 'passed', 'pending'),
    file('b', 'passed', 'todo'),
    broken('c'),
  );
  const second = run(
    file('a', 'passed', 'passed', 'pending'),
    file('a', 'passed', 'passed', 'pending'),
    file('c', 'passed'),
  );
  expect(withSecondTry(first, second)).toMatchObject({
    success: true,
    numPassedTests: 6,
    numFailedTests: 0,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 0,
  });
});

test('what fails twice has failed, around its tests too', () => {
  const first = run(file('a', 'failed'), broken('b', 'passed'), broken('c'));
  expect(withSecondTry(first, first)).toMatchObject({
    success: false,
    numPassedTests: 1,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
  });
});
