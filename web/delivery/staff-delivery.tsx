import type { VNode } from 'preact';
import { errorMessage } from '#server/base/errors.ts';
import { entriesOf, type Delivery } from '#server/delivery/delivery.ts';
import type { DeliveryAction } from '#server/delivery/sent-item.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import {
  deliveriesPath,
  deliveryActionPath,
  deliveryFilePath,
  deliveryPath,
  targetPath,
} from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import { STATE_TONES } from './tones.ts';

const words = vi.deliveries;
const t = words.delivery;

export interface EntryRow {
  readonly itemId: string;
  readonly title: string;
  readonly action: DeliveryAction;
}

export interface StaffDeliveryProps {
  readonly frame: PageFrame;
  readonly delivery: Delivery;
  readonly target: { readonly id: string; readonly name: string };
  /** Names of files that still lie on this machine. */
  readonly there: readonly string[];
  readonly entries: readonly EntryRow[];
  readonly next: string | null;
  readonly leftOut: readonly { readonly itemId: string; readonly title: string }[];
  readonly mayDeliver: boolean;
  readonly notice: string | null;
}

const TONES: Readonly<Record<DeliveryAction, Tone>> = {
  new: 'good',
  changed: 'warn',
  withdrawn: '',
};

const State = ({ delivery }: { delivery: Delivery }): VNode => {
  const { state, by, createdAt, asOf, sentAt, answeredAt } = delivery;
  return (
    <div class="stack">
      <p>
        <Badge tone={STATE_TONES[state]} label={words.states[state]} />
      </p>
      <p class="meta">
        {[
          by === ''
            ? t.madeByNight(vi.units.moment(createdAt))
            : t.made(by, vi.units.moment(createdAt)),
          ...(asOf === null ? [] : [t.asOf(vi.units.moment(asOf))]),
          ...(sentAt === null ? [] : [t.sentAt(vi.units.moment(sentAt))]),
          ...(answeredAt === null ? [] : [t.answeredAt(vi.units.moment(answeredAt))]),
        ].join(' · ')}
      </p>
      {delivery.reason !== null && (
        <p class="notice bad" role="alert">
          <b>{t.why}</b> {errorMessage(delivery.reason)}
        </p>
      )}
      {delivery.answer !== '' && (
        <p>
          <b>{t.answer}</b> {delivery.answer}
        </p>
      )}
    </div>
  );
};

const Progress = ({ delivery }: { delivery: Delivery }): VNode | null => {
  if (!['planning', 'packing', 'sending'].includes(delivery.state)) return null;
  const all = entriesOf(delivery);
  return (
    <div class="stack">
      {delivery.state === 'packing' && (
        <>
          <p id="tien-do">{t.progress(vi.units.count(delivery.packed), vi.units.count(all))}</p>
          <progress value={delivery.packed} max={all} aria-labelledby="tien-do" />
        </>
      )}
      <p>
        <a href={deliveryPath(delivery.id)}>{t.reload}</a>
      </p>
    </div>
  );
};

const PackageFiles = ({
  delivery,
  there,
}: Pick<StaffDeliveryProps, 'delivery' | 'there'>): VNode | null =>
  delivery.files.length === 0 ? null : (
    <section class="stack" aria-labelledby="tep">
      <h2 id="tep">{t.files}</h2>
      <ul class="rows">
        {delivery.files.map((file) => (
          <li class="task" key={file.name}>
            <div>
              <h3>
                {there.includes(file.name) ? (
                  <a href={deliveryFilePath(delivery.id, file.name)} download>
                    {file.name}
                  </a>
                ) : (
                  file.name
                )}
              </h3>
              <p class="meta">{t.sha256(file.sha256)}</p>
              {!there.includes(file.name) && <p class="meta">{t.fileGone}</p>}
            </div>
            <p>{vi.units.bytes(file.bytes)}</p>
          </li>
        ))}
      </ul>
    </section>
  );

const Button = ({
  delivery,
  action,
  label,
  plain = true,
}: {
  delivery: Delivery;
  action: Parameters<typeof deliveryActionPath>[1];
  label: string;
  plain?: boolean;
}): VNode => (
  <form method="post" action={deliveryActionPath(delivery.id, action)}>
    <button class={plain ? 'button plain' : 'button'}>{label}</button>
  </form>
);

/** What may be done with it now. */
const Steps = ({ delivery }: { delivery: Delivery }): VNode => (
  <div class="stack">
    {delivery.state === 'ready' && (
      <>
        <p>{t.confirmLead}</p>
        <Button delivery={delivery} action="da-gui" label={t.confirm} plain={false} />
      </>
    )}
    {delivery.state === 'failed' && (
      <Button delivery={delivery} action="thu-lai" label={t.retry} plain={false} />
    )}
    {['planning', 'packing', 'ready', 'sending', 'failed'].includes(delivery.state) && (
      <Button delivery={delivery} action="huy" label={t.cancel} />
    )}
    {delivery.state === 'sent' && (
      <>
        <p>{t.lostLead}</p>
        <Button delivery={delivery} action="that-lac" label={t.lost} />
      </>
    )}
  </div>
);

const Entries = ({
  delivery,
  entries,
  next,
}: Pick<StaffDeliveryProps, 'delivery' | 'entries' | 'next'>): VNode => (
  <section class="stack" aria-labelledby="trong-goi">
    <h2 id="trong-goi">{t.entries}</h2>
    <p>
      {(['new', 'changed', 'withdrawn'] as const)
        .map((action) => `${words.actions[action]}: ${vi.units.count(delivery.counts[action])}`)
        .join(' · ')}
    </p>
    <ul class="rows">
      {entries.map(({ itemId, title, action }) => (
        <li class="task" key={itemId}>
          <h3>{title === '' ? t.gone : <a href={staffItemPath(itemId)}>{title}</a>}</h3>
          <p>
            <Badge tone={TONES[action]} label={words.actions[action]} />
          </p>
        </li>
      ))}
    </ul>
    <Pager next={next === null ? null : deliveryPath(delivery.id, { after: next })} first={null} />
  </section>
);

/** One delivery, from its list to the answer. */
export const StaffDeliveryPage = (props: StaffDeliveryProps): VNode => {
  const { frame, delivery, target, leftOut, mayDeliver, notice } = props;
  return (
    <StaffPage
      frame={frame}
      title={t.title(delivery.number, target.name)}
      crumbs={[
        { label: words.targets.title, href: deliveriesPath() },
        { label: target.name, href: targetPath(target.id) },
      ]}
      notice={notice}
    >
      <State delivery={delivery} />
      <Progress delivery={delivery} />
      <PackageFiles {...props} />
      {mayDeliver && <Steps delivery={delivery} />}
      {leftOut.length > 0 && (
        <section class="stack" aria-labelledby="chua-vao">
          <h2 id="chua-vao">{t.leftOut}</h2>
          <p>{t.leftOutLead}</p>
          <ul>
            {leftOut.map(({ itemId, title }) => (
              <li key={itemId}>
                <a href={staffItemPath(itemId)}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Entries {...props} />
    </StaffPage>
  );
};
