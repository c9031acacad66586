import { createHash } from 'node:crypto';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { AuditCatalog } from '../audit-catalog.ts';
import {
  contentOf,
  securityEvent,
  type ChainHead,
  type SecurityEvent,
  type SecurityRow,
  type ToldEvent,
} from '../security-event.ts';
import type { SecurityLog } from '../security-log.ts';

export interface SecurityLogDeps {
  readonly catalog: AuditCatalog & Pick<PeopleCatalog, 'countTry'>;
  readonly now: () => string;
  /** The program's own log: a line an event, apart from those of requests. */
  readonly log: {
    info(facts: object, message: string): void;
    error(facts: object, message: string): void;
  };
  /** Told of every row that was written; what it begins is waited for by `settled`. */
  readonly onKept: (row: SecurityRow) => Promise<void>;
}

/** Rows of one transaction. */
const AT_ONCE = 100;
const MINUTE_MS = 60_000;

/** SHA-256 of the hash before and of what the row says. */
export const hashRow = (previous: string, content: string): string =>
  createHash('sha256').update(previous).update(content).digest('hex');

/** The row that follows the head. */
export function seal({ sequence, hash: previous }: ChainHead, event: SecurityEvent): SecurityRow {
  const numbered = { ...event, sequence: sequence + 1 };
  return { ...numbered, previous, hash: hashRow(previous, contentOf(numbered)) };
}

interface Waiting {
  readonly events: readonly SecurityEvent[];
  readonly kept: () => void;
}

/**
 * The security log of this process: what is told while a transaction is under way goes into the next
 * one together, so that a process never competes with itself for the end of the chain.
 */
class KeptSecurityLog implements SecurityLog {
  readonly #deps: SecurityLogDeps;
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  /** What rows began, as long as it is under way. */
  readonly #following = new Set<Promise<void>>();
  readonly #kept = new Map<string, number>();
  #missed = 0;
  /** Of those missed, what no row tells of yet. */
  #untold = 0;

  constructor(deps: SecurityLogDeps) {
    this.#deps = deps;
  }

  record(...told: readonly ToldEvent[]): Promise<void> {
    const at = this.#deps.now();
    return new Promise((resolve) => {
      this.#waiting.push({ events: told.map((one) => securityEvent(at, one)), kept: resolve });
      this.#draining ??= this.#drain();
    });
  }

  async recordOnce(key: string, event: ToldEvent): Promise<void> {
    // Where counting fails the event is rather written twice than not at all.
    if (await this.#isFirst(key).catch(() => true)) await this.record(event);
  }

  async settled(): Promise<void> {
    await this.#draining;
    while (this.#following.size > 0) await Promise.all(this.#following);
  }

  counts(): ReturnType<SecurityLog['counts']> {
    return { kept: this.#kept, missed: this.#missed };
  }

  async #isFirst(key: string): Promise<boolean> {
    const at = this.#deps.now();
    const minute = Math.floor(Date.parse(at) / MINUTE_MS);
    const until = new Date((minute + 1) * MINUTE_MS).toISOString();
    const name = createHash('sha256').update(`${key} ${minute}`).digest('base64url');
    return (await this.#deps.catalog.countTry(`event:${name}`, at, until)) === 1;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, AT_ONCE);
      await this.#write(batch.flatMap(({ events }) => events));
      for (const one of batch) one.kept();
    }
    this.#draining = null;
  }

  async #write(events: readonly SecurityEvent[]): Promise<void> {
    const { catalog, log, now } = this.#deps;
    const gap: SecurityEvent[] =
      this.#untold === 0
        ? []
        : [securityEvent(now(), { kind: 'log-gap', details: { missed: String(this.#untold) } })];
    try {
      const rows = await catalog.addSecurityEvents([...gap, ...events], seal);
      if (gap.length > 0) this.#untold = 0;
      for (const row of rows) this.#tell(row);
    } catch (error) {
      this.#missed += events.length;
      this.#untold += events.length;
      log.error({ log: 'security', err: error, events }, 'security events were not kept');
    }
  }

  #tell(row: SecurityRow): void {
    const { log, onKept } = this.#deps;
    const name = `${row.kind} ${row.outcome}`;
    this.#kept.set(name, (this.#kept.get(name) ?? 0) + 1);
    log.info({ log: 'security', ...row }, 'security event');
    const told = onKept(row)
      .catch((error: unknown) => log.error({ err: error, row }, 'an alert was not saved'))
      .finally(() => this.#following.delete(told));
    this.#following.add(told);
  }
}

export const createSecurityLog = (deps: SecurityLogDeps): SecurityLog => new KeptSecurityLog(deps);
