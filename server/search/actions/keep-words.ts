import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import type { Actor } from '#server/people/account.ts';
import { applyRows, type CellChange } from '#server/tables/plan-rows.ts';
import { readTable, type JudgedRow } from '#server/tables/read-table.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import { authorise } from '#server/workflow/access.ts';
import { messages } from '../messages.ts';
import type { SearchQuery } from '../search-query.ts';
import {
  allWords,
  changesOf,
  MOST_OWN_WORDS,
  newWord,
  shippedWord,
  wordErrors,
  type WordRow,
  type WordValue,
} from '../words/word-record.ts';
import {
  useIn,
  valueOfRow,
  WORD_SHEET,
  wordChanges,
  type WordColumn,
} from '../words/word-sheet.ts';

/** The part of the catalogue that keeps the list. */
export type WordCatalog = AuthorityCatalog<{ readonly word: WordValue }>;

/** The query with the list as officials left it. */
export async function withWords(
  readWords: () => Promise<readonly WordRow[]>,
  query: SearchQuery,
): Promise<SearchQuery> {
  if (query.text === '') return query;
  const stored = await readWords();
  return stored.length === 0 ? query : { ...query, words: changesOf(stored) };
}

/** The entry as it stands; throws `page-not-found`. */
export async function getWord(catalog: WordCatalog, id: string): Promise<WordRow> {
  const word = (await catalog.findAuthority('word', id)) ?? shippedWord(id);
  if (word === null) throw new AppError('page-not-found', { id });
  return word;
}

/**
 * Saves an entry; the one that was shipped stays to be taken back. Throws `not-allowed`,
 * `invalid-input` and `stale-version`.
 */
export async function saveWord(
  { catalog, now }: Pick<ActionDeps, 'now'> & { readonly catalog: WordCatalog },
  actor: Actor,
  word: WordRow,
): Promise<WordRow> {
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(wordErrors(word.value));
  if (word.version === 0 && (await catalog.listAuthority('word')).length >= MOST_OWN_WORDS)
    refuseErrors({ said: messages.tooManyWords(MOST_OWN_WORDS) });
  return catalog.saveAuthority({ ...word, changedAt: now(), changedBy: actor.displayName });
}

/** What a line of a sheet would do. */
export interface WordPlanRow {
  readonly line: number;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  /** What it says, to know the line by. */
  readonly said: string;
  readonly changes: readonly CellChange[];
  readonly faults: readonly string[];
  /** As it would be saved; null for a refused one. */
  readonly word: WordRow | null;
}

export interface WordPlan {
  readonly rows: readonly WordPlanRow[];
  /** Headers of columns that are left out. */
  readonly unknown: readonly string[];
}

function planRow(
  row: JudgedRow<WordColumn>,
  known: ReadonlyMap<string, WordRow>,
  newId: () => string,
): WordPlanRow {
  const id = row.cells.get('id') ?? '';
  const before = id === '' ? null : (known.get(id) ?? null);
  const word = before ?? newWord(id === '' ? newId() : id);
  const value = valueOfRow(row, word.value);
  const faults = [
    ...row.faults,
    ...(id !== '' && before === null ? [messages.unknownWord(id)] : []),
    ...(useIn(row.cells.get('use') ?? '') === null ? [messages.wrongUse] : []),
    ...Object.values(wordErrors(value)),
  ];
  const planned = { line: row.line, said: (row.cells.get('said') ?? '').slice(0, 120), faults };
  if (faults.length > 0) return { ...planned, outcome: 'refused', changes: [], word: null };
  const changes =
    before === null
      ? wordChanges({ said: [], meant: [], group: '', only: [], hidden: false }, value)
      : wordChanges(before.value, value);
  return {
    ...planned,
    outcome: before === null ? 'new' : changes.length > 0 ? 'changed' : 'same',
    changes,
    word: { ...word, value },
  };
}

/**
 * What importing a sheet would do, line by line; nothing is written. Throws `not-allowed`,
 * `invalid-sheet` and `invalid-input` (too many lines).
 */
export async function planWords(
  { catalog, newId }: Pick<ActionDeps, 'newId'> & { readonly catalog: WordCatalog },
  actor: Actor,
  content: SheetContent,
): Promise<WordPlan> {
  authorise(actor, 'edit-lists', 'shelf');
  const { rows, unknown } = readTable(content, WORD_SHEET);
  const known = new Map(
    allWords(await catalog.listAuthority('word')).map((word) => [word.id, word]),
  );
  return { rows: rows.map((row) => planRow(row, known, newId)), unknown };
}

/** Saves what a plan says, line by line; gives how many entries are new or changed. */
export async function applyWords(
  deps: Pick<ActionDeps, 'now'> & { readonly catalog: WordCatalog },
  actor: Actor,
  { rows }: WordPlan,
): Promise<number> {
  const writes = rows.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
  const applied = await applyRows(writes, {
    together: 1,
    save: async (together) => {
      for (const { word } of together) await saveWord(deps, actor, word!);
    },
    done: (row) => row,
    refused: (row, fault): WordPlanRow => ({ ...row, outcome: 'refused', faults: [fault.message] }),
  });
  return applied.filter(({ outcome }) => outcome !== 'refused').length;
}
