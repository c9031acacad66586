// npm run dev: compile the server on change (tsc --watch), restart it (node --watch), rebuild the
// islands (vite build --watch).
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const req = createRequire(import.meta.url);
const bin = (pkg, path) => join(dirname(req.resolve(`${pkg}/package.json`)), path);
const tsc = bin('typescript', 'bin/tsc');
const vite = bin('vite', 'bin/vite.js');
const node = process.execPath;

for (const args of [
  [tsc, '-p', 'server/tsconfig.json'],
  [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'],
]) {
  if (spawnSync(node, args, { stdio: 'inherit' }).status !== 0)
    console.error('(carrying on: fix it and it will be picked up)');
}
const children = [
  [tsc, '-p', 'server/tsconfig.json', '--watch', '--preserveWatchOutput'],
  [
    vite,
    'build',
    '--config',
    'web/vite.config.ts',
    '--watch',
    '--logLevel',
    'warn',
    '--minify',
    'false',
  ],
  ['--watch', '--watch-preserve-output', 'dist/server/main.js'],
].map((args) => spawn(node, args, { stdio: ['ignore', 'inherit', 'inherit'] }));
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
for (const child of children) child.once('exit', stop);
