import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { NewsCount } from '#web/frame/frame.tsx';
import { TextContext } from '#web/text/use-text.ts';
import type { AppDeps } from './app-deps.ts';
import { baseUrl } from './frame.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { interfaceLanguage, readerText } from './interface-language.ts';
import type { CachedPage, Encoding, PageCache, PageHeaders } from './page-cache.ts';
import { revisionOf } from './guard/know-settings.ts';
import { hasSession } from './session.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** The best encoding the request accepts of those the shelf makes. */
export const encodingOf = (req: Request): Encoding => {
  const accepted = String(req.headers['accept-encoding'] ?? '');
  if (/\bbr\b/u.test(accepted)) return 'br';
  return /\bgzip\b/u.test(accepted) ? 'gzip' : 'identity';
};

/**
 * A window of 64 KB holds nearly any page; from 128 KB on, zlib's brotli keeps tables of megabytes
 * for each request under way, and is no better. Quality 7 saves 3 % of a page over 5 in the same
 * time.
 */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 7, [constants.BROTLI_PARAM_LGWIN]: 16 };

const compress = async (body: Buffer, encoding: Encoding): Promise<Buffer> => {
  if (encoding === 'br') return compressBrotli(body, { params: BROTLI });
  return encoding === 'gzip' ? compressGzip(body, { level: 6 }) : body;
};

const etagOf = (body: Buffer): string =>
  `W/"${createHash('sha1').update(body).digest('base64url').slice(0, 20)}"`;

function write(
  req: Request,
  res: Response,
  status: number,
  type: string,
  etag: string,
  encoding: Encoding,
  body: Buffer,
): void {
  res.setHeader('Content-Type', type);
  res.setHeader('ETag', etag);
  res.vary('Accept-Encoding');
  if (!res.hasHeader('Cache-Control'))
    res.setHeader('Cache-Control', hasSession(req) ? 'private, no-cache' : 'no-cache');
  if (status === 200 && req.headers['if-none-match'] === etag) {
    res.status(304).end();
    return;
  }
  if (encoding !== 'identity') res.setHeader('Content-Encoding', encoding);
  res.status(status);
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Compresses and sends a text with an ETag; a reader who has it gets 304. */
export async function sendText(
  req: Request,
  res: Response,
  status: number,
  type: string,
  text: string,
): Promise<void> {
  const raw = Buffer.from(text);
  const encoding = encodingOf(req);
  write(req, res, status, type, etagOf(raw), encoding, await compress(raw, encoding));
}

const HTML = 'text/html; charset=utf-8';
const TYPE = 'Content-Type';

/** An empty value takes a header away that all pages have. */
const setHeaders = (res: Response, headers: PageHeaders): void => {
  for (const [name, value] of Object.entries(headers))
    if (value === '') res.removeHeader(name);
    else res.setHeader(name, value);
};

/**
 * The revision that an answer made of these parameters is kept under; -1 where it is not kept: what
 * is kept must not be newer than the revision it is kept under, nor be kept once for every parameter
 * that somebody makes up.
 */
const revisionToKeep = (req: Request, res: Response, reads: readonly string[]): number =>
  !hasSession(req) && Object.keys(req.query).every((name) => reads.includes(name))
    ? Number(res.locals['revision'] ?? -1)
    : -1;

/** Where pages are kept that are made of more than the public revision, and the state of the rest. */
export interface CachedBeside {
  readonly pages: PageCache;
  readonly state: string;
}

/**
 * Renders a page in the reader's language. With `keep` it is kept for readers without a session
 * until anything public changes, together with its `headers`; with `beside` in other pages, until
 * what else they are made of changes, too.
 */
export async function sendPage(
  deps: AppDeps,
  req: Request,
  res: Response,
  page: VNode,
  options: {
    status?: number;
    keep?: boolean;
    beside?: CachedBeside | null;
    /** The parameters it is made from; with any other it is not kept, though it is the same page. */
    reads?: readonly string[];
    headers?: PageHeaders;
  } = {},
): Promise<void> {
  const { status = 200, reads = [], headers = {}, beside = null } = options;
  const keeps = options.keep === true || beside !== null;
  const revision = keeps ? revisionToKeep(req, res, reads) : -1;
  const countNews = res.locals['countNews'] as (() => Promise<number>) | undefined;
  const counted = h(NewsCount.Provider, { value: (await countNews?.()) ?? 0 }, page);
  const raw = Buffer.from(
    `<!doctype html>${renderToString(h(TextContext.Provider, { value: readerText(req) }, counted))}`,
  );
  const encoding = encodingOf(req);
  const etag = etagOf(raw);
  const body = await compress(raw, encoding);
  if (revision >= 0)
    (beside?.pages ?? deps.pages).add(
      authorityUnder(deps, req, beside),
      { revision, etag, headers },
      encoding,
      body,
    );
  setHeaders(res, headers);
  res.vary('Cookie');
  write(req, res, status, HTML, etag, encoding, body);
}

/**
 * Sends a text as {@link sendText} does, and keeps it as pages are kept; not with a parameter that
 * is none of `reads`.
 */
export async function sendCachedText(
  deps: AppDeps,
  req: Request,
  res: Response,
  { type, text, reads }: { type: string; text: string; reads: readonly string[] },
): Promise<void> {
  const revision = revisionToKeep(req, res, reads);
  const raw = Buffer.from(text);
  const encoding = encodingOf(req);
  const etag = etagOf(raw);
  const body = await compress(raw, encoding);
  const page = { revision, etag, headers: { [TYPE]: type } };
  if (revision >= 0) deps.pages.add(authorityUnder(deps, req), page, encoding, body);
  res.vary('Cookie');
  write(req, res, 200, type, etag, encoding, body);
}

/**
 * A page says its own absolute address and, in its citation, the day: neither may be another
 * request's.
 */
const authorityUnder = (deps: AppDeps, req: Request, beside: CachedBeside | null = null): string =>
  `${beside?.state ?? ''} ${dayInVietnam(deps.now())} ${interfaceLanguage(req)} ${baseUrl(deps, req)}${req.originalUrl}`;

/** Sends a page that was kept; false where it is not there in the encoding that is asked for. */
function sendKept(req: Request, res: Response, page: CachedPage | null): boolean {
  const encoding = encodingOf(req);
  const body = page?.bodies.get(encoding);
  if (!page || !body) return false;
  res.setHeader('Vary', 'Cookie');
  setHeaders(res, page.headers);
  write(req, res, 200, page.headers[TYPE] ?? HTML, page.etag, encoding, body);
  return true;
}

/** Sends the page that was kept beside; false where there is none, or for whoever is signed in. */
export function sendPageBeside(
  deps: AppDeps,
  req: Request,
  res: Response,
  beside: CachedBeside,
): boolean {
  const revision = revisionOf(res);
  if (revision === undefined || hasSession(req)) return false;
  return sendKept(req, res, beside.pages.find(authorityUnder(deps, req, beside), revision));
}

/**
 * Answers from the kept pages before any routing; notes the revision that a page rendered now will
 * be kept under.
 */
export const cachedPages =
  (deps: AppDeps): RequestHandler =>
  async (req: Request, res: Response, next: NextFunction) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || hasSession(req)) return next();
    const revision = revisionOf(res) ?? (await deps.refreshSettings());
    res.locals['revision'] = revision;
    if (!sendKept(req, res, deps.pages.find(authorityUnder(deps, req), revision))) return next();
    res.locals['cached'] = true;
  };
