import { makeFolder, type TestFolder } from '../make/make-folder.ts';
import {
  aDatabaseName,
  connectTo,
  dropDatabase,
  serversGiven,
  withDatabase,
} from '../mongo-under-test.ts';
import { endLeases, type Running } from '../shelf-process.ts';

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
