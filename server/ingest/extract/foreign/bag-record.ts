import { RECORD_FORM } from '#server/exchange/harvest-row.ts';
import { languageLabel } from '#server/base/language.ts';
import { isDate, showPartialDate } from '#server/base/partial-date.ts';
import { lawReference, tidyNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';
import { writeWhole, type WholeRecord } from '#server/imports/whole-record.ts';
import type { Approval, ItemRecord } from '#server/items/item.ts';
import { findRights } from '#server/items/rights.ts';
import { findValidity, type Validity } from '#server/items/validity.ts';
import type { ForeignTerms } from '#server/tables/sheet.ts';
import { foreignMessages as say } from './foreign-messages.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { RecordCells } from './foreign-record.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
/** A text that may stand in a record: no half letters, no control signs but line ends. */
const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffd-\uffff]/gu, '')
    : '';
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [];
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const dateOf = (value: unknown): string | null => {
  const text = textOf(value);
  return text !== '' && isDate(text) ? text : null;
};

const lawsOf = (record: Json): LawReference[] =>
  listOf(record['laws']).flatMap((law) => {
    const number = tidyNumber(textOf(law['number']));
    const url = textOf(law['url']);
    return number === ''
      ? []
      : [
          {
            ...lawReference(number),
            title: textOf(law['title']),
            articles: textOf(law['articles']),
            url: url === '' ? null : url,
          },
        ];
  });

function validityOf(value: unknown): Validity | null {
  const said = objectOf(value);
  const found = findValidity(textOf(said['state']));
  return found === undefined
    ? null
    : {
        state: found.code,
        from: dateOf(said['from']),
        to: dateOf(said['to']),
        reviewedAt: dateOf(said['reviewedAt']),
        reason: textOf(said['reason']),
      };
}

/** An approval is worth something only as a whole. */
function approvalOf(value: unknown): Approval | null {
  const said = objectOf(value);
  const [by, date] = [textOf(said['by']), dateOf(said['date'])];
  return by === '' || date === null
    ? null
    : {
        by,
        position: textOf(said['position']),
        date,
        documentNumber: textOf(said['documentNumber']),
      };
}

/** Fields as they are; cells would trim them, part them or leave some of it out. */
function exactOf(record: Json): Partial<ItemRecord> {
  const rights = objectOf(record['rights']);
  const kind = findRights(textOf(rights['kind']))?.code;
  const validity = validityOf(record['validity']);
  const laws = lawsOf(record);
  const texts = [
    'altTitle',
    'publisher',
    'edition',
    'isbn',
    'extent',
    'abstract',
    'series',
    'volume',
    'source',
  ] as const;
  return {
    ...Object.fromEntries(texts.map((field) => [field, textOf(record[field])])),
    title: textOf(record['title']),
    place: textOf(record['locality']),
    compilers: textsOf(record['compilers']),
    keywords: textsOf(record['keywords']),
    ...(laws.length === 0 ? {} : { lawRefs: laws }),
    ...(validity === null ? {} : { validity }),
    ...(kind === undefined ? {} : { rights: { kind, note: textOf(rights['note']) } }),
  };
}

function fillCells(cells: RecordCells, record: Json): void {
  for (const column of [
    'title',
    'altTitle',
    'publisher',
    'edition',
    'isbn',
    'extent',
    'abstract',
    'series',
    'volume',
    'source',
    'identifier',
  ] as const)
    cells.text(column, textOf(record[column]));
  cells.text('place', textOf(record['locality']));
  cells.list('compilers', textsOf(record['compilers']));
  for (const word of textsOf(record['keywords'])) cells.keyword(word);
  const issued = dateOf(record['issued']);
  if (issued !== null) cells.text('issued', showPartialDate(issued));
  const genre = objectOf(record['genre']);
  if (genre['label'] !== undefined) cells.genre([textOf(genre['label'])], [textOf(genre['code'])]);
  for (const subject of listOf(record['subjects']))
    cells.subject(textOf(subject['label']), textOf(subject['code']));
  const audiences = listOf(record['audiences']).map(
    (one) => textOf(one['code']) || textOf(one['label']),
  );
  if (audiences.length > 0) cells.audiences(audiences);
  cells.text('language', languageLabel(textOf(objectOf(record['language'])['code'])));
  for (const { number, title, articles } of lawsOf(record)) cells.law(number, title, articles);
}

function fillStanding(cells: RecordCells, record: Json): void {
  const validity = validityOf(record['validity']);
  const rights = objectOf(record['rights']);
  if (validity !== null) {
    cells.text('validity', validity.state);
    cells.text('validityFrom', validity.from === null ? '' : showPartialDate(validity.from));
    cells.text('validityTo', validity.to === null ? '' : showPartialDate(validity.to));
    cells.text('validityReason', validity.reason);
  }
  cells.text('rights', findRights(textOf(rights['kind']))?.code ?? '');
  cells.text('rightsNote', textOf(rights['note']));
}

/** Names that the files had on the other shelf, in their order. */
export const namesOf = (told: unknown): string[] =>
  listOf(objectOf(objectOf(told)['record'])['files']).map((file) => textOf(file['name']));

/** A file of a bag with its signature: whose it is stands beside it. */
export interface ToldApproval {
  readonly told: unknown;
  /** Path of the signed file in the ZIP; null for none. */
  readonly path: string | null;
}

/**
 * `record.json` of another shelf of this kind as a line; null when it is none.
 * @param names of the files in the ZIP as the other shelf called them, by path
 */
export function bagRecord(
  told: unknown,
  approval: ToldApproval,
  names: Readonly<Record<string, string>>,
  terms: ForeignTerms,
): ForeignRecord | null {
  if (!isObject(told) || !isObject(told['record'])) return null;
  const { record } = told as { readonly record: Json };
  const id = textOf(record['id']);
  const cells = new RecordCells(terms);
  if (Number(told['form']) > RECORD_FORM) {
    cells.text('title', textOf(record['title']) || id);
    return { ...cells.done(), faults: [say.newerForm] };
  }
  fillCells(cells, record);
  fillStanding(cells, record);
  const oai = textOf(objectOf(told['addresses'])['oai']).split(':');
  cells.origin(oai[0] === 'oai' ? (oai[1] ?? '') : '', id);
  const signed = approvalOf(objectOf(approval.told)['approval']) ?? approvalOf(record['approval']);
  const whole: WholeRecord = {
    record: exactOf(record),
    approval: signed,
    approvalPath: signed === null ? null : approval.path,
    names,
  };
  return { ...cells.done(), whole: writeWhole(whole) };
}
