import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface SavedProps {
  readonly frame: PageFrame;
  /** Whether it stands for a page that cannot be had without a network. */
  readonly lost: boolean;
}

/** What this device saved; the script fills the list, for the server knows nothing of it. */
export const SavedPage = ({ frame, lost }: SavedProps): VNode => {
  const { offline: t, frame: words } = useText();
  const title = lost ? t.lostTitle : t.savedTitle;
  return (
    <Frame
      {...frame}
      title={title}
      noindex
      island
      crumbs={[{ label: words.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          {lost && <p class="meta">{t.lostOver}</p>}
          <h1>{title}</h1>
          <p>{lost ? t.lostText : t.savedText}</p>
          {lost && (
            <p>
              <a class="button" href="">
                {t.retry}
              </a>
            </p>
          )}
        </div>
        <div class="stack narrow" data-island="saved-list" data-text={JSON.stringify(t.listScript)}>
          <section aria-labelledby="da-luu">
            <h2 id="da-luu">
              {t.savedHeading} <span class="count" data-count />
            </h2>
            <ul class="rows">
              <li class="meta">
                <span class="scripted">{t.listScript.none}</span>
                <noscript>{t.noScript}</noscript>
              </li>
            </ul>
          </section>
          <p role="status" />
          <section class="stack" aria-labelledby="vua-doc">
            <h2 id="vua-doc">{t.traces}</h2>
            <p>{t.tracesText}</p>
            <p>
              <button type="button" class="button plain" data-clear disabled>
                {t.clear}
              </button>
            </p>
          </section>
        </div>
      </main>
    </Frame>
  );
};
