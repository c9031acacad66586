import type { Logger } from 'pino';
import type { SecurityLog } from '#server/audit/security-log.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Job, JobKind } from '#server/base/job.ts';
import type { ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import type { Recogniser } from '#server/ingest/recogniser.ts';
import type { OtherWork } from '#server/workflow/notice.ts';
import type { JobOutcome, Storage } from '#server/ports.ts';

/** The settings that jobs depend on (server/config.ts). */
export interface JobSettings {
  readonly ADMIN_USER: string;
  readonly BACKUP_ALERT_DAYS: number;
  readonly BACKUP_AT: string;
  readonly BACKUP_FOLDER: string;
  readonly BACKUP_KEEP: number;
  readonly BACKUP_RECIPIENT: readonly string[];
  readonly BASE_URL: string;
  readonly DATABASE_URL: string;
  readonly DELIVERY_FOLDER: string;
  readonly DISK_ALERT_PERCENT: number;
  readonly EXPORT_FOLDER: string;
  readonly HARVEST_HOSTS: ReadonlySet<string>;
  readonly LAW_DATABASE_URL: string;
  readonly LINK_CHECK: boolean;
  readonly MAIL_FROM: string;
  readonly MAX_FILE_BYTES: number;
  readonly NATIONAL_SHELF_URL: string;
  readonly PORT: number;
  readonly RECOGNITION: 'on' | 'off' | 'paused';
  readonly RECOGNITION_SIZE: number;
  readonly REPOSITORY_ID: string;
  readonly SECRETS_FOLDER: string;
  readonly SECURITY_LOG_MONTHS: number;
  readonly SHELF_EMAIL: string;
  readonly SHELF_NAME: string;
  readonly SHELF_UNIT: string;
  readonly SMTP_URL: string;
  readonly WEBHOOK_SECRET: string;
  readonly WEBHOOK_URL: string;
}

/** What jobs are made of. */
export interface JobDeps {
  readonly config: JobSettings;
  readonly storage: Storage;
  readonly log: Logger;
  readonly securityLog: SecurityLog;
  readonly extraction: ExtractionPool;
  /** Null while no page is read from its picture. */
  readonly recogniser: Recogniser | null;
  readonly actions: ActionDeps;
  /** What waits for a person beside the queue of items. */
  readonly otherWork: OtherWork;
  /** The clock of harvesters, which never goes back (exchange/steady-clock.ts). */
  readonly steadyNow: () => string;
  /** Where the demo collection lies. */
  readonly demoFolder: string;
}

/** Aborted signal: the process stops; a job that can be put down answers `handed-back`. */
export type JobHandler = (job: Job, stopping: AbortSignal) => Promise<JobOutcome>;

/**
 * What a room brings to the job runner. Its modules are loaded by the first job that wants them.
 */
export interface RoomJobs {
  readonly handlers: Partial<Readonly<Record<JobKind, JobHandler>>>;
  /** Looks whether the day's work of the room is due; asked once a minute. */
  readonly routine?: () => Promise<void>;
}
