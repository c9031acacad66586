import { languageOfTag } from '#server/base/language.ts';
import type { Attachment, Item, ItemRecord, Passage } from '#server/items/item.ts';
import { describedTitle, type LawRecord } from '#server/laws/law-record.ts';
import { findLawNumbers, lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { nameKey, type NameKind } from '../name-list.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import type { Catalog } from '#server/ports.ts';
import { proposeSubjects, subjectWordsOf } from '../propose-subjects.ts';
import { SUBJECT_WORDS, type SubjectWord } from '../subject-words.ts';
import type { Suggestion } from '../suggestion.ts';
import { readTitlePage, type TitlePage } from '../title-page.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { firstSentences, titleFromName, usableTitle } from './complete-record.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { choosable } from '#server/vocabulary/term.ts';
import { proposeTerms, type OfferedTerms } from '../propose-terms.ts';
import { isIsbn } from '#server/items/record-rules.ts';

const PASSAGES_READ = 150;
/** The title page, its back and the page after. */
const FIRST_PASSAGES = 3;
const MOST_LAWS = 20;
const ENOUGH_SUBJECTS = 3;

interface Known {
  readonly passages: readonly Passage[];
  readonly laws: readonly LawRecord[];
  readonly words: readonly SubjectWord[];
  readonly terms: OfferedTerms;
}

const times = (numbers: readonly string[]): [number: string, times: number][] =>
  [...Map.groupBy(numbers, lawNumberKey).values()].map((list): [string, number] => [
    list[0]!,
    list.length,
  ]);

/** Numbers of documents in the text, those named most often first. */
export const numbersIn = (
  passages: readonly Pick<Passage, 'text'>[],
): [number: string, times: number][] =>
  times(passages.flatMap(({ text }) => findLawNumbers(text).map(({ number }) => number)))
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_LAWS);

function lawSuggestions(
  record: Pick<ItemRecord, 'lawRefs'>,
  { passages, laws }: Known,
): Suggestion[] {
  const cited = new Set(record.lawRefs.map((r) => lawNumberKey(r.number)));
  // A name that nobody looked at yet was typed into some draft.
  const titles = new Map(laws.map((law) => [law.key, describedTitle(law)]));
  return numbersIn(passages)
    .filter(([number]) => !cited.has(lawNumberKey(number)))
    .map(([number, n]) => {
      const title = titles.get(lawNumberKey(number)) ?? '';
      return {
        field: 'lawRefs',
        value: title === '' ? number : `${number} | ${title}`,
        reason: { kind: 'cited', times: n },
      };
    });
}

function subjectSuggestions(
  record: Pick<ItemRecord, 'title' | 'subjects'>,
  { passages, words }: Known,
): Suggestion[] {
  if (record.subjects.length >= ENOUGH_SUBJECTS) return [];
  return proposeSubjects(
    record.title,
    passages.map((p) => `${p.heading}\n${p.text}`).join('\n'),
    words,
  )
    .filter(({ code }) => !record.subjects.includes(code))
    .map(({ code, words: shown }) => ({
      field: 'subjects',
      value: code,
      reason: { kind: 'words', words: shown },
    }));
}

/** Where proposals come from: the file's own facts, and its title page. */
interface Sources {
  readonly record: ItemRecord;
  readonly file: Attachment;
  readonly says: Attachment['says'] | null;
  readonly page: TitlePage;
  readonly passages: readonly Passage[];
}

type Said = { readonly value: string; readonly line: string } | null;

const ofFile = (field: Suggestion['field'], value: string | null | undefined): Suggestion[] =>
  value ? [{ field, value, reason: { kind: 'file' } }] : [];

const ofPage = (field: Suggestion['field'], said: Said): Suggestion[] =>
  said === null
    ? []
    : [{ field, value: said.value, reason: { kind: 'line', line: said.line.slice(0, 160) } }];

function titleOf({ record, file, says, page }: Sources): Suggestion[] {
  if (record.title !== '' && record.title !== titleFromName(file.name)) return [];
  const own = usableTitle(says?.title ?? null);
  return own === null ? ofPage('title', page.title) : ofFile('title', own);
}

/**
 * Programs write whoever typed it; the page says whose work it is, if sometimes only half of the
 * name.
 */
function compilersOf({ record, says, page }: Sources): Suggestion[] {
  if (record.compilers.length > 0) return [];
  const own = says?.creators ?? [];
  const known = (value: string): boolean => own.some((name) => fold(name).startsWith(fold(value)));
  return page.compilers.some(({ value }) => !known(value))
    ? page.compilers.flatMap((said) => ofPage('compilers', said))
    : own.flatMap((name) => ofFile('compilers', name));
}

const publisherOf = ({ record, says, page }: Sources): Suggestion[] =>
  record.publisher === ''
    ? [...ofFile('publisher', says?.publisher), ...ofPage('publisher', page.publisher)]
    : [];

/** The page goes before the program, whose date is that of its last use. */
function issuedOf({ record, says, page }: Sources): Suggestion[] {
  if (record.issued !== null) return [];
  if (page.issued !== null)
    return ofPage('issued', { ...page.issued, value: showPartialDate(page.issued.value) });
  const dated = says?.issued ? parsePartialDate(says.issued) : null;
  return ofFile('issued', dated === null ? null : showPartialDate(dated));
}

const isbnOf = ({ record, page }: Sources): Suggestion[] =>
  record.isbn === '' && page.isbn !== null && isIsbn(page.isbn.value)
    ? ofPage('isbn', page.isbn)
    : [];

const extentOf = ({ record, file }: Sources): Suggestion[] =>
  record.extent === '' && file.mediaType === 'application/pdf' && file.pages !== null
    ? [{ field: 'extent', value: `${file.pages} trang`, reason: { kind: 'pages' } }]
    : [];

function abstractOf({ record, says, passages }: Sources): Suggestion[] {
  if (record.abstract.trim() !== '') return [];
  const described = says?.description?.trim();
  if (described) return ofFile('abstract', described);
  const opening = firstSentences(
    passages
      .slice(0, 5)
      .map((p) => p.text)
      .join('\n\n'),
  );
  return opening === '' ? [] : [{ field: 'abstract', value: opening, reason: { kind: 'opening' } }];
}

/** Vietnamese is what the form begins with, so only another language is worth proposing. */
function languageOf({ record, says, passages }: Sources): Suggestion[] {
  if (record.language !== 'vi') return [];
  const text = passages
    .slice(0, FIRST_PASSAGES)
    .map((p) => p.text)
    .join('\n');
  const code = languageOfTag(says?.language ?? null, text);
  return code === 'vi' ? [] : ofFile('language', code);
}

/** What the file says of itself, and what its first pages say, in the order of the form. */
function nameSuggestions(
  record: ItemRecord,
  file: Attachment,
  { passages, terms }: Known,
): Suggestion[] {
  const first = passages
    .slice(0, FIRST_PASSAGES)
    .map((p) => p.text)
    .join('\n');
  const page = readTitlePage(passages[0]?.heading ?? '', first);
  const sources: Sources = { record, file, says: file.says ?? null, page, passages };
  const title = titleOf(sources);
  const others = [compilersOf, publisherOf, issuedOf, isbnOf, extentOf, abstractOf, languageOf];
  const named = { ...record, title: title[0]?.value ?? record.title };
  return [
    ...title,
    ...proposeTerms(named, first, terms),
    ...others.flatMap((propose) => propose(sources)),
  ];
}

/**
 * Everything that may be proposed for what the record leaves open, in the order of the form; the
 * same value once. Nothing is written.
 */
export function suggestRecord(
  record: ItemRecord,
  files: readonly Attachment[],
  known: Known,
): Suggestion[] {
  const file = files[0];
  if (file === undefined) return [];
  const found = [
    ...nameSuggestions(record, file, known),
    ...subjectSuggestions(record, known),
    ...lawSuggestions(record, known),
  ];
  return [
    ...new Map(found.toReversed().map((s) => [`${s.field}:${fold(s.value)}`, s])).values(),
  ].toReversed();
}

const ITEMS_LEARNT_FROM = 2_000;
const AT_ONCE = 500;

/** Words that point to subjects: their own, and keywords of the newest published items. */
export async function readSubjectWords({
  catalog,
}: {
  readonly catalog: Catalog;
}): Promise<readonly SubjectWord[]> {
  const items: Pick<Item, 'keywords' | 'subjects'>[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<Catalog['listItems']>> = await catalog.listItems({
      states: ['published'],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      order: 'newest',
      limit: AT_ONCE,
      after,
    });
    items.push(...page.rows.map(({ keywords, subjects }) => ({ keywords, subjects })));
    after = page.next;
  } while (after !== null && items.length < ITEMS_LEARNT_FROM);
  return [...SUBJECT_WORDS, ...subjectWordsOf(items)];
}

const NAMED: Partial<Readonly<Record<Suggestion['field'], NameKind>>> = {
  compilers: 'compiler',
  publisher: 'publisher',
};
const WAYS_OF_WRITING = 20;

/** A name as most items write it: title pages shout, and shorten. */
async function asUsual(
  catalog: Catalog,
  suggestion: Suggestion,
  units: readonly string[],
): Promise<Suggestion> {
  const [kind, key] = [NAMED[suggestion.field], nameKey(suggestion.value)];
  if (kind === undefined || key === '') return suggestion;
  const { rows } = await catalog.listNames({
    kind,
    search: key,
    units,
    variants: false,
    order: 'items',
    limit: WAYS_OF_WRITING,
    after: null,
  });
  return { ...suggestion, value: rows.find((row) => row.key === key)?.value ?? suggestion.value };
}

/** Proposals for a record as it stands in the form, from the texts of the item's files. */
export async function suggestionsFor(
  { catalog }: { readonly catalog: Catalog },
  item: Item,
  record: ItemRecord,
  words: readonly SubjectWord[],
): Promise<Suggestion[]> {
  const passages = await catalog.listPassages(item.id, null, PASSAGES_READ);
  const { genres, audiences } = await readVocabulary({ catalog });
  const terms = { genres: choosable(genres), audiences: choosable(audiences) };
  const laws = await catalog.findLaws(numbersIn(passages).map(([number]) => lawNumberKey(number)));
  return Promise.all(
    suggestRecord(record, item.attachments, { passages, laws, words, terms }).map((suggestion) =>
      // Whoever works on the item sees what its unit has, and no more is asked for.
      asUsual(catalog, suggestion, [item.unitId]),
    ),
  );
}
