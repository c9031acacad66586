import { describe, expect, test } from '@jest/globals';
import { changesBetween, mergeOf } from '#server/items/change.ts';
import { itemAt, publishedVersions, stateAt } from '#server/items/history/history.ts';
import { daysLeft, dueDay, overdueBefore, STEP_DAYS } from '#server/workflow/deadline.ts';
import { STAGES } from '#server/base/stage.ts';
import type { Item } from '#server/items/item.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { anAttachment, anEvent, anItem } from '../support/builders.ts';

describe('a saved change', () => {
  const first = anItem({ title: 'Một', version: 1 });
  const second: Item = {
    ...first,
    title: 'Hai',
    keywords: ['a'],
    attachments: [anAttachment({ id: 'f' })],
    version: 2,
    state: 'published',
  };
  const third: Item = { ...second, title: 'Ba', version: 4 };
  const events: WorkflowEvent[] = [
    anEvent(first.id),
    anEvent(first.id, {
      action: 'publish',
      from: 'draft',
      to: 'published',
      version: 2,
      changes: changesBetween(first, second),
    }),
    anEvent(first.id, { action: 'comment', from: 'published', to: 'published', version: null }),
    anEvent(first.id, {
      action: 'edit',
      from: 'published',
      to: 'published',
      version: 4,
      changes: changesBetween(second, third),
    }),
  ];

  test('names every field that differs, and leads back to any version', () => {
    expect(changesBetween(first, second).map((c) => c.field)).toEqual([
      'title',
      'keywords',
      'attachments',
    ]);
    expect(changesBetween(second, second)).toEqual([]);
    expect(itemAt(third, events, 4)).toEqual(third);
    for (const version of [2, 3])
      expect(itemAt(third, events, version)).toEqual({ ...third, title: 'Hai', version });
    expect(itemAt(third, events, 1)).toMatchObject({
      title: 'Một',
      keywords: [],
      attachments: [],
      version: 1,
    });
    for (const version of [0, 5, -1]) expect(itemAt(third, events, version)).toBeNull();
  });

  test('of before versions were kept is not guessed', () => {
    const old = events.map((e, i) => (i < 2 ? { ...e, version: null, changes: [] } : e));
    expect(itemAt(third, old, 2)).toBeNull();
    expect(itemAt(third, old.slice(0, 2), 3)).toBeNull();
    expect(itemAt(third, old, 4)).toEqual(third);
  });

  test('tells what was published when', () => {
    expect(publishedVersions(events).map((v) => v.version)).toEqual([2, 4]);
    expect([
      stateAt(events, 1),
      stateAt(events, 2),
      stateAt(events, 3),
      stateAt(events, 9),
      stateAt([], 1),
    ]).toEqual(['draft', 'published', 'published', 'published', null]);
  });

  test('meets another: alike is no conflict, different on both sides is', () => {
    const base = anItem({ title: 'Gốc', edition: '1', publisher: '' });
    const merge = mergeOf(
      base,
      { ...base, title: 'Họ', edition: '2', publisher: 'NXB' },
      { ...base, title: 'Tôi', edition: '2', abstract: 'x' },
    );
    expect(merge.theirs).toEqual([{ field: 'publisher', before: '', after: 'NXB' }]);
    expect(merge.both).toEqual([{ field: 'title', base: 'Gốc', theirs: 'Họ', yours: 'Tôi' }]);
  });
});

describe('a deadline', () => {
  test.each([
    ['verified', '2026-11-16T03:00:00.000Z', '2026-11-19'],
    ['verified', '2026-11-19T03:00:00.000Z', '2026-11-24'],
    ['submitted', '2026-11-20T18:00:00.000Z', '2026-11-27'],
    ['verified', '2026-11-21T03:00:00.000Z', '2026-11-25'],
  ] as const)('of %s since %s is %s: working days, by the day in Vietnam', (stage, since, due) => {
    expect(dueDay(stage, since)).toBe(due);
  });

  test('is counted down to and past', () => {
    const since = '2026-11-16T03:00:00.000Z';
    expect(
      ['2026-11-16', '2026-11-19', '2026-11-20', '2026-11-23'].map((day) =>
        daysLeft('verified', since, `${day}T05:00:00.000Z`),
      ),
    ).toEqual([3, 0, -1, -4]);
    expect(daysLeft('published', since, since)).toBeNull();
  });

  test('divides what is overdue from what is not, exactly, on any day of three weeks', () => {
    for (const stage of STAGES.filter((s) => STEP_DAYS[s] !== null)) {
      for (let d = 1; d <= 21; d++) {
        const now = new Date(Date.UTC(2026, 10, d, (d * 7) % 24)).toISOString();
        const bound = overdueBefore(stage, now)!;
        for (let hours = 0; hours < 24 * 30; hours += 5) {
          const since = new Date(Date.parse(now) - hours * 3_600_000).toISOString();
          expect([stage, now, since, since < bound]).toEqual([
            stage,
            now,
            since,
            daysLeft(stage, since, now)! < 0,
          ]);
        }
      }
    }
    expect(overdueBefore('withdrawn', '2026-11-20T05:00:00.000Z')).toBeNull();
  });
});
