import type { VNode } from 'preact';
import type { FacetValue } from '#server/domain/search-query.ts';
import { SUBJECTS } from '#server/domain/subject.ts';
import { Frame, type PageFrame } from '../components/frame.tsx';
import { SubjectTopics } from '../components/subject-topics.tsx';
import { homePath } from '../paths.ts';
import { vi } from '../text/vi.ts';

export interface BrowseSubjectsProps {
  readonly frame: PageFrame;
  /** Counts by subject code; a missing code counts as none. */
  readonly counts: readonly FacetValue[];
}

export const BrowseSubjectsPage = ({ frame, counts }: BrowseSubjectsProps): VNode => {
  const byCode = new Map(counts.map((c) => [c.value, c.count]));
  return (
    <Frame {...frame} title={vi.browse.title} description={vi.browse.intro} crumbs={[{ label: vi.frame.home, href: homePath() }]}>
      <main class="wrap" id="noi-dung">
        <div class="stack">
          <h1>{vi.browse.title}</h1>
          <p>{vi.browse.intro}</p>
        </div>
        <SubjectTopics subjects={SUBJECTS.map((s) => ({ ...s, count: byCode.get(s.code) ?? 0 }))} />
      </main>
    </Frame>
  );
};
