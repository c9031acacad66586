import { setImmediate } from 'node:timers/promises';
import type { Request, Response, Router } from 'express';
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

/** Rows read at once, and after how many of them others get their turn. */
const TOGETHER = 25;
const TURN = 5;

/** What the person may see: drafts of other units are not among it. */
async function* allItems({ storage: { catalog } }: AppDeps, actor: Actor): AsyncIterable<Item> {
  for (let after: string | null = null; ;) {
    const page = await catalog.listItems({
      states: [],
      unitId: null,
      lawKey: null,
      updatedSince: null,
      // The one order in which a page of all states costs no more than its rows.
      order: 'updated',
      limit: TOGETHER,
      after,
    });
    await setImmediate();
    for (const [i, item] of page.rows.entries()) {
      if (can(actor, 'view', item)) yield item;
      if (i % TURN === TURN - 1) await setImmediate();
    }
    if (page.next === null) return;
    after = page.next;
  }
}

/** Its cells, row by row. Throws `sheet-too-large`. */
async function* allCells(
  deps: AppDeps,
  req: Request,
  res: Response,
): AsyncIterable<Readonly<Record<CatalogColumn, string>>> {
  let rows = 0;
  for await (const item of allItems(deps, theActor(res))) {
    if (++rows > MOST_SHEET_ROWS) throw new AppError('sheet-too-large', { limit: MOST_SHEET_ROWS });
    yield catalogCells(item, vocabularyFor(req));
  }
}

/** The template to fill in, and the catalogue as a sheet that can be edited and imported again. */
export function catalogSheetRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/can-bo/nhap-bang/mau.xlsx', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    res
      .attachment('mau-bang-ke.xlsx')
      .type(XLSX)
      .send(await sheetTemplate(vocabularyFor(req)));
  });

  get('/can-bo/nhap-bang/danh-muc.xlsx', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    const bytes = await catalogWorkbook(allCells(deps, req, res), vocabularyFor(req));
    res.attachment('danh-muc.xlsx').type(XLSX).send(bytes);
  });

  get('/can-bo/nhap-bang/danh-muc.csv', async (req, res) => {
    authorise(theActor(res), 'import', 'shelf');
    res.attachment('danh-muc.csv').type('text/csv; charset=utf-8');
    res.write(CSV_MARK + csvLine(catalogColumns.map(columnLabel)));
    for await (const item of allItems(deps, theActor(res))) {
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
