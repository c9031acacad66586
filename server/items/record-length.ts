import { APPROVAL_LABELS, RECORD_LABELS } from './record-labels.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { Approval, ItemRecord } from './item.ts';
import { tooLongErrors } from '#server/base/text-length.ts';

const LONGEST_TITLE = 1_000;
/** A collection of laws may cite hundreds, each with its name. */
const LONGEST_LAWS = 100_000;

/**
 * Fields of a record that are too long, wherever they come from: a form, a sheet, many changed at
 * once.
 */
export const recordLengthErrors = (record: ItemRecord): FieldErrors =>
  tooLongErrors({
    title: [RECORD_LABELS.title, record.title, LONGEST_TITLE],
    ...Object.fromEntries(
      (
        [
          'altTitle',
          'publisher',
          'edition',
          'isbn',
          'extent',
          'abstract',
          'place',
          'series',
          'volume',
          'source',
        ] as const
      ).map((field) => [field, [RECORD_LABELS[field], record[field]] as const]),
    ),
    identifier: [RECORD_LABELS.identifier, record.identifier ?? ''],
    compilers: [RECORD_LABELS.compilers, record.compilers.join('\n')],
    keywords: [RECORD_LABELS.keywords, record.keywords.join('\n')],
    lawRefs: [
      RECORD_LABELS.lawRefs,
      record.lawRefs
        .map(({ number, title, articles, url }) => [number, title, articles, url ?? ''].join('|'))
        .join('\n'),
      LONGEST_LAWS,
    ],
    validityReason: [RECORD_LABELS.validityReason, record.validity.reason],
    rightsNote: [RECORD_LABELS.rightsNote, record.rights.note],
  });

/** Fields of the approval that the record quotes, by their names in the form. */
export const approvalLengthErrors = (approval: Approval | null): FieldErrors =>
  approval === null
    ? {}
    : tooLongErrors({
        approvalBy: [APPROVAL_LABELS.by, approval.by],
        approvalPosition: [APPROVAL_LABELS.position, approval.position],
        approvalDocumentNumber: [APPROVAL_LABELS.documentNumber, approval.documentNumber],
      });
