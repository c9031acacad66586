import type { VNode } from 'preact';
import { proceduresPath } from '#web/paths/desk.ts';
import { weeklyPath } from '#web/paths/weekly.ts';
import { newsPath } from '#web/paths/news.ts';
import type { FacetValue } from '#server/search/search-query.ts';
import type { CollectionLine } from './collection-tiles.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import {
  aboutPath,
  accessibilityPath,
  audiencePath,
  collectionPath,
  collectionsPath,
  contactPath,
  genrePath,
  helpPath,
  homePath,
  newestPath,
  siteMapPath,
  subjectPath,
  subjectsPath,
  thisWeekPath,
  unitPath,
} from '#web/paths/site.ts';
import {
  embedGuidePath,
  feedPath,
  oaiPath,
  opdsPath,
  openApiPath,
  siteMapXmlPath,
} from '#web/paths/exchange.ts';
import { openSearchPath, searchPath } from '#web/paths/search.ts';
import { signInPath } from '#web/paths/people.ts';
import { useText } from '#web/text/use-text.ts';

type Entry = readonly [label: string, href: string];

export interface SiteMapProps {
  readonly frame: PageFrame;
  readonly subjects: readonly FacetValue[];
  readonly genres: readonly FacetValue[];
  readonly audiences: readonly FacetValue[];
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly collections: readonly CollectionLine[];
  /** Pages that officials wrote. */
  readonly pages: readonly { readonly href: string; readonly title: string }[];
}

const Branch = ({
  id,
  title,
  entries,
}: {
  id: string;
  title: string;
  entries: readonly Entry[];
}): VNode | null =>
  entries.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {entries.map(([label, href]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );

/** Values that have items, by name in the order of the reader's language. */
const filled = (
  language: string,
  values: readonly FacetValue[],
  label: (code: string) => string,
  href: (code: string) => string,
): Entry[] =>
  values
    .filter((v) => v.count > 0)
    .map((v): Entry => [label(v.value), href(v.value)])
    .toSorted(([a], [b]) => a.localeCompare(b, language));

/** Ways in that are on every shelf, with the collections and pages that officials added. */
const SiteBranches = ({
  collections,
  pages,
}: Pick<SiteMapProps, 'collections' | 'pages'>): VNode => {
  const text = useText();
  const { siteMap: t, frame: f } = text;
  return (
    <>
      <Branch
        id="sd-chinh"
        title={t.main}
        entries={[
          [f.home, homePath()],
          [f.search, searchPath()],
          [f.newest, newestPath()],
          [f.subjects, subjectsPath()],
          [text.procedures.title, proceduresPath()],
          [text.newsPages.title, newsPath()],
          [text.weekly.title, weeklyPath()],
          [f.signIn, signInPath()],
        ]}
      />
      <Branch
        id="sd-bo"
        title={t.collections}
        entries={[
          [f.collections, collectionsPath()],
          [text.collections.week, thisWeekPath()],
          ...collections.map((c): Entry => [c.title, collectionPath(c.slug)]),
        ]}
      />
      <Branch
        id="sd-ve"
        title={t.about}
        entries={[
          [f.about, aboutPath()],
          ...pages.map((page): Entry => [page.title, page.href]),
          [f.help, helpPath()],
          [f.contact, contactPath()],
          [f.accessibility, accessibilityPath()],
          [f.siteMap, siteMapPath()],
        ]}
      />
    </>
  );
};

/** Ways in by what the catalogue says of items. */
const CatalogueBranches = ({
  subjects,
  genres,
  audiences,
  units,
}: Pick<SiteMapProps, 'subjects' | 'genres' | 'audiences' | 'units'>): VNode => {
  const { siteMap: t, names, language } = useText();
  return (
    <>
      <Branch
        id="sd-chu-de"
        title={t.subjects}
        entries={filled(language, subjects, names.subject, subjectPath)}
      />
      <Branch
        id="sd-the-loai"
        title={t.genres}
        entries={filled(language, genres, (code) => names.genre(code).label, genrePath)}
      />
      <Branch
        id="sd-doc"
        title={t.audiences}
        entries={filled(language, audiences, (code) => names.audience(code).label, audiencePath)}
      />
      <Branch
        id="sd-don-vi"
        title={t.units}
        entries={units.map((u): Entry => [u.name, unitPath(u.code)])}
      />
    </>
  );
};

const MachineBranch = (): VNode => {
  const { siteMap: t, embedding } = useText();
  return (
    <Branch
      id="sd-may"
      title={t.machines}
      entries={[
        [t.feed, feedPath()],
        [t.xml, siteMapXmlPath()],
        [t.search, openSearchPath()],
        [t.api, openApiPath()],
        [t.catalogue, opdsPath(1)],
        [t.harvest, `${oaiPath()}?verb=Identify`],
        [embedding.title, embedGuidePath()],
      ]}
    />
  );
};

/**
 * The map of the site for people (Điều 16 Thông tư 32/2017/TT-BTTTT) leaves out what has no items.
 */
export const SiteMapPage = (props: SiteMapProps): VNode => {
  const { siteMap: t, frame: f } = useText();
  return (
    <Frame
      {...props.frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: f.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
        </div>
        <div class="tiles tree">
          <SiteBranches {...props} />
          <CatalogueBranches {...props} />
          <MachineBranch />
        </div>
      </main>
    </Frame>
  );
};
