import type { ItemRecord } from '#server/items/item.ts';
import { EMPTY_RECORD, recordErrors } from '#server/items/record-rules.ts';
import { mainSubject } from '#server/vocabulary/sub-subject.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { termFault } from '#server/vocabulary/term.ts';
import { shownSubSubject, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { messages } from './messages.ts';

/** Without these nothing is published, and by its number a line is known: a fault in one sinks the line. */
const MANDATORY: ReadonlySet<string> = new Set<keyof ItemRecord>([
  'identifier',
  'title',
  'genre',
  'compilers',
  'issued',
  'abstract',
  'language',
  'validity',
  'rights',
]);

/** One optional field as it was before, or as much of it as may stay. */
function without(
  record: ItemRecord,
  field: string,
  { genres, audiences, parts }: Vocabulary,
  before: ItemRecord,
): ItemRecord {
  switch (field) {
    case 'validityFrom':
      return { ...record, validity: { ...record.validity, from: before.validity.from } };
    case 'validityTo':
      return { ...record, validity: { ...record.validity, to: before.validity.to } };
    case 'validityReason':
      return { ...record, validity: { ...record.validity, reason: before.validity.reason } };
    case 'rightsNote':
      return { ...record, rights: { ...record.rights, note: before.rights.note } };
    case 'audiences': {
      const may = (code: string): boolean => termFault(audiences, code, before.audiences) === null;
      return { ...record, audiences: record.audiences.filter(may) };
    }
    case 'subjects': {
      const may = (code: string): boolean =>
        before.subjects.includes(code) ||
        (findSubject(mainSubject(code)) !== undefined &&
          shownSubSubject({ genres, audiences, parts }, code));
      const left = record.subjects.filter(may);
      // A record needs one: a line of which none is left is refused.
      return left.length === 0 ? record : { ...record, subjects: left };
    }
    default:
      return { ...record, [field]: before[field as keyof ItemRecord] };
  }
}

/**
 * What a line gives without the optional values that a record may not have, and a sentence for each.
 * Faults in mandatory ones stay, for the line to be refused. `before` is the record as it stands.
 */
export function withoutFaults<Given extends Partial<ItemRecord>>(
  given: Given,
  vocabulary: Vocabulary,
  before: ItemRecord = EMPTY_RECORD,
): { readonly record: Given; readonly notes: readonly string[] } {
  const titled: ItemRecord = { ...before, title: before.title || '…', ...given };
  const optional = Object.entries(recordErrors(titled, vocabulary, before)).filter(
    ([field]) => !MANDATORY.has(field),
  );
  const mended = optional.reduce(
    (record, [field]) => without(record, field, vocabulary, before),
    titled,
  );
  const kept = Object.fromEntries(
    Object.keys(given).map((field) => [field, mended[field as keyof ItemRecord]]),
  ) as Given;
  const left = recordErrors(mended, vocabulary, before);
  const mendedFields = optional.filter(([field]) => left[field] === undefined);
  return { record: kept, notes: mendedFields.map(([, sentence]) => messages.leftOut(sentence)) };
}
