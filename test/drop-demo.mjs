// The demo shelf of a run on the production storage goes with the run.
import { basename } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import mongoose from 'mongoose';

export default async function dropDemo() {
  const { TEST_RUN: run, MONGODB_URL: mongo, ELASTICSEARCH_URL: elasticsearch } = process.env;
  if (!run || !mongo || !elasticsearch) return;
  const name = `test-demo-${basename(run).toLowerCase()}`;
  const connection = await mongoose.createConnection(mongo, { dbName: name }).asPromise();
  await connection.dropDatabase();
  await connection.close();
  const client = new Client({ node: elasticsearch });
  const indices = Object.keys(
    await client.indices.get({ index: `${name}-search-v*`, features: 'settings' }),
  );
  if (indices.length > 0) await client.indices.delete({ index: indices });
  await client.close();
}
