import type { VNode } from 'preact';
import { BANNER_GROUPS, type BannerGroup } from '#server/site/banner.ts';
import { bannerPicturePath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';

export interface BannerView {
  readonly id: string;
  readonly alt: string;
  readonly address: string;
  readonly group: BannerGroup;
  readonly sha256: string;
}

/** Sites of communes and ministries, by group; their pictures come from the shelf itself. */
export const BannerRow = ({ banners }: { banners: readonly BannerView[] }): VNode | null => {
  const text = useText();
  const t = text.home;
  if (banners.length === 0) return null;
  const groups = BANNER_GROUPS.map(
    (group) => [group, banners.filter((b) => b.group === group)] as const,
  ).filter(([, some]) => some.length > 0);
  return (
    <section class="wrap stack" aria-labelledby="lien-ket-h">
      <h2 id="lien-ket-h">{t.links}</h2>
      {groups.map(([group, some]) => (
        <div class="stack" key={group}>
          {groups.length > 1 && <h3>{t.linkGroups[group]}</h3>}
          <ul class="banners" {...foreign(text, 'vi')}>
            {some.map((b) => (
              <li key={b.id}>
                <a href={b.address} rel="external">
                  <img src={bannerPicturePath(b.sha256)} alt={b.alt} loading="lazy" />
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
