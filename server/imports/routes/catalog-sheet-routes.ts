import type { Router } from 'express';
import { authorise, can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { catalogCells, catalogColumns, columnLabel, type CatalogColumn } from '../catalog-row.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { catalogWorkbook, sheetTemplate } from './catalog-sheet.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { XLSX } from '#server/tables/routes/table-routes.ts';
import { createRoutes } from '#server/http/routes.ts';

const TOGETHER = 200;

/** The template to fill in, and the catalogue as a sheet that can be edited and imported again. */
export function catalogSheetRoutes({ storage: { catalog } }: AppDeps): Router {
  const { router, get } = createRoutes();

  /** What the person may see: drafts of other units are not among it. */
  async function* allItems(actor: Actor): AsyncIterable<Item> {
    for (let after: string | null = null; ;) {
      const page = await catalog.listItems({
        states: [],
        unitId: null,
        lawKey: null,
        updatedSince: null,
        order: 'newest',
        limit: TOGETHER,
        after,
      });
      yield* page.rows.filter((item) => can(actor, 'view', item));
      if (page.next === null) return;
      after = page.next;
    }
  }

  get('/can-bo/nhap-bang/mau.xlsx', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    res
      .attachment('mau-bang-ke.xlsx')
      .type(XLSX)
      .send(await sheetTemplate(vocabularyFor(req)));
  });

  get('/can-bo/nhap-bang/danh-muc.xlsx', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    const rows: Readonly<Record<CatalogColumn, string>>[] = [];
    for await (const item of allItems(theActor(res))) {
      if (rows.length === MOST_SHEET_ROWS)
        throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
      rows.push(catalogCells(item, vocabularyFor(req)));
    }
    res
      .attachment('danh-muc.xlsx')
      .type(XLSX)
      .send(await catalogWorkbook(rows, vocabularyFor(req)));
  });

  get('/can-bo/nhap-bang/danh-muc.csv', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    res.attachment('danh-muc.csv').type('text/csv; charset=utf-8');
    res.write(CSV_MARK + csvLine(catalogColumns.map(columnLabel)));
    for await (const item of allItems(theActor(res))) {
      const cells = catalogCells(item, vocabularyFor(req));
      if (!res.write(csvLine(catalogColumns.map((column) => cells[column]))))
        await new Promise<void>((resolve) => {
          res.once('drain', resolve).once('close', resolve);
        });
      if (res.destroyed) return;
    }
    res.end();
  });

  return router;
}
