import { userInfo } from 'node:os';
import { createSecurityLog } from '#server/audit/actions/keep-security-log.ts';
import { raiseAlertOf } from '#server/audit/actions/raise-alert.ts';
import type { ToldEvent } from '#server/audit/security-event.ts';
import { AppError } from '#server/base/errors.ts';
import { createIdMaker } from '#server/base/ids.ts';
import type { Storage } from '#server/ports.ts';

/** Who sits at the machine, as the machine knows them. */
function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

const faultOf = (error: unknown): string =>
  error instanceof AppError ? error.code : ((error as { code?: string }).code ?? 'internal');

const now = (): string => new Date().toISOString();

async function tell(storage: Storage, event: ToldEvent): Promise<void> {
  const { catalog } = storage;
  const deps = { catalog, now, newId: createIdMaker(Date.now, Math.random) };
  const log = createSecurityLog({
    catalog,
    now,
    log: { info: () => undefined, error: (facts) => console.error(facts) },
    onKept: (row) => raiseAlertOf(deps, row),
  });
  await log.record(event);
  await log.settled();
}

/** An address of a storage without what opens it. */
function withoutSecrets(address: string): string {
  const url = URL.parse(address);
  return url === null || url.host === '' ? address : `${url.protocol}//${url.host}${url.pathname}`;
}

interface Options {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The account that a command is about, as the log names it. */
async function accountTold({ catalog }: Storage, username: string): Promise<Partial<ToldEvent>> {
  const account = await catalog.findAccount(username);
  if (account === null) return {};
  const { id, unitId } = account;
  return { targetKind: 'account', targetId: id, unitId, details: { username: account.username } };
}

/** What a command is in the log, by its words. */
async function eventOf(
  storage: Storage,
  [name = '', step = '', object = '']: readonly string[],
  { from = '', to = '' }: Options,
): Promise<ToldEvent> {
  const folder = { targetKind: 'folder', targetId: step } as const;
  switch (name) {
    case 'account': {
      const told = await accountTold(storage, object);
      const kind = step === 'reset-password' ? 'password-reset' : 'second-factor-reset';
      return { kind, ...told, details: { command: `${name} ${step}`, ...told.details } };
    }
    case 'backup':
      // With a word before the folder it only looks at backups, or makes a key.
      return object === ''
        ? { kind: 'backup', ...folder, details: { command: name } }
        : { kind: 'command', details: { command: `${name} ${step}` } };
    case 'restore':
      return { kind: 'restored', ...folder, details: { command: name } };
    case 'move': {
      const between = { before: withoutSecrets(from), name: withoutSecrets(to) };
      return { kind: 'moved', targetKind: 'storage', details: { command: name, ...between } };
    }
    case 'deliver':
      return {
        kind: step === 'pack' ? 'exported' : 'delivery-begun',
        details: { command: `${name} ${step}` },
      };
    default:
      return { kind: 'command', details: { command: name } };
  }
}

/** A storage that is being filled is told of success alone: what failed there is begun anew. */
const isTold = (kind: ToldEvent['kind'], error: unknown): boolean =>
  (kind !== 'restored' && kind !== 'moved') ||
  (error instanceof AppError && error.code === 'target-in-use');

/** Runs a command and tells the security log of this storage who ran what, and how it went. */
export async function toldCommand(
  storage: Storage,
  words: readonly string[],
  options: Options,
  run: () => Promise<number>,
): Promise<number> {
  const event = await eventOf(storage, words, options);
  const details = { ...event.details, user: machineUser() };
  try {
    const code = await run();
    await tell(storage, { ...event, details: { ...details, code: String(code) } });
    return code;
  } catch (error) {
    if (isTold(event.kind, error))
      await tell(storage, {
        ...event,
        outcome: 'failed',
        details: { ...details, fault: faultOf(error) },
      });
    throw error;
  }
}
