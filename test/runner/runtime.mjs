// Loads a test file by Node itself instead of Jest's own module world, which reads, links and
// compiles every module of the shelf again for every file.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { current } from './hooks.mjs';

const require = createRequire(import.meta.url);
const { default: JestRuntime } = require('jest-runtime');
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

class NativeRuntime extends JestRuntime {
  #environment;

  constructor(config, environment, ...more) {
    super(config, environment, ...more);
    this.#environment = environment;
  }

  /** Jest would lead the real `process` through its own module world. */
  installGetBuiltinModule() {}

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(path) {
    await import(`${pathToFileURL(path).href}?file=${current.number}`);
  }

  /** Jest's own modules: what counts the tests begins anew with each file. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    const { moduleMocker, fakeTimersModern } = this.#environment;
    const jest = {
      fn: moduleMocker.fn.bind(moduleMocker),
      spyOn: moduleMocker.spyOn.bind(moduleMocker),
      restoreAllMocks: () => moduleMocker.restoreAllMocks(),
      useFakeTimers: (options) => fakeTimersModern.useFakeTimers(options),
      useRealTimers: () => fakeTimersModern.useRealTimers(),
      setTimeout: (ms) => {
        globalThis[TIMEOUT] = ms;
      },
    };
    current.globals = { ...globals, jest };
  }
}

export { NativeRuntime as 'module.exports' };
