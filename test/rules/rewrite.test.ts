import { rewritten } from '#server/items/actions/rewrite.ts';
import type { WorkflowEvent } from '#server/items/workflow-event.ts';
import { anActor, anItem } from '../support/builders.ts';

const NOW = '2026-11-29T01:00:00.000Z';
const actor = anActor(['cataloguer']);
const before = anItem({
  state: 'verified',
  title: 'Tên cũ',
  slug: 'ten-cu',
  updatedAt: '2026-11-01T00:00:00.000Z',
  verification: { by: 'Người đối chiếu', at: '2026-11-20T00:00:00.000Z' },
  work: {
    since: '2026-11-20T00:00:00.000Z',
    returned: '',
    holder: null,
    compiledBy: ['nguoi-bien-soan'],
    verifiedBy: 'nguoi-doi-chieu',
  },
});
const after = (action: WorkflowEvent['action']) =>
  rewritten({ actor, before, item: { ...before, title: 'Tên mới' }, action }, NOW);

describe('a change of an item', () => {
  it.each(['edit', 'attach'] as const)('by %s wants the item compared anew', (action) => {
    expect(after(action).state).toBe('submitted');
    expect(after(action).verification).toBeNull();
    expect(after(action).work.compiledBy).toEqual(['nguoi-bien-soan', actor.accountId]);
    expect(after(action).work.verifiedBy).toBeNull();
  });

  it.each(['publish', 'return', 'law-review', 'take', 'hand-over'] as const)(
    'by %s leaves the comparison as it is',
    (action) => {
      expect(after(action).verification).toEqual(before.verification);
      expect(after(action).work.compiledBy).toEqual(['nguoi-bien-soan']);
    },
  );

  it('gives it the slug of its title', () => {
    expect(after('edit').slug).toBe('ten-moi');
  });

  it('dates it', () => {
    expect(after('edit').updatedAt).toBe(NOW);
  });

  it.each(['take', 'hand-over'] as const)('of who works on it by %s does not date it', (action) => {
    expect(after(action).updatedAt).toBe(before.updatedAt);
  });
});
