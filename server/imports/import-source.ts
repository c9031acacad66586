import { isId } from '#server/base/ids.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** Forms in which records are asked for, the fullest first; empty chooses the first one offered. */
export const METADATA_PREFIXES = ['marc21', 'marcxml', 'mods', 'oai_dc', 'marc'] as const;

/** Another shelf or library whose records come by OAI-PMH, as officials keep it. */
export interface ImportSource {
  readonly name: string;
  /** Base URL of the repository. */
  readonly address: string;
  /** setSpec; empty for everything. */
  readonly set: string;
  /** Empty: the best that is offered. */
  readonly prefix: string;
  /** Whose drafts the records become: only its people see the source. */
  readonly unitId: string;
  /** Files on the repository's own host are fetched too. */
  readonly withFiles: boolean;
  readonly nightly: boolean;
  /** New records become drafts without anybody's look; changes always wait for one. */
  readonly newByItself: boolean;
  /** Whose numbers its records have: stays when the address changes. */
  readonly origin: string;
  /** Who saved it last: harvests at night act for this account. */
  readonly accountId: string;
}

export type ImportSourceEntry = AuthorityEntry<'import-source', ImportSource>;

/** How far harvesting a source has come. */
export interface SourceState {
  /** The repository's clock when the last whole harvest began, ISO; null before the first. */
  readonly since: string | null;
  /** When it was harvested last. */
  readonly at: string | null;
  readonly outcome: 'never' | 'waiting' | 'running' | 'done' | 'nothing' | 'partial' | 'failed';
  /** Vietnamese sentences: why it failed, what has to be known. */
  readonly note: string;
  /** The import that shows what came last. */
  readonly runId: string | null;
  /**
   * Imports that may still wait for somebody, with the instant that they begin at: what comes later
   * must not leave theirs behind.
   */
  readonly open: readonly { readonly runId: string; readonly since: string | null }[];
  /** Where a list that was too long for one import goes on. */
  readonly resume: {
    readonly token: string;
    readonly startedAt: string;
    readonly from: string | null;
  } | null;
}

export const NEVER_HARVESTED: SourceState = {
  since: null,
  at: null,
  outcome: 'never',
  note: '',
  runId: null,
  open: [],
  resume: null,
};

/** Under which fact a source's state is kept. */
export const sourceStateFact = (id: string): string => `import-source:${id}`;

/** Host and path of a repository, by which its numbers are told from others'. */
export function originOfAddress(address: string): string {
  const url = URL.parse(address);
  return url === null ? '' : `${url.host}${url.pathname.replace(/(?<!\/)\/+$/u, '')}`;
}

/**
 * Where a record of a repository came from. Names of OAI-PMH that carry the repository's own domain,
 * and those of shelves like this one, are everybody's names for it: the same record by MARC or in a
 * delivery is known again. Others' domains prove nothing: many programs come with one.
 */
export function oaiOrigin(
  { origin, address }: Pick<ImportSource, 'origin' | 'address'>,
  id: string,
): { readonly source: string; readonly id: string } {
  const [scheme, domain = '', ...local] = id.split(':');
  const host = URL.parse(address)?.hostname ?? '';
  const own = scheme === 'oai' && domain.includes('.') && `.${host}`.endsWith(`.${domain}`);
  return own || (scheme === 'oai' && isId(local.join(':')))
    ? { source: domain, id: local.join(':') }
    : { source: origin, id };
}
