import type { VNode } from 'preact';
import type { Session } from '#server/people/account.ts';
import { personActionPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';
import { SessionFacts } from './own-sessions.tsx';

const t = vi.people;

export interface PersonSessionsProps {
  readonly id: string;
  readonly sessions: readonly Pick<
    Session,
    'tokenHash' | 'device' | 'from' | 'createdAt' | 'seenAt'
  >[];
}

/** Where somebody is signed in, each with a button that ends it. */
export const PersonSessions = ({ id, sessions }: PersonSessionsProps): VNode => (
  <section class="stack" aria-labelledby="phien">
    <h2 id="phien">{t.sessions}</h2>
    {sessions.length === 0 ? (
      <p>{t.noSessions}</p>
    ) : (
      <ul class="rows">
        {sessions.map(({ tokenHash, ...session }) => (
          <li class="task" key={tokenHash}>
            <SessionFacts session={{ id: tokenHash, ...session }} />
            <form method="post" action={personActionPath(id, 'phien')}>
              <input type="hidden" name="phien" value={tokenHash} />
              <button class="button plain">
                {vi.ownSessions.end}
                <span class="hidden">
                  {vi.ownSessions.of(session.device || vi.ownSessions.unknownDevice)}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    )}
    {sessions.length > 1 && (
      <form method="post" action={personActionPath(id, 'phien')}>
        <button class="button plain danger">{t.endAll}</button>
      </form>
    )}
  </section>
);
