import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AppError } from '#server/base/errors.ts';
import type { ChildReply, ChildRequest } from './child-protocol.ts';
import { TASKS } from './tasks.ts';

// Tests start hundreds of children from source: what one compiled is not compiled again.
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const COMPILED = new URL('../../../node_modules/.cache/compiled', import.meta.url);
if (FROM_SOURCE) enableCompileCache(fileURLToPath(COMPILED));

async function answer({ id, task, input }: ChildRequest): Promise<ChildReply> {
  try {
    const output = await (TASKS[task].run as (value: unknown) => Promise<unknown>)(input);
    return { id, rss: process.memoryUsage.rss(), output };
  } catch (thrown) {
    const known = thrown instanceof AppError;
    const message =
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : JSON.stringify(thrown);
    return {
      id,
      rss: process.memoryUsage.rss(),
      error: {
        code: known ? thrown.code : null,
        details: known ? thrown.details : {},
        message: message.slice(0, 2_000),
      },
    };
  }
}

// The parent kills a child that is too slow; a parent that is gone must not leave one behind.
process.on('disconnect', () => process.exit(0));
process.on('message', (request: ChildRequest) => {
  void answer(request).then((reply) => {
    process.send?.(reply);
    // A child does not end, it is killed.
    if (FROM_SOURCE) flushCompileCache();
  });
});
