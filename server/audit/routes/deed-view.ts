import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Actor } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { can } from '#server/workflow/access.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import { SETTING_LABELS } from '#server/site/shelf-settings.ts';
import type { DeedView } from '#web/audit/deeds.tsx';
import { detailText } from '#web/audit/security-log.tsx';
import { personPath } from '#web/paths/people.ts';
import { staffReviewPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { Deed } from '../actions/read-deeds.ts';
import { SECURITY_KINDS, TARGET_KINDS, type SecurityRow } from '../security-event.ts';

const t = vi.deeds;

/** The target of a row by the name that people know it by. */
export const targetName = ({
  targetKind,
  targetId,
  details,
}: Pick<SecurityRow, 'targetKind' | 'targetId' | 'details'>): string =>
  targetKind === 'setting'
    ? ((SETTING_LABELS as Readonly<Record<string, string>>)[targetId] ?? targetId)
    : (details['username'] ?? targetId);

const logView = (row: SecurityRow, unit: string): DeedView => ({
  key: `n${row.sequence}`,
  what: SECURITY_KINDS[row.kind],
  at: row.at,
  by: row.actorName,
  unit,
  object:
    row.targetKind === ''
      ? null
      : {
          name: `${TARGET_KINDS[row.targetKind]} ${targetName(row)}`.trim(),
          href: row.targetKind === 'account' ? personPath(row.targetId) : null,
        },
  note: Object.entries(row.details)
    .filter(([name]) => name !== 'username' && name !== 'route')
    .map(([name, value]) => detailText(row.kind, name, value))
    .join(' · '),
  outcome: row.outcome,
});

/** Deeds as they are shown. What this person may not see of an item is its name and what was written. */
export async function deedViews(
  catalog: ItemCatalog & PeopleCatalog,
  actor: Actor,
  deeds: readonly Deed[],
): Promise<DeedView[]> {
  const units = new Map((await catalog.listUnits()).map(({ id, name }) => [id, name]));
  const unitName = (id: string | null): string => (id === null ? '' : (units.get(id) ?? id));
  const ids = deeds.flatMap((deed) => (deed.of === 'item' ? [deed.event.itemId] : []));
  const items = new Map(
    (await catalog.findItems([...new Set(ids)])).map((item) => [item.id, item] as const),
  );
  return deeds.map((deed) => {
    if (deed.of === 'log') return logView(deed.row, unitName(deed.row.unitId));
    const { event } = deed;
    const item = items.get(event.itemId);
    const seen = item !== undefined && can(actor, 'view', item);
    const fields = event.changes.map(({ field }) => vi.changeFields[field]).join(', ');
    return {
      key: event.id,
      what: EVENT_LABELS[event.action],
      at: event.at,
      by: event.actorName,
      unit: unitName(event.unitId),
      object: seen
        ? { name: item.title || vi.edit.untitled, href: staffReviewPath(item.id) }
        : { name: t.unseen, href: null },
      note: seen
        ? [event.reason, fields === '' ? '' : t.changed(fields)].filter((s) => s !== '').join(' · ')
        : '',
      outcome: 'done',
    };
  });
}
