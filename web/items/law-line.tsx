import type { VNode } from 'preact';
import { findLawState, type LawState } from '#server/laws/law-record.ts';
import { Badge } from '#web/frame/badge.tsx';
import { lawPath } from '#web/paths/laws.ts';
import { useText } from '#web/text/use-text.ts';

/** What is known of a legal document today, above the items that cite it. */
export interface LawLineView {
  readonly number: string;
  /** Empty when nobody has written it. */
  readonly title: string;
  readonly state: LawState;
  /** First day in force of one to come, first day without force of an ended one; else null. */
  readonly since: string | null;
  readonly replacedBy: readonly string[];
  /** Where it can be read outside the shelf; null when that is not known. */
  readonly href: string | null;
}

/** The document itself: its title, how it stands, what took its place. */
export const LawLine = ({ law }: { law: LawLineView }): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <p>
      {law.title !== '' && (
        <>
          <b>{law.title}</b>{' '}
        </>
      )}
      <Badge tone={findLawState(law.state)?.tone ?? ''} label={text.names.lawState(law.state)} />
      {law.since !== null && ` ${t.lawSince(text.units.date(law.since))}`}
      {law.replacedBy.map((number, i) => (
        <span key={number}>
          {i === 0 ? text.standing.replaced : ', '}
          <a href={lawPath(number)}>{number}</a>
        </span>
      ))}
      {law.href !== null && (
        <>
          {' · '}
          <a href={law.href} rel="external">
            {text.standing.lawText}
            <span class="hidden">{t.external}</span>
          </a>
        </>
      )}
    </p>
  );
};
