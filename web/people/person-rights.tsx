import type { VNode } from 'preact';
import type { Right, RightScope } from '#server/workflow/rights.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.people;

export interface RightView {
  readonly right: Right;
  /** Null where the person has no such right. */
  readonly scope: RightScope | null;
}

const wordsOf = (right: Right, scope: RightScope, unit: string): string =>
  [t.rightNames[right], t.reachOf[scope](unit)].filter((part) => part !== '').join(' ');

/** What somebody may do and what not, in the words people ask in. */
export const PersonRights = ({
  rights,
  unit,
  disabled,
  twoPersons,
}: {
  rights: readonly RightView[];
  unit: string;
  disabled: boolean;
  twoPersons: boolean;
}): VNode => {
  const may = rights.filter(({ scope }) => scope !== null);
  const mayNot = rights.filter(({ scope }) => scope === null);
  return (
    <section class="stack" aria-labelledby="lam-gi">
      <h2 id="lam-gi">{t.plainly}</h2>
      {disabled && <p class="notice bad">{t.locked}</p>}
      {may.length > 0 && (
        <>
          <h3>{t.may}</h3>
          <ul>
            {may.map(({ right, scope }) => (
              <li key={right}>{wordsOf(right, scope!, unit)}</li>
            ))}
          </ul>
        </>
      )}
      {twoPersons && may.some(({ right }) => right === 'publish') && <p>{t.secondPerson}</p>}
      {mayNot.length > 0 && (
        <p>
          <b>{t.mayNot}</b> {mayNot.map(({ right }) => t.rightNames[right]).join('; ')}.
        </p>
      )}
    </section>
  );
};
