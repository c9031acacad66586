import type { Item } from '#server/items/item.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Unit } from '#server/people/unit.ts';
import { EVENT_LABELS } from '#server/workflow/workflow.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import type { HistoryEvent } from '#web/cataloguing/item-file-list.tsx';
import { vi } from '#web/text/vi.ts';
import { showChange } from './show-field.ts';

/**
 * What people did, newest first, each with what it changed; versions that readers saw carry their
 * address.
 */
export const historyOf = (
  item: Item,
  events: readonly WorkflowEvent[],
  vocabulary: Vocabulary,
  units: readonly Unit[],
): HistoryEvent[] =>
  events.toReversed().map((e) => ({
    what: EVENT_LABELS[e.action],
    by: e.actorName,
    at: e.at,
    note: [
      e.reason,
      e.checklist === null || e.checklist.checks.length === 0
        ? ''
        : vi.review.checklistDone(e.checklist.checks.length, e.checklist.pages.length),
    ]
      .filter((s) => s !== '')
      .join(' '),
    changes: e.changes.map(showChange(item, vocabulary, units)),
    cite: e.to === 'published' && e.version !== null ? { id: item.id, version: e.version } : null,
  }));
