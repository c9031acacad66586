import type { VNode } from 'preact';
import { subjectPath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import { SubjectIcon, subjectHue } from '#web/items/subject-icon.tsx';

export interface Topic {
  readonly code: string;
  readonly label: string;
  readonly count: number;
}

/** Subjects as spines on a board; a subject without items is named but leads nowhere. */
export const SubjectTopics = ({ subjects }: { subjects: readonly Topic[] }): VNode => {
  const text = useText();
  return (
    <ul class="topics">
      {subjects.map((s) => {
        const inside = (
          <>
            <SubjectIcon code={s.code} />
            <span>
              <b>{s.label}</b>{' '}
              <span class="count">
                {s.count === 0 ? text.browse.empty : text.home.items(text.units.count(s.count))}
              </span>
            </span>
          </>
        );
        return (
          <li key={s.code}>
            {s.count === 0 ? (
              <span class={`topic none ${subjectHue(s.code)}`}>{inside}</span>
            ) : (
              <a class={`topic ${subjectHue(s.code)}`} href={subjectPath(s.code)}>
                {inside}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
};
