// How a worker of Jest reads the modules of a test file by Node itself: what the shelf consists of is
// read once for all files, what lies under test/ anew for each.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const TESTS = new URL('..', import.meta.url).href;
const RUNNER = new URL('.', import.meta.url).href;
const GLOBALS = 'test-globals:';
const NAMES = [
  'afterAll',
  'afterEach',
  'beforeAll',
  'beforeEach',
  'describe',
  'expect',
  'it',
  'jest',
  'test',
];
const require = createRequire(import.meta.url);
/** What the test file that runs now is called and what it may use. */
export const current = { number: 0, globals: {} };
globalThis[Symbol.for(GLOBALS)] = current;

const parts = (url) => url.split('?')[0];

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals' && context.parentURL?.startsWith(TESTS))
      return { url: `${GLOBALS}${current.number}`, format: 'module', shortCircuit: true };
    const found = next(specifier, context);
    const again = found.url.startsWith(TESTS) && !found.url.startsWith(RUNNER);
    if (!again || found.url.includes('?')) return found;
    return { ...found, url: `${found.url}?file=${current.number}` };
  },
  load(url, context, next) {
    if (url.startsWith(GLOBALS))
      return {
        format: 'module',
        shortCircuit: true,
        source: `export const { ${NAMES.join(', ')} } = globalThis[Symbol.for('${GLOBALS}')].globals;`,
      };
    if (!parts(url).endsWith('.tsx')) return next(url, context);
    const { transformSync } = require('@swc/core');
    const path = fileURLToPath(parts(url));
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      filename: path,
      configFile: false,
      swcrc: false,
      jsc: {
        target: 'es2024',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic', importSource: 'preact' } },
      },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
