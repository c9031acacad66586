import { createConnection, type Connection } from 'mongoose';

/**
 * What a server is made to do to the next commands of these names: refuse with a code, or hang up.
 */
export interface Fault {
  readonly commands: readonly string[];
  readonly errorCode?: number;
  readonly closeConnection?: boolean;
}

/**
 * NotWritablePrimary: what a primary that stepped down says (server's
 * src/mongo/base/error_codes.yml).
 */
export const STEPPED_DOWN = { errorCode: 10_107 } as const;
export const HANGS_UP = { closeConnection: true } as const;
export const DISK_FULL = { errorCode: 14_031 } as const;

/** The server that answers `configureFailPoint`; empty when the environment names none. */
export const faultyServer = (environment: NodeJS.ProcessEnv = process.env): string =>
  environment['MONGODB_FAULTS_URL'] ?? '';

export interface FailPoints {
  readonly connection: Connection;
  /**
   * The next `times` of these commands meet the fault (all until `mend` for `always`), after `skip`
   * that do not.
   */
  set(
    fault: Fault,
    mode: { readonly times: number; readonly skip?: number } | 'always',
  ): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openFailPoints(address: string): Promise<FailPoints> {
  const connection = await createConnection(address).asPromise();
  const configure = (more: object): Promise<unknown> =>
    connection.db!.admin().command({ configureFailPoint: 'failCommand', ...more });
  return {
    connection,
    set: async ({ commands, ...what }, mode) => {
      const when =
        mode === 'always'
          ? 'alwaysOn'
          : mode.skip === undefined
            ? { times: mode.times }
            : { times: mode.times, skip: mode.skip };
      await configure({ mode: when, data: { failCommands: commands, ...what } });
    },
    mend: async () => {
      await configure({ mode: 'off' });
    },
    close: async () => {
      await configure({ mode: 'off' });
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
