import { isSuggestedField, TAKES_MANY, type SuggestedField } from '../suggestion.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { linesOf } from '#server/http/form-lines.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';

type Body = Readonly<Record<string, unknown>>;
interface Taken {
  readonly field: SuggestedField;
  readonly value: string;
}

const MOST_TAKEN = 100;

function takenOf(posted: string): Taken | null {
  const at = posted.indexOf(':');
  const field = posted.slice(0, Math.max(at, 0));
  return isSuggestedField(field) ? { field, value: posted.slice(at + 1).normalize('NFC') } : null;
}

function allOf(posted: string): string[] {
  try {
    const list: unknown = JSON.parse(posted);
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    // A value that no button of ours wrote asks for nothing.
    return [];
  }
}

/** The proposals that the pressed button stands for. */
export const takenSuggestions = (body: Body): Taken[] =>
  [...listOf(body, 'nhan'), ...allOf(wordOf(body, 'nhan-het'))]
    .slice(0, MOST_TAKEN)
    .map(takenOf)
    .filter((taken) => taken !== null);

const added = (before: string, value: string): string =>
  [...new Set([...linesOf(before), value])].join('\n');

/** The form's values with what was taken put into its fields. */
export function withTaken(values: FormValues, taken: readonly Taken[]): FormValues {
  const next: Record<string, string | readonly string[]> = { ...values };
  for (const { field, value } of taken) {
    if (field === 'subjects' || field === 'audiences')
      next[field] = [...new Set([...listOf(next, field), value])];
    else next[field] = TAKES_MANY.includes(field) ? added(wordOf(next, field), value) : value;
  }
  delete next['nhan'];
  delete next['nhan-het'];
  return next;
}
