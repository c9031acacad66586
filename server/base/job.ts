export const JOB_KINDS = [
  'extract',
  'index-item',
  'rebuild-index',
  'check-links',
  'fill-demo',
  'import-sheet',
  'harvest',
  'merge-names',
  'daily-notices',
  'reread',
  'recognise',
  'recognise-open-page',
  'bring-in-corrections',
  'refresh-standings',
  'index-citing',
  'stamp-records',
  'make-delivery',
  'send-delivery',
  'send-alert',
  'back-up',
  'bind-photographs',
  'send-answer',
  'send-confirmation',
  'send-news',
  'find-events',
  'send-event',
] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Those that one file or one other server may keep busy for minutes. */
const LONG_KINDS: ReadonlySet<JobKind> = new Set([
  'extract',
  'rebuild-index',
  'check-links',
  'fill-demo',
  'import-sheet',
  'harvest',
  'merge-names',
  'reread',
  'recognise',
  'recognise-open-page',
  'bring-in-corrections',
  'make-delivery',
  'send-delivery',
  'bind-photographs',
  'send-news',
]);
export const SHORT_JOB_KINDS = JOB_KINDS.filter((kind) => !LONG_KINDS.has(kind));

/**
 * What a job is asked to do. `key` makes submission idempotent: a second one while the first waits
 * is the same job.
 */
export interface NewJob {
  readonly kind: JobKind;
  readonly key: string;
  readonly payload: Readonly<Record<string, string>>;
  /** Larger goes first. */
  readonly priority: number;
  /** Jobs of one group never run at the same time. */
  readonly group: string;
  /**
   * The unit whose work it is. Owners take turns among jobs of one kind and priority, so that a
   * unit that sent five hundred files keeps no other waiting for all of them; a job of nobody goes
   * by its age alone.
   */
  readonly owner?: string;
}

/** An item as a job needs to know it. */
interface JobItem {
  readonly id: string;
  readonly unitId: string;
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed';

export interface Job extends NewJob {
  readonly id: string;
  readonly state: JobState;
  readonly attempts: number;
  /** Why it failed last: an error code. */
  readonly reason: string | null;
  readonly createdAt: string;
}

export const extractJob = ({ id, unitId }: JobItem, attachmentId: string): NewJob => ({
  kind: 'extract',
  key: `extract:${attachmentId}`,
  payload: { itemId: id, attachmentId },
  priority: 5,
  group: id,
  owner: unitId,
});

/** Makes one document of an item's photographs; somebody waits to see it. */
export const bindPhotographsJob = (itemId: string): NewJob => ({
  kind: 'bind-photographs',
  key: `bind:${itemId}`,
  payload: { itemId },
  priority: 6,
  group: itemId,
});

export const indexItemJob = (itemId: string): NewJob => ({
  kind: 'index-item',
  key: `index:${itemId}`,
  payload: { itemId },
  priority: 3,
  group: itemId,
});

/** One at a time, whoever asks. */
export const rebuildIndexJob = (): NewJob => ({
  kind: 'rebuild-index',
  key: 'rebuild-index',
  payload: {},
  priority: 1,
  group: 'rebuild-index',
});

/** One at a time, after everything else: whoever waits for a page comes first. */
export const checkLinksJob = (): NewJob => ({
  kind: 'check-links',
  key: 'check-links',
  payload: {},
  priority: 0,
  group: 'check-links',
});

/** One process fills the demo shelf, however many start at once. */
export const fillDemoJob = (): NewJob => ({
  kind: 'fill-demo',
  key: 'fill-demo',
  payload: {},
  priority: 9,
  group: 'fill-demo',
});

/** One at a time: nobody gets the day's e-mail twice. */
export const dailyNoticesJob = (): NewJob => ({
  kind: 'daily-notices',
  key: 'daily-notices',
  payload: {},
  priority: 0,
  group: 'daily-notices',
});

/** One backup of the shelf at a time. */
export const backUpJob = (): NewJob => ({
  kind: 'back-up',
  key: 'back-up',
  payload: {},
  priority: 1,
  group: 'back-up',
});

/** One look at a time at what older readers read. */
export const rereadJob = (): NewJob => ({
  kind: 'reread',
  key: 'reread',
  payload: {},
  priority: 0,
  group: 'reread',
});

/**
 * Reads the pictures of pages of a file that were not read, from `page` on, for a while, and has the
 * others read: as many jobs wait as there are files, and they take turns, after whatever else waits.
 */
export const recogniseJob = ({ id, unitId }: JobItem, attachmentId: string, page = 1): NewJob => ({
  kind: 'recognise',
  key: `recognise:${attachmentId}`,
  payload: { itemId: id, attachmentId, page: String(page) },
  priority: 0,
  group: `recognise:${attachmentId}`,
  owner: unitId,
});

/** Reads the page that somebody has open before all others; of each file one may wait. */
export const recogniseOpenPageJob = (
  itemId: string,
  attachmentId: string,
  page: number,
): NewJob => ({
  kind: 'recognise-open-page',
  key: `recognise-open-page:${attachmentId}`,
  payload: { itemId, attachmentId, page: String(page) },
  priority: 6,
  group: `recognise-open-page:${attachmentId}`,
});

/** Makes the text of a file of what people corrected on its pages; many changes are one job. */
export const bringInCorrectionsJob = (itemId: string, attachmentId: string): NewJob => ({
  kind: 'bring-in-corrections',
  key: `bring-in-corrections:${attachmentId}`,
  payload: { itemId, attachmentId },
  priority: 5,
  group: itemId,
});

/** One at a time: items that a new day made stand otherwise than on the day given are indexed. */
export const refreshStandingsJob = (since: string): NewJob => ({
  kind: 'refresh-standings',
  key: `refresh-standings:${since}`,
  payload: { since },
  priority: 4,
  group: 'refresh-standings',
});

/** Items that cite a law which changed are indexed anew. */
export const indexCitingJob = (lawKey: string): NewJob => ({
  kind: 'index-citing',
  key: `index-citing:${lawKey}`,
  payload: { lawKey },
  priority: 4,
  group: 'refresh-standings',
});

/** One look at a time at what harvesters are told of all items, after what people wait for. */
export const stampRecordsJob = (): NewJob => ({
  kind: 'stamp-records',
  key: 'stamp-records',
  payload: {},
  priority: 1,
  group: 'stamp-records',
});

const deliveryJob = (
  kind: 'make-delivery' | 'send-delivery',
  deliveryId: string,
  targetId: string,
): NewJob => ({
  kind,
  key: `${kind}:${deliveryId}`,
  payload: { deliveryId },
  priority: 1,
  group: `delivery:${targetId}`,
});

/** Looks up what a delivery has to say and makes its files; one at a time for each target. */
export const makeDeliveryJob = (deliveryId: string, targetId: string): NewJob =>
  deliveryJob('make-delivery', deliveryId, targetId);

/** Takes the files of a delivery to its target. */
export const sendDeliveryJob = (deliveryId: string, targetId: string): NewJob =>
  deliveryJob('send-delivery', deliveryId, targetId);

/** Tells one administrator by e-mail of an alert; each alone, so that nobody is told twice. */
export const sendAlertJob = (
  accountId: string,
  { cause, kind, since }: { cause: string; kind: string; since: string },
): NewJob => ({
  kind: 'send-alert',
  key: `send-alert:${accountId}:${cause}`,
  payload: { accountId, kind, since },
  priority: 9,
  group: `send-alert:${accountId}`,
});

/** Sends the answer to whoever asked; the question says where to, the job does not. */
export const sendAnswerJob = (questionId: string): NewJob => ({
  kind: 'send-answer',
  key: `send-answer:${questionId}`,
  payload: { questionId },
  priority: 4,
  group: `send-answer:${questionId}`,
});

/** Asks whoever gave an address whether they did; the wish says where, the job does not. */
export const sendConfirmationJob = (wishId: string): NewJob => ({
  kind: 'send-confirmation',
  key: `send-confirmation:${wishId}`,
  payload: { wishId },
  priority: 6,
  group: `send-confirmation:${wishId}`,
});

/** Tells subscribers of one rhythm what was published up to an instant; one such at a time. */
export const sendNewsJob = (rhythm: string, until: string): NewJob => ({
  kind: 'send-news',
  key: `send-news:${rhythm}`,
  payload: { rhythm, until },
  priority: 0,
  group: `send-news:${rhythm}`,
});

/** Looks what the receiver of events has to be told; one look at a time. */
export const findEventsJob = (): NewJob => ({
  kind: 'find-events',
  key: 'find-events',
  payload: {},
  priority: 1,
  group: 'find-events',
});

/** Tells the receiver one event, again until it takes it. */
export const sendEventJob = (event: string, payload: NewJob['payload']): NewJob => ({
  kind: 'send-event',
  key: `send-event:${event}`,
  payload: { ...payload, event },
  priority: 1,
  group: 'send-event',
});

/** One sheet at a time: two would take the same files in at once. */
export const importSheetJob = (importId: string): NewJob => ({
  kind: 'import-sheet',
  key: `import-sheet:${importId}`,
  payload: { importId },
  priority: 2,
  group: 'import-sheet',
});

/** One harvest at a time: they are patient, and other jobs want their turn. */
export const harvestJob = (sourceId: string, accountId: string): NewJob => ({
  kind: 'harvest',
  key: `harvest:${sourceId}`,
  payload: { sourceId, accountId },
  priority: 1,
  group: 'harvest',
});

/** One merge of names at a time: two would write the same items. */
export const mergeNamesJob = (
  kind: string,
  from: readonly string[],
  into: string,
  accountId: string,
): NewJob => ({
  kind: 'merge-names',
  key: `merge-names:${kind}:${into}`,
  payload: { kind, from: JSON.stringify(from), into, accountId },
  priority: 2,
  group: 'merge-names',
});
