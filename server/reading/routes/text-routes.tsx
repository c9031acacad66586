import { setImmediate } from 'node:timers/promises';
import { renderToString } from 'preact-render-to-string';
import { fragmentOf } from '#server/base/locator.ts';
import { provisionAt } from '#server/base/vietnamese/provisions.ts';
import type { Request, Response, Router } from 'express';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { Item, Passage } from '#server/items/item.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import { readPassages } from '#server/items/actions/read-passages.ts';
import { mayRead } from '#server/items/rights.ts';
import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import { readQuery, type QueryForm } from '#server/search/scoring/query-form.ts';
import { snippet } from '#server/search/scoring/marks.ts';
import { FindInsidePage } from '#web/reading/find-inside.tsx';
import { PrintedLeaf, PrintView, type PrintedText } from '#web/reading/print-view.tsx';
import { itemPath } from '#web/paths/reading.ts';
import type { Text } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { sendPage } from '#server/http/send-page.ts';
import { readItemLink, paramFor, printedPage } from '#server/items/routes/present-item.ts';
import { param } from '#server/http/query.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { fillAddresses } from './chapter-routes.tsx';
import { createRoutes } from '#server/http/routes.ts';

const HITS_PER_PAGE = 50;
/**
 * A printed book of this length fills about 700 sheets; beyond it the original file is the better
 * print.
 */
const MOST_PRINTED = 3_000_000;

/** A passage fits when all the query's words stand in it. */
export const holdsAll = (passage: Passage, form: QueryForm): boolean => {
  const there = new Set(words(`${passage.heading}\n${passage.text}`).map((w) => foldKey(w.key)));
  return form.folded.every((folded) => there.has(folded));
};

/** Where words stand inside one item. */
async function findInside(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const q = param(req.query['q']).slice(0, 500);
  const form = readQuery(q);
  const cursor = param(req.query['sau']);
  const skip = cursor === '' ? 0 : Number(readCursor(cursor, ['number'])[0]);
  const fitting: Passage[] = [];
  if (form.syllables.length > 0)
    for await (const passage of readPassages(catalog, item))
      if (holdsAll(passage, form)) fitting.push(passage);
  await sendPage(
    deps,
    req,
    res,
    <FindInsidePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={await readItemLink(deps, item)}
      q={q}
      total={fitting.length}
      hits={fitting.slice(skip, skip + HITS_PER_PAGE).map((p) => ({
        locator: p.locator,
        attachment: paramFor(item, p.attachmentId),
        provision: provisionAt(fragmentOf(p.locator), p.heading),
        printed: printedPage(item, p),
        runs: snippet(p.text, form),
      }))}
      next={fitting.length > skip + HITS_PER_PAGE ? writeCursor([skip + HITS_PER_PAGE]) : null}
      paged={skip > 0}
    />,
  );
}

/** The whole text of an item on one page. */
async function showPrintView(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const leaves: string[] = [];
  let length = 0;
  for await (const leaf of printParts(deps, item, readerText(req))) {
    length +=
      leaf.kind === 'html'
        ? leaf.html.length
        : leaf.paragraphs.reduce((sum, p) => sum + p.length, 0);
    if (length > MOST_PRINTED) break;
    leaves.push(renderToString(<PrintedLeaf leaf={leaf} />));
    await setImmediate();
  }
  const byline = [
    item.compilers.join(', '),
    item.issued === null ? '' : showPartialDate(item.issued),
  ]
    .filter((t) => t !== '')
    .join(' · ');
  await sendPage(
    deps,
    req,
    res,
    <PrintView
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={await readItemLink(deps, item)}
      byline={byline}
      leaves={leaves}
      source={`${baseUrl(deps, req)}${itemPath(item.id)}`}
      cut={length > MOST_PRINTED}
    />,
  );
}

export function textRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/tai-lieu/:id/tim', (req, res, { id }) => findInside(deps, req, res, id));
  get('/tai-lieu/:id/in', (req, res, { id }) => showPrintView(deps, req, res, id));
  return router;
}

async function* printParts(
  deps: AppDeps,
  item: Item,
  interfaceText: Text,
): AsyncIterable<PrintedText> {
  const { catalog } = deps.storage;
  if (!mayRead(item.rights.kind)) return;
  for (const attachment of item.attachments) {
    const sections = await catalog.listSections(attachment.id);
    for (const { number, title } of sections) {
      const section = await catalog.findSection(attachment.id, number);
      if (section)
        yield {
          kind: 'html',
          label: title,
          html: fillAddresses(section.html, item.id, attachment.id, paramFor(item, attachment.id)),
        };
    }
    if (sections.length > 0) continue;
    for await (const p of readPassages(catalog, item, attachment.id)) {
      if (p.attachmentId !== attachment.id) break;
      const label =
        p.locator.kind === 'page'
          ? interfaceText.search.page(printedPage(item, p) ?? p.locator.page)
          : p.locator.kind === 'time'
            ? interfaceText.units.clock(p.locator.seconds)
            : '';
      yield { kind: 'text', label, paragraphs: p.text.split(/\n\s*\n/u) };
    }
  }
}
