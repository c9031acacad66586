import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { contactPath, homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

/** What works for whom, what does not yet, and whom to tell. */
export const AccessibilityPage = ({ frame }: { frame: PageFrame }): VNode => {
  const text = useText();
  const t = text.accessibility;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="text stack">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          <h2>{t.standardTitle}</h2>
          <p>{t.standard}</p>
          <h2>{t.canTitle}</h2>
          <ul>
            {t.can.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <h2>{t.limitsTitle}</h2>
          <ul>
            {t.limits.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <h2>{t.tellTitle}</h2>
          <p>
            {t.tell} <a href={contactPath()}>{text.contact.title}</a>
          </p>
          <p class="meta">{t.date}</p>
        </div>
      </main>
    </Frame>
  );
};
