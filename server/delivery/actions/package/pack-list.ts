import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { XML_HEAD, xmlElement } from '#server/exchange/xml.ts';
import type { DeliveryEntry, DeliveryFile } from '../../delivery.ts';
import { AppendFile } from './append-file.ts';
import { LIST_HEADER, listCells, type ListedItem } from './item-list.ts';
import { describeFile, type PackDeps } from './pack-delivery.ts';
import type { PackageHead } from './package-head.ts';

const BATCH = 100;
/** News of a portal: who wants all of them reads the table. */
const MOST_NEWS = 1_000;

/** RSS wants dates of RFC 822 with English names. */
const rssDate = (iso: string): string => new Date(iso).toUTCString();

const rssBegins = ({ shelf, unit, address, asOf }: PackageHead): string =>
  `${XML_HEAD}<rss version="2.0"><channel>${[
    xmlElement('title', `${shelf}: tài liệu mới`),
    xmlElement('link', `${address}/`),
    xmlElement('description', `Tài liệu mới và vừa sửa của ${unit}`),
    '<language>vi</language>',
    xmlElement('lastBuildDate', rssDate(asOf)),
  ].join('')}\n`;

const rssItem = ({ record, addresses }: ListedItem): string =>
  `<item>${[
    xmlElement('title', record.title.trim() || '[Không có nhan đề]'),
    xmlElement('link', addresses.page),
    `<guid isPermaLink="false">${addresses.oai}</guid>`,
    xmlElement('pubDate', rssDate(record.publishedAt)),
    ...record.subjects.map(({ label }) => xmlElement('category', label)),
    xmlElement('description', record.abstract),
  ].join('')}</item>\n`;

const RSS_ENDS = '</channel></rss>\n';

async function listed(deps: PackDeps, entries: readonly DeliveryEntry[]): Promise<ListedItem[]> {
  const found = await deps.findItems(entries.map(({ itemId }) => itemId));
  const records = new Map((await deps.records(found)).map((record) => [record.id, record]));
  return entries.flatMap(({ itemId, action }) => {
    const record = records.get(itemId);
    return record === undefined ? [] : [{ action, record, addresses: deps.addressesOf(record) }];
  });
}

/**
 * The light form of a delivery at `path` without an ending: titles with links as `.csv`, the newest
 * of what is new or changed as `.rss`. Begun again, it begins anew. Null when it was told to stop.
 */
export async function packList(
  deps: PackDeps,
  path: string,
  head: PackageHead,
  stopping: AbortSignal,
): Promise<DeliveryFile[] | null> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const [csv, rss] = [
    await AppendFile.open(`${path}.csv.part`, 0),
    await AppendFile.open(`${path}.rss.part`, 0),
  ];
  await csv.write(Buffer.from(CSV_MARK + csvLine(LIST_HEADER)));
  await rss.write(Buffer.from(rssBegins(head)));
  let news = 0;
  for (let last = -1; ;) {
    const entries = await deps.entriesAfter(last, BATCH);
    if (entries.length === 0 || stopping.aborted) break;
    for (const item of await listed(deps, entries)) {
      await csv.write(Buffer.from(csvLine(listCells(item))));
      if (item.action === 'withdrawn' || ++news > MOST_NEWS) continue;
      await rss.write(Buffer.from(rssItem(item)));
    }
    last = entries.at(-1)!.ordinal;
    await deps.packed([], last + 1);
  }
  await rss.write(Buffer.from(RSS_ENDS));
  await csv.sync();
  await rss.sync();
  await csv.close();
  await rss.close();
  if (stopping.aborted) return null;
  const files: DeliveryFile[] = [];
  for (const [ending, mediaType] of [
    ['csv', 'text/csv'],
    ['rss', 'application/rss+xml'],
  ] as const) {
    await rename(`${path}.${ending}.part`, `${path}.${ending}`);
    files.push(await describeFile(`${path}.${ending}`, mediaType));
  }
  return files;
}
