import type { ComponentChildren, VNode } from 'preact';
import type { FacetValue } from '#server/search/search-query.ts';
import { BannerRow, type BannerView } from './banner-row.tsx';
import { CollectionTiles, type CollectionLine } from './collection-tiles.tsx';
import { FeaturedCollection, type FeaturedView } from './featured-collection.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { ItemRow } from '#web/items/item-row.tsx';
import { NameText } from '#web/frame/name-text.tsx';
import { SearchBox } from '#web/frame/search-box.tsx';
import { telHref, type ShelfIdentity } from '#web/frame/site-footer.tsx';
import { SubjectTopics } from './subject-topics.tsx';
import {
  aboutPath,
  audiencePath,
  collectionsPath,
  genrePath,
  newestPath,
  siteMapPath,
  subjectsPath,
} from '#web/paths/site.ts';
import { answersPath } from '#web/paths/questions.ts';
import { searchPath } from '#web/paths/search.ts';
import { signInPath } from '#web/paths/people.ts';
import { staffUploadPath } from '#web/paths/cataloguing.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemCard } from '#web/items/cover.tsx';

export interface HomeProps {
  readonly frame: PageFrame;
  /** Published items in all; 0 shows the first screen of an empty shelf. */
  readonly total: number;
  /**
   * Codes with counts, by the rank that officials gave them, else most first; the page leaves out
   * values without items.
   */
  readonly subjects: readonly FacetValue[];
  readonly genres: readonly FacetValue[];
  readonly audiences: readonly FacetValue[];
  /** The six newest. */
  readonly newest: readonly ItemCard[];
  /** The one that the page opens; null when none has anything to read. */
  readonly featured: FeaturedView | null;
  /** The others on show today. */
  readonly collections: readonly CollectionLine[];
  /** A few titles of news; given by the caller, because news knows this room. */
  readonly news: ComponentChildren;
  /** Sites of communes and ministries on show today. */
  readonly banners: readonly BannerView[];
}

/** At most twelve topics, and a multiple of four so that the rows are full. */
const fullRows = (subjects: readonly FacetValue[]): readonly FacetValue[] => {
  const some = subjects.filter((s) => s.count > 0).slice(0, 12);
  return some.length < 4 ? some : some.slice(0, some.length - (some.length % 4));
};

const Hero = ({ examples }: { examples: boolean }): VNode => {
  const text = useText();
  const t = text.home;
  return (
    <section class="band hero" aria-labelledby="tieu-de">
      <div class="wrap">
        <h1 id="tieu-de">{t.question}</h1>
        <SearchBox {...(examples ? { describedBy: 'cach-tim' } : {})} />
        {examples && <p id="cach-tim">{text.box.hint}</p>}
        {examples && (
          <ul class="examples">
            {t.examples.map((q) => (
              <li key={q}>
                <a href={searchPath({ q })}>{q}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};

const GENRES_SHOWN = 8;

const Genres = ({ genres }: { genres: readonly FacetValue[] }): VNode => {
  const text = useText();
  const t = text.home;
  return (
    <section class="wrap" id="the-loai" aria-labelledby="the-loai-h">
      <div class="head">
        <h2 id="the-loai-h">{t.genres}</h2>
        <a href={`${siteMapPath()}#sd-the-loai`}>{t.allGenres}</a>
      </div>
      <ul class="chips">
        {genres.slice(0, GENRES_SHOWN).map((g) => (
          <li key={g.value}>
            <a href={genrePath(g.value)}>
              <NameText name={text.names.genreShort(g.value)} />{' '}
              <span class="count">{text.units.count(g.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Audiences = ({ audiences }: { audiences: readonly FacetValue[] }): VNode => {
  const text = useText();
  const t = text.home;
  return (
    <section class="wrap" aria-labelledby="cho-ai">
      <div class="head">
        <h2 id="cho-ai">{t.audiences}</h2>
      </div>
      <ul class="tiles">
        {audiences.slice(0, 6).map((a) => (
          <li key={a.value}>
            <a class="tile" href={audiencePath(a.value)}>
              <b>
                <NameText name={text.names.audience(a.value)} />
              </b>{' '}
              <span>
                <NameText name={text.names.audienceNote(a.value)} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Call = ({ shelf }: { shelf: ShelfIdentity }): VNode => {
  const { home: t, askQuestion } = useText();
  return (
    <section class="stack" aria-labelledby="goi-h">
      <h2 id="goi-h">{t.notFound}</h2>
      <p>{askQuestion.lead}</p>
      <p>
        <a class="button" href={answersPath()}>
          {askQuestion.button}
        </a>
      </p>
      {shelf.phone !== '' && <p>{t.call}</p>}
      {shelf.phone !== '' && (
        <p>
          <a class="button plain" href={telHref(shelf.phone)}>
            {t.callNumber(shelf.phone)}
          </a>
        </p>
      )}
      {shelf.email !== '' && (
        <p>
          {t.write} <a href={`mailto:${shelf.email}`}>{shelf.email}</a>
        </p>
      )}
      {shelf.phone !== '' && <p class="meta">{t.callNote}</p>}
    </section>
  );
};

const About = (): VNode => {
  const t = useText().home;
  return (
    <section class="stack about" aria-labelledby="gioi-thieu-h">
      <h2 id="gioi-thieu-h">{t.aboutTitle}</h2>
      <p>{t.aboutText}</p>
      <p>
        <a href={aboutPath()}>{t.aboutMore}</a>
      </p>
    </section>
  );
};

const FirstSteps = ({ signedIn }: { signedIn: boolean }): VNode => {
  const t = useText().home;
  return (
    <section class="wrap stack" aria-labelledby="trong-h">
      <h2 id="trong-h">{t.emptyTitle}</h2>
      <p class="narrow">{t.emptyLead}</p>
      <ol class="steps">
        {!signedIn && (
          <li>
            <h3>
              <a href={signInPath(staffUploadPath())}>{t.emptySteps.signIn.title}</a>
            </h3>
            <p>{t.emptySteps.signIn.text}</p>
          </li>
        )}
        <li>
          <h3>
            <a href={staffUploadPath()}>{t.emptySteps.upload.title}</a>
          </h3>
          <p>{t.emptySteps.upload.text}</p>
        </li>
        {signedIn && (
          <li>
            <h3>{t.emptySteps.import.title}</h3>
            <p>{t.emptySteps.import.text}</p>
            <p>
              <code class="command">{t.importCommand}</code>
            </p>
          </li>
        )}
      </ol>
      <p class="meta">{t.emptyNote}</p>
    </section>
  );
};

const Topics = ({ topics }: { topics: readonly FacetValue[] }): VNode => {
  const text = useText();
  const t = text.home;
  return (
    <section class="wrap" id="chu-de" aria-labelledby="chu-de-h">
      <div class="head">
        <h2 id="chu-de-h">{t.topics}</h2>
        <a href={subjectsPath()}>{t.allTopics}</a>
      </div>
      <SubjectTopics
        subjects={topics.map((s) => ({
          code: s.value,
          label: text.names.plainSubject(s.value),
          count: s.count,
        }))}
      />
    </section>
  );
};

const Collections = ({ collections }: Pick<HomeProps, 'collections'>): VNode => {
  const t = useText().collections;
  return (
    <section class="wrap" aria-labelledby="bo-h">
      <div class="head">
        <h2 id="bo-h">{t.title}</h2>
        <a href={collectionsPath()}>{t.all}</a>
      </div>
      <CollectionTiles collections={collections} />
    </section>
  );
};

const Newest = ({ cards }: { cards: readonly ItemCard[] }): VNode => {
  const t = useText().home;
  return (
    <ItemRow
      id="moi-h"
      heading={t.newest}
      cards={cards.slice(0, 6)}
      more={{ label: t.allNewest, href: newestPath() }}
      when="published"
    />
  );
};

export const HomePage = (props: HomeProps): VNode => {
  const { frame, total, newest, featured } = props;
  const topics = fullRows(props.subjects);
  const genres = props.genres.filter((g) => g.count > 0);
  const audiences = props.audiences.filter((a) => a.count > 0);
  return (
    <Frame
      {...frame}
      title={frame.shelf.name}
      description={useText().home.description}
      island
      catalogue
    >
      <main id="noi-dung" class="home">
        <Hero examples={total > 0} />
        {total === 0 && <FirstSteps signedIn={frame.actor !== null} />}
        {topics.length > 0 && <Topics topics={topics} />}
        {total > 0 && <Collections collections={props.collections} />}
        {genres.length > 0 && <Genres genres={genres} />}
        {featured !== null && (
          <div class="wrap split">
            <FeaturedCollection featured={featured} />
            <Call shelf={frame.shelf} />
          </div>
        )}
        {newest.length > 0 && <Newest cards={newest} />}
        {props.news}
        {audiences.length > 0 && <Audiences audiences={audiences} />}
        <div class="wrap split halves">
          <About />
          {featured === null && <Call shelf={frame.shelf} />}
        </div>
        <BannerRow banners={props.banners} />
      </main>
    </Frame>
  );
};
