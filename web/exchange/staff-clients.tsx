import type { VNode } from 'preact';
import { CLIENT_LIMIT, keyPrefix, type ApiClientEntry } from '#server/exchange/api-client.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffClientRevokePath, staffClientsPath } from '#web/paths/exchange.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.clients;
const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];

export interface ClientRow {
  readonly client: ApiClientEntry;
  /** The day it came last; null while it never did. */
  readonly lastUsed: string | null;
}

export interface StaffClientsProps {
  readonly frame: PageFrame;
  readonly rows: readonly ClientRow[];
  readonly form: FormState;
  /** A key that is shown this once. */
  readonly fresh: { readonly name: string; readonly key: string } | null;
  readonly notice: string | null;
}

const FreshKey = ({ fresh }: { fresh: NonNullable<StaffClientsProps['fresh']> }): VNode => (
  <div class="notice good stack" role="status">
    <h2>{t.freshTitle(fresh.name)}</h2>
    <p>
      <code class="secret">{fresh.key}</code>
    </p>
    <p>{t.freshNote}</p>
    <p>{t.use}</p>
    <code class="command">Authorization: Bearer {fresh.key}</code>
  </div>
);

const Row = ({ client: { id, value }, lastUsed }: ClientRow): VNode => {
  const { name, unit, perMinute, issuedAt, issuedBy, revoked } = value;
  return (
    <li class="task">
      <div>
        <h3>{name}</h3>
        <p>
          <code>{keyPrefix(id)}…</code>
        </p>
        <p class="meta">
          {[
            t.ofUnit(unit),
            t.limit(vi.units.count(perMinute)),
            t.issued(issuedBy, vi.units.day(issuedAt)),
            lastUsed === null ? t.neverUsed : t.lastUsed(vi.units.date(lastUsed)),
            ...(revoked === null ? [] : [t.ended(revoked.by, vi.units.day(revoked.at))]),
          ].join(' · ')}
        </p>
      </div>
      <p>
        <Badge
          tone={revoked === null ? 'good' : 'bad'}
          label={revoked === null ? t.active : t.revokedBadge}
        />
      </p>
      {revoked === null && (
        <form method="post" action={staffClientRevokePath(id)}>
          <button class="button plain danger">
            {t.revoke}
            <span class="hidden">{t.of(name)}</span>
          </button>
        </form>
      )}
    </li>
  );
};

const Issue = ({ form }: Pick<StaffClientsProps, 'form'>): VNode => (
  <section class="stack narrow" aria-labelledby="cap">
    <h2 id="cap">{t.issue}</h2>
    <form class="stack" method="post" action={staffClientsPath()} noValidate>
      <TextField form={form} name="name" text={t.name as [string, string]} required />
      <TextField form={form} name="unit" text={t.unit as [string, string]} required />
      <TextField
        form={{
          ...form,
          values: { perMinute: String(CLIENT_LIMIT.usual), ...form.values },
        }}
        name="perMinute"
        text={t.perMinute as [string, string]}
        required
        short
      />
      <p>
        <button class="button">{t.issue}</button>
      </p>
    </form>
  </section>
);

/** Keys of machine users: the fresh one, the list, the form that issues another. */
export const StaffClientsPage = ({
  frame,
  rows,
  form,
  fresh,
  notice,
}: StaffClientsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    notice={notice}
    errors={form.errors}
    errorTitle={t.errorTitle}
  >
    {fresh !== null && <FreshKey fresh={fresh} />}
    <p>{t.lead}</p>
    <section class="stack" aria-labelledby="ds">
      <h2 id="ds">{t.list}</h2>
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <Row key={row.client.id} {...row} />
          ))}
        </ul>
      )}
    </section>
    <Issue form={form} />
  </StaffPage>
);
