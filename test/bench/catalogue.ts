import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLikeness } from '#server/cataloguing/actions/find-likeness.ts';
import type { Catalog } from '#server/ports.ts';
import type { ItemChange } from '#server/items/item-catalog.ts';
import { PRINT_VALUES, fingerprintOf, type Fingerprint } from '#server/items/fingerprint.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import {
  aChange,
  anActor,
  anAttachment,
  anItem,
  aPassage,
  aText,
  seededRandom,
} from '../support/builders.ts';
import { percentile, type Figure } from './figures.ts';

const ITEMS = 20_000;
const AT_ONCE = 500;
const FILES = 200;
/** A booklet of some sixty pages. */
const SYLLABLES = 24_000;

const random = seededRandom(20_000);
const below = (n: number): number => Math.floor(random() * n);
const aPrint = (): Fingerprint => Array.from({ length: PRINT_VALUES }, () => below(2 ** 26));
/** One text in twenty is an older one with a few pages changed. */
const changed = (print: Fingerprint): Fingerprint =>
  print.map((value) => (random() < 0.2 ? below(2 ** 26) : value));
const sha = (i: number): string => i.toString(16).padStart(64, '0');

function anEntry(i: number, prints: Fingerprint[]): ItemChange {
  const print = i > 100 && random() < 0.05 ? changed(prints[below(prints.length)]!) : aPrint();
  prints.push(print);
  const attachment = anAttachment({ sha256: sha(i) });
  const item = anItem({
    title: `Tài liệu số ${below(15_000)} về hòa giải`,
    compilers: [`Ủy ban nhân dân xã ${below(120)}`],
    publisher: `Nhà xuất bản ${below(30)}`,
    keywords: [`từ khóa ${below(4_000)}`, `từ khóa ${below(400)}`],
    attachments: [attachment],
  });
  return aChange(item, {
    texts: [
      aText(attachment.id, {
        print,
        passages: [aPassage({ itemId: item.id, attachmentId: attachment.id })],
      }),
    ],
  });
}

const text = (): string => Array.from({ length: SYLLABLES }, () => `âm${below(6_000)}`).join(' ');

async function fill(catalog: Catalog): Promise<Fingerprint[]> {
  const prints: Fingerprint[] = [];
  for (let from = 0; from < ITEMS; from += AT_ONCE)
    await catalog.saveItems(Array.from({ length: AT_ONCE }, (_, i) => anEntry(from + i, prints)));
  return prints;
}

/**
 * A new file among 20,000 items: its print, then the search for the same bytes, text and name;
 * names while somebody types.
 */
export async function benchCatalogue(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-catalogue-'));
  const storage = await openSqliteStorage(folder);
  try {
    const { catalog } = storage;
    const prints = await fill(catalog);
    const [printing, looking, naming]: [number[], number[], number[]] = [[], [], []];
    let found = 0;
    for (let n = 0; n < FILES; n++) {
      const words = text();
      let began = performance.now();
      fingerprintOf([words]);
      printing.push(performance.now() - began);
      const twin = changed(prints[below(prints.length)]!);
      const attachment = anAttachment({ sha256: sha(below(ITEMS)) });
      const item = await catalog.saveItem(
        aChange(anItem({ title: `Tài liệu số ${n} về hòa giải`, attachments: [attachment] }), {
          texts: [aText(attachment.id, { print: twin })],
        }),
      );
      began = performance.now();
      if (
        (await findLikeness({ catalog }, item, anActor(['admin']))).some(
          (like) => like.kind === 'text',
        )
      )
        found++;
      looking.push(performance.now() - began);
      began = performance.now();
      await catalog.listNames({
        kind: 'keyword',
        search: `tu khoa ${below(9)}`,
        units: null,
        variants: false,
        order: 'items',
        limit: 10,
        after: null,
      });
      naming.push(performance.now() - began);
    }
    const together = printing.map((ms, i) => ms + looking[i]!);
    return [
      {
        name: `near-duplicate check of a new file at ${ITEMS} items, p95, ms`,
        value: percentile(together, 95),
        goal: 50,
        better: 'less',
      },
      {
        name: '  of it the print of 60 pages (in the child that reads the file), p95, ms',
        value: percentile(printing, 95),
        goal: 50,
        better: 'less',
      },
      {
        name: '  of it the search for file, text and name, p95, ms',
        value: percentile(looking, 95),
        goal: 50,
        better: 'less',
      },
      {
        name: 'texts four fifths alike that are found, %',
        value: (found / FILES) * 100,
        goal: 95,
        better: 'more',
      },
      {
        name: 'names offered while somebody types, p95, ms',
        value: percentile(naming, 95),
        goal: 50,
        better: 'less',
      },
    ];
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
