import type { VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { endOtherSessionsPath, endSessionPath, ownIdentityPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.ownSessions;

export interface SessionView {
  readonly id: string;
  readonly device: string;
  readonly from: string;
  readonly createdAt: string;
  readonly seenAt: string;
  /** The one that asks. */
  readonly here: boolean;
}

/** Where a session is, since when, when it was used last. */
export const SessionFacts = ({ session }: { session: Omit<SessionView, 'here'> }): VNode => (
  <div>
    <h3>{session.device === '' ? t.unknownDevice : session.device}</h3>
    <p class="meta">
      {[
        ...(session.from === '' ? [] : [t.from(session.from)]),
        t.since(vi.units.moment(session.createdAt)),
        t.seen(vi.units.moment(session.seenAt)),
      ].join(' · ')}
    </p>
  </div>
);

const Row = ({ session }: { session: SessionView }): VNode => {
  const device = session.device === '' ? t.unknownDevice : session.device;
  return (
    <li class="task">
      <SessionFacts session={session} />
      {session.here ? (
        <p>
          <Badge tone="good" label={t.here} />
        </p>
      ) : (
        <form method="post" action={endSessionPath(session.id)}>
          <button class="button plain">
            {t.end}
            <span class="hidden">{t.of(device)}</span>
          </button>
        </form>
      )}
    </li>
  );
};

export const OwnSessionsPage = ({
  frame,
  sessions,
  service,
  notice,
}: {
  frame: PageFrame;
  sessions: readonly SessionView[];
  /** The authority has a sign-in service of its own. */
  service: boolean;
  notice: string | null;
}): VNode => (
  <StaffPage frame={frame} title={t.title} notice={notice}>
    <p>{t.lead}</p>
    <section aria-labelledby="ds">
      <h2 id="ds">{t.list}</h2>
      <ul class="rows">
        {sessions.map((session) => (
          <Row key={session.id} session={session} />
        ))}
      </ul>
    </section>
    {sessions.length > 1 && (
      <form method="post" action={endOtherSessionsPath()}>
        <button class="button plain danger">{t.endOthers}</button>
      </form>
    )}
    {service && (
      <p>
        <a href={ownIdentityPath()}>{t.service}</a>
      </p>
    )}
  </StaffPage>
);
