import type { VNode } from 'preact';
import type { FacetValue } from '#server/search/search-query.ts';
import { isSubSubject, mainSubject } from '#server/vocabulary/sub-subject.ts';
import { subjectPath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import { NameText } from '#web/frame/name-text.tsx';

/** The name of a subject or sub-subject, said to be Vietnamese where it has no other. */
export const SubjectName = ({ code }: { code: string }): VNode => {
  const { language, names } = useText();
  return <NameText name={names.subSubject(code) ?? { label: names.subject(code), language }} />;
};

const Linked = ({ codes }: { codes: readonly string[] }): VNode => (
  <>
    {codes.map((code, i) => (
      <>
        {i > 0 && ', '}
        <a href={subjectPath(code)}>
          <SubjectName code={code} />
        </a>
      </>
    ))}
  </>
);

/**
 * An item's subjects, each with its sub-subjects in brackets, without those that are hidden or
 * unknown.
 */
export const SubjectLinks = ({ codes }: { codes: readonly string[] }): VNode => {
  const { names } = useText();
  const subSubjects = codes.filter((code) => isSubSubject(code) && names.subSubject(code) !== null);
  return (
    <>
      {codes
        .filter((code) => !isSubSubject(code))
        .map((code, i) => {
          const own = subSubjects.filter((one) => mainSubject(one) === code);
          return (
            <>
              {i > 0 && ', '}
              <Linked codes={[code]} />
              {own.length > 0 && (
                <>
                  {' '}
                  (<Linked codes={own} />)
                </>
              )}
            </>
          );
        })}
    </>
  );
};

/** The sub-subjects of one subject as a row of filters; nothing where items have none. */
export const SubjectChips = ({
  subject,
  chosen,
  subSubjects,
}: {
  subject: string;
  chosen: string;
  subSubjects: readonly FacetValue[];
}): VNode | null => {
  const text = useText();
  if (subSubjects.length === 0) return null;
  return (
    <nav aria-label={text.list.subSubjects}>
      <ul class="chips">
        <li>
          <a href={subjectPath(subject)} aria-current={chosen === subject ? 'page' : undefined}>
            {text.list.allSubSubjects}
          </a>
        </li>
        {subSubjects.map(({ value, count }) => (
          <li key={value}>
            <a href={subjectPath(value)} aria-current={chosen === value ? 'page' : undefined}>
              <SubjectName code={value} />{' '}
              {count > 0 && <span class="count">{text.units.count(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
