import type { Item } from '#server/items/item.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { yearOf } from '#server/base/partial-date.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { VocabularyCatalog } from '#server/vocabulary/authority-catalog.ts';
import { readStanding, type StandingDeps } from '#server/laws/actions/read-standings.ts';
import type { StandingState } from '#server/laws/standing.ts';
import { OutlinePaths } from '../outline-path.ts';
import type { OutlinedPassage, SearchDocument } from '../search-document.ts';
import type { SearchFilters } from '../search-query.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { findTerm } from '#server/vocabulary/term.ts';
import { LAW_VOCABULARY, ownNames } from '#server/vocabulary/vocabulary.ts';
import type { Attachment } from '#server/items/item.ts';
import { readPassages } from '#server/items/actions/read-passages.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/pdf$/u, 'pdf'],
  [/epub/u, 'epub'],
  [/wordprocessingml|msword|rtf$|opendocument\.text/u, 'docx'],
  [/ms-excel|spreadsheetml|opendocument\.spreadsheet/u, 'table'],
  [/powerpoint|presentation/u, 'slides'],
  [/^image\//u, 'image'],
  [/^video\//u, 'video'],
  [/^audio\//u, 'audio'],
  [/^text\/(?:plain|markdown|html)$/u, 'text'],
];

export const formatOf = (mediaType: string): string | null =>
  FORMATS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? null;

const formats = (attachments: readonly Attachment[]): string[] => [
  ...new Set(attachments.map((a) => formatOf(a.mediaType)).filter((f) => f !== null)),
];

/** The values by which an item is filtered and counted. */
export function filtersOf(item: Item, standing: StandingState): SearchFilters {
  const year = yearOf(item.issued);
  return {
    subjects: item.subjects,
    genres: item.genre === '' ? [] : [item.genre],
    audiences: item.audiences,
    years: year === null ? [] : [String(year)],
    validity: [standing],
    languages: [item.language],
    units: [item.unitId],
    formats: formats(item.attachments),
  };
}

const hasOwn = ({ genre, audiences, subjects }: Item): boolean =>
  subjects.some(isSubSubject) ||
  (genre !== '' && findTerm(LAW_VOCABULARY.genres, genre) === undefined) ||
  audiences.some((code) => findTerm(LAW_VOCABULARY.audiences, code) === undefined);

/** Names of an item's subjects, and of the terms that officials added and readers see. */
async function termNames(catalog: VocabularyCatalog, item: Item): Promise<string[]> {
  const subjects = item.subjects.filter((code) => !isSubSubject(code)).map(subjectLabel);
  // The lists are read only for items that need them: an index is built of hundreds of thousands.
  return hasOwn(item)
    ? [...subjects, ...ownNames(item, await readVocabulary({ catalog }))]
    : subjects;
}

/** The item's passages, each with the names of the outline above it. */
async function outlinedPassages(catalog: TextCatalog, item: Item): Promise<OutlinedPassage[]> {
  const outlines = new Map<string, OutlinePaths>();
  const placed: OutlinedPassage[] = [];
  for await (const passage of readPassages(catalog, item)) {
    const { attachmentId, locator, heading } = passage;
    const outline =
      outlines.get(attachmentId) ?? new OutlinePaths(await catalog.outline(attachmentId));
    outlines.set(attachmentId, outline);
    const path = outline.of(locator, heading);
    placed.push(path === '' ? passage : { ...passage, path });
  }
  return placed;
}

/**
 * Everything the index needs of one published item: passage 0 is its record (docs/search.md). Where
 * only the record may be shown, only the record is found. Its standing is that of today: when a day
 * or a law changes it, the item is indexed anew (`refreshStandings`).
 */
export async function searchDocument(
  deps: StandingDeps & { readonly catalog: TextCatalog & VocabularyCatalog },
  item: Item,
): Promise<SearchDocument> {
  const { catalog } = deps;
  const { state } = await readStanding(deps, item);
  const passages = await outlinedPassages(catalog, item);
  const terms = await termNames(catalog, item);
  return {
    itemId: item.id,
    version: item.version,
    title: item.title,
    keywords: item.keywords,
    publishedAt: item.publishedAt ?? item.updatedAt,
    passages,
    record: [
      item.altTitle,
      item.compilers.join(', '),
      item.abstract,
      item.keywords.join(', '),
      terms.join(', '),
      item.lawRefs.map((r) => `${r.number} ${r.title}`).join(', '),
      item.identifier ?? '',
    ]
      .filter((t) => t !== '')
      .join('\n\n'),
    lawNames: item.lawRefs.map((r) => r.title).filter((name) => name !== ''),
    numbers: item.lawRefs.map((r) => lawNumberKey(r.number)),
    filters: filtersOf(item, state),
  };
}
