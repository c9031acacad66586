import type { VNode } from 'preact';
import type { EmptyQuery } from '#server/search/query-catalog.ts';
import { showMeant } from '#server/search/words/word-list.ts';
import { shippedWord, type WordRow } from '#server/search/words/word-record.ts';
import { Badge } from '#web/frame/badge.tsx';
import { ChangedLine } from '#web/frame/authority-form.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ListSearch } from '#web/frame/list-search.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newWordPath,
  staffWordImportPath,
  staffWordPath,
  staffWordSheetPath,
  staffQueriesPath,
  staffWordsPath,
} from '#web/paths/search-words.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.words;

export interface StaffWordsProps {
  readonly frame: PageFrame;
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  /** The one shown; null where words are looked for. */
  readonly group: string | null;
  readonly find: string;
  readonly words: readonly WordRow[];
  /** What readers looked for in vain, most asked first. */
  readonly weak: readonly EmptyQuery[];
  readonly notice: string | null;
  readonly mayEdit: boolean;
}

const Word = ({ word, mayEdit }: { word: WordRow; mayEdit: boolean }): VNode => {
  const { id, value, version } = word;
  const said = value.said.join(', ');
  return (
    <li class="task">
      <div>
        <h3>{mayEdit ? <a href={staffWordPath(id)}>{said}</a> : said}</h3>
        <p>
          {t.means} {value.meant.map(showMeant).join('; ')}
        </p>
        <p class="row">
          {value.hidden && <Badge tone="warn" label={t.off} />}
          {shippedWord(id) === null ? (
            <Badge label={t.own} />
          ) : (
            version > 0 && <Badge label={t.edited} />
          )}
          {value.only.length > 0 && <span class="meta">{t.onlyIn(value.only.join(', '))}</span>}
        </p>
        <ChangedLine by={word.changedBy} at={word.changedAt} />
      </div>
    </li>
  );
};

const Groups = ({ groups, group }: Pick<StaffWordsProps, 'groups' | 'group'>): VNode => (
  <nav aria-label={t.groups}>
    <ul class="chips">
      {groups.map(({ name, count }) => (
        <li key={name}>
          <a
            href={staffWordsPath({ group: name })}
            aria-current={name === group ? 'true' : undefined}
          >
            {t.inGroup(name, count)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Weak = ({ weak, mayEdit }: Pick<StaffWordsProps, 'weak' | 'mayEdit'>): VNode => (
  <section aria-labelledby="chua-thay">
    <h2 id="chua-thay">{t.weakTitle}</h2>
    <p class="narrow">{t.weakLead}</p>
    <p>
      <a href={staffQueriesPath()}>{t.byWeek}</a>
    </p>
    {weak.length === 0 ? (
      <p>{t.weakNone}</p>
    ) : (
      <ul class="rows">
        {weak.map(({ folded, count, lastAt }) => (
          <li class="task" key={folded}>
            <div>
              <h3>{folded}</h3>
              <p class="meta">
                {t.weakCount(count)} · {vi.units.day(lastAt)}
              </p>
            </div>
            {mayEdit && (
              <a class="button plain" href={newWordPath(folded)}>
                {t.mend}
                <span class="hidden">: {folded}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    )}
  </section>
);

export const StaffWordsPage = (props: StaffWordsProps): VNode => {
  const { frame, group, find, words, notice, mayEdit } = props;
  return (
    <StaffPage
      frame={frame}
      title={t.title}
      crumbs={[{ label: vi.lists.title, href: staffListsPath() }]}
      notice={notice}
      aside={
        mayEdit && (
          <a class="button" href={newWordPath()}>
            {t.add}
          </a>
        )
      }
    >
      <p class="narrow">{t.lead}</p>
      {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
      <p class="row">
        {mayEdit && <a href={staffWordImportPath()}>{t.import}</a>}
        <span>
          {t.take} <a href={staffWordSheetPath('xlsx')}>XLSX</a>{' '}
          <a href={staffWordSheetPath('csv')}>CSV</a>
        </span>
      </p>
      <Weak {...props} />
      <ListSearch
        action={staffWordsPath()}
        name="tim"
        label={t.findLabel}
        value={find}
        button={t.find}
      />
      <Groups {...props} />
      <h2>{group ?? t.found(words.length, find)}</h2>
      {words.length === 0 ? (
        <p>{t.noneFound}</p>
      ) : (
        <ul class="rows">
          {words.map((word) => (
            <Word key={word.id} word={word} mayEdit={mayEdit} />
          ))}
        </ul>
      )}
    </StaffPage>
  );
};
