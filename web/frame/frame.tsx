import { createContext, type ComponentChildren, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { DublinCore } from '#server/exchange/dublin-core.ts';
import { CARD_SIZE } from '#server/reading/share-card.ts';
import { helpPath, homePath, languagePath, subjectsPath } from '#web/paths/site.ts';
import { OPDS1_TYPES, OPDS2_TYPES } from '#server/exchange/opds/opds-types.ts';
import { feedPath, opdsPath } from '#web/paths/exchange.ts';
import { securityLogPath } from '#web/paths/audit.ts';
import { noticesPath, staffPath } from '#web/paths/workflow.ts';
import {
  ownPasswordPath,
  ownSessionsPath,
  secondFactorPath,
  signInPath,
  signOutPath,
} from '#web/paths/people.ts';
import { searchPath } from '#web/paths/search.ts';
import { useText } from '#web/text/use-text.ts';
import { staffMenu as words } from '#web/text/vi/staff/menu.ts';
import type { Text } from '#web/text/reader-words.ts';
import { DublinCoreFields } from './dublin-core.tsx';
import { BrandMark } from './icons.tsx';
import { SiteFooter, type ShelfIdentity } from './site-footer.tsx';
import { staffMenu, type StaffMenuRights } from './staff-menu.ts';
import type { VisitTotalsView } from './visit-totals.tsx';

/** Hashed addresses of the built style sheets and script. */
export interface Assets {
  readonly style: string;
  /** For paper. */
  readonly printStyle: string;
  /** What only officials see. */
  readonly staffStyle: string;
  readonly mount: string;
  /** Of widgets inside other sites. */
  readonly embedStyle: string;
}

/** A planned outage that every public page tells of. */
export interface OutageView {
  readonly href: string;
  /** As readers read them. */
  readonly start: string;
  readonly end: string;
}

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface FrameProps {
  readonly shelf: ShelfIdentity;
  readonly assets: Assets;
  /** Path of the page itself, to mark the current menu entry. */
  readonly path: string;
  readonly title: string;
  readonly description?: string;
  readonly canonical?: string;
  /** Feed of what this page lists; the whole shelf's when absent. */
  readonly feed?: string;
  readonly sharing?: SharingFacts;
  /** Title and description are those of the page where they are left out. */
  readonly dublinCore?: DublinCore;
  /** schema.org data of pages that are not shared by themselves, safe inside a script element. */
  readonly jsonLd?: string;
  /** Absolute address of what other sites are told of this page (oEmbed). */
  readonly oEmbed?: string;
  /** The page announces the catalogue of reading programs (OPDS). */
  readonly catalogue?: boolean;
  readonly noindex?: boolean;
  /** How often the shelf was visited; null while that is not known. */
  readonly visits?: VisitTotalsView | null;
  readonly outages?: readonly OutageView[];
  readonly actor: {
    readonly displayName: string;
    readonly may: StaffMenuRights;
  } | null;
  readonly crumbs?: readonly Crumb[];
  readonly staff?: boolean;
  /** A second skip link leads to the first hit, the element `ket-qua`. */
  readonly results?: boolean;
  /** The page has a `data-island` element and needs the script. */
  readonly island?: boolean;
  /** Stands between main and footer: the reader's bar. */
  readonly after?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What every page receives from the server; the page itself adds title, crumbs and contents. */
export type PageFrame = Pick<FrameProps, 'shelf' | 'assets' | 'path' | 'actor'> &
  Partial<
    Pick<FrameProps, 'feed' | 'sharing' | 'dublinCore' | 'jsonLd' | 'oEmbed' | 'visits' | 'outages'>
  > & {
    readonly canonical?: string;
    readonly noindex?: boolean;
  };

const ICON =
  "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%231a2d5a'%20d='M0%200h16v16H0z'/%3E%3Cpath%20fill='%23fff'%20d='M2%204l6%201%206-1v8l-6%201-6-1z'/%3E%3C/svg%3E";

/**
 * What other sites show when somebody shares the page (Open Graph), and what search engines read
 * (schema.org).
 */
export interface SharingFacts {
  readonly address: string;
  readonly kind: 'website' | 'book' | 'article' | 'video.other';
  readonly description: string;
  /** Absolute address of its picture, 1200 × 630, and what can be seen on it. */
  readonly picture: { readonly address: string; readonly alt: string };
  readonly isbn: string;
  /**
   * JSON text, already safe inside a script element; data only, never run. Null for pages that have
   * none.
   */
  readonly jsonLd: string | null;
}

const JsonLd = ({ text }: { text: string }): VNode => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
);

const Sharing = ({
  address,
  kind,
  description,
  picture,
  isbn,
  jsonLd,
  title,
  siteName,
}: SharingFacts & { title: string; siteName: string }): VNode => (
  <>
    <meta property="og:type" content={kind} />
    <meta property="og:title" content={title} />
    <meta property="og:url" content={address} />
    <meta property="og:site_name" content={siteName} />
    <meta property="og:locale" content="vi_VN" />
    <meta property="og:description" content={description} />
    <meta property="og:image" content={picture.address} />
    <meta property="og:image:type" content="image/jpeg" />
    <meta property="og:image:alt" content={picture.alt} />
    <meta property="og:image:width" content={String(CARD_SIZE.width)} />
    <meta property="og:image:height" content={String(CARD_SIZE.height)} />
    <meta name="twitter:card" content="summary_large_image" />
    {isbn !== '' && <meta property="book:isbn" content={isbn} />}
    {jsonLd !== null && <JsonLd text={jsonLd} />}
  </>
);

/** Not yet among the attributes that Preact's types know (HTML, blocking attributes). */
const BLOCKING = { blocking: 'render' } as const;

const pathOnly = (href: string): string => href.split(/[?#]/u)[0]!;

const Head = (p: FrameProps): VNode => {
  const t = useText().frame;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{p.title === p.shelf.name ? p.title : t.titleWith(p.title, p.shelf.name)}</title>
      {p.description && <meta name="description" content={p.description} />}
      {p.noindex && <meta name="robots" content="noindex" />}
      {p.canonical && <link rel="canonical" href={p.canonical} />}
      {/* Painted before the header is there, its menu would grow to the left as it comes in. */}
      <link rel="expect" href="#noi-dung" {...BLOCKING} />
      <link rel="icon" href={ICON} />
      <link rel="stylesheet" href={p.assets.style} />
      <link rel="stylesheet" href={p.assets.printStyle} media="print" />
      {(p.staff || p.actor !== null) && <link rel="stylesheet" href={p.assets.staffStyle} />}
      <link rel="manifest" href="/manifest.webmanifest" />
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={p.shelf.name}
        href="/opensearch.xml"
      />
      <link
        rel="alternate"
        type="application/atom+xml"
        title={t.feed}
        href={p.feed ?? feedPath()}
      />
      {p.catalogue && (
        <>
          <link rel="related" type={OPDS1_TYPES.navigation} href={opdsPath(1)} />
          <link rel="related" type={OPDS2_TYPES.feed} href={opdsPath(2)} />
        </>
      )}
      {p.oEmbed && <link rel="alternate" type="application/json+oembed" href={p.oEmbed} />}
      {p.dublinCore && (
        <DublinCoreFields
          fields={p.dublinCore}
          page={{ title: p.title, description: p.description ?? '' }}
        />
      )}
      {p.jsonLd && <JsonLd text={p.jsonLd} />}
      {p.sharing && <Sharing {...p.sharing} title={p.title} siteName={p.shelf.name} />}
      {p.island && <script type="module" src={p.assets.mount} async />}
    </head>
  );
};

/** With the language six entries; the footer has the others. */
const publicMenu = (
  t: Text['frame'],
  signedIn: boolean,
): readonly (readonly [string, string])[] => [
  [t.home, homePath()],
  [t.search, searchPath()],
  [t.subjects, subjectsPath()],
  [t.help, helpPath()],
  signedIn ? [t.staffArea, staffPath()] : [t.signIn, signInPath()],
];

/**
 * The switch is a form and no link because it changes what this device remembers; search engines do
 * not follow it.
 */
const LanguageSwitch = ({ path }: { path: string }): VNode => {
  const t = useText().frame;
  return (
    <form method="post" action={languagePath()}>
      <input type="hidden" name="ve" value={path} />
      <button
        class="linklike"
        name="ngon-ngu"
        value={t.otherLanguageCode}
        lang={t.otherLanguageCode}
      >
        {t.otherLanguage}
      </button>
    </form>
  );
};

const Menu = ({
  path,
  staff = false,
  actor,
}: Pick<FrameProps, 'path' | 'staff' | 'actor'>): VNode => {
  const t = useText().frame;
  return (
    <details class="fold menu">
      <summary>{t.menu}</summary>
      <nav aria-label={t.mainNav}>
        <ul>
          {(staff && actor ? staffMenu(t, actor.may) : publicMenu(t, actor !== null)).map(
            ([label, href]) => (
              <li key={href}>
                <a
                  href={href}
                  aria-current={pathOnly(path) === pathOnly(href) ? 'page' : undefined}
                >
                  {label}
                </a>
              </li>
            ),
          )}
          {!staff && (
            <li>
              <LanguageSwitch path={path} />
            </li>
          )}
        </ul>
      </nav>
    </details>
  );
};

/** What is new for the person signed in, counted only for a page that is sent. */
export const NewsCount = createContext(0);

const News = (): VNode => {
  const count = useContext(NewsCount);
  return (
    <a href={noticesPath()}>
      {words.notices}
      {count > 0 && (
        <>
          {' '}
          <b class="news">
            <span class="hidden">{words.newNotices} </span>
            {words.someNotices(count)}
          </b>
        </>
      )}
    </a>
  );
};

const Header = ({ shelf, path, staff, actor }: FrameProps): VNode => {
  const t = useText().frame;
  const inside = staff === true;
  const over = inside ? t.staffArea : shelf.province;
  return (
    <header class={`site-header${inside ? ' staff' : ''}`}>
      <div class="wrap">
        <a class="brand" href={inside && actor ? staffPath() : homePath()}>
          <BrandMark />
          <span>
            {over !== '' && <small>{over}</small>}
            {t.product}
          </span>
        </a>
        <Menu path={path} staff={inside} actor={actor} />
      </div>
      {inside && actor && (
        <form class="wrap row meta signed" method="post" action={signOutPath()}>
          <span>{actor.displayName}</span> <News />{' '}
          {actor.may.securityLog && <a href={securityLogPath()}>{words.securityLog}</a>}{' '}
          <a href={secondFactorPath()}>{words.secondFactor}</a>{' '}
          <a href={ownSessionsPath()}>{words.ownSessions}</a>{' '}
          <a href={ownPasswordPath()}>{words.ownPassword}</a>{' '}
          <button class="linklike">{t.signOut}</button>
        </form>
      )}
    </header>
  );
};

const Outages = ({ outages }: { outages: readonly OutageView[] }): VNode => {
  const t = useText().newsPages;
  return (
    <aside class="outages" aria-label={t.barLabel}>
      {outages.map(({ href, start, end }) => (
        <p class="wrap" key={href}>
          {t.bar(start, end)} <a href={href}>{t.barMore}</a>
        </p>
      ))}
    </aside>
  );
};

const Crumbs = ({ crumbs }: { crumbs: readonly Crumb[] }): VNode => {
  const t = useText().frame;
  return (
    <nav class="crumbs wrap" aria-label={t.crumbs}>
      <ol>
        {crumbs.map((c) => (
          <li key={c.href}>
            <a href={c.href}>{c.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
};

/**
 * The whole document; the server puts the doctype before it. `children` holds the `main` element.
 */
export const Frame = (props: FrameProps): VNode => {
  const { language, frame: t } = useText();
  return (
    <html lang={language}>
      <Head {...props} />
      <body>
        <a class="skip-link" href="#noi-dung">
          {t.skip}
        </a>
        {props.results === true && (
          <a class="skip-link" href="#ket-qua">
            {t.skipToResults}
          </a>
        )}
        <Header {...props} />
        {!props.staff && props.outages && props.outages.length > 0 && (
          <Outages outages={props.outages} />
        )}
        {props.crumbs && props.crumbs.length > 0 && <Crumbs crumbs={props.crumbs} />}
        {props.children}
        {props.after}
        <SiteFooter
          shelf={props.shelf}
          staff={props.staff === true}
          visits={props.visits ?? null}
        />
      </body>
    </html>
  );
};
