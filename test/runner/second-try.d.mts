/** Results of a run as Jest writes them with `--json`: what is used of them. */
export interface RunResults {
  readonly success: boolean;
  readonly testResults: readonly {
    /** The path of the test file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}
export interface CountedResults extends RunResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}
export function failedFiles(results: RunResults): string[];
export function withSecondTry(first: RunResults, second: RunResults): CountedResults;
