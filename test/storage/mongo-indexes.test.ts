import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConnection, type Connection } from 'mongoose';
import { openTemporaryMongo, serversGiven, withDatabase } from '../support/mongo-under-test.ts';

type Query = Readonly<Record<string, unknown>>;
type Row = readonly [collection: string, query: string, order: string, index: string];

/** The table of docs/operations.md that names every list query with its index. */
const rows = readFileSync(join(import.meta.dirname, '..', '..', 'docs/operations.md'), 'utf8')
  .split('\n')
  .map((line) =>
    /^\| `([\w-]+)` \| `(\{.*?\})` \| `(\{.*?\})` \| `([\w.-]+)` \|$/u.exec(line)?.slice(1),
  )
  .filter((row) => row !== undefined) as unknown as Row[];

interface Plan {
  readonly stage: string;
  readonly indexName?: string;
  readonly inputStage?: Plan;
  readonly inputStages?: readonly Plan[];
}
const stagesOf = (plan: Plan): Plan[] => [
  plan,
  ...[...(plan.inputStage ? [plan.inputStage] : []), ...(plan.inputStages ?? [])].flatMap(stagesOf),
];

test('the table of queries and indexes is there', () => {
  expect(rows.length).toBeGreaterThan(20);
});

const servers = serversGiven();

(servers === null ? describe.skip : describe)(
  servers === null
    ? 'indexes of MongoDB: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these'
    : 'a query on MongoDB',
  () => {
    let storage: Awaited<ReturnType<typeof openTemporaryMongo>>;
    let raw: Connection;
    beforeAll(async () => {
      storage = await openTemporaryMongo(servers!);
      raw = await createConnection(withDatabase(servers!.mongo, storage.database)).asPromise();
    });
    afterAll(async () => {
      await raw.close();
      await storage.close();
    });

    test.each(rows)(
      'of %s by %s in the order %s goes by %s',
      async (collection, query, order, index) => {
        const asked = raw.db!.collection(collection).find(JSON.parse(query) as Query, {
          sort: JSON.parse(order) as Record<string, 1 | -1>,
          limit: 10,
        });
        const { queryPlanner } = (await asked.explain('queryPlanner')) as {
          queryPlanner: { winningPlan: Plan };
        };
        const stages = stagesOf(queryPlanner.winningPlan);
        expect(stages.flatMap((s) => s.indexName ?? [])).toContain(index);
        for (const slow of ['COLLSCAN', 'SORT'])
          expect(stages.map((s) => s.stage)).not.toContain(slow);
      },
    );
  },
);
