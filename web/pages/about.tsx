import type { VNode } from 'preact';
import { Frame, type PageFrame } from '../components/frame.tsx';
import { homePath, subjectsPath } from '../paths.ts';
import { vi } from '../text/vi.ts';

const t = vi.about;

export interface AboutProps {
  readonly frame: PageFrame;
  readonly total: number;
}

export const AboutPage = ({ frame, total }: AboutProps): VNode => (
  <Frame {...frame} title={t.title} description={t.lead} crumbs={[{ label: vi.frame.home, href: homePath() }]}>
    <main class="wrap" id="noi-dung">
      <div class="text stack">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        {frame.shelf.unitName !== '' && <p>{vi.frame.keeper}: {frame.shelf.unitName}.{frame.shelf.responsible !== '' && ` ${vi.frame.responsible(frame.shelf.responsible)}.`}</p>}
        <h2>{t.basisTitle}</h2>
        <p>{t.basis}</p>
        <h2>{t.contentTitle}</h2>
        <ul>{t.content.map((line) => <li key={line}>{line}</li>)}</ul>
        {total > 0 && <p>{t.totalTitle} <b>{t.total(vi.units.count(total))}</b> <a href={subjectsPath()}>{vi.home.allTopics}</a></p>}
        <h2>{t.processTitle}</h2>
        <p>{t.process}</p>
        <h2>{t.rightsTitle}</h2>
        <p>{t.rights}</p>
        <h2>{t.privacyTitle}</h2>
        <p>{t.privacy}</p>
      </div>
    </main>
  </Frame>
);
