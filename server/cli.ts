import { readFileSync } from 'node:fs';
import { openStorage } from '#storage/index.ts';
import { runCommand } from './commands.ts';
import { readConfig, readSecretFiles } from './config.ts';
import { showSourceLines } from './source-lines.ts';

showSourceLines();
// As the server: what is written here holds what is private.
process.umask(0o077);
process.exitCode = await runCommand(
  process.argv.slice(2),
  () => readConfig(readSecretFiles(process.env, (path) => readFileSync(path, 'utf8'))),
  openStorage,
);
