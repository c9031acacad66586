import { openStorage } from '#storage/index.ts';
import { openFiles } from '#storage/sqlite/files.ts';
import { createIdMaker } from '#server/base/ids.ts';
import { AppError } from '#server/base/errors.ts';
import {
  aChange,
  aDocument,
  aJob,
  anAttachment,
  anEvent,
  anItem,
  aPassage,
  aText,
} from '../support/builders.ts';

/**
 * A process for the crash tests: writes to one storage until it has made `count` pairs of items or
 * is killed; `fill` takes a folder.
 */
const [mode = '', address = '', count = '0', elasticsearch = ''] = process.argv.slice(2);
const open = () => openStorage({ DATABASE_URL: address, ELASTICSEARCH_URL: elasticsearch });
const newId = createIdMaker(Date.now, Math.random);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/**
 * Two items of one transaction, each with a file, its event, texts and a job; said only when
 * everything was acknowledged.
 */
async function writePairs(): Promise<void> {
  const storage = await open();
  for (let n = 0; n < Number(count); n++) {
    const unitId = `pair-${newId()}`;
    const changes = [];
    for (const side of ['a', 'b']) {
      const id = newId();
      const stored = await storage.files.put(
        once(Buffer.from(`${id} ${side} `.repeat(2_000))),
        1_000_000,
      );
      const attachment = anAttachment({ id: newId(), sha256: stored.sha256, bytes: stored.bytes });
      const passages = [0, 1, 2].map((ordinal) =>
        aPassage({
          itemId: id,
          attachmentId: attachment.id,
          ordinal,
          text: `Đoạn ${ordinal} của ${id}`,
        }),
      );
      changes.push(
        aChange(anItem({ id, unitId, attachments: [attachment] }), {
          event: anEvent(id, { id: newId() }),
          texts: [aText(attachment.id, { passages })],
          jobs: [aJob({ key: `extract:${attachment.id}`, group: id })],
        }),
      );
    }
    const saved = await storage.catalog.saveItems(changes);
    say(`saved ${saved.map((item) => item.id).join(' ')}`);
    const [first] = saved;
    await storage.search.index([
      aDocument({ itemId: first!.id, pages: [`Bản ghi ${first!.id} được lập`] }),
    ]);
    say(`indexed ${first!.id}`);
  }
  await storage.close();
}

async function fillDisk(): Promise<void> {
  const files = await openFiles(address);
  try {
    await files.put(once(Buffer.alloc(4_000_000, 7)), 10_000_000);
    say('stored');
  } catch (error) {
    say(error instanceof AppError ? error.code : String(error));
  }
}

/** Takes jobs until there are none, in turn with whoever else does. */
async function claimAll(): Promise<void> {
  const storage = await open();
  for (let misses = 0; misses < 20;) {
    const job = await storage.queue.claim(
      ['extract'],
      String(process.pid),
      '2100-01-01T00:00:00.000Z',
      '2100-01-01T01:00:00.000Z',
    );
    if (job === null) {
      misses++;
      continue;
    }
    say(`claimed ${job.key} ${job.attempts}`);
    await storage.queue.finish(job.id, String(process.pid), { state: 'done' });
  }
  await storage.close();
}

/** Writes an index and merges its pieces after every document, until it is killed. */
async function mergePieces(): Promise<void> {
  const { prepareIndex } = await import('#storage/sqlite/search/index-file.ts');
  const { SearchWriter } = await import('#storage/sqlite/search/search-writer.ts');
  prepareIndex(address, () => false);
  const writer = new SearchWriter(address);
  const words = (n: number): string =>
    Array.from({ length: 3_000 }, () => `từ${Math.floor(Math.random() ** 3 * 9_000)}`).join(' ') +
    ` dấu riêng${n} này`;
  // Each process writes documents of its own over those of the processes before.
  const first = process.pid * 1_000;
  for (let n = first; n < first + Number(count); n++) {
    const itemId = `muc-${n % 40}`;
    writer.index([aDocument({ itemId, pages: [words(n)] })]);
    say(`indexed ${itemId} ${n}`);
    while (writer.tidy());
    say(`tidied ${n}`);
  }
}

const MODES = { write: writePairs, claim: claimAll, fill: fillDisk, merge: mergePieces };
await (MODES[mode as keyof typeof MODES] ?? writePairs)();
