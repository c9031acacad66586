import type { VNode } from 'preact';
import { itemAt } from '#server/items/history/history.ts';
import { mergeOf, type ChangeField } from '#server/items/change.ts';
import type { Item } from '#server/items/item.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Unit } from '#server/people/unit.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { StaffMergePage } from '#web/cataloguing/staff-merge.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { vi } from '#web/text/vi.ts';
import {
  approvalOf,
  nationalUrlOf,
  recordOf,
  unitOf,
  valuesOf,
  valuesOfBody,
  versionOf,
} from './item-form.ts';
import { showChange, showField } from './show-field.ts';

type Body = Readonly<Record<string, unknown>>;

/** Names in the form of the parts of one field. */
const FORM_NAMES: Partial<Readonly<Record<ChangeField, readonly string[]>>> = {
  validity: ['validityState', 'validityFrom', 'validityTo', 'validityReviewedAt', 'validityReason'],
  rights: ['rightsKind', 'rightsNote'],
  national: ['nationalUrl'],
  approval: ['approvalBy', 'approvalPosition', 'approvalDate', 'approvalDocumentNumber'],
  approvalFile: [],
  attachments: [],
};
const namesOf = (field: ChangeField): readonly string[] => FORM_NAMES[field] ?? [field];

const withStored = (
  values: FormValues,
  stored: FormValues,
  fields: readonly ChangeField[],
): FormValues => ({
  ...values,
  ...Object.fromEntries(fields.flatMap(namesOf).map((name) => [name, stored[name] ?? ''])),
});

/**
 * A form after the screen of two people's changes: where theirs was chosen, the stored value takes
 * the place of the typed one.
 */
export function chosenBody(body: Body, stored: Item): Body {
  const theirs = Object.keys(body)
    .filter((name) => name.startsWith('chon.') && body[name] === 'ho')
    .map((name) => name.slice('chon.'.length) as ChangeField);
  return theirs.length === 0 ? body : withStored(valuesOfBody(body), valuesOf(stored), theirs);
}

/**
 * The screen for a form that was filled from an older version; null when the history does not reach
 * back to it.
 */
export function mergePage(
  frame: PageFrame,
  stored: Item,
  events: readonly WorkflowEvent[],
  body: Body,
  vocabulary: Vocabulary,
  units: readonly Unit[],
): VNode | null {
  const base = itemAt(stored, events, versionOf(body));
  if (base === null) return null;
  const url = nationalUrlOf(body);
  const yours: Item = {
    ...base,
    ...recordOf(body, base),
    unitId: unitOf(body, base),
    approval: approvalOf(body),
    national: url === (base.national.url ?? '') ? base.national : { ...base.national, url },
  };
  const { theirs, both } = mergeOf(base, stored, yours);
  const values = {
    ...withStored(
      valuesOfBody(body),
      valuesOf(stored),
      theirs.map((c) => c.field),
    ),
    version: String(stored.version),
  };
  return (
    <StaffMergePage
      frame={frame}
      item={stored}
      values={values}
      kept={theirs.map(showChange(stored, vocabulary, units))}
      both={both.map((c) => ({
        field: c.field,
        label: vi.changeFields[c.field],
        base: showField(c.field, c.base, stored, vocabulary, units),
        theirs: showField(c.field, c.theirs, stored, vocabulary, units),
        yours: showField(c.field, c.yours, stored, vocabulary, units),
      }))}
    />
  );
}
