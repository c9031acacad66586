import type { Item } from '../item.ts';
import type { WorkflowEvent } from '../workflow-event.ts';

/**
 * The item as it stood at a version, by going back through its events (oldest first); null when
 * they do not reach so far: those saved before changes were kept have no version. Machines' own
 * findings (page counts, text) stay as they are now.
 */
export function itemAt(item: Item, events: readonly WorkflowEvent[], version: number): Item | null {
  if (version > item.version || version < 1) return null;
  const known = events.filter((e) => e.version !== null);
  const first = known[0]?.version ?? null;
  if (version < item.version && (first === null || (version < first && known[0]?.from !== null)))
    return null;
  let at: Item = { ...item, version };
  for (const event of known.toReversed()) {
    if (event.version! <= version) break;
    for (const { field, before } of event.changes) {
      at =
        field === 'attachments'
          ? {
              ...at,
              attachments: at.attachments.filter((a) =>
                (before as readonly string[]).includes(a.id),
              ),
            }
          : { ...at, [field]: before };
    }
  }
  return at;
}

/** The state the item had at a version; null when that is not known. */
export const stateAt = (
  events: readonly WorkflowEvent[],
  version: number,
): WorkflowEvent['to'] | null =>
  events.findLast((e) => e.version !== null && e.version <= version)?.to ?? null;

/** Versions at which an item came before its readers, oldest first. */
export const publishedVersions = (
  events: readonly WorkflowEvent[],
): { readonly version: number; readonly at: string }[] =>
  events
    .filter(
      (e) =>
        e.to === 'published' &&
        e.version !== null &&
        (e.from !== 'published' || e.changes.length > 0),
    )
    .map((e) => ({ version: e.version!, at: e.at }));
