// Child processes for the shelves of tests, one shelf after the other: each is started once a worker
// of Jest, not once a shelf.
import { ChildRunner } from '#server/ingest/extract/child-runner.ts';
import type { ChildSupply } from '#server/ingest/extract/extraction-pool.ts';

const rested = new Map<object, ChildRunner[]>();
const kindOf = new WeakMap<ChildRunner, object>();

export const keptChildren: ChildSupply = {
  take({ idle, memory }) {
    const runner = rested.get(memory)?.pop() ?? new ChildRunner({ idle, memory });
    kindOf.set(runner, memory);
    return runner;
  },
  async giveBack(runner) {
    if (runner.busy) return runner.stop();
    const kind = kindOf.get(runner)!;
    rested.set(kind, [...(rested.get(kind) ?? []), runner]);
  },
};
