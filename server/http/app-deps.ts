import type { ScanCounter } from '#server/desk/actions/scan-counter.ts';
import type { Logger } from 'pino';
import type { ActionDeps } from '#server/action-deps.ts';
import type { RequestCounts } from '#server/audit/request-counts.ts';
import type { SecurityLog } from '#server/audit/security-log.ts';
import type { Actor } from '#server/people/account.ts';
import type { IdentityProvider } from '#server/people/identity-provider.ts';
import type { PageTasks } from '#server/ingest/extract/tasks.ts';
import type { Storage } from '#server/ports.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { OtherWork } from '#server/workflow/notice.ts';
import type { Assets } from '#web/frame/frame.tsx';
import type { PageCache } from './page-cache.ts';
import type { WordRow } from '#server/search/words/word-record.ts';
import type { QueryCounter } from '#server/search/actions/query-counter.ts';
import type { VisitCounter } from '#server/figures/actions/visit-counter.ts';

/** The settings that pages and answers depend on (server/config.ts). */
export interface WebSettings {
  /** Settings that the environment gives. */
  readonly given: ReadonlySet<string>;
  readonly BASE_URL: string;
  readonly DATABASE_URL: string;
  readonly DELIVERY_FOLDER: string;
  readonly EXPORT_FOLDER: string;
  readonly REPOSITORY_ID: string;
  readonly SECRETS_FOLDER: string;
  readonly HARVEST_HOSTS: ReadonlySet<string>;
  readonly TRUST_PROXY: number;
  readonly LAW_DATABASE_URL: string;
  readonly NATIONAL_SHELF_URL: string;
  readonly API_LIMIT: number;
  readonly ANSWER_WORKDAYS: number;
  readonly ACCESS_LOG: boolean;
  readonly METRICS_TOKEN: string;
  readonly SECURITY_LOG_MONTHS: number;
  readonly RECOGNITION: 'on' | 'off' | 'paused';
  readonly OFFLINE: boolean;
  /** Empty while no e-mail is sent; only whether it is set matters here. */
  readonly SMTP_URL: string;
  /** Empty while no events are told; only whether it is set matters here. */
  readonly WEBHOOK_URL: string;
  readonly SHELF_NAME: string;
  readonly SHELF_PROVINCE: string;
  readonly SHELF_UNIT: string;
  readonly SHELF_RESPONSIBLE: string;
  readonly SHELF_ADDRESS: string;
  readonly SHELF_PHONE: string;
  readonly SHELF_EMAIL: string;
  readonly SECURITY_CONTACT: string;
}

/** Everything routes are given. Nothing here is a module's own state. */
export interface AppDeps extends ActionDeps, PageTasks {
  readonly config: WebSettings;
  readonly storage: Storage;
  readonly log: Logger;
  /** Where routes tell what somebody may have to answer for (audit/routes/tell-log.ts). */
  readonly securityLog: SecurityLog;
  /** Takes over what officials saved of the shelf's settings; gives the public revision. */
  readonly refreshSettings: () => Promise<number>;
  /** The clock of harvesters, which never goes back (exchange/steady-clock.ts). */
  readonly steadyNow: () => string;
  readonly assets: Assets;
  /** Folder of built style sheets and scripts, served under /assets. */
  readonly assetsFolder: string;
  readonly pages: PageCache;
  readonly visits: VisitCounter;
  /** What readers look for. */
  readonly queries: QueryCounter;
  /** Codes on cards of one-stop desks that were followed. */
  readonly scans: ScanCounter;
  /** Answers of this process, for /metrics. */
  readonly requests: RequestCounts;
  /** What records choose from, as officials keep it now. */
  readonly readVocabulary: () => Promise<Vocabulary>;
  /** What officials changed of the words of citizens; read anew at another public revision. */
  readonly readWords: (revision: number | undefined) => Promise<readonly WordRow[]>;
  /** Who holds a session cookie; null for none, expired or disabled. */
  readonly whoIs: (token: string) => Promise<Actor | null>;
  /** Where the authority's people sign in for all its programs; null for none. */
  readonly identityProvider: IdentityProvider | null;
  /** What waits for a person beside the queue of items. */
  readonly otherWork: OtherWork;
  /** How much is new for a person of staff. */
  readonly countNews: (actor: Actor) => Promise<number>;
  /** Jobs were saved: look for them now. */
  readonly wakeJobs: () => void;
}
