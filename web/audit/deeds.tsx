import type { VNode } from 'preact';
import { ITEM_DEED } from '#server/audit/deed-kinds.ts';
import {
  SECURITY_KINDS,
  SECURITY_OUTCOMES,
  type SecurityOutcome,
} from '#server/audit/security-event.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import { Badge } from '#web/frame/badge.tsx';
import { SelectField, TextField, type FormErrors, type Option } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { deedsFilePath, deedsPath, securityLogPath, type DeedsQuery } from '#web/paths/audit.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.deeds;

/** One thing that somebody did. */
export interface DeedView {
  readonly key: string;
  readonly what: string;
  readonly at: string;
  readonly by: string;
  readonly unit: string;
  readonly object: { readonly name: string; readonly href: string | null } | null;
  readonly note: string;
  readonly outcome: SecurityOutcome;
}

export interface DeedsProps {
  readonly frame: PageFrame;
  readonly query: DeedsQuery;
  readonly errors: FormErrors;
  readonly units: readonly Option[];
  readonly deeds: readonly DeedView[];
  readonly next: string | null;
  readonly first: boolean;
  readonly whole: boolean;
}

const KINDS: readonly Option[] = [
  { value: '', label: vi.securityLog.anyKind },
  ...Object.entries(EVENT_LABELS).map(([value, label]) => ({
    value: `${ITEM_DEED}${value}`,
    label: t.ofItems(label),
  })),
  ...Object.entries(SECURITY_KINDS).map(([value, label]) => ({ value, label })),
];

const Filter = ({
  query,
  errors,
  units,
}: Pick<DeedsProps, 'query' | 'errors' | 'units'>): VNode => {
  const form = {
    values: {
      nguoi: query.person,
      'don-vi': query.unit,
      viec: query.kind,
      tu: query.from,
      den: query.until,
      'tai-lieu': query.item,
    },
    errors,
  };
  const { person, from, until, kind } = vi.securityLog;
  return (
    <section aria-labelledby="loc">
      <h2 id="loc">{vi.securityLog.filterTitle}</h2>
      <form class="stack" method="get" action={deedsPath()}>
        <div class="pair">
          <TextField form={form} name="nguoi" text={person} choosing autocomplete="off" />
          <SelectField form={form} name="don-vi" text={t.unit} choosing options={units} />
          <TextField form={form} name="tu" text={from} choosing />
          <TextField form={form} name="den" text={until} choosing />
          <SelectField form={form} name="viec" text={kind} choosing options={KINDS} />
          <TextField form={form} name="tai-lieu" text={t.item} choosing autocomplete="off" />
        </div>
        <p class="row">
          <button class="button">{vi.securityLog.filter}</button>
          <a href={deedsPath()}>{vi.securityLog.clear}</a>
        </p>
      </form>
    </section>
  );
};

const Row = ({ deed }: { deed: DeedView }): VNode => (
  <li class="task">
    <div>
      <h3>
        {deed.what}
        {deed.object !== null && ': '}
        {deed.object !== null &&
          (deed.object.href === null ? (
            deed.object.name
          ) : (
            <a href={deed.object.href}>{deed.object.name}</a>
          ))}
      </h3>
      {deed.note !== '' && <p>{deed.note}</p>}
      <p class="meta">
        {[vi.units.moment(deed.at), deed.by || vi.securityLog.nobody, deed.unit]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </div>
    {deed.outcome !== 'done' && (
      <p>
        <Badge
          tone={deed.outcome === 'refused' ? 'bad' : 'warn'}
          label={SECURITY_OUTCOMES[deed.outcome]}
        />
      </p>
    )}
  </li>
);

/** What people did to items and to the shelf, in one list: the answer to “who did what last week”. */
export const DeedsPage = (p: DeedsProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    errors={p.errors}
    errorTitle={vi.securityLog.errorTitle}
    crumbs={[{ label: vi.securityLog.title, href: securityLogPath() }]}
  >
    <p>
      {t.lead} {p.whole ? vi.securityLog.all : vi.securityLog.own}
    </p>
    <Filter query={p.query} errors={p.errors} units={p.units} />
    <section aria-labelledby="ds">
      <h2 id="ds">{vi.securityLog.list}</h2>
      {p.deeds.length === 0 ? (
        <p>{vi.securityLog.none}</p>
      ) : (
        <ul class="rows">
          {p.deeds.map((deed) => (
            <Row key={deed.key} deed={deed} />
          ))}
        </ul>
      )}
      <Pager next={p.next} first={p.first ? null : deedsPath(p.query)} />
    </section>
    <p>
      <a class="button plain" href={deedsFilePath(p.query)}>
        {vi.securityLog.csv}
      </a>
    </p>
  </StaffPage>
);
