// Where a test file runs: in the worker's own world, with what it changed there put back afterwards.
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { join } from 'node:path';
import { current } from './hooks.mjs';

// Servers, commands and children are started hundreds of times: each module is compiled once. A worker
// compiles for itself, since writing what it compiled would hold up its end.
if (process.env.TEST_RUN) process.env.NODE_COMPILE_CACHE = join(process.env.TEST_RUN, 'compiled');

// What pdf.js puts there when it is loaded, once a worker: it draws with them ever after.
const KEPT_BY_PDF = new Set(['DOMMatrix', 'ImageData', 'Path2D', 'pdfjsLib', 'pdfjsWorker']);
const KEPT_BY_JEST = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES'];

export default class OneWorld {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  #before;

  constructor({ projectConfig }) {
    const { console, process } = globalThis;
    this.#before = {
      console,
      exit: process.exit,
      environment: { ...process.env },
      names: new Set(Object.keys(globalThis)),
    };
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    current.number += 1;
    Object.assign(globalThis, projectConfig.globals);
  }

  getVmContext() {
    return null;
  }

  async setup() {}

  /** Jest reckons how long the file took before it takes its world down. */
  handleTestEvent({ name }) {
    if (name === 'run_finish') this.fakeTimersModern.useRealTimers();
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    const { console, exit, environment, names } = this.#before;
    globalThis.console = console;
    process.exit = exit;
    for (const name of Object.keys(process.env))
      if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    for (const name of Object.keys(globalThis))
      if (!names.has(name) && !KEPT_BY_PDF.has(name)) delete globalThis[name];
    for (const name of KEPT_BY_JEST) delete globalThis[Symbol.for(name)];
    current.globals = {};
  }
}
