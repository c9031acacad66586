import type { VNode } from 'preact';
import type { Delivery } from '#server/delivery/delivery.ts';
import { DELIVERY_STANDINGS, type DeliveryStanding } from '#server/delivery/sent-item.ts';
import type { Target } from '#server/delivery/target.ts';
import { Badge } from '#web/frame/badge.tsx';
import { ChoiceField } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { deliveriesPath, deliveryPath, targetActionPath, targetPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import { STANDING_TONES, STATE_TONES } from './tones.ts';

const words = vi.deliveries;
const t = words.target;

/** An item beside what the receiver was told and said of it. */
export interface TargetItem {
  readonly itemId: string;
  readonly title: string;
  readonly standing: DeliveryStanding;
  readonly reason: string;
  /** Where the receiver shows it; null while unknown. */
  readonly url: string | null;
}

export interface StaffTargetProps {
  readonly frame: PageFrame;
  readonly target: Target;
  /** What its sets are called; empty for everything. */
  readonly scope: readonly string[];
  readonly counts: Readonly<Record<DeliveryStanding, number>>;
  /** The items in one standing; null while none is chosen. */
  readonly items: {
    readonly standing: DeliveryStanding;
    readonly rows: readonly TargetItem[];
    readonly next: string | null;
  } | null;
  readonly deliveries: readonly Delivery[];
  readonly mayDeliver: boolean;
  readonly mayManage: boolean;
  readonly notice: string | null;
}

const Counts = ({ target, counts, items }: StaffTargetProps): VNode => (
  <section class="stack" aria-labelledby="tinh-trang">
    <h2 id="tinh-trang">{t.now}</h2>
    <ul class="rows">
      {DELIVERY_STANDINGS.filter((standing) => counts[standing] > 0).map((standing) => (
        <li class="task" key={standing}>
          <h3>
            <a
              href={`${targetPath(target.id, { standing })}#tai-lieu`}
              aria-current={items?.standing === standing ? 'true' : undefined}
            >
              {words.standings[standing]}
            </a>
          </h3>
          <p>{vi.units.count(counts[standing])}</p>
        </li>
      ))}
    </ul>
  </section>
);

const ItemRow = ({ item }: { item: TargetItem }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={staffItemPath(item.itemId)}>{item.title}</a>
      </h3>
      {item.reason !== '' && (
        <p>
          <b>{words.targets.reason}</b> {item.reason}
        </p>
      )}
      {item.url !== null && (
        <p class="meta">
          <a href={item.url} rel="noreferrer">
            {t.address}
          </a>
        </p>
      )}
    </div>
    <p>
      <Badge tone={STANDING_TONES[item.standing]} label={words.standings[item.standing]} />
    </p>
  </li>
);

const Items = ({ target, items }: StaffTargetProps): VNode | null =>
  items === null ? null : (
    <section class="stack" aria-labelledby="tai-lieu">
      <h2 id="tai-lieu">{`${t.items}: ${words.standings[items.standing]}`}</h2>
      {items.rows.length === 0 ? (
        <p>{t.noItems}</p>
      ) : (
        <ul class="rows">
          {items.rows.map((item) => (
            <ItemRow key={item.itemId} item={item} />
          ))}
        </ul>
      )}
      <Pager
        next={
          items.next === null
            ? null
            : targetPath(target.id, { standing: items.standing, after: items.next })
        }
        first={null}
      />
    </section>
  );

const Start = ({ target }: { target: Target }): VNode => (
  <section class="stack narrow" aria-labelledby="lap">
    <h2 id="lap">{t.start}</h2>
    <p>{t.startLead}</p>
    <form class="stack" method="post" action={targetActionPath(target.id, 'giao-nop')}>
      <ChoiceField
        form={{ values: { mode: 'difference' }, errors: {} }}
        name="mode"
        text={t.mode}
        choosing
        kind="radio"
        options={(['difference', 'whole'] as const).map((value) => ({
          value,
          label: t.modes[value],
        }))}
      />
      <p>
        <label class="choice">
          <input type="checkbox" name="unanswered" value="1" /> {t.unanswered}
        </label>
      </p>
      <p>
        <button class="button">{t.startButton}</button>
      </p>
    </form>
  </section>
);

const History = ({ deliveries }: Pick<StaffTargetProps, 'deliveries'>): VNode => (
  <section class="stack" aria-labelledby="lich-su">
    <h2 id="lich-su">{t.history}</h2>
    {deliveries.length === 0 ? (
      <p>{t.noHistory}</p>
    ) : (
      <ul class="rows">
        {deliveries.map((delivery) => (
          <li class="task" key={delivery.id}>
            <div>
              <h3>
                <a href={deliveryPath(delivery.id)}>
                  {words.targets.last(delivery.number, vi.units.day(delivery.createdAt))}
                </a>
              </h3>
              <p class="meta">
                {(['new', 'changed', 'withdrawn'] as const)
                  .map((action) => `${words.actions[action]}: ${delivery.counts[action]}`)
                  .join(' · ')}
              </p>
            </div>
            <p>
              <Badge tone={STATE_TONES[delivery.state]} label={words.states[delivery.state]} />
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
);

const Answers = ({ target }: { target: Target }): VNode => (
  <ul class="rows">
    <li class="task">
      <div>
        <h3>
          <a href={targetActionPath(target.id, 'bien-nhan')}>{t.receipt}</a>
        </h3>
        <p class="meta">{t.receiptLead}</p>
      </div>
    </li>
    <li class="task">
      <div>
        <h3>
          <a href={targetActionPath(target.id, 'doi-chieu')}>{t.reconcile}</a>
        </h3>
        <p class="meta">{t.reconcileLead}</p>
      </div>
    </li>
  </ul>
);

/** One receiver: what it has, what it was sent, and where its answers are taken. */
export const StaffTargetPage = (props: StaffTargetProps): VNode => {
  const { frame, target, scope, deliveries, mayDeliver, mayManage, notice } = props;
  return (
    <StaffPage
      frame={frame}
      title={target.name}
      crumbs={[{ label: words.targets.title, href: deliveriesPath() }]}
      notice={notice}
      aside={
        mayManage && (
          <a class="button plain" href={targetActionPath(target.id, 'sua')}>
            {words.targets.change}
          </a>
        )
      }
    >
      <p class="meta">
        {[
          words.forms[target.form],
          t.wayLine(words.ways[target.way.kind]),
          t.scopeLine(scope.length === 0 ? t.everything : scope.join(', ')),
          ...(target.nightly ? [words.targets.nightly] : []),
        ].join(' · ')}
      </p>
      <Counts {...props} />
      <Items {...props} />
      {mayDeliver && <Start target={target} />}
      {mayDeliver && <Answers target={target} />}
      <History deliveries={deliveries} />
    </StaffPage>
  );
};
