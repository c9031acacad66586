import type { VNode } from 'preact';
import type { PortalEntry } from '#server/exchange/embed/portal.ts';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { embedGuidePath, staffPortalDeletePath, staffPortalsPath } from '#web/paths/exchange.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.portals;
const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];

export interface StaffPortalsProps {
  readonly frame: PageFrame;
  readonly portals: readonly PortalEntry[];
  readonly form: FormState;
  readonly notice: string | null;
}

const PortalRow = ({ portal }: { portal: PortalEntry }): VNode => (
  <li class="task">
    <div>
      <h2>{portal.value.name}</h2>
      <p>
        <code>{portal.value.origin}</code>
      </p>
      <p class="meta">{t.changed(portal.changedBy, vi.units.day(portal.changedAt))}</p>
    </div>
    <form method="post" action={staffPortalDeletePath(portal.id)}>
      <button class="button plain danger">
        {t.remove}
        <span class="hidden">{t.of(portal.value.name)}</span>
      </button>
    </form>
  </li>
);

/** The list of sites that may show widgets, and the form that adds one. */
export const StaffPortalsPage = ({ frame, portals, form, notice }: StaffPortalsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    notice={notice}
    errors={form.errors}
    errorTitle={t.errorTitle}
  >
    <p>{t.lead}</p>
    <p>
      <a href={embedGuidePath()}>{t.guide}</a>
    </p>
    {portals.length === 0 ? (
      <p class="notice">{t.none}</p>
    ) : (
      <ul class="rows">
        {portals.map((portal) => (
          <PortalRow key={portal.id} portal={portal} />
        ))}
      </ul>
    )}
    <section class="stack narrow" aria-labelledby="them">
      <h2 id="them">{t.add}</h2>
      <form class="stack" method="post" action={staffPortalsPath()} noValidate>
        <TextField form={form} name="name" text={t.name as [string, string]} required />
        <TextField form={form} name="origin" text={t.origin as [string, string]} required />
        <p>
          <button class="button">{t.add}</button>
        </p>
      </form>
    </section>
  </StaffPage>
);
