import type { VNode } from 'preact';
import { languageLabel } from '#server/base/language.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { type Suggestion, TAKES_MANY } from '#server/cataloguing/suggestion.ts';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { termLabel } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.suggestions;

const shown = ({ field, value }: Suggestion, vocabulary: Vocabulary): string =>
  field === 'subjects'
    ? `${value} ${subjectLabel(value)}`
    : field === 'language'
      ? languageLabel(value)
      : field === 'genre' || field === 'audiences'
        ? termLabel(field === 'genre' ? vocabulary.genres : vocabulary.audiences, value)
        : value;
const postedAs = ({ field, value }: Suggestion): string => `${field}:${value}`;

/** All at once takes the likeliest of a field that holds one value. */
const together = (list: readonly Suggestion[]): Suggestion[] =>
  list.filter(
    (s, i) =>
      TAKES_MANY.includes(s.field) || list.findIndex((other) => other.field === s.field) === i,
  );

const Row = ({
  id,
  suggestion,
  vocabulary,
}: {
  id: string;
  suggestion: Suggestion;
  vocabulary: Vocabulary;
}): VNode => (
  <li class="proposal">
    <div>
      <p>
        <b>{t.fields[suggestion.field]}:</b> {shown(suggestion, vocabulary)}
      </p>
      <p class="meta">{t.reason(suggestion.reason)}</p>
    </div>
    <button
      class="button plain"
      name="nhan"
      value={postedAs(suggestion)}
      formAction={staffItemActionPath(id, 'goi-y')}
      formNoValidate
    >
      {t.take}
      <span class="hidden">{t.of(t.fields[suggestion.field], shown(suggestion, vocabulary))}</span>
    </button>
  </li>
);

/** Buttons of the record's form: the form comes back with the field filled, nothing is saved. */
export const Suggestions = ({
  id,
  list,
  vocabulary,
}: {
  id: string;
  list: readonly Suggestion[];
  vocabulary: Vocabulary;
}): VNode => {
  const all = together(list);
  return (
    <details class="card stack proposals" open>
      <summary>
        {t.title} <span class="count">{vi.units.count(list.length)}</span>
      </summary>
      <p class="help">{t.lead}</p>
      {list.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <>
          <ul class="rows">
            {list.map((s) => (
              <Row key={postedAs(s)} id={id} suggestion={s} vocabulary={vocabulary} />
            ))}
          </ul>
          {all.length > 1 && (
            <p>
              <button
                class="button plain"
                name="nhan-het"
                value={JSON.stringify(all.map(postedAs))}
                formAction={staffItemActionPath(id, 'goi-y')}
                formNoValidate
              >
                {t.takeAll(all.length)}
              </button>
            </p>
          )}
        </>
      )}
      <p role="status" data-taken={t.takenScript} />
    </details>
  );
};
