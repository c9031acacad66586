import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import type { UnitEntryCatalog } from '#server/site/unit-entry-catalog.ts';
import { isShownOn, type UnitEntryState } from '#server/site/unit-entry.ts';
import { authorise, type UnitEntryObject } from '#server/workflow/access.ts';
import {
  partLeft,
  kitErrors,
  kitTexts,
  type KitEntry,
  type KitFrame,
  type KitSource,
  type WeeklyKit,
} from '../kit.ts';
import { messages } from '../messages.ts';
import { daysOfWeek } from '../week.ts';

export type KitCatalog = UnitEntryCatalog<{ readonly weekly: WeeklyKit }>;

interface Deps extends Pick<ActionDeps, 'now' | 'newId'> {
  readonly catalog: KitCatalog;
}

/** What the matrix of permissions is asked about. */
export const kitObject = ({ unitId, value }: KitEntry): UnitEntryObject => ({
  entryOf: unitId,
  writtenBy: value.writtenBy,
});

/** The kit for this person's action. Throws `page-not-found` and `not-allowed`. */
export async function getKit(
  { catalog }: { readonly catalog: KitCatalog },
  actor: Actor,
  action: 'view-unit-entries' | 'write-unit-entry' | 'approve-unit-entry',
  id: string,
): Promise<KitEntry> {
  const entry = await catalog.findUnitEntry('weekly', id);
  if (entry === null) throw new AppError('page-not-found', { id });
  authorise(actor, action, kitObject(entry));
  return entry;
}

/** Readers find it from the Monday of its week on, and go on finding it. */
const placed = (
  entry: Omit<KitEntry, 'slug' | 'topic' | 'sortKey' | 'from' | 'to' | 'files'>,
  unitCode: string,
): KitEntry => {
  const { week } = entry.value;
  return {
    ...entry,
    slug: `${week.toLowerCase()}-${unitCode}`,
    topic: week,
    sortKey: week,
    from: daysOfWeek(week)?.from ?? null,
    to: null,
    files: [],
  };
};

/** A week in which the unit has another provision already is said at its field. */
async function saved({ catalog }: Deps, entry: KitEntry): Promise<KitEntry> {
  try {
    return await catalog.saveUnitEntry(entry);
  } catch (error) {
    if (error instanceof AppError && error.code === 'address-taken')
      throw new AppError('invalid-input', { fields: { week: messages.weekTaken } });
    throw error;
  }
}

type KitTexts = Pick<WeeklyKit, 'heading' | 'script' | 'message' | 'question' | 'answer' | 'week'>;

/** Makes a kit of the actor's own unit. Throws `not-allowed` and `invalid-input`. */
export async function makeKit(
  deps: Deps,
  actor: Actor,
  { unitCode, source, texts }: { unitCode: string; source: KitSource; texts: KitTexts },
): Promise<KitEntry> {
  authorise(actor, 'write-unit-entry', { entryOf: actor.unitId });
  const value: WeeklyKit = {
    ...texts,
    source,
    used: false,
    writtenBy: [actor.accountId],
    publishedAt: null,
  };
  refuseErrors(kitErrors(value));
  const entry = {
    list: 'weekly',
    id: deps.newId(),
    unitId: actor.unitId,
    state: 'draft',
    version: 0,
    changedAt: deps.now(),
    changedBy: actor.displayName,
    value,
  } as const;
  return saved(deps, placed(entry, unitCode));
}

interface Change {
  readonly id: string;
  /** The version that the form was made of. */
  readonly version: number;
}

async function at(
  deps: Deps,
  actor: Actor,
  action: 'write-unit-entry' | 'approve-unit-entry',
  { id, version }: Change,
): Promise<KitEntry> {
  const entry = await getKit(deps, actor, action, id);
  if (entry.version !== version)
    throw new AppError('stale-version', { id, stored: entry.version, given: version });
  return entry;
}

/**
 * Saves the texts; the quotation stays as it is. What readers see goes back to a draft, so that
 * somebody approves it anew. Throws `page-not-found`, `not-allowed`, `stale-version` and
 * `invalid-input`.
 */
export async function writeKit(
  deps: Deps,
  actor: Actor,
  change: Change & { readonly unitCode: string; readonly texts: KitTexts; readonly used: boolean },
): Promise<KitEntry> {
  const entry = await at(deps, actor, 'write-unit-entry', change);
  const { texts, used } = change;
  const same = (Object.keys(texts) as (keyof KitTexts)[]).every(
    (name) => texts[name] === entry.value[name],
  );
  const value: WeeklyKit = {
    ...entry.value,
    ...texts,
    used,
    writtenBy: same
      ? entry.value.writtenBy
      : [...new Set([...entry.value.writtenBy, actor.accountId])],
  };
  refuseErrors(kitErrors(value));
  const state: UnitEntryState = same ? entry.state : 'draft';
  const [changedAt, changedBy] = [deps.now(), actor.displayName];
  return saved(deps, placed({ ...entry, state, changedAt, changedBy, value }, change.unitCode));
}

/**
 * Keeps a part of the quotation, and makes all texts anew of it. Throws as {@link writeKit}.
 */
export async function narrowKit(
  deps: Deps,
  actor: Actor,
  change: Change & { readonly kept: string; readonly unitCode: string; readonly frame: KitFrame },
): Promise<KitEntry> {
  const entry = await at(deps, actor, 'write-unit-entry', change);
  const { value } = entry;
  const quote = partLeft(value.source.quote, change.kept);
  if (quote === null) throw new AppError('invalid-input', { fields: { quote: messages.onlyPart } });
  const source = { ...value.source, quote };
  const narrowed: WeeklyKit = {
    ...value,
    ...kitTexts(source, value.heading, change.frame),
    source,
    writtenBy: [...new Set([...value.writtenBy, actor.accountId])],
  };
  const [changedAt, changedBy] = [deps.now(), actor.displayName];
  return saved(
    deps,
    placed({ ...entry, state: 'draft', changedAt, changedBy, value: narrowed }, change.unitCode),
  );
}

/** A second person lets readers see it, or takes it from them. Throws as {@link writeKit}. */
export async function decideKit(
  deps: Deps,
  actor: Actor,
  change: Change & { readonly shown: boolean },
): Promise<KitEntry> {
  const entry = await at(deps, actor, 'approve-unit-entry', change);
  const now = deps.now();
  return deps.catalog.saveUnitEntry({
    ...entry,
    state: change.shown ? 'published' : 'draft',
    changedAt: now,
    changedBy: actor.displayName,
    value: { ...entry.value, publishedAt: change.shown ? now : entry.value.publishedAt },
  });
}

/** What readers find at an address today. Throws `page-not-found`. */
export async function readKit(
  { catalog, now }: Pick<Deps, 'catalog' | 'now'>,
  slug: string,
): Promise<KitEntry> {
  const entry = await catalog.findUnitEntryBySlug('weekly', slug);
  if (entry === null || !isShownOn(entry, dayInVietnam(now())))
    throw new AppError('page-not-found', { slug });
  return entry;
}

/** What readers find today, the newest week first. Throws `invalid-cursor`. */
export const shownKits = (
  { catalog, now }: Pick<Deps, 'catalog' | 'now'>,
  limit: number,
  after: string | null = null,
) =>
  catalog.listUnitEntries('weekly', {
    unitIds: null,
    states: ['published'],
    topics: null,
    day: dayInVietnam(now()),
    limit,
    after,
  });
