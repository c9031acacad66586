import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../support/shelf-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningServer {
  readonly base: string;
  readonly process: ChildProcess;
  /** Milliseconds from the start of the process to its `ready` line. */
  readonly readyAfter: number;
  /** Resident memory in MB, now and at its highest. */
  memory(): { now: number; highest: number };
  stop(): Promise<void>;
}

const field = (status: string, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`, 'u').exec(status)?.[1] ?? Number.NaN) / 1024;

/** Starts the built server on a free port, as `npm start` does after its build. */
export function startServer(settings: Readonly<Record<string, string>>): Promise<RunningServer> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeFlags('start'), 'dist/server/main.js'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'error',
      ADMIN_PASSWORD: 'bench-password',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`server ended with ${code}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const base = /ready (http:\S+)/u.exec(said)?.[1];
      if (base === undefined) return;
      resolve({
        base,
        process: child,
        readyAfter: performance.now() - begun,
        memory: () => {
          const s = readFileSync(`/proc/${child.pid}/status`, 'utf8');
          return { now: field(s, 'VmRSS'), highest: field(s, 'VmHWM') };
        },
        stop: () =>
          new Promise((done) => {
            child.removeAllListeners('exit');
            child.once('exit', () => done());
            child.kill('SIGTERM');
          }),
      });
    });
  });
}

/** Runs `bookshelf ARGS` from the build and waits for it; gives its exit code and seconds. */
export function runCli(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number | null; seconds: number; highest: number }> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [...nodeFlags('bookshelf'), 'dist/server/cli.js', ...args],
    {
      cwd: root,
      env: { ...process.env, ADMIN_PASSWORD: 'bench-password', ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  let highest = 0;
  const watch = setInterval(() => {
    try {
      const now = field(readFileSync(`/proc/${child.pid}/status`, 'utf8'), 'VmRSS');
      // A process that has ended and is not yet gone has no memory.
      if (!Number.isNaN(now)) highest = Math.max(highest, now);
    } catch {
      /* it has just ended */
    }
  }, 200);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearInterval(watch);
      resolve({ code, seconds: (performance.now() - begun) / 1000, highest });
    });
  });
}
