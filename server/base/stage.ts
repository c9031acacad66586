/** The queue an item waits in: what was sent back is apart from what was never sent. */
export const STAGES = [
  'returned',
  'draft',
  'submitted',
  'verified',
  'published',
  'withdrawn',
] as const;

export type Stage = (typeof STAGES)[number];
