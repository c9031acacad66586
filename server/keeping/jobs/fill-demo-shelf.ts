import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import { applyLaws, planLaws } from '#server/laws/actions/import-laws.ts';
import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { plainContent } from '#server/tables/sheet.ts';
import type { Actor } from '#server/people/account.ts';
import type { Collection } from '#server/site/collection.ts';
import { importAll } from '#server/imports/jobs/import-all.ts';
import type { ImportDeps } from '#server/imports/jobs/import-folder.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';
import { planFolder } from '#server/imports/jobs/plan-folder.ts';

const FACT = 'demo';

type DemoCollection = Pick<Collection, 'slug' | 'title' | 'intro' | 'season'> & {
  readonly items: readonly string[];
};

/**
 * Fills a new shelf with the demo collection, through the same import that people use. A shelf that
 * has items, or was filled once, is left alone; an interrupted filling goes on where it stopped.
 */
export async function fillDemoShelf(
  deps: ImportDeps,
  folder: string,
  actor: Actor,
): Promise<number> {
  const state = await deps.catalog.findFact(FACT);
  if (
    state === 'done' ||
    (state === null &&
      (await deps.catalog.countItems([
        'draft',
        'verified',
        'submitted',
        'published',
        'withdrawn',
      ])) > 0)
  )
    return 0;
  await deps.catalog.saveFact(FACT, 'begun');
  await deps.catalog.saveUnit({
    id: 'xa-muong-khe',
    code: 'xa-muong-khe',
    name: 'Ủy ban nhân dân xã Mường Khe',
    kind: 'commune',
    parentId: MANAGING_UNIT,
    validFrom: null,
    validTo: null,
    successorId: null,
  });
  const rows = readSheet(await readCsv(join(folder, 'sheet.csv')), LAW_VOCABULARY);
  const { entries } = await planFolder(join(folder, 'files'), rows);
  const approval = {
    by: 'Ban biên soạn bộ sưu tập mẫu',
    position: 'Phụ trách bộ sưu tập mẫu',
    date: dayInVietnam(deps.now()),
    documentNumber: 'Bộ sưu tập mẫu',
  };
  const results = await importAll(
    deps,
    { folder: join(folder, 'files'), actor, publish: true },
    entries.map((entry) => ({ ...entry, approval })),
    2,
    () => undefined,
  );
  const laws = plainContent(await readCsv(join(folder, 'laws.csv')));
  await applyLaws(deps, actor, await planLaws(deps, actor, laws, null));
  await saveCollections(deps, folder);
  await deps.catalog.saveFact(FACT, 'done');
  return results.filter((r) => r.outcome === 'added').length;
}

const readCsv = async (path: string): Promise<string[][]> =>
  parse(await readFile(path, 'utf8'), { bom: true, relaxColumnCount: true }) as string[][];

/**
 * `collections.json` names items by the catalogue's own numbers; their order is the order shown.
 */
async function saveCollections(
  { catalog }: Pick<ImportDeps, 'catalog'>,
  folder: string,
): Promise<void> {
  const collections = JSON.parse(
    await readFile(join(folder, 'collections.json'), 'utf8'),
  ) as readonly DemoCollection[];
  for (const [rank, { slug, title, intro, season, items }] of collections.entries()) {
    const found = await Promise.all(
      items.map((identifier) => catalog.findItemByIdentifier(identifier)),
    );
    // An interrupted filling comes again.
    const version = (await catalog.findCollection(slug))?.version ?? 0;
    await catalog.saveCollection({
      slug,
      title,
      intro,
      season,
      rank,
      itemIds: found.flatMap((item) => (item === null ? [] : [item.id])),
      hidden: false,
      version,
      changedAt: '',
      changedBy: '',
    });
  }
}
