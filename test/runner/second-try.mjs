// What a second run of the files that failed changes in the results of the whole suite.

/** More than these are no accident, and are not run again. */
const MOST = 5;

/**
 * The test files that failed in results of Jest (`--json`), each once; none when they are so many
 * that something is broken.
 */
export function failedFiles({ testResults }) {
  const names = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const files = [...new Set(names)];
  return files.length > MOST ? [] : files;
}

const counted = (testResults, state) =>
  testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === state).length;

/** The results of the first run with those files as the second run found them, counted anew. */
export function withSecondTry(first, second) {
  const again = new Set(second.testResults.map(({ name }) => name));
  const testResults = [
    ...first.testResults.filter(({ name }) => !again.has(name)),
    ...second.testResults,
  ];
  return {
    ...first,
    success: second.success,
    testResults,
    numPassedTests: counted(testResults, 'passed'),
    numFailedTests: counted(testResults, 'failed'),
    numPendingTests: counted(testResults, 'pending'),
    numTodoTests: counted(testResults, 'todo'),
    // It failed around its tests: loading, before all, after all.
    numRuntimeErrorTestSuites: testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    ).length,
  };
}
