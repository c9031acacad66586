import type { VNode } from 'preact';
import type { Genre } from '#server/vocabulary/genre.ts';
import { UNPLACED } from '#server/vocabulary/authority-list.ts';
import type { Term } from '#server/vocabulary/term.ts';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine } from '#web/frame/authority-form.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffListsPath, staffTermPath, type TermListName } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.termForms;

export interface StaffTermsProps {
  readonly frame: PageFrame;
  readonly list: TermListName;
  /** In their order, hidden ones too. */
  readonly terms: readonly Term[];
  /** Who changed which last, by code. */
  readonly entries: ReadonlyMap<string, { readonly changedBy: string; readonly changedAt: string }>;
  readonly notice: string | null;
  readonly mayEdit: boolean;
}

const stateBadge = ({ own, offered }: Term): VNode => {
  if (own)
    return offered ? (
      <Badge tone="good" label={vi.authorityForm.shown} />
    ) : (
      <Badge tone="warn" label={vi.authorityForm.hidden} />
    );
  return offered ? <Badge label={t.ofLaw} /> : <Badge tone="warn" label={t.notOffered} />;
};

const factsOf = (list: TermListName, term: Term): string =>
  [
    term.code,
    'kind' in term ? t.kindOf((term as Genre).kind) : '',
    term.rank === UNPLACED ? '' : t.ranked(term.rank),
    term.own ? t[list].own : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');

export const StaffTermsPage = ({
  frame,
  list,
  terms,
  entries,
  notice,
  mayEdit,
}: StaffTermsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t[list].title}
    crumbs={[{ label: vi.lists.title, href: staffListsPath() }]}
    notice={notice}
    aside={
      mayEdit && (
        <a class="button" href={staffTermPath(list, 'moi')}>
          {t[list].add}
        </a>
      )
    }
  >
    <p class="narrow">{t[list].lead}</p>
    {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
    <ul class="rows">
      {terms.map((term) => {
        const entry = entries.get(term.code);
        return (
          <li class="task" key={term.code}>
            <div>
              <h2>
                {mayEdit ? <a href={staffTermPath(list, term.code)}>{term.label}</a> : term.label}
              </h2>
              <p class="row">
                {stateBadge(term)} <span class="meta">{factsOf(list, term)}</span>
                {term.english !== '' && (
                  <span class="meta" lang="en">
                    {term.english}
                  </span>
                )}
              </p>
              {entry !== undefined && <ChangedLine by={entry.changedBy} at={entry.changedAt} />}
            </div>
          </li>
        );
      })}
    </ul>
  </StaffPage>
);
