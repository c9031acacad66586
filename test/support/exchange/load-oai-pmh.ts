import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { transformSync } from '@swc/core';

/** What tests use of npm oai-pmh 2.0.3, a harvester of other people. */
interface OaiPmhModule {
  readonly OaiPmh: new (
    baseUrl: string,
    options?: object,
  ) => {
    listRecords(options: { readonly metadataPrefix: string }): AsyncIterable<{
      readonly header: { readonly identifier: string; readonly $?: { readonly status?: string } };
    }>;
  };
}

const require = createRequire(import.meta.url);

/**
 * Loads it from its source: the loader it brings along for ES modules does not run on Node 24.
 */
export function loadOaiPmh(): OaiPmhModule {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(path, module);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      jsc: { target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const own = (name: string): unknown => {
      if (!name.startsWith('./'))
        return require(name.startsWith('.') ? resolve(dirname(path), name) : name);
      return load(resolve(dirname(path), `${name}.js`));
    };
    // oxlint-disable-next-line no-new-func -- how a module of the old kind is run
    new Function('require', 'module', 'exports', code)(own, module, module.exports);
    return module.exports;
  };
  return load(resolve(dirname(require.resolve('oai-pmh')), 'index.js')) as OaiPmhModule;
}
