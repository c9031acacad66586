import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { Approval, Item, ItemRecord } from '#server/items/item.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import type { RightsKind } from '#server/items/rights.ts';
import { withMainSubjects } from '#server/vocabulary/sub-subject.ts';
import type { ValidityState } from '#server/items/validity.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { lawLines, lawRefsOf, linesOf as lines } from '#server/http/form-lines.ts';
import { listOf as many, wordOf as one } from '#server/http/staff-form.ts';

/** Boxes of which none is ticked send nothing. */
const MANY: readonly (keyof ItemRecord)[] = ['subjects', 'audiences'];

type Body = Readonly<Record<string, unknown>>;

/** Values beside each other or below each other. */
export const listedOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

/** A date as typed; what is no date is kept so that the form shows it again and names the fault. */
const date = (text: string): string | null =>
  text === '' ? null : (parsePartialDate(text) ?? text);

/** The record that a posted form means. */
export const recordOf = (body: Body, before: Item): ItemRecord => ({
  ...EMPTY_RECORD,
  identifier: one(body, 'identifier') || null,
  title: one(body, 'title'),
  altTitle: one(body, 'altTitle'),
  genre: one(body, 'genre'),
  compilers: lines(`${one(body, 'compilers')}\n${one(body, 'compilersAdd')}`),
  publisher: one(body, 'publisher'),
  issued: date(one(body, 'issued')),
  edition: one(body, 'edition'),
  isbn: one(body, 'isbn'),
  extent: one(body, 'extent'),
  abstract: one(body, 'abstract'),
  subjects: withMainSubjects(many(body, 'subjects')),
  audiences: many(body, 'audiences'),
  language: one(body, 'language') || 'vi',
  keywords: listedOf(`${one(body, 'keywords')}\n${one(body, 'keywordsAdd')}`),
  place: one(body, 'place'),
  series: one(body, 'series'),
  volume: one(body, 'volume'),
  source: one(body, 'source'),
  lawRefs: lawRefsOf(one(body, 'lawRefs'), before.lawRefs),
  validity: {
    state: (one(body, 'validityState') || 'chua_xac_dinh') as ValidityState,
    from: date(one(body, 'validityFrom')),
    to: date(one(body, 'validityTo')),
    reviewedAt: date(one(body, 'validityReviewedAt')),
    reason: one(body, 'validityReason'),
  },
  rights: {
    kind: (one(body, 'rightsKind') || 'duoc_phep') as RightsKind,
    note: one(body, 'rightsNote'),
  },
});

/**
 * The approval outside the system that the record quotes (điểm a khoản 2 Điều 8); null when nothing
 * was written.
 */
export function approvalOf(body: Body): Approval | null {
  const approval = {
    by: one(body, 'approvalBy'),
    position: one(body, 'approvalPosition'),
    date: date(one(body, 'approvalDate')) ?? '',
    documentNumber: one(body, 'approvalDocumentNumber'),
  };
  return Object.values(approval).every((value) => value === '') ? null : approval;
}

/** Two parts of a record have a field of another name in the form. */
export const formErrors = ({ validity, rights, ...errors }: FieldErrors): FieldErrors => ({
  ...errors,
  ...(validity === undefined ? {} : { validityState: validity }),
  ...(rights === undefined ? {} : { rightsKind: rights }),
});

/** Where the national bookshelf has the item. */
export const nationalUrlOf = (body: Body): string => one(body, 'nationalUrl');

/** The unit that the form gives the item; the one it has where none was offered. */
export const unitOf = (body: Body, before: Pick<Item, 'unitId'>): string =>
  one(body, 'unitId') || before.unitId;

/** The fields of a record that a form shows; what a machine wrote there is confirmed by saving it. */
export const shownFields = (body: Body): readonly (keyof ItemRecord)[] =>
  (Object.keys(EMPTY_RECORD) as (keyof ItemRecord)[]).filter(
    (field) => field in body || MANY.includes(field),
  );

export const versionOf = (body: Body): number => Number.parseInt(one(body, 'version'), 10) || 0;
export const reasonOf = (body: Body): string => one(body, 'reason');

const shown = (value: string | null): string =>
  value === null || value === '' ? '' : showPartialDate(value);

/** The form's values of a stored item. */
export const valuesOf = (item: Item): FormValues => ({
  version: String(item.version),
  identifier: item.identifier ?? '',
  title: item.title,
  altTitle: item.altTitle,
  genre: item.genre,
  compilers: item.compilers.join('\n'),
  publisher: item.publisher,
  issued: shown(item.issued),
  edition: item.edition,
  isbn: item.isbn,
  extent: item.extent,
  abstract: item.abstract,
  subjects: item.subjects,
  audiences: item.audiences,
  language: item.language,
  keywords: item.keywords.join(', '),
  place: item.place,
  series: item.series,
  volume: item.volume,
  source: item.source,
  lawRefs: lawLines(item.lawRefs),
  validityState: item.validity.state,
  validityFrom: shown(item.validity.from),
  validityTo: shown(item.validity.to),
  validityReviewedAt: shown(item.validity.reviewedAt),
  validityReason: item.validity.reason,
  rightsKind: item.rights.kind,
  rightsNote: item.rights.note,
  unitId: item.unitId,
  nationalUrl: item.national.url ?? '',
  approvalBy: item.approval?.by ?? '',
  approvalPosition: item.approval?.position ?? '',
  approvalDate: shown(item.approval?.date ?? ''),
  approvalDocumentNumber: item.approval?.documentNumber ?? '',
});

/** What was posted, as the form shows it again after a refusal: nothing typed is lost. */
export const valuesOfBody = (body: Body): FormValues =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.map(String)
        : name === 'subjects' || name === 'audiences'
          ? [String(value)]
          : String(value),
    ]),
  );
