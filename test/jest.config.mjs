/** @type {import('jest').Config} */
// A project's own rootDir would be resolved against the one below.
const common = {
  rootDir: '.',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', {
      jsc: { target: 'es2024', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic', importSource: 'preact' } } },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    }],
  },
};
const project = (displayName, more = {}) => ({ ...common, displayName, testMatch: [`<rootDir>/test/${displayName}/**/*.test.{ts,tsx}`], ...more });

export default {
  rootDir: '..',
  // Two busy cores: a whole shelf with its demo collection takes seconds to start.
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '700MB',
  projects: [
    project('domain', { testMatch: ['<rootDir>/test/domain/**/*.test.ts', '<rootDir>/test/*.test.ts'] }),
    project('storage'),
    project('extract'),
    project('exports'),
    project('jobs'),
    project('http'),
    project('faults'),
    project('web'),
    project('browser', { globalSetup: '<rootDir>/test/browser/setup.mjs' }),
  ],
};
