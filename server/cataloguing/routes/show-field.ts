import type { ChangeField, FieldChange } from '#server/items/change.ts';
import type { Approval, ApprovalFile, Item, NationalEntry } from '#server/items/item.ts';
import { findLanguage } from '#server/base/language.ts';
import type { LawReference } from '#server/base/vietnamese/law-number.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { findRights, type Rights } from '#server/items/rights.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { termLabel } from '#server/vocabulary/term.ts';
import type { Unit } from '#server/people/unit.ts';
import { findValidity, type Validity } from '#server/items/validity.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

type NamedUnit = Pick<Unit, 'id' | 'name'>;

/** What a person reads of one field's value; empty for nothing. Hidden terms are named too. */
export function showField(
  field: ChangeField,
  value: unknown,
  item: Pick<Item, 'attachments'>,
  vocabulary: Vocabulary,
  units: readonly NamedUnit[],
): string {
  if (value === null || value === undefined) return '';
  switch (field) {
    case 'genre':
      return termLabel(vocabulary.genres, value as string);
    case 'subjects':
      return (value as string[])
        .map(
          (code) =>
            findSubject(code)?.label ??
            vocabulary.parts.find(({ id }) => id === code)?.value.name ??
            code,
        )
        .join('; ');
    case 'audiences':
      return (value as string[]).map((code) => termLabel(vocabulary.audiences, code)).join('; ');
    case 'language':
      return findLanguage(value as string)?.label ?? String(value);
    case 'unitId':
      return units.find(({ id }) => id === value)?.name ?? String(value);
    case 'issued':
      return showPartialDate(value as string);
    case 'validity':
      return showValidity(value as Validity);
    case 'rights':
      return [findRights((value as Rights).kind)?.label ?? '', (value as Rights).note]
        .filter((s) => s !== '')
        .join('. ');
    case 'lawRefs':
      return (value as LawReference[])
        .map((r) => [r.number, r.title, r.articles].filter((s) => s !== '').join(', '))
        .join('; ');
    case 'approval':
      return showApproval(value as Approval);
    case 'approvalFile':
      return (value as ApprovalFile).name;
    case 'national':
      return (value as NationalEntry).url ?? '';
    case 'attachments':
      return (value as string[])
        .map((id) => item.attachments.find((a) => a.id === id)?.name ?? id)
        .join('; ');
    case 'compilers':
    case 'keywords':
      return (value as string[]).join('; ');
    default:
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

const showValidity = ({ state, from, to, reviewedAt, reason }: Validity): string =>
  [
    findValidity(state)?.label ?? state,
    from === null ? '' : vi.item.validFrom(showPartialDate(from)),
    to === null ? '' : vi.item.validTo(showPartialDate(to)),
    reason,
    reviewedAt === null ? '' : vi.changeWords.reviewed(showPartialDate(reviewedAt)),
  ]
    .filter((s) => s !== '')
    .join(', ');

const showApproval = ({ by, position, date, documentNumber }: Approval): string =>
  [
    by,
    position,
    documentNumber === '' ? '' : vi.changeWords.number(documentNumber),
    date === '' ? '' : vi.changeWords.day(showPartialDate(date)),
  ]
    .filter((s) => s !== '')
    .join(', ');

export interface ShownChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export const showChange =
  (item: Pick<Item, 'attachments'>, vocabulary: Vocabulary, units: readonly NamedUnit[]) =>
  ({ field, before, after }: FieldChange): ShownChange => ({
    label: vi.changeFields[field],
    before: showField(field, before, item, vocabulary, units),
    after: showField(field, after, item, vocabulary, units),
  });
