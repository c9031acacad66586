import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Router, text, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl } from '#server/http/frame.ts';
import { oaiPath, recordAddresses } from '#web/paths/exchange.ts';
import { answerHarvester, asksForList, type HarvestFrame } from '../actions/harvest.ts';
import { repositoryNamespace } from '../actions/repository-facts.ts';
import { oaiMessages } from '../oai/oai-messages.ts';

const FORM = 'application/x-www-form-urlencoded';
/** A question has six short arguments at most. */
const MOST_BODY_BYTES = 64 * 1024;
/** Lists that are made at the same time; who comes then is asked to come again. */
const MOST_LISTS = 4;
const RETRY_SECONDS = 5;

const compress = promisify(gzip);

/** OAI-PMH.xsd, emailType. */
const EMAIL = /(?<![^\s<>;,()"@])[^\s<>;,()"@]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}/iu;

async function frameOf(deps: AppDeps, req: Request): Promise<HarvestFrame> {
  const { config } = deps;
  const base = baseUrl(deps, req);
  const namespace = await repositoryNamespace(deps.storage, config);
  return {
    repository: {
      name: config.SHELF_NAME,
      baseUrl: `${base}${oaiPath()}`,
      email: EMAIL.exec(config.SHELF_EMAIL)?.[0] ?? `tusach@${namespace}`,
      namespace,
    },
    addressesOf: recordAddresses(base, namespace),
  };
}

/** Arguments of the address and of the form, in order, repeated ones too. */
function argumentsOf(req: Request): [string, string][] {
  const query = req.originalUrl.indexOf('?');
  const body = typeof req.body === 'string' ? req.body : '';
  return [
    ...new URLSearchParams(query < 0 ? '' : req.originalUrl.slice(query + 1)),
    ...new URLSearchParams(body),
  ];
}

/** gzip where it is asked for; Identify announces it (§3.1.3). */
const takesGzip = (req: Request): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$|\s))/iu.test(String(req.headers['accept-encoding'] ?? ''));

async function send(req: Request, res: Response, document: string): Promise<void> {
  res.setHeader('Content-Type', 'text/xml; charset=utf-8');
  res.setHeader('Cache-Control', 'no-cache');
  res.vary('Accept-Encoding');
  let body: Buffer = Buffer.from(document);
  if (takesGzip(req)) {
    body = await compress(body);
    res.setHeader('Content-Encoding', 'gzip');
  }
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Refused before it is read; all else is no fault of the protocol and goes on. */
const refuseLongBodies: ErrorRequestHandler = (error: { status?: number }, _req, res, next) => {
  if (error.status !== 413) return next(error);
  res.status(413).type('text/plain').send(oaiMessages.bodyTooLarge);
};

/** OAI-PMH 2.0: what is new, changed and withdrawn, for other catalogues to take over. */
export function oaiRoutes(deps: AppDeps): Router {
  const harvest = { catalog: deps.storage.catalog, now: deps.steadyNow };
  let lists = 0;
  const handle = async (req: Request, res: Response): Promise<void> => {
    const pairs = argumentsOf(req);
    const isList = asksForList(pairs);
    if (isList && lists >= MOST_LISTS) {
      res.setHeader('Retry-After', RETRY_SECONDS);
      res.status(503).type('text/plain').send(oaiMessages.tooMany);
      return;
    }
    if (isList) lists++;
    try {
      await send(req, res, await answerHarvester(harvest, await frameOf(deps, req), pairs));
    } finally {
      if (isList) lists--;
    }
  };
  const router = Router();
  router.get(oaiPath(), handle);
  router.post(oaiPath(), text({ type: FORM, limit: MOST_BODY_BYTES }), handle);
  router.use(oaiPath(), refuseLongBodies);
  return router;
}
