import type { ComponentChildren, VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import {
  findStanding,
  isWarned,
  type CitedStanding,
  type Standing,
} from '#server/laws/standing.ts';
import { lawPath } from '#web/paths/laws.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';

export const StandingBadge = ({ standing: { state } }: { standing: Standing }): VNode => (
  <Badge tone={findStanding(state)?.tone ?? ''} label={useText().standing.state(state)} />
);

type StandingText = Pick<Text, 'standing' | 'units'>;

const dateOf = ({ units }: StandingText, date: string | null): string =>
  date === null ? '' : units.date(date);

/** What the record itself says: since when it no longer holds, or from when on it does. */
const ownSentence = (text: StandingText, { state, since }: Standing): string => {
  if (state === 'het') return text.standing.ended(dateOf(text, since));
  return state === 'chua' && since !== null ? text.standing.begins(dateOf(text, since)) : '';
};

const lawSentence = (text: StandingText, law: CitedStanding): string => {
  const t = text.standing;
  const day = dateOf(text, law.since);
  const title = law.title === '' ? '' : ` (${law.title})`;
  const by = law.replacedBy.length === 0 ? '' : `${t.replaced}${law.replacedBy.join(', ')}`;
  return `${t.lawBefore(law, day)} ${law.number}${title} ${t.lawAfter(law, day)}${by}.`;
};

/**
 * How an item stands in one plain line, for texts that hold no links: state, day, what ended, what
 * replaces it.
 */
export function standingNote(text: StandingText, standing: Standing): string {
  const t = text.standing;
  const settled = standing.laws.some((law) => law.settled);
  return [
    `${t.state(standing.state)} (${t.asOf(text.units.date(standing.day))}).`,
    standing.since === null ? '' : ownSentence(text, standing),
    ...standing.laws.map((law) => lawSentence(text, law)),
    settled && !isWarned(standing) ? t.settled : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Where a reader finds a document that took another's place; the shelf's own page by default. */
export type LawAddress = (number: string) => { readonly href: string; readonly outside: boolean };

const ownAddress: LawAddress = (number) => ({ href: lawPath(number), outside: false });

const Replacement = ({ number, at }: { number: string; at: LawAddress }): VNode => {
  const { href, outside } = at(number);
  return (
    <a href={href} rel={outside ? 'external' : undefined}>
      {number}
      {outside && <span class="hidden">{useText().item.external}</span>}
    </a>
  );
};

const LawSentence = ({ law, at }: { law: CitedStanding; at: LawAddress }): VNode => {
  const text = useText();
  const t = text.standing;
  const day = dateOf(text, law.since);
  return (
    <p>
      {t.lawBefore(law, day)} <b>{law.number}</b>
      {law.title !== '' && ` (${law.title})`} {t.lawAfter(law, day)}
      {law.replacedBy.map((number, i) => (
        <span key={number}>
          {i === 0 ? t.replaced : ', '}
          <Replacement number={number} at={at} />
        </span>
      ))}
      .{law.revising && ` ${t.revising}`}
    </p>
  );
};

interface NoticeProps {
  readonly standing: Standing;
  readonly at?: LawAddress;
  /** What else helps, below the reasons. */
  readonly children?: ComponentChildren;
}

/**
 * Warns of an item that no longer or not yet holds: what ended, when, what replaces it. Says too
 * where an end was looked at and found to change nothing.
 */
export const StandingNotice = ({
  standing,
  at = ownAddress,
  children,
}: NoticeProps): VNode | null => {
  const text = useText();
  const t = text.standing;
  const { state, reason, laws } = standing;
  const warned = isWarned(standing);
  if (!warned && laws.length === 0) return null;
  const tone = findStanding(state)?.tone ?? '';
  // The reasons say since when.
  const told = standing.since === null && laws.length > 0;
  const own = told ? '' : ownSentence(text, standing);
  const advice = [reason, reason === '' || state.startsWith('luat_') ? t.advice(state) : ''];
  return (
    <div class={`notice stack${warned && tone !== '' ? ` ${tone}` : ''}`}>
      <h2>{warned ? t.title(state) : t.settledTitle}</h2>
      {own !== '' && <p>{own}</p>}
      {laws.map((law) => (
        <LawSentence key={law.key} law={law} at={at} />
      ))}
      {warned ? (
        advice.filter((line) => line !== '').map((line) => <p key={line}>{line}</p>)
      ) : (
        <p>{t.settled}</p>
      )}
      {warned && children}
    </div>
  );
};

/**
 * How the item that a page shows a part of stands: the badge with the day it is known of, which a
 * saved or printed page keeps, and the warning.
 */
export const StandingHead = ({ standing }: { standing: Standing }): VNode => {
  const text = useText();
  const t = text.standing;
  const asOf = t.asOf(text.units.date(standing.day));
  const titled = isWarned(standing) && t.title(standing.state) === t.state(standing.state);
  // The heading of the notice says the same as the badge would.
  return (
    <>
      <p class="meta">
        {titled ? (
          t.note(asOf)
        ) : (
          <>
            <StandingBadge standing={standing} /> {asOf}
          </>
        )}
      </p>
      <StandingNotice standing={standing} />
    </>
  );
};
