import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { AppendFile } from './append-file.ts';
import type { BagFile } from './bag-file.ts';
import { indexBegins, indexEnds, indexRow, SHOWN_ITEMS } from './index-page.ts';
import { LIST_HEADER, listCells, type ListedItem } from './item-list.ts';
import { dayOfPackage, type PackageHead } from './package-head.ts';
import { sheetRow, writeWorkbook } from './workbook.ts';

/** The lists that grow beside a package: their endings and where they can be taken up again. */
const ENDINGS = ['csv', 'rows', 'index', 'withdrawn'] as const;
type Ending = (typeof ENDINGS)[number];

export interface ListPosition {
  readonly lengths: Readonly<Record<Ending, number>>;
  readonly items: number;
  readonly withdrawn: number;
}

export const LISTS_BEGINNING: ListPosition = {
  lengths: { csv: 0, rows: 0, index: 0, withdrawn: 0 },
  items: 0,
  withdrawn: 0,
};

/** An item that is not on the shelf any more. */
export interface WithdrawnItem extends ListedItem {
  /** When readers were told, whole seconds. */
  readonly withdrawnAt: string;
  /** The item that took its place; null for none. */
  readonly supersededBy: string | null;
}

/** The lists of a package: CSV and workbook for people, its first page, and what was withdrawn. */
export class PackLists {
  readonly #files: Readonly<Record<Ending, AppendFile>>;
  readonly #path: string;
  #items: number;
  #withdrawn: number;

  private constructor(
    path: string,
    files: Readonly<Record<Ending, AppendFile>>,
    { items, withdrawn }: ListPosition,
  ) {
    this.#path = path;
    this.#files = files;
    this.#items = items;
    this.#withdrawn = withdrawn;
  }

  /** Opens them beside the package at `path`; new ones get their heads. */
  static async open(path: string, head: PackageHead, position: ListPosition): Promise<PackLists> {
    const files = Object.fromEntries(
      await Promise.all(
        ENDINGS.map(async (ending) => [
          ending,
          await AppendFile.open(`${path}.${ending}`, position.lengths[ending]),
        ]),
      ),
    ) as Record<Ending, AppendFile>;
    if (position.lengths.csv === 0) {
      await files.csv.write(Buffer.from(CSV_MARK + csvLine(LIST_HEADER)));
      await files.rows.write(Buffer.from(sheetRow(LIST_HEADER)));
      await files.index.write(Buffer.from(indexBegins(head)));
      await files.withdrawn.write(Buffer.from('['));
    }
    return new PackLists(path, files, position);
  }

  get position(): ListPosition {
    const lengths = Object.fromEntries(
      ENDINGS.map((ending) => [ending, this.#files[ending].length]),
    ) as Record<Ending, number>;
    return { lengths, items: this.#items, withdrawn: this.#withdrawn };
  }

  async add(item: ListedItem): Promise<void> {
    const cells = listCells(item);
    await this.#files.csv.write(Buffer.from(csvLine(cells)));
    await this.#files.rows.write(Buffer.from(sheetRow(cells)));
    if (this.#items < SHOWN_ITEMS) await this.#files.index.write(Buffer.from(indexRow(item)));
    this.#items += 1;
  }

  async addWithdrawn(item: WithdrawnItem): Promise<void> {
    const { record, addresses, withdrawnAt, supersededBy } = item;
    const told = {
      id: record.id,
      oai: addresses.oai,
      identifier: record.identifier,
      title: record.title.toWellFormed().normalize('NFC'),
      withdrawnAt,
      supersededBy,
    };
    const comma = this.#withdrawn === 0 ? '\n' : ',\n';
    await this.#files.withdrawn.write(Buffer.from(comma + JSON.stringify(told)));
    this.#withdrawn += 1;
    await this.add(item);
  }

  async sync(): Promise<void> {
    for (const ending of ENDINGS) await this.#files[ending].sync();
  }

  async close(): Promise<void> {
    for (const ending of ENDINGS) await this.#files[ending].close();
  }

  /** Puts the lists into the bag. */
  async finish(bag: BagFile, head: PackageHead): Promise<void> {
    await this.#files.index.write(Buffer.from(indexEnds(Math.max(0, this.#items - SHOWN_ITEMS))));
    await this.#files.withdrawn.write(Buffer.from('\n]\n'));
    await this.close();
    const book = `${this.#path}.xlsx`;
    await writeWorkbook(
      book,
      this.#files.rows.path,
      (await stat(this.#files.rows.path)).size,
      dayOfPackage(head),
    );
    for (const [name, path] of [
      ['danh-muc.csv', this.#files.csv.path],
      ['danh-muc.xlsx', book],
      ['index.html', this.#files.index.path],
      ['withdrawn.json', this.#files.withdrawn.path],
    ] as const) {
      const { size } = await stat(path);
      await bag.addStream(name, { bytes: size, sha256: null }, createReadStream(path));
    }
  }
}
