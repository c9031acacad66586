// Builds before `npm start` and the command line when something is newer than the last build: a
// second start costs nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', '.built');
const SOURCES = ['server', 'storage', 'web', 'package.json', 'package-lock.json', 'tsconfig.json'];

const newest = (path) => {
  const facts = statSync(path);
  if (!facts.isDirectory()) return /\.(tsx?|css|json|mjs)$/.test(path) ? facts.mtimeMs : 0;
  return path.endsWith(join('server', 'demo'))
    ? 0
    : readdirSync(path).reduce((max, name) => Math.max(max, newest(join(path, name))), 0);
};

const sources = SOURCES.map((name) => join(root, name)).filter(existsSync);
// An image that ships only the build has nothing to build from.
const canBuild =
  existsSync(join(root, 'node_modules', 'typescript')) &&
  existsSync(join(root, 'web', 'vite.config.ts'));
if (
  canBuild &&
  (!existsSync(stamp) || sources.some((path) => newest(path) > statSync(stamp).mtimeMs))
) {
  rmSync(join(root, 'dist'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const { status } = spawnSync('npm', ['run', '-s', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, '');
}
