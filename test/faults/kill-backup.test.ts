import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { storageSource } from '#server/keeping/actions/move-shelf.ts';
import type { ShelfManifest } from '#server/keeping/shelf-manifest.ts';
import { listGenerations } from '#server/keeping/jobs/backup/generations.ts';
import { openBackup, verifyBackup } from '#server/keeping/jobs/backup/open-backup.ts';
import { openStorage } from '#storage/index.ts';
import { shelfWithoutLog } from '../support/audit/shelf-without-log.ts';
import { seededRandom } from '../support/builders.ts';
import {
  endedWhenFree,
  FORMS,
  killedAfter,
  PlacesOfShelves,
  type Settings,
} from '../support/faults/places-of-shelves.ts';
import { factsSheet } from '../support/make/facts-sheet.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { makeShelfFiles } from '../support/make/make-shelf-files.ts';
import { run, type Ended } from '../support/shelf-process.ts';

/** FULL_FAULTS=1 kills each command two hundred times, twenty at a time, on both forms. */
const FULL = process.env['FULL_FAULTS'] === '1';
const [BATCHES, KILLS] = FULL ? [10, 20] : [1, 2];
/** A transaction of a killed command may hold the production form up for a minute. */
const LONGEST_MS = FULL ? 1_800_000 : 300_000;
const FILES = 16;
const IN_USE = 'Tủ sách đích đã có dữ liệu';

interface Command {
  readonly args: readonly string[];
  readonly settings: Settings;
}

const cli = (args: readonly string[], settings: Settings) => run('cli', args, '', settings);

async function manifestOf(settings: Settings): Promise<ShelfManifest> {
  const storage = await openStorage(settings);
  try {
    return await shelfWithoutLog(storageSource('', storage));
  } finally {
    await storage.close();
  }
}

/** Milliseconds that a command takes here, to be killed within. */
async function lengthOf(args: readonly string[], settings: Settings): Promise<number> {
  const begun = performance.now();
  expect(await cli(args, settings).ended).toMatchObject({ code: 0 });
  return performance.now() - begun;
}

describe.each(FORMS)('commands of the %s form that are killed', (_, production) => {
  const places = new PlacesOfShelves(production);
  const random = seededRandom(production ? 20_261_201 : 20_261_130);
  const batches = Array.from({ length: BATCHES }, (__, n) => n);
  let shelf: Settings;
  let whole: ShelfManifest;
  let backups: string;
  let took: number;
  beforeAll(async () => {
    const source = makeFolder();
    makeShelfFiles(source, FILES);
    shelf = places.next();
    expect(
      await cli(['import', source.path, ...factsSheet(source.path), '--publish'], shelf).ended,
    ).toMatchObject({ code: 0 });
    source.remove();
    whole = await manifestOf(shelf);
    backups = join(places.folder.path, 'backups');
    took = await lengthOf(['backup', backups], shelf);
  }, 120_000);
  afterAll(() => places.remove());

  it.each(batches)(
    'a backup leaves every earlier one whole, and no half one (%i)',
    async (batch) => {
      const folder = join(places.folder.path, `killed-${batch}`);
      for (let kills = 0; kills < KILLS;) {
        if (
          (await killedAfter(
            cli(['backup', folder, '--keep', '2'], shelf),
            random() * took * 1.1,
          )) === null
        )
          kills++;
        const made = existsSync(folder) ? await listGenerations(folder) : [];
        const dated = existsSync(folder)
          ? readdirSync(folder).filter((n) => /^\d{4}-/u.test(n))
          : [];
        expect(made).toHaveLength(dated.length);
        for (const { path } of made) {
          const opened = await openBackup(path);
          expect(await verifyBackup(opened)).toEqual({ missing: [], damaged: [], lostBefore: [] });
          expect(await shelfWithoutLog(opened)).toEqual(whole);
        }
      }
      expect(await cli(['backup', folder, '--keep', '2'], shelf).ended).toMatchObject({ code: 0 });
      expect(await cli(['check', '--bytes'], shelf).ended).toMatchObject({ code: 0 });
    },
    LONGEST_MS,
  );

  /** Kills what fills a shelf again and again until that is whole, then begins with another. */
  const fillAndKill = async (commandFor: (target: Settings) => Command): Promise<void> => {
    const first = commandFor(places.next());
    const length = await lengthOf(first.args, first.settings);
    for (let kills = 0; kills < KILLS;) {
      const target = places.next();
      const { args, settings } = commandFor(target);
      let ended: Ended | null = null;
      while (ended === null && kills < KILLS) {
        ended = await killedAfter(cli(args, settings), random() * length * 1.1);
        if (ended === null) kills++;
      }
      ended = await endedWhenFree(() => cli(args, settings).ended, ended);
      // Killed between its last word and its end, it was whole already.
      if (!ended.output.includes(IN_USE))
        expect(ended).toEqual({
          code: 0,
          output: expect.stringMatching(/đã (?:khôi phục|chuyển)/u),
        });
      expect(await cli(['check', '--bytes'], target).ended).toMatchObject({ code: 0 });
      expect(await manifestOf(target)).toEqual(whole);
    }
  };

  // What a killed command leaves open in MongoDB takes its minute to end.
  if (production && !FULL) return;
  it.each(batches)(
    'a restore goes on and ends whole (%i)',
    () => fillAndKill((target) => ({ args: ['restore', backups], settings: target })),
    LONGEST_MS,
  );

  it.each(batches)(
    'a move goes on and ends whole (%i)',
    () =>
      fillAndKill((target) => ({
        args: ['move', '--from', shelf.DATABASE_URL, '--to', target.DATABASE_URL],
        settings: shelf,
      })),
    LONGEST_MS,
  );
});
