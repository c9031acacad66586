import type { NewJob } from '#server/base/job.ts';
import type { Notice } from '#server/items/notice.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import type { Alert } from './alert.ts';
import type {
  ChainHead,
  Seal,
  SecurityEvent,
  SecurityKind,
  SecurityRow,
} from './security-event.ts';

/** Which rows of the security log. */
export interface SecurityList {
  /** Of any kind for null, as the next two. */
  readonly kind: SecurityKind | null;
  /** Who did it, or whose account it was done to. */
  readonly personId: string | null;
  /** Events of any of these units. */
  readonly unitIds: readonly string[] | null;
  /** From this instant on, and before that one; null for no bound. */
  readonly from: string | null;
  readonly until: string | null;
  readonly order: 'newest' | 'oldest';
  /** The sequence of the last row that was given, in that order. */
  readonly after: number | null;
  readonly limit: number;
}

/** Which events of all items together, newest first. */
export interface DeedList {
  /** Of anybody for null; so with the next four. */
  readonly personId: string | null;
  /** Of people of these units, as they were then. */
  readonly unitIds: readonly string[] | null;
  readonly action: WorkflowEvent['action'] | null;
  readonly itemId: string | null;
  /** From this instant on, and before the next. */
  readonly from: string | null;
  readonly until: string | null;
  /** The last event that was given. */
  readonly after: Pick<WorkflowEvent, 'at' | 'id'> | null;
  readonly limit: number;
}

/** The part of the port `Catalog` that keeps the security log and the alerts that last. */
export interface AuditCatalog {
  /**
   * Adds rows behind the last one, in one transaction with the head; whoever adds at the same
   * moment, in any process, comes before or behind. `seal` may be called again.
   */
  addSecurityEvents(events: readonly SecurityEvent[], seal: Seal): Promise<SecurityRow[]>;
  /** The head as it is kept apart from the rows. */
  securityHead(): Promise<ChainHead>;
  /** By sequence. */
  listSecurityRows(list: SecurityList): Promise<SecurityRow[]>;
  /** By instant, then id, the latest first. */
  listDeeds(list: DeedList): Promise<WorkflowEvent[]>;
  /** Deletes the rows up to and with this one; says how many. */
  forgetSecurityRows(through: number): Promise<number>;
  /**
   * Opens an alert with its notices and jobs, all or nothing; where its cause is open already, only
   * `lastAt` grows and the answer is false: everybody is told once.
   */
  beginAlert(alert: Alert, notices: readonly Notice[], jobs: readonly NewJob[]): Promise<boolean>;
  /** False when no such alert is open. */
  endAlert(cause: string): Promise<boolean>;
  /** Those that are open, by cause. */
  listAlerts(): Promise<Alert[]>;
}
