import type { VNode } from 'preact';
import type { ReceiverState } from '#server/subscriptions/receiver-state.ts';
import type { Run } from '#server/subscriptions/runs.ts';
import type { SubscriptionCounts } from '#server/subscriptions/subscription-catalog.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { tryReceiverPath } from '#web/paths/subscriptions.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.subscriptions;

export interface StaffSubscriptionsProps {
  readonly frame: PageFrame;
  /** A mail server is set. */
  readonly sends: boolean;
  readonly counts: SubscriptionCounts;
  readonly topics: readonly {
    readonly key: string;
    readonly label: string;
    readonly subscribers: number;
  }[];
  readonly runs: readonly Run[];
  /** Null where no receiver of events is set. */
  readonly receiver: { readonly waiting: number; readonly last: ReceiverState | null } | null;
  readonly notice: string | null;
}

const Counts = ({ counts }: Pick<StaffSubscriptionsProps, 'counts'>): VNode => (
  <section class="stack" aria-labelledby="nguoi-h">
    <h2 id="nguoi-h">{t.people}</h2>
    <dl class="facts">
      {(
        [
          [t.weekly, counts.weekly],
          [t.atOnce, counts.atOnce],
          [t.unconfirmed, counts.unconfirmed],
          [t.setAside, counts.setAside],
        ] as const
      ).map(([label, count]) => (
        <>
          <dt>{label}</dt>
          <dd>{vi.units.count(count)}</dd>
        </>
      ))}
    </dl>
  </section>
);

const Topics = ({ topics }: Pick<StaffSubscriptionsProps, 'topics'>): VNode =>
  topics.length === 0 ? (
    <p>{t.noTopics}</p>
  ) : (
    <table class="cards">
      <caption>{t.topics}</caption>
      <thead>
        <tr>
          <th scope="col">{t.topic}</th>
          <th scope="col" class="num">
            {t.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.map(({ key, label, subscribers }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td class="num" data-label={t.count}>
              {vi.units.count(subscribers)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );

const Runs = ({ runs }: Pick<StaffSubscriptionsProps, 'runs'>): VNode =>
  runs.length === 0 ? (
    <p>{t.noRuns}</p>
  ) : (
    <table class="cards">
      <caption>{t.runs}</caption>
      <thead>
        <tr>
          <th scope="col">{t.run}</th>
          <th scope="col">{t.at}</th>
          <th scope="col" class="num">
            {t.sent}
          </th>
          <th scope="col" class="num">
            {t.refused}
          </th>
          <th scope="col">{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ rhythm, at, sent, refused, reason }) => (
          <tr key={rhythm}>
            <th scope="row">{rhythm === 'weekly' ? t.weekly : t.atOnce}</th>
            <td data-label={t.at}>{vi.units.moment(at)}</td>
            <td class="num" data-label={t.sent}>
              {vi.units.count(sent)}
            </td>
            <td class="num" data-label={t.refused}>
              {vi.units.count(refused)}
            </td>
            <td data-label={t.state}>{reason === null ? t.done : t.waits}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

const lastSaid = (last: ReceiverState | null): string =>
  last === null
    ? t.never
    : last.taken
      ? t.taken(vi.units.moment(last.at))
      : t.notTaken(vi.units.moment(last.at), last.status);

const Receiver = ({ receiver }: Pick<StaffSubscriptionsProps, 'receiver'>): VNode => (
  <section class="stack" aria-labelledby="he-h">
    <h2 id="he-h">{t.receiver}</h2>
    <p>{t.receiverNote}</p>
    {receiver === null ? (
      <p>{t.noReceiver}</p>
    ) : (
      <>
        <dl class="facts">
          <dt>{t.waiting}</dt>
          <dd>{vi.units.count(receiver.waiting)}</dd>
          <dt>{t.last}</dt>
          <dd>{lastSaid(receiver.last)}</dd>
        </dl>
        <form method="post" action={tryReceiverPath()}>
          <button class="button">{t.try}</button>
        </form>
      </>
    )}
  </section>
);

/** How many want word of what, without anybody's address; what was sent; the receiver of events. */
export const StaffSubscriptionsPage = (p: StaffSubscriptionsProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    crumbs={[{ label: vi.staffMenu.lists, href: staffListsPath() }]}
    notice={p.notice}
  >
    <p>{t.lead}</p>
    {!p.sends && <p class="notice warn">{t.noMail}</p>}
    <Counts counts={p.counts} />
    <Topics topics={p.topics} />
    <Runs runs={p.runs} />
    <Receiver receiver={p.receiver} />
  </StaffPage>
);
