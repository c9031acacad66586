import type { VNode } from 'preact';
import { GENRE_KINDS } from '#server/vocabulary/genre.ts';
import { UNPLACED, type AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { VocabularyValues } from '#server/vocabulary/vocabulary.ts';
import { isShown, type Term } from '#server/vocabulary/term.ts';
import { Badge } from '#web/frame/badge.tsx';
import { oneValue, SelectField, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine, AuthorityConflict, SHOW_OPTIONS } from '#web/frame/authority-form.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { audiencePath, genrePath } from '#web/paths/site.ts';
import {
  staffListsPath,
  staffTermPath,
  staffTermsPath,
  staffTermUndoPath,
  type TermListName,
} from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.termForms;
const k = vi.authorityForm;

type Entry = AuthorityEntry<TermListName, VocabularyValues[TermListName]>;

export interface StaffTermProps {
  readonly frame: PageFrame;
  readonly list: TermListName;
  /** As it stands; null for a new one. */
  readonly term: Term | null;
  readonly entry: Entry;
  readonly form: FormState;
  /** Newest first. */
  readonly versions: readonly Entry[];
  readonly conflict: boolean;
}

type Words = readonly [label: string, help?: string];
const words = (text: readonly string[]): Words => text as [string, string?];

const KINDS = GENRE_KINDS.map((kind) => ({
  value: kind,
  label: `${kind}. ${vi.libraryReport.kinds[kind]}`,
}));
const OFFER_OPTIONS = [
  { value: '', label: t.offerYes },
  { value: '1', label: t.offerNo },
];

const GenreFields = ({ form }: { form: FormState }): VNode => {
  const f = t.genre.fields;
  return (
    <>
      <TextField form={form} name="name" text={words(f.name)} required />
      <SelectField
        form={form}
        name="kind"
        text={words(f.kind)}
        required
        options={
          oneValue(form.values, 'kind') === ''
            ? [{ value: '', label: t.chooseKind }, ...KINDS]
            : KINDS
        }
      />
      <TextField form={form} name="short" text={words(f.short)} />
      <TextField form={form} name="english" text={words(f.english)} />
    </>
  );
};

const AudienceFields = ({ form }: { form: FormState }): VNode => {
  const f = t.audience.fields;
  return (
    <>
      <TextField form={form} name="name" text={words(f.name)} required />
      <TextField form={form} name="note" text={words(f.note)} />
      <TextField form={form} name="english" text={words(f.english)} />
      <TextField form={form} name="noteEnglish" text={words(f.noteEnglish)} />
    </>
  );
};

const TermForm = ({ list, term, entry, form }: StaffTermProps): VNode => {
  const own = entry.value.own !== null;
  return (
    <form
      class="stack narrow"
      method="post"
      action={staffTermPath(list, term?.code ?? 'moi')}
      noValidate
    >
      <input type="hidden" name="version" value={entry.version} />
      {own && (list === 'genre' ? <GenreFields form={form} /> : <AudienceFields form={form} />)}
      <TextField form={form} name="rank" text={[t.rank, t[list].rankHelp]} short />
      <SelectField
        form={form}
        name="hidden"
        text={own ? [k.show, t.hideNote] : [t.offer, t.offerNote]}
        required
        options={own ? SHOW_OPTIONS : OFFER_OPTIONS}
      />
      <p>
        <button class="button">{k.save}</button>
      </p>
    </form>
  );
};

/** All that a version says, so that the one to take back can be told from the others. */
const factsOf = ({ rank, value }: Entry): string =>
  [
    ...Object.entries(value.own ?? {}).map(([field, said]) =>
      field === 'kind' ? t.kindOf(said as string) : (said as string),
    ),
    rank === UNPLACED ? '' : t.ranked(rank),
    value.own === null
      ? value.hidden
        ? t.notOffered
        : t.offered
      : value.hidden
        ? k.hidden
        : k.shown,
  ]
    .filter((fact) => fact !== '')
    .join(' · ');

const History = ({
  list,
  term,
  versions,
}: {
  list: TermListName;
  term: Term;
  versions: readonly Entry[];
}): VNode => (
  <details>
    <summary>{t.history}</summary>
    <p>{t.historyLead}</p>
    <ol class="rows" reversed>
      {versions.map((entry, i) => (
        <li class="task" key={entry.version}>
          <div>
            <h3>
              {t.version(entry.version)}{' '}
              {i === 0 && <Badge tone="good" label={vi.pageForm.present} />}
            </h3>
            <p>{factsOf(entry)}</p>
            <ChangedLine by={entry.changedBy} at={entry.changedAt} />
          </div>
          {i > 0 && (
            <form method="post" action={staffTermUndoPath(list, term.code)}>
              <input type="hidden" name="version" value={versions[0]!.version} />
              <input type="hidden" name="ban" value={entry.version} />
              <button class="button plain">
                {t.takeBack}
                <span class="hidden">{k.of(t.version(entry.version))}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  </details>
);

export const StaffTermPage = (props: StaffTermProps): VNode => {
  const { frame, list, term, entry, form, versions, conflict } = props;
  const crumbs = [
    { label: vi.lists.title, href: staffListsPath() },
    { label: t[list].title, href: staffTermsPath(list) },
  ];
  return (
    <StaffPage
      frame={frame}
      title={term === null ? t[list].add : t[list].editOf(term.label)}
      crumbs={crumbs}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
    >
      {conflict && term !== null && <AuthorityConflict href={staffTermPath(list, term.code)} />}
      {term !== null && (
        <>
          <p class="meta">{t[list].code(term.code)}</p>
          <ChangedLine by={entry.changedBy} at={entry.changedAt} />
        </>
      )}
      {term !== null && isShown(term) && (
        <p>
          <a href={list === 'genre' ? genrePath(term.code) : audiencePath(term.code)}>
            {k.seePublic}
          </a>
        </p>
      )}
      <TermForm {...props} />
      {term !== null && versions.length > 1 && (
        <History list={list} term={term} versions={versions} />
      )}
    </StaffPage>
  );
};
