import type { Request, Response, Router } from 'express';
import {
  EMBED_COLOURS,
  EMBED_COUNT,
  EMBED_FONT,
  embedQuery,
  embedSize,
  EMBED_PARAMS,
  readEmbedAddress,
  type EmbedAsked,
  type EmbedFault,
} from '#server/exchange/embed/embed-address.ts';
import { frameHtml } from '#server/exchange/embed/oembed.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { readerText } from '#server/http/interface-language.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import type { Item } from '#server/items/item.ts';
import { itemCards } from '#server/items/routes/present-item.ts';
import { firstSentence } from '#server/reading/share-text.ts';
import { browseShelf } from '#server/search/actions/browse-shelf.ts';
import { browseQuery } from '#server/search/browse-query.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { findSubject, SUBJECTS } from '#server/vocabulary/subject.ts';
import { isSubSubject, subSubjectsOf } from '#server/vocabulary/sub-subject.ts';
import { EmbedGuidePage } from '#web/exchange/embed-guide.tsx';
import { EmbedPage, embedStyle } from '#web/exchange/embed.tsx';
import { embedGuidePath, embedPath } from '#web/paths/exchange.ts';
import { embedHeaders, previewHeaders } from './embed-policy.ts';

/** What a widget looks like where its address says nothing sensible. */
const USUAL: EmbedAsked = {
  kind: 'moi',
  subject: '',
  item: '',
  count: EMBED_COUNT.usual,
  fontSize: EMBED_FONT.usual,
  colours: EMBED_COLOURS,
};

/** What a subject or a part of one is called; null for unknown and hidden ones. */
function subjectName(req: Request, code: string): string | null {
  const words = readerText(req);
  if (isSubSubject(code)) return words.names.subSubject(code)?.label ?? null;
  return findSubject(code) === undefined ? null : words.names.subject(code);
}

interface Found {
  readonly asked: EmbedAsked;
  readonly fault: EmbedFault | null;
  readonly subject: string;
  readonly items: readonly Item[];
  /** Nothing is missing that the index would have found. */
  readonly whole: boolean;
}

const faulty = (asked: EmbedAsked, fault: EmbedFault): Found => ({
  asked,
  fault,
  subject: '',
  items: [],
  whole: true,
});

/** What a widget of this address shows. */
async function find(deps: AppDeps, req: Request): Promise<Found> {
  const asked = readEmbedAddress(req.query);
  if ('fault' in asked) return faulty(USUAL, asked.fault);
  const found: Found = { asked, fault: null, subject: '', items: [], whole: true };
  if (asked.kind === 'tim') return found;
  if (asked.kind === 'tai-lieu') {
    const item = await deps.storage.catalog.findItem(asked.item);
    return item?.state === 'published' ? { ...found, items: [item] } : faulty(asked, 'item');
  }
  const subject = asked.kind === 'chu-de' ? subjectName(req, asked.subject) : '';
  if (subject === null) return faulty(asked, 'subject');
  const filters = { ...NO_FILTERS, subjects: asked.subject === '' ? [] : [asked.subject] };
  const { items, whole } = await browseShelf(
    { ...deps.storage, now: deps.now },
    browseQuery({ filters, limit: asked.count }),
  );
  return { ...found, subject, items, whole };
}

const NOT_FOUND: readonly EmbedFault[] = ['item', 'subject'];

async function showEmbed(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { asked, fault, subject, items, whole } = await find(deps, req);
  const portals = (await deps.storage.catalog.listAuthority('portal')).map(({ value }) => value);
  const [first] = items;
  await sendPage(
    deps,
    req,
    res,
    <EmbedPage
      shelf={deps.config.SHELF_NAME}
      style={deps.assets.embedStyle}
      asked={asked}
      subject={subject}
      cards={await itemCards(deps, items)}
      about={asked.kind === 'tai-lieu' && first ? firstSentence(first.abstract) : ''}
      fault={fault}
    />,
    {
      status: fault === null ? 200 : NOT_FOUND.includes(fault) ? 404 : 400,
      keep: fault === null && whole,
      reads: Object.values(EMBED_PARAMS),
      headers: embedHeaders(embedStyle(asked), portals),
    },
  );
}

/** The subjects with the parts that officials named, as a list to choose from. */
function subjectsToChoose(req: Request): (readonly [code: string, name: string])[] {
  const words = readerText(req);
  const { parts } = vocabularyFor(req);
  return SUBJECTS.flatMap(({ code }) => [
    [code, words.names.subject(code)] as const,
    ...subSubjectsOf(parts, code).map(
      ({ id, value }) => [id, `${words.names.subject(code)}: ${value.name}`] as const,
    ),
  ]);
}

/** What the form asked for: fields of other kinds may be left as they are. */
async function showGuide(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { asked, fault, subject, items } = await find(deps, req);
  const frame = embedPath(embedQuery(asked));
  const { height } = embedSize(asked);
  const title =
    asked.kind === 'tai-lieu' && items[0] !== undefined
      ? items[0].title
      : [deps.config.SHELF_NAME, subject].filter((part) => part !== '').join(': ');
  await sendPage(
    deps,
    req,
    res,
    <EmbedGuidePage
      frame={pageFrame(deps, req, res, { canonical: embedGuidePath(), described: true })}
      asked={asked}
      fault={fault}
      subjects={subjectsToChoose(req)}
      preview={frame}
      height={height}
      html={frameHtml({ frame: `${baseUrl(deps, req)}${frame}`, title, width: '100%', height })}
    />,
    { status: fault === null ? 200 : 400, headers: previewHeaders(res) },
  );
}

/** Pages of the shelf inside other sites, and how to put them there. */
export function embedRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get(embedPath(), (req, res) => showEmbed(deps, req, res));
  get(embedGuidePath(), (req, res) => showGuide(deps, req, res));
  return router;
}
