import type { VNode } from 'preact';
import type { DeliveryStanding } from '#server/delivery/sent-item.ts';
import { Badge } from '#web/frame/badge.tsx';
import { vi } from '#web/text/vi.ts';
import { STANDING_TONES } from './tones.ts';

const words = vi.deliveries;

export interface ItemStandingView {
  readonly target: { readonly id: string; readonly name: string };
  readonly standing: DeliveryStanding;
  readonly reason: string;
  readonly url: string | null;
}

/** How an item stands with the receivers it goes to. */
export const ItemStandings = ({
  standings,
}: {
  standings: readonly ItemStandingView[];
}): VNode | null =>
  standings.length === 0 ? null : (
    <section aria-labelledby="giao-nop">
      <h2 id="giao-nop">{words.targets.title}</h2>
      <ul class="rows">
        {standings.map(({ target, standing, reason, url }) => (
          <li class="task" key={target.id}>
            <div>
              <h3>{url === null ? target.name : <a href={url}>{target.name}</a>}</h3>
              {reason !== '' && (
                <p>
                  <b>{words.targets.reason}</b> {reason}
                </p>
              )}
            </div>
            <p>
              <Badge tone={STANDING_TONES[standing]} label={words.standings[standing]} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
