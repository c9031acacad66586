import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { outgoingUrl } from '#server/links/actions/outgoing-address.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  METADATA_PREFIXES,
  NEVER_HARVESTED,
  originOfAddress,
  sourceStateFact,
  type ImportSourceEntry,
  type SourceState,
} from '../import-source.ts';
import { messages, SOURCE_LABELS } from '../messages.ts';
import { mayImport } from './sheet-import.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** Throws `page-not-found`, and `not-allowed` for a source of another unit. */
export async function getSource(
  { catalog }: Pick<Deps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<ImportSourceEntry> {
  const source = await catalog.findAuthority('import-source', id);
  if (source === null) throw new AppError('page-not-found', { sourceId: id });
  authorise(actor, 'import', { state: 'draft', unitId: source.value.unitId });
  return source;
}

/** The sources of the units this person imports for, by name. */
export const sourcesOf = async (
  { catalog }: Pick<Deps, 'catalog'>,
  actor: Actor,
): Promise<ImportSourceEntry[]> =>
  (await catalog.listAuthority('import-source'))
    .filter(({ value }) => mayImport(actor, value.unitId))
    .toSorted((a, b) => a.value.name.localeCompare(b.value.name, 'vi'));

export async function readSourceState(
  { catalog }: Pick<Deps, 'catalog'>,
  id: string,
): Promise<SourceState> {
  const kept = await catalog.findFact(sourceStateFact(id));
  return kept === null
    ? NEVER_HARVESTED
    : { ...NEVER_HARVESTED, ...(JSON.parse(kept) as Partial<SourceState>) };
}

export const saveSourceState = (
  { catalog }: Pick<Deps, 'catalog'>,
  id: string,
  state: SourceState,
): Promise<void> => catalog.saveFact(sourceStateFact(id), JSON.stringify(state));

/** What is wrong with a source before it is asked; `allowed` as the settings say. */
export function sourceErrors(
  { value }: ImportSourceEntry,
  allowed: ReadonlySet<string>,
): FieldErrors {
  const url = outgoingUrl(value.address, allowed);
  const known = value.prefix === '' || METADATA_PREFIXES.some((prefix) => prefix === value.prefix);
  return {
    ...(value.name === '' ? { name: messages.nameSource } : {}),
    ...(url === null || url.hash !== '' ? { address: messages.wrongBase } : {}),
    ...(known ? {} : { prefix: messages.noPrefix(value.prefix, METADATA_PREFIXES.join(', ')) }),
    ...(/^[\w.!~*'():-]*$/u.test(value.set) ? {} : { set: messages.wrongSet }),
    ...tooLongErrors({
      name: [SOURCE_LABELS.name, value.name],
      address: [SOURCE_LABELS.address, value.address],
      set: [SOURCE_LABELS.set, value.set],
    }),
  };
}

/**
 * Saves a source; whoever saves it must import for its unit, and for the one it had. The numbers of
 * its records stay those of the first address. Throws `invalid-input`, `not-allowed` and
 * `stale-version`.
 */
export async function saveSource(
  deps: Deps,
  actor: Actor,
  entry: ImportSourceEntry,
  before: ImportSourceEntry | null,
): Promise<ImportSourceEntry> {
  if (!mayImport(actor, entry.value.unitId))
    throw new AppError('invalid-input', { fields: { unit: messages.chooseUnit } });
  return deps.catalog.saveAuthority({
    ...entry,
    value: {
      ...entry.value,
      origin: before?.value.origin ?? originOfAddress(entry.value.address),
      accountId: actor.accountId,
    },
    changedAt: deps.now(),
    changedBy: actor.displayName,
  });
}
