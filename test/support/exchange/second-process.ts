import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '#server/app.ts';
import { appDeps, openShelf } from '#server/shelf.ts';
import { openStorage } from '#storage/index.ts';
import type { TestApp } from '../start-test-app.ts';

/** Another web process on the same storage, as after a restart or beside the first one. */
export async function secondProcess({
  shelf: { config, log },
}: TestApp): Promise<{ readonly base: string; close(): Promise<void> }> {
  const storage = await openStorage(config);
  const shelf = openShelf(config, storage, log);
  const server = createServer(createApp(appDeps(shelf, () => undefined)));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await shelf.extraction.close();
      await storage.close();
    },
  };
}
