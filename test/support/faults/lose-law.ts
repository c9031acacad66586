import { DatabaseSync } from 'node:sqlite';
import { connectTo } from '../mongo-under-test.ts';
import type { TestApp } from '../start-test-app.ts';

/** Takes what is known of a law out of the storage itself, past the program, which never does. */
export async function loseLaw({ shelf: { config } }: TestApp, key: string): Promise<void> {
  const { DATABASE_URL: url } = config;
  if (url.startsWith('sqlite:')) {
    const db = new DatabaseSync(`${url.slice('sqlite:'.length)}/catalog.db`);
    db.prepare('DELETE FROM law WHERE key = ?').run(key);
    db.close();
    return;
  }
  const connection = await connectTo(url);
  await connection.db!.collection<{ _id: string }>('laws').deleteOne({ _id: key });
  await connection.close();
}
