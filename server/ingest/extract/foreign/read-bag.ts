import { Readable } from 'node:stream';
import { AppError } from '#server/base/errors.ts';
import { listed } from '#server/tables/cell-text.ts';
import type { ForeignTerms, SheetContent } from '#server/tables/sheet.ts';
import { openArchive } from '../archive.ts';
import { BAG_LIMITS, bagFault, faultOfFile, openBag, topOf, type Bag } from './bag-layout.ts';
import { bagRecord, namesOf } from './bag-record.ts';
import { foreignMessages as say } from './foreign-messages.ts';
import type { ForeignRecord } from '#server/imports/foreign-record.ts';
import { ForeignRows } from './foreign-rows.ts';
import { readXmlRecords } from './xml-records.ts';
import { recordOf, RECORDS } from './xml-record.ts';

const MOST_RECORD = 4 * 2 ** 20;
/** For so long checksums are computed while somebody waits; the rest is compared when it is taken. */
const VERIFY_MS = 15_000;
/** Metadata of an item, the fullest first. */
const METADATA = ['marc.xml', 'marcxml.xml', 'mods.xml', 'oai_dc.xml', 'dc.xml'];
const OF_THE_PACKAGE = /^(?:danh-muc\.(?:csv|xlsx)|index\.html|withdrawn\.json)$/u;

/** Files that belong together: everything below one folder of `data/`, or all that has none. */
type Group = readonly [folder: string, paths: readonly string[]];

const folderOf = (path: string): string => path.split('/').slice(0, -1)[0] ?? '';
const nameOf = (path: string): string => path.split('/').at(-1)!;

class BagReader {
  readonly #bag: Bag;
  readonly #terms: ForeignTerms;
  readonly #rows = new ForeignRows();
  readonly #until: number;

  constructor(bag: Bag, terms: ForeignTerms, now: number) {
    this.#bag = bag;
    this.#terms = terms;
    this.#until = now + VERIFY_MS;
  }

  #inZip(path: string): string {
    return `${this.#bag.top}data/${path}`;
  }

  async #json(path: string | undefined): Promise<unknown> {
    if (path === undefined || !this.#bag.archive.has(this.#inZip(path))) return null;
    const bytes = await this.#bag.archive.read(this.#inZip(path), MOST_RECORD);
    try {
      return JSON.parse(bytes.toString('utf8')) as unknown;
    } catch {
      return null;
    }
  }

  async #xml(path: string): Promise<ForeignRecord[]> {
    const bytes = await this.#bag.archive.read(this.#inZip(path), 64 * 2 ** 20);
    const records: ForeignRecord[] = [];
    const found = await readXmlRecords(Readable.from([bytes]) as AsyncIterable<Buffer>, {
      roots: RECORDS,
      found: (tree) => {
        const record = tree && recordOf(tree, this.#terms);
        if (record) records.push(record);
      },
    });
    return found ? records : records.map((r) => ({ ...r, faults: [...r.faults, say.xmlCut] }));
  }

  /** What does not fit in the files of a group, and whether all of them were compared. */
  async #faultsOf(paths: readonly string[]): Promise<{ faults: string[]; compared: boolean }> {
    const faults: string[] = [];
    let compared = true;
    for (const path of paths) {
      const verify = this.#terms.verify && Date.now() < this.#until;
      compared &&= verify;
      if (!this.#bag.payload.has(path)) faults.push(say.payloadUnlisted(path));
      else {
        const fault = await faultOfFile(this.#bag, path, verify);
        if (fault !== null) faults.push(fault);
      }
    }
    return { faults, compared };
  }

  /** The best record of a group, with what is none of its metadata as its files. */
  async #recordsOf([folder, paths]: Group): Promise<ForeignRecord[]> {
    const at = (name: string): string | undefined =>
      paths.find((path) => path === (folder === '' ? name : `${folder}/${name}`));
    const told = await this.#json(at('record.json'));
    const approvals = paths.filter((path) => path.startsWith(`${folder}/approval/`));
    const files = paths
      .filter((path) => path.startsWith(`${folder}/files/`))
      .toSorted((a, b) => Number.parseInt(nameOf(a), 10) - Number.parseInt(nameOf(b), 10));
    const names = namesOf(told);
    const whole = bagRecord(
      told,
      {
        told: await this.#json(approvals.find((path) => nameOf(path) === 'approval.json')),
        path:
          approvals
            .map((path) => this.#inZip(path))
            .find((path) => nameOf(path) !== 'approval.json') ?? null,
      },
      Object.fromEntries(files.map((path, i) => [this.#inZip(path), names[i] ?? nameOf(path)])),
      this.#terms,
    );
    if (whole !== null) return [this.#withFiles(whole, files)];
    return this.#foreign(paths);
  }

  async #foreign(paths: readonly string[]): Promise<ForeignRecord[]> {
    const metadata =
      METADATA.map((name) => paths.find((path) => nameOf(path) === name)).find((p) => p) ??
      paths.find((path) => path.endsWith('.xml'));
    if (metadata === undefined || !this.#bag.archive.has(this.#inZip(metadata))) return [];
    const records = await this.#xml(metadata);
    const files = paths.filter((path) => !/\.(?:xml|json|txt|csv|html?)$/iu.test(path));
    const [only] = records;
    if (records.length === 1 && only) return [this.#withFiles(only, files)];
    return records.map((record) =>
      files.length === 0 ? record : { ...record, notes: [...record.notes, say.filesOfMany] },
    );
  }

  #withFiles(record: ForeignRecord, files: readonly string[]): ForeignRecord {
    const there = files.map((path) => this.#inZip(path));
    return { ...record, cells: { ...record.cells, file: listed(there) } };
  }

  async addGroup(group: Group): Promise<void> {
    const [folder, paths] = group;
    const { faults, compared } = await this.#faultsOf(paths);
    const records = await this.#recordsOf(group);
    if (records.length === 0 && folder !== '')
      records.push({
        cells: { title: folder },
        notes: [],
        faults: [say.noRecordIn(folder)],
        offers: [],
      });
    for (const record of records)
      this.#rows.add({
        ...record,
        faults: [...record.faults, ...faults],
        notes:
          compared || !this.#terms.verify ? record.notes : [...record.notes, say.comparedLater],
      });
  }

  /** What the other shelf has taken down since its last delivery. */
  async addWithdrawn(): Promise<void> {
    const told = await this.#json('withdrawn.json');
    for (const one of Array.isArray(told) ? (told as Record<string, unknown>[]) : []) {
      const oai = String(one?.['oai'] ?? '').split(':');
      const cells = {
        title: String(one?.['title'] ?? ''),
        originSource: oai[1] ?? '',
        originId: String(one?.['id'] ?? ''),
      };
      if (oai[0] === 'oai' && cells.originId !== '')
        this.#rows.addGone({ cells, notes: [], faults: [], offers: [] });
    }
  }

  content(): SheetContent {
    const { top, payload } = this.#bag;
    if (this.#rows.lines === 0)
      throw new AppError('invalid-sheet', { fields: { sheet: say.emptyBag } });
    return this.#rows.content('bag', {
      digests: Object.fromEntries(
        [...payload].map(([path, { algorithm, value }]) => [
          `${top}data/${path}`,
          `${algorithm}:${value}`,
        ]),
      ),
    });
  }
}

/**
 * Reads a delivery of another shelf, or a bag of another institution with MARCXML, MODS or Dublin
 * Core in it; null for a ZIP that is none.
 * @throws AppError invalid-sheet with its sentence, file-broken, file-bomb, file-unsafe-path
 */
export async function readBagFile(path: string, terms: ForeignTerms): Promise<SheetContent | null> {
  const archive = await openArchive(path, BAG_LIMITS).catch((error: unknown) => {
    const twice = error instanceof AppError && error.details['reason'] === 'twice';
    throw twice ? bagFault(say.twice(String(error.details['name']))) : error;
  });
  try {
    const top = topOf(archive.names);
    if (top === null) return null;
    const bag = await openBag(archive, top);
    const paths = [...bag.payload.keys(), ...bag.unlisted].filter((p) => !OF_THE_PACKAGE.test(p));
    const reader = new BagReader(bag, terms, Date.now());
    for (const group of Map.groupBy(paths, folderOf)) await reader.addGroup(group);
    await reader.addWithdrawn();
    return reader.content();
  } finally {
    archive.close();
  }
}
