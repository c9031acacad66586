import type { VNode } from 'preact';
import { type OutlineView, OutlineList } from './outline-list.tsx';
import { findInsidePath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';

/**
 * No element has this id: a link to it closes the panel (`:target`) and leaves the page where it
 * was.
 */
const NOWHERE = '#doc-tiep';

export const PanelHead = ({ id, title }: { id: string; title: string }): VNode => {
  const t = useText().reader;
  return (
    <div class="head">
      <h2 id={id}>{title}</h2>
      <a class="button plain close" href={NOWHERE}>
        {t.close}
      </a>
    </div>
  );
};

export const ContentsPanel = ({
  outline,
  current,
}: {
  outline: readonly OutlineView[];
  current: OutlineView | null;
}): VNode => {
  const t = useText().reader;
  return (
    <nav class="panel card toc" id="muc-luc" aria-labelledby="ml">
      <PanelHead id="ml" title={t.contents} />
      {outline.length === 0 ? (
        <p class="meta">{t.noContents}</p>
      ) : (
        <div class="toc-list">
          <OutlineList entries={outline} shown={60} current={current} />
        </div>
      )}
    </nav>
  );
};

export const FindPanel = ({ itemId, q }: { itemId: string; q: string | null }): VNode => {
  const t = useText().reader;
  return (
    <section class="panel card" id="tim-trong-sach" aria-labelledby="ts">
      <PanelHead id="ts" title={t.find} />
      <form
        class="stack"
        action={findInsidePath(itemId, '')}
        role="search"
        aria-label={t.findRegion}
      >
        <div class="field">
          <label for="trong-sach">{t.findLabel}</label>
          <input
            id="trong-sach"
            name="q"
            type="search"
            value={q ?? ''}
            required
            maxLength={500}
            autocomplete="off"
            enterkeyhint="search"
          />
        </div>
        <button class="button plain">{t.findButton}</button>
      </form>
    </section>
  );
};

/** Ids are what the style sheet looks for; the first of each group is the default. */
const groups = (
  t: Text['reader'],
): readonly (readonly [
  name: string,
  legend: string,
  ids: readonly string[],
  labels: readonly string[],
])[] => [
  ['co', t.size, ['co-vua', 'co-lon', 'co-rat-lon'], t.sizes],
  ['nen', t.ground, ['nen-may', 'nen-sang', 'nen-nga', 'nen-toi'], t.grounds],
  ['dong', t.leading, ['dong-thuong', 'dong-rong'], t.leadings],
  ['chu', t.face, ['chu-tron', 'chu-chan'], t.faces],
];

/** Works by style sheet alone; the script remembers the choice on this device. */
export const SettingsPanel = (): VNode => {
  const t = useText().reader;
  return (
    <section class="panel card" id="co-chu" aria-labelledby="cc">
      <PanelHead id="cc" title={t.settings} />
      <form data-island="reader-settings" data-note={t.remembered}>
        <div class="options">
          {groups(t).map(([name, legend, ids, labels]) => (
            <fieldset key={name}>
              <legend>{legend}</legend>
              {ids.map((id, i) => (
                <label class="choice" key={id}>
                  <input type="radio" name={name} id={id} value={id} checked={i === 0} />{' '}
                  {labels[i]}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      </form>
    </section>
  );
};

export interface Turn {
  readonly href: string;
  /** What a screen reader says before the visible words. */
  readonly hidden: string;
  readonly label: string;
}

/** The bar at the foot of the screen: back, contents, find, letters, on. */
export const ReaderBar = ({
  previous,
  next,
}: {
  previous: Turn | null;
  next: Turn | null;
}): VNode => {
  const t = useText().reader;
  return (
    <nav class="reader-bar" aria-label={t.bar}>
      <ul class="wrap">
        <li>
          {previous && (
            <a href={previous.href} rel="prev">
              <span>
                ‹ <span class="hidden">{previous.hidden}</span>
                {previous.label}
              </span>
            </a>
          )}
        </li>
        <li class="tool">
          <a href="#muc-luc">{t.contents}</a>
        </li>
        <li class="tool">
          <a href="#tim-trong-sach">{t.barFind}</a>
        </li>
        <li class="tool">
          <a href="#co-chu">{t.barSettings}</a>
        </li>
        <li>
          {next && (
            <a href={next.href} rel="next">
              <span>
                <span class="hidden">{next.hidden}</span>
                {next.label} ›
              </span>
            </a>
          )}
        </li>
      </ul>
    </nav>
  );
};
