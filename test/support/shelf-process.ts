import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Readonly<Record<'start' | 'bookshelf', string>>;
};
/** The flags with which `npm start` and `npm run bookshelf` start Node. */
export const nodeFlags = (script: 'start' | 'bookshelf'): readonly string[] =>
  scripts[script].split(' ').filter((word) => word.startsWith('--'));
const FLAGS: Readonly<Record<'main' | 'cli', readonly string[]>> = {
  main: nodeFlags('start'),
  cli: nodeFlags('bookshelf'),
};
/** How the image hands memory back (Dockerfile): servers run from it. */
export const imageAllocator = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...readFileSync(`${root}Dockerfile`, 'utf8').matchAll(/^ENV (MALLOC_\w+)=(\d+)$/gmu)].map(
      ([, name, value]) => [name, value],
    ),
  );
const built = (entry: 'main' | 'cli'): string => `${root}dist/server/${entry}.js`;

export const PROCESS_PASSWORD = 'mat khau thu';

/** What a process of the build is started with. */
export const environment = (
  data: string,
  more: Readonly<Record<string, string>>,
): Record<string, string | undefined> => ({
  ...process.env,
  NODE_OPTIONS: '',
  DATABASE_URL: `sqlite:${data}`,
  PORT: '0',
  HOST: '127.0.0.1',
  BOOKSHELF_DEMO: 'no',
  RECOGNITION: 'off',
  ADMIN_PASSWORD: PROCESS_PASSWORD,
  LOG_LEVEL: 'warn',
  ...more,
});

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Everything written so far. */
  output(): string;
  /** Its end, however it comes. */
  readonly ended: Promise<Ended>;
  kill(signal?: NodeJS.Signals): Promise<Ended>;
}

/** A real process of the build; `wrap` puts a command before it (`prlimit …`). */
export function run(
  entry: 'main' | 'cli',
  args: readonly string[],
  data: string,
  more: Readonly<Record<string, string>> = {},
  wrap: readonly string[] = [],
): Running {
  const [command, ...rest] = [...wrap, process.execPath, ...FLAGS[entry], built(entry), ...args];
  const child = spawn(command!, rest, {
    cwd: root,
    env: environment(data, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream!.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  return {
    child,
    output: () => output,
    ended,
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}

export interface ServerProcess extends Running {
  readonly base: string;
}

/**
 * A machine that stood still, or whose clock was put forward, has used up no more than this, or a
 * twentieth of the time.
 */
const LONGEST_STEP_MS = 500;

/**
 * Asks again until the answer is there; throws at the deadline, saying what was not there. Time counts
 * from look to look.
 */
export async function until<T>(
  what: string | (() => string),
  deadlineMs: number,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  let spent = 0;
  for (let last = performance.now(); ;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    const now = performance.now();
    spent += Math.min(now - last, Math.max(LONGEST_STEP_MS, deadlineMs / 20));
    last = now;
    if (spent > deadlineMs) {
      const missed = typeof what === 'string' ? what : what();
      throw new Error(`not within ${deadlineMs} ms: ${missed}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

/** On busy cores four processes of the production form make its collections at once. */
const READY_LIMIT_MS = 60_000;

export async function runServer(
  data: string,
  more: Readonly<Record<string, string>> = {},
  wrap: readonly string[] = [],
  args: readonly string[] = [],
): Promise<ServerProcess> {
  const running = run('main', args, data, more, wrap);
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  const base = await until(
    () => `a server that is ready (it said: ${running.output()})`,
    READY_LIMIT_MS,
    () => {
      if (over) throw new Error(`the server ended: ${running.output()}`);
      return /ready (http:\S+)/u.exec(running.output())?.[1];
    },
  );
  return { ...running, base };
}

/**
 * Lets the time pass that the leases of a dead process have left, so that the next one takes its
 * jobs up at once. On the embedded storage; nothing else in it changes.
 */
export function endLeases(data: string, dead: Running): void {
  // Killed before it made its first table.
  if (!existsSync(`${data}/catalog.db`)) return;
  const db = new DatabaseSync(`${data}/catalog.db`);
  db.exec('PRAGMA busy_timeout = 10000');
  // Or between the file and its tables.
  const made = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'job'`).get() !== undefined;
  if (made)
    db.prepare(`UPDATE job SET lease_until = '' WHERE worker LIKE ?`).run(`${dead.child.pid}-%`);
  db.close();
}

/** Resident memory of a process in bytes, now and at its highest. */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? 0) * 1_024;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

/**
 * A session cookie of the administrator of a server process; on a first start the account is made
 * just after the server is ready.
 */
export const signInTo = (base: string): Promise<string> =>
  until('the administrator may sign in', 60_000, async () => {
    const answer = await fetch(`${base}/dang-nhap`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: 'admin', password: PROCESS_PASSWORD }),
    });
    return answer.headers.get('set-cookie')?.split(';')[0];
  });
