import type { VNode } from 'preact';
import type { PageFrame } from '#web/frame/frame.tsx';
import {
  confirmWishPath,
  leavePath,
  ownSubscriptionPath,
  subscribePath,
} from '#web/paths/subscriptions.ts';
import { useText } from '#web/text/use-text.ts';
import { SubscriptionPage } from './subscribe.tsx';

/** A stored topic and what it is called. */
export interface TopicView {
  readonly key: string;
  readonly label: string;
}

const RHYTHMS = ['weekly', 'at-once'] as const;

/** The same whether the address is known or not. */
export const SentPage = ({ frame }: { frame: PageFrame }): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.sentTitle}>
      <p>{t.sentText}</p>
      <p>{t.sentNone}</p>
    </SubscriptionPage>
  );
};

/** A button and no more: programs that look through mail open its links, and press nothing. */
export const ConfirmPage = ({
  frame,
  secret,
  email,
  topics,
  rhythm,
}: {
  frame: PageFrame;
  secret: string;
  email: string;
  topics: readonly TopicView[];
  rhythm: string;
}): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.confirmTitle}>
      <p>{t.confirmLead}</p>
      <ul>
        {topics.map(({ key, label }) => (
          <li key={key}>{label}</li>
        ))}
      </ul>
      <dl class="facts">
        <dt>{t.address}</dt>
        <dd>{email}</dd>
        <dt>{t.rhythm}</dt>
        <dd>{t.rhythms[rhythm as 'weekly']}</dd>
      </dl>
      <form method="post" action={confirmWishPath(secret)}>
        <button class="button">{t.confirm}</button>
      </form>
      <p>{t.confirmNot}</p>
    </SubscriptionPage>
  );
};

const Leave = ({ secret }: { secret: string }): VNode => {
  const t = useText().subscribe;
  return (
    <form class="stack" method="post" action={`${leavePath(secret)}/tat-ca`}>
      <p>{t.leaveText}</p>
      <p>
        <button class="button plain">{t.leave}</button>
      </p>
    </form>
  );
};

const Change = ({
  secret,
  topics,
  rhythm,
}: {
  secret: string;
  topics: readonly TopicView[];
  rhythm: string;
}): VNode => {
  const t = useText().subscribe;
  return (
    <form class="card stack" method="post" action={ownSubscriptionPath(secret)}>
      <fieldset aria-describedby="dieu-g">
        <legend>{t.topics}</legend>
        <p class="help" id="dieu-g">
          {t.topicsHelp}
        </p>
        <div class="options">
          {topics.map(({ key, label }) => (
            <label class="choice" key={key}>
              <input type="checkbox" name="topic" value={key} checked /> {label}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t.rhythm}</legend>
        <div class="options">
          {RHYTHMS.map((one) => (
            <label class="choice" key={one}>
              <input type="radio" name="rhythm" value={one} checked={one === rhythm} />{' '}
              {t.rhythms[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  );
};

/** Where a subscription is seen, changed and ended. */
export const OwnSubscriptionPage = ({
  frame,
  secret,
  email,
  topics,
  rhythm,
  isSetAside,
  told,
}: {
  frame: PageFrame;
  secret: string;
  email: string;
  topics: readonly TopicView[];
  rhythm: string;
  isSetAside: boolean;
  told: 'xac-nhan' | 'da-luu' | null;
}): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.ownTitle}>
      {told !== null && (
        <p class="notice good" role="status">
          {told === 'da-luu' ? t.saved : t.confirmed}
        </p>
      )}
      {isSetAside && <p class="notice warn">{t.setAside}</p>}
      <p>{t.ownLead}</p>
      <dl class="facts">
        <dt>{t.address}</dt>
        <dd>{email}</dd>
      </dl>
      <Change secret={secret} topics={topics} rhythm={rhythm} />
      <p>
        <a href={subscribePath()}>{t.another}</a>
      </p>
      <h2>{t.leaveTitle}</h2>
      <Leave secret={secret} />
    </SubscriptionPage>
  );
};

export const LeavePage = ({ frame, secret }: { frame: PageFrame; secret: string }): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.leaveTitle}>
      <Leave secret={secret} />
    </SubscriptionPage>
  );
};

/** The same whether the address was known or not: whoever comes twice has left. */
export const LeftPage = ({ frame }: { frame: PageFrame }): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.leftTitle}>
      <p>{t.leftText}</p>
      <p>
        <a href={subscribePath()}>{t.again}</a>
      </p>
    </SubscriptionPage>
  );
};
