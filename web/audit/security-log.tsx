import type { VNode } from 'preact';
import { ALERT_KINDS, type Alert } from '#server/audit/alert.ts';
import type { ChainState } from '#server/audit/chain.ts';
import {
  SECURITY_KINDS,
  SECURITY_OUTCOMES,
  TARGET_KINDS,
  type SecurityOutcome,
  type SecurityRow,
} from '#server/audit/security-event.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { SelectField, TextField, type FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  deedsPath,
  NO_LOG_FILTER,
  securityLogCheckPath,
  securityLogFilePath,
  securityLogPath,
  type SecurityLogQuery,
} from '#web/paths/audit.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.securityLog;

/** A row as it is shown: the unit by its name. */
export interface SecurityRowView extends Omit<SecurityRow, 'unitId'> {
  readonly unit: string;
  /** The target by its own name, where it has one. */
  readonly targetName: string;
}

export interface SecurityLogProps {
  readonly frame: PageFrame;
  readonly query: SecurityLogQuery;
  readonly errors: FormErrors;
  readonly rows: readonly SecurityRowView[];
  /** The number of the last row when there are more. */
  readonly next: number | null;
  readonly first: boolean;
  /** Whether this person sees the whole shelf's. */
  readonly whole: boolean;
  readonly months: number;
  readonly chain: ChainState | null;
  readonly alerts: readonly Alert[];
}

const TONES: Readonly<Record<SecurityOutcome, Tone>> = { done: '', failed: 'warn', refused: 'bad' };

const KIND_OPTIONS = [
  { value: '', label: t.anyKind },
  ...Object.entries(SECURITY_KINDS).map(([value, label]) => ({ value, label })),
];

const Filter = ({ query, errors }: Pick<SecurityLogProps, 'query' | 'errors'>): VNode => {
  const form = {
    values: { viec: query.kind, nguoi: query.person, tu: query.from, den: query.until },
    errors,
  };
  const narrow = Object.values(query).some((value) => value !== '');
  return (
    <section aria-labelledby="loc">
      <h2 id="loc">{t.filterTitle}</h2>
      <form class="stack" method="get" action={securityLogPath()}>
        <div class="pair">
          <SelectField form={form} name="viec" text={t.kind} choosing options={KIND_OPTIONS} />
          <TextField form={form} name="nguoi" text={t.person} choosing autocomplete="off" />
          <TextField form={form} name="tu" text={t.from} choosing />
          <TextField form={form} name="den" text={t.until} choosing />
        </div>
        <p class="row">
          <button class="button">{t.filter}</button>
          {narrow && <a href={securityLogPath(NO_LOG_FILTER)}>{t.clear}</a>}
        </p>
      </form>
    </section>
  );
};

const roleNames = (text: string): string =>
  text
    .split(',')
    .map((role) => (vi.roles as Readonly<Record<string, readonly string[]>>)[role]?.[0] ?? role)
    .join(', ');

/** One of the details of an event, in words. */
export const detailText = (kind: string, name: string, value: string): string =>
  `${t.details[name] ?? name}: ${kind === 'roles-changed' || name === 'roles' ? roleNames(value) : value}`;

const Row = ({ row }: { row: SecurityRowView }): VNode => (
  <li class="task">
    <div>
      <h3>{SECURITY_KINDS[row.kind]}</h3>
      <p>
        {row.actorName === '' ? t.nobody : t.by(row.actorName)}
        {row.unit !== '' && ` · ${row.unit}`}
      </p>
      {(row.targetKind !== '' || Object.keys(row.details).length > 0) && (
        <p class="meta">
          {[
            ...(row.targetKind === '' ? [] : [`${TARGET_KINDS[row.targetKind]} ${row.targetName}`]),
            ...Object.entries(row.details)
              .filter(([name, value]) => name !== 'username' || value !== row.targetName)
              .map(([name, value]) => detailText(row.kind, name, value)),
          ].join(' · ')}
        </p>
      )}
      <p class="meta">
        {[
          vi.units.moment(row.at),
          ...(row.address === '' ? [] : [t.whence(row.address)]),
          t.number(row.sequence),
          ...(row.requestId === '' ? [] : [t.request(row.requestId)]),
        ].join(' · ')}
      </p>
    </div>
    <p>
      <Badge tone={TONES[row.outcome]} label={SECURITY_OUTCOMES[row.outcome]} />
    </p>
  </li>
);

const Chain = ({ chain }: Pick<SecurityLogProps, 'chain'>): VNode => (
  <section class="stack" aria-labelledby="chuoi">
    <h2 id="chuoi">{t.chain}</h2>
    {chain === null ? (
      <p>{t.unchecked}</p>
    ) : (
      <p class={`notice ${chain.fault === null ? 'good' : 'bad'}`}>
        {chain.fault === null
          ? t.whole(vi.units.count(chain.rows), vi.units.moment(chain.checkedAt))
          : t.broken(chain.fault.sequence, chain.fault.fault, vi.units.moment(chain.checkedAt))}
      </p>
    )}
    <form method="post" action={securityLogCheckPath()}>
      <button class="button plain">{t.check}</button>
    </form>
  </section>
);

const Alerts = ({ alerts }: Pick<SecurityLogProps, 'alerts'>): VNode => (
  <section aria-labelledby="canh-bao">
    <h2 id="canh-bao">{t.alerts}</h2>
    <ul class="rows">
      {alerts.map((alert) => (
        <li class="task" key={alert.cause}>
          <div>
            <h3>{ALERT_KINDS[alert.kind]}</h3>
            {alert.subject !== '' && <p>{alert.subject}</p>}
            <p class="meta">{t.alertSince(vi.units.moment(alert.since))}</p>
          </div>
        </li>
      ))}
    </ul>
  </section>
);

/** Who did what, for those who have to answer for it. */
export const SecurityLogPage = (props: SecurityLogProps): VNode => {
  const { frame, query, errors, rows, next, first, whole, months, chain, alerts } = props;
  return (
    <StaffPage frame={frame} title={t.title} errors={errors} errorTitle={t.errorTitle}>
      <p>
        {t.lead} {whole ? t.all : t.own} {t.kept(months)}
      </p>
      <p>
        <a href={deedsPath()}>{vi.deeds.open}</a>
      </p>
      {alerts.length > 0 && <Alerts alerts={alerts} />}
      <Filter query={query} errors={errors} />
      <section aria-labelledby="ds">
        <h2 id="ds">{t.list}</h2>
        {rows.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul class="rows">
            {rows.map((row) => (
              <Row key={row.sequence} row={row} />
            ))}
          </ul>
        )}
        <Pager
          next={next === null ? null : securityLogPath(query, next)}
          first={first ? null : securityLogPath(query)}
        />
      </section>
      <section class="stack" aria-labelledby="tai-ve">
        <h2 id="tai-ve">{t.files}</h2>
        <p>{t.filesNote}</p>
        <p class="row">
          <a class="button plain" href={securityLogFilePath('csv', query)}>
            {t.csv}
          </a>
          <a class="button plain" href={securityLogFilePath('ndjson', query)}>
            {t.ndjson}
          </a>
        </p>
      </section>
      <Chain chain={chain} />
    </StaffPage>
  );
};
