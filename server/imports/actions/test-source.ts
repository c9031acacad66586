import type { ForeignTerms } from '#server/tables/sheet.ts';
import { METADATA_PREFIXES, type ImportSource } from '../import-source.ts';
import { messages } from '../messages.ts';
import type { OaiPage } from '../oai-page.ts';
import { askRepository, oaiAddress, type AskRepositoryDeps } from './ask-repository.ts';

/** What a repository says of itself. */
export interface SourceReport {
  readonly name: string;
  readonly formats: readonly string[];
  readonly sets: OaiPage['sets'];
  readonly granularity: 'day' | 'second';
}

export type SourceTest = { readonly report: SourceReport } | { readonly fault: string };

export const NO_TERMS: ForeignTerms = {
  sender: '',
  genres: [],
  audiences: [],
  parts: [],
  verify: false,
};

/** The prefix to ask for: the one chosen, else the fullest of those offered; null for none. */
export const choosePrefix = (chosen: string, formats: readonly string[]): string | null =>
  chosen === ''
    ? (METADATA_PREFIXES.find((prefix) => formats.includes(prefix)) ?? null)
    : formats.includes(chosen)
      ? chosen
      : null;

/** Asks a repository who it is, in which forms it gives records, and which sets it has. */
export async function testSource(
  deps: AskRepositoryDeps,
  { address, prefix, set }: Pick<ImportSource, 'address' | 'prefix' | 'set'>,
  stopping: AbortSignal,
): Promise<SourceTest> {
  const ask = (verb: string) =>
    askRepository(deps, oaiAddress(address, { verb }), NO_TERMS, stopping);
  const identify = await ask('Identify');
  if ('fault' in identify) return { fault: identify.fault };
  if (identify.page.repository === null) return { fault: messages.notRepository(identify.page) };
  const listed = await ask('ListMetadataFormats');
  if ('fault' in listed) return { fault: listed.fault };
  const { formats } = listed.page;
  if (choosePrefix(prefix, formats) === null)
    return { fault: messages.noPrefix(prefix, formats.join(', ')) };
  // Only the first page: it is for choosing from, and a set may be typed in.
  const sets = await ask('ListSets');
  const known = 'page' in sets ? sets.page : null;
  const wrongSet =
    set !== '' && known?.token === null && known.sets.every(({ spec }) => spec !== set);
  if (wrongSet) return { fault: messages.noSet(set) };
  return { report: { ...identify.page.repository, formats, sets: known?.sets ?? [] } };
}
