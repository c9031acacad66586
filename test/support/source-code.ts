import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const roomsOf = (folder: string, others: readonly string[]): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
    .map((entry) => `${folder}/${entry.name}`);
/** Folders of features. */
export const ROOMS = roomsOf('server', ['base', 'http', 'jobs', 'demo']);
export const WEB_ROOMS = roomsOf('web', ['islands', 'styles', 'text', 'paths']);

const patterns = new Map<string, RegExp>();
/** Whether a path is a place or lies in it. */
export const within = (path: string, place: string): boolean => {
  let pattern = patterns.get(place);
  if (pattern === undefined) {
    const names = place.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    pattern = new RegExp(`^${names}(?:/|$)`, 'u');
    patterns.set(place, pattern);
  }
  return pattern.test(path);
};

export interface Import {
  readonly spec: string;
  readonly to: string;
  readonly typeOnly: boolean;
  /** By `import()`: loaded when it is first used. */
  readonly whenUsed: boolean;
}

function targetOf(file: string, spec: string): string {
  if (spec.startsWith('node:')) return 'node';
  if (spec.startsWith('#')) return spec.slice(1);
  if (spec.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), spec));
  return 'npm';
}

/** What a file imports or exports from elsewhere, as paths of the repository, `npm` or `node`. */
export function importsOf(file: string, text: string): Import[] {
  const lines =
    /^[ \t]*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gmu;
  return [...text.matchAll(lines)].map((m) => {
    const spec = m[1] ?? m[2]!;
    return {
      spec,
      to: targetOf(file, spec),
      typeOnly: /^\s*(?:import|export) type\s/u.test(m[0]),
      whenUsed: m[2] !== undefined,
    };
  });
}

export const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => relative(ROOT, join(e.parentPath, e.name)).replaceAll('\\', '/'))
    .toSorted();
/** Every TypeScript file of the repository. */
export const sources = ['server', 'storage', 'web', 'test']
  .flatMap(filesBelow)
  .filter((path) => /\.tsx?$/u.test(path));

/** Every file that is loaded with this one, itself included. */
export function loadedWith(entry: string): Set<string> {
  const loaded = new Set([entry]);
  for (const file of loaded)
    for (const { to, typeOnly, whenUsed } of importsOf(
      file,
      readFileSync(join(ROOT, file), 'utf8'),
    ))
      if (!typeOnly && !whenUsed && /\.tsx?$/u.test(to)) loaded.add(to);
  return loaded;
}
