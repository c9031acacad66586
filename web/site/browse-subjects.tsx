import type { VNode } from 'preact';
import type { FacetValue } from '#server/search/search-query.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { SubjectTopics } from './subject-topics.tsx';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface BrowseSubjectsProps {
  readonly frame: PageFrame;
  /** Counts by subject code; a missing code counts as none. */
  readonly counts: readonly FacetValue[];
}

export const BrowseSubjectsPage = ({ frame, counts }: BrowseSubjectsProps): VNode => {
  const text = useText();
  const byCode = new Map(counts.map((c) => [c.value, c.count]));
  const topics = SUBJECTS.map(({ code }) => ({
    code,
    label: text.names.subject(code),
    count: byCode.get(code) ?? 0,
  }));
  return (
    <Frame
      {...frame}
      title={text.browse.title}
      description={text.browse.intro}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack">
          <h1>{text.browse.title}</h1>
          <p>{text.browse.intro}</p>
        </div>
        <section aria-labelledby="nhieu">
          <h2 id="nhieu">{text.browse.filled}</h2>
          <SubjectTopics
            subjects={topics.filter((s) => s.count > 0).toSorted((a, b) => b.count - a.count)}
          />
        </section>
        <section aria-labelledby="chua">
          <h2 id="chua">{text.browse.unfilled}</h2>
          <SubjectTopics subjects={topics.filter((s) => s.count === 0)} />
        </section>
      </main>
    </Frame>
  );
};
