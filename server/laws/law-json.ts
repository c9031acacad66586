import { AppError } from '#server/base/errors.ts';
import { plainContent, type SheetContent } from '#server/tables/sheet.ts';
import type { LawColumn } from './law-sheet.ts';
import { messages } from './messages.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a cell; of `{ code, name }` the name, else the code. */
function cellOf(value: unknown): string {
  if (isFields(value)) return cellOf(value['name'] ?? value['code']);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * Fields of a document as the JSON of the national database of legal documents calls them
 * (docs/domain.md); of several the first that says something.
 */
const FIELDS: readonly (readonly [LawColumn, ...string[]])[] = [
  ['number', 'docNum'],
  ['title', 'docAbs', 'title'],
  ['kind', 'docType'],
  ['issuer', 'agencyName'],
  ['issued', 'issueDate'],
  ['signer', 'signer', 'signerName'],
  ['effectiveFrom', 'effFrom'],
  ['effectiveTo', 'effTo'],
  ['state', 'effStatus'],
  ['vbplId', 'id'],
];

/** Where answers of the database keep their documents. */
const LISTS = ['data', 'items', 'content', 'rows'] as const;
const DEEPEST = 3;

/** The list of documents itself, or inside an answer; one document alone is a list of one. */
function documentsOf(value: unknown, depth = 0): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  if (!isFields(value) || depth > DEEPEST) return null;
  if ('docNum' in value) return [value];
  for (const name of LISTS) {
    const found = documentsOf(value[name], depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-sheet', { fields: { sheet: messages.brokenJson } }, { cause });
  }
}

/** Whether a file begins as JSON does. */
export const beginsAsJson = (text: string): boolean => /^\ufeff?\s*[[{]/u.test(text);

const SHOWN = 80;

/** What is no document stands where its number would, so that it is refused by name. */
const rowOf = (document: unknown): string[] =>
  isFields(document)
    ? FIELDS.map(
        ([, ...names]) =>
          names.map((name) => cellOf(document[name])).find((cell) => cell.trim() !== '') ?? '',
      )
    : [typeof document === 'object' ? '[]' : String(document).slice(0, SHOWN)];

/**
 * Documents in the JSON of the national database, as a table: line 1 names the columns, document n
 * stands in line n + 1. Throws `invalid-sheet`.
 */
export function lawTableOfJson(text: string): SheetContent {
  const documents = documentsOf(parsed(text.replace(/^\ufeff/u, '')));
  if (documents === null)
    throw new AppError('invalid-sheet', { fields: { sheet: messages.noDocuments } });
  return plainContent([FIELDS.map(([column]) => column), ...documents.map(rowOf)]);
}
