import { makeFolder, type TestFolder } from '../make/make-folder.ts';
import {
  aDatabaseName,
  connectTo,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../mongo-under-test.ts';
import { endLeases, type Ended, type Running } from '../shelf-process.ts';

/** Where a shelf stands, as a process is told. */
export type Settings = Readonly<Record<'DATABASE_URL' | 'ELASTICSEARCH_URL', string>>;

/** The forms that can be tested here: `describe.each` gives a name, and whether it is production. */
export const FORMS: readonly (readonly [name: string, production: boolean])[] =
  serversGiven() === null
    ? [['embedded', false]]
    : [
        ['embedded', false],
        ['production', true],
      ];

/** Where shelves of one form stand, and what is left of them afterwards. */
export class PlacesOfShelves {
  readonly folder: TestFolder = makeFolder();
  readonly #servers;
  readonly #databases: string[] = [];
  #made = 0;

  constructor(production: boolean) {
    this.#servers = production ? serversGiven()! : null;
  }

  /** A place where nothing stands. */
  next(): Settings {
    if (this.#servers === null)
      return {
        DATABASE_URL: `sqlite:${this.folder.path}/shelf-${this.#made++}`,
        ELASTICSEARCH_URL: '',
      };
    const { mongo, elasticsearch: ELASTICSEARCH_URL } = this.#servers;
    const database = aDatabaseName();
    this.#databases.push(database);
    return { DATABASE_URL: withDatabase(mongo, database), ELASTICSEARCH_URL };
  }

  /** Lets the time pass that the leases of a dead process have left; see {@link endLeases}. */
  async endLeases({ DATABASE_URL }: Settings, dead: Running): Promise<void> {
    if (this.#servers === null) return endLeases(DATABASE_URL.replace(/^sqlite:/u, ''), dead);
    const connection = await connectTo(DATABASE_URL);
    await connection
      .collection('jobs-running')
      .updateMany({ worker: new RegExp(`^${dead.child.pid}-`, 'u') }, { $set: { leaseUntil: '' } });
    await connection.close();
  }

  async remove(): Promise<void> {
    this.folder.remove();
    for (const database of this.#databases) await dropDatabase(this.#servers!, database);
  }
}

/** Ends a command after so long; what it said where it had ended before, null where it was killed. */
export async function killedAfter({ child, ended }: Running, ms: number): Promise<Ended | null> {
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const { code, output } = await ended;
  clearTimeout(timer);
  return code === null ? null : { code, output };
}

const BUSY = 'Máy chủ đang bận';

/**
 * How a command ends that follows a killed one: its transaction is kept by the server for a minute at
 * most, and the command is asked again as long as it is told so.
 */
export async function endedWhenFree(
  ask: () => Promise<Ended>,
  before: Ended | null = null,
): Promise<Ended> {
  let ended = before ?? (await ask());
  for (let tries = 0; ended.output.includes(BUSY) && tries < 30; tries++) ended = await ask();
  return ended;
}
