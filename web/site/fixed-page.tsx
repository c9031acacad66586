import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { PageText } from './page-text.tsx';
import { homePath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';

export interface FixedPageProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly body: string;
  /** Other pages of this kind: where readers find them. */
  readonly others: readonly { readonly href: string; readonly title: string }[];
}

/** A page that officials wrote, in their language whatever the reader's. */
export const FixedPagePage = ({ frame, title, body, others }: FixedPageProps): VNode => {
  const text = useText();
  return (
    <Frame {...frame} title={title} crumbs={[{ label: text.frame.home, href: homePath() }]}>
      <main class="wrap" id="noi-dung">
        <div class="text stack" {...foreign(text, 'vi')}>
          <h1>{title}</h1>
          <PageText text={body} />
        </div>
        {others.length > 0 && (
          <nav class="stack narrow" aria-labelledby="trang-khac">
            <h2 id="trang-khac">{text.about.others}</h2>
            <ul>
              {others.map((page) => (
                <li key={page.href}>
                  <a href={page.href} {...foreign(text, 'vi')}>
                    {page.title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </main>
    </Frame>
  );
};
