import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import type { Actor } from '#server/people/account.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { authorise } from '#server/workflow/access.ts';
import { procedureErrors, type Procedure, type ProcedureEntry } from '../procedure.ts';
import { SHIPPED_PROCEDURES } from '../shipped-procedures.ts';

type ProcedureCatalog = AuthorityCatalog<{ readonly procedure: Procedure }>;

interface Deps extends Pick<ActionDeps, 'now'> {
  readonly catalog: ProcedureCatalog;
}

/** What officials saved stands before what was shipped; by rank, then slug. */
export async function listProcedures(catalog: ProcedureCatalog): Promise<ProcedureEntry[]> {
  const saved = await catalog.listAuthority('procedure');
  const ids = new Set(saved.map(({ id }) => id));
  return [...saved, ...SHIPPED_PROCEDURES.filter(({ id }) => !ids.has(id))].toSorted(
    (a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1),
  );
}

/** Throws `page-not-found`. */
export async function getProcedure(catalog: ProcedureCatalog, id: string): Promise<ProcedureEntry> {
  const entry =
    (await catalog.findAuthority('procedure', id)) ??
    SHIPPED_PROCEDURES.find((shipped) => shipped.id === id);
  if (entry === undefined) throw new AppError('page-not-found', { id });
  return entry;
}

/**
 * Saves a procedure. Throws `not-allowed`, `invalid-input` and `stale-version` (a new one: when its
 * address is there already).
 */
export async function saveProcedure(
  { catalog, now }: Deps,
  actor: Actor,
  entry: ProcedureEntry,
): Promise<ProcedureEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const known = new Set((await listProcedures(catalog)).map(({ id }) => id));
  refuseErrors(procedureErrors(entry, known));
  return catalog.saveAuthority({ ...entry, changedAt: now(), changedBy: actor.displayName });
}

/** What stood there in each version, the newest first; the shipped one last. */
export async function procedureVersions(
  catalog: ProcedureCatalog,
  id: string,
): Promise<ProcedureEntry[]> {
  const shipped = SHIPPED_PROCEDURES.filter((entry) => entry.id === id);
  return [...(await catalog.authorityVersions('procedure', id)), ...shipped];
}

/**
 * Takes an older version up again as a new one; version 0 is the shipped one. Throws `not-allowed`,
 * `page-not-found`, `invalid-input` and `stale-version`.
 */
export async function takeProcedureBack(
  deps: Deps,
  actor: Actor,
  { id, version, to }: { readonly id: string; readonly version: number; readonly to: number },
): Promise<ProcedureEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const old = (await procedureVersions(deps.catalog, id)).find((entry) => entry.version === to);
  if (old === undefined) throw new AppError('page-not-found', { id });
  return saveProcedure(deps, actor, { ...old, version });
}
