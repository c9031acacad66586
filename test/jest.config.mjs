/** @type {import('jest').Config} */
// A project's own rootDir would be resolved against the one below.
const common = {
  rootDir: '.',
  testEnvironment: '<rootDir>/test/runner/environment.mjs',
  runtime: '<rootDir>/test/runner/runtime.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
};
const project = (displayName, more = {}) => ({
  ...common,
  displayName,
  testMatch: [`<rootDir>/test/${displayName}/**/*.test.{ts,tsx}`],
  ...more,
});

// The same files on the production storage, where its servers are given; without them
// test/storage/mongo.test.ts says what is skipped.
const production =
  process.env.MONGODB_URL === undefined
    ? []
    : ['http', 'jobs'].map((folder) =>
        project(`${folder}-mongo`, {
          testMatch: [`<rootDir>/test/${folder}/**/*.test.{ts,tsx}`],
          globals: { TEST_STORAGE: 'mongo' },
          globalTeardown: '<rootDir>/test/drop-demo.mjs',
        }),
      );

export default {
  rootDir: '..',
  // Two busy cores: a whole shelf with its demo collection takes seconds to start.
  testTimeout: 300_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/slowest-first.mjs',
  // A worker that begins anew reads and compiles all modules again.
  workerIdleMemoryLimit: '2GB',
  projects: [
    project('rules', {
      testMatch: ['<rootDir>/test/rules/**/*.test.ts', '<rootDir>/test/*.test.ts'],
    }),
    project('storage'),
    project('extract'),
    project('exports'),
    project('jobs'),
    project('http'),
    ...production,
    project('faults'),
    project('web'),
    project('browser', { globalSetup: '<rootDir>/test/browser/setup.mjs' }),
  ],
};
