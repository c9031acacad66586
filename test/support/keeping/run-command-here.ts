import { runCommand } from '#server/commands.ts';
import { readConfig } from '#server/config.ts';
import { openStorage } from '#storage/index.ts';
import { environment, type Ended } from '../shelf-process.ts';

/**
 * A command as the process of the build runs it, in this process: starting a hundred of them takes
 * minutes. One at a time, since it keeps what is said on the console.
 */
export async function runCommandHere(
  args: readonly string[],
  data: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { log, error } = console;
  let output = '';
  const keep = (...words: unknown[]): void => {
    output += `${words.join(' ')}\n`;
  };
  Object.assign(console, { log: keep, error: keep });
  try {
    const code = await runCommand(
      args,
      () => readConfig({ ...environment(data, more), LOG_LEVEL: 'silent' }),
      openStorage,
    );
    return { code, output };
  } finally {
    Object.assign(console, { log, error });
  }
}
