import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { homePath, subjectsPath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';

export interface AboutProps {
  readonly frame: PageFrame;
  readonly total: number;
  /** Pages that officials wrote. */
  readonly others: readonly { readonly href: string; readonly title: string }[];
}

export const AboutPage = ({ frame, total, others }: AboutProps): VNode => {
  const text = useText();
  const t = text.about;
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
          {frame.shelf.unitName !== '' && (
            <p>
              {text.frame.keeper}: {frame.shelf.unitName}.
              {frame.shelf.responsible !== '' &&
                ` ${text.frame.responsible(frame.shelf.responsible)}.`}
            </p>
          )}
          <h2>{t.basisTitle}</h2>
          <p>{t.basis}</p>
          <h2>{t.contentTitle}</h2>
          <ul>
            {t.content.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {total > 0 && (
            <p>
              {t.totalTitle} <b>{t.total(text.units.count(total))}</b>{' '}
              <a href={subjectsPath()}>{text.home.allTopics}</a>
            </p>
          )}
          <h2>{t.processTitle}</h2>
          <p>{t.process}</p>
          <h2>{t.rightsTitle}</h2>
          <p>{t.rights}</p>
          <h2>{t.privacyTitle}</h2>
          <p>{t.privacy}</p>
          {others.length > 0 && (
            <>
              <h2>{t.others}</h2>
              <ul>
                {others.map((page) => (
                  <li key={page.href}>
                    <a href={page.href} {...foreign(text, 'vi')}>
                      {page.title}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </main>
    </Frame>
  );
};
