// Child processes for the shelves of tests, one shelf after the other: each is started once a worker
// of Jest, not once a shelf.
import { ChildRunner, type MemoryUse } from '#server/ingest/extract/child-runner.ts';
import type { ChildSupply } from '#server/ingest/extract/extraction-pool.ts';

const rested = new Map<MemoryUse, ChildRunner[]>();
const useOf = new WeakMap<ChildRunner, MemoryUse>();

export const sharedChildren: ChildSupply = {
  take(use) {
    const waiting = rested.get(use.memory)?.pop();
    if (waiting !== undefined) return waiting;
    const runner = new ChildRunner(use);
    useOf.set(runner, use.memory);
    return runner;
  },
  async giveBack(runner) {
    if (runner.busy) return runner.stop();
    const memory = useOf.get(runner)!;
    rested.set(memory, [...(rested.get(memory) ?? []), runner]);
  },
};
