import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { createRoutes } from '#server/http/routes.ts';
import { theActor } from '#server/http/session.ts';
import {
  beginArriving,
  continueArriving,
  dropArriving,
  getArriving,
} from '#server/ingest/actions/arriving.ts';
import type { ArrivingFile } from '#server/ingest/arriving-catalog.ts';
import { authorise } from '#server/workflow/access.ts';
import { arrivingPath, staffUploadPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

/** tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination, expiration. */
const VERSION = '1.0.0';
const EXTENSIONS = 'creation,termination,expiration';
const PIECE_TYPE = 'application/offset+octet-stream';

/** False, after saying so, to a client of another version. */
function speaksTus(req: Request, res: Response): boolean {
  res.setHeader('Tus-Resumable', VERSION);
  if (req.headers['tus-resumable'] === VERSION) return true;
  res.setHeader('Tus-Version', VERSION);
  res.status(412).type('text/plain; charset=utf-8').send(vi.upload.otherProtocol);
  return false;
}

/** A header that is a whole number. Throws `invalid-input`. */
function numberIn(req: Request, name: 'Upload-Length' | 'Upload-Offset'): number {
  const value = req.get(name) ?? '';
  if (!/^\d{1,15}$/u.test(value)) throw new AppError('invalid-input', { header: name });
  return Number(value);
}

/** The name of the file in `Upload-Metadata: filename bmFtZS5wZGY=,filetype …`. */
function nameIn(req: Request): string {
  const pairs = (req.get('Upload-Metadata') ?? '').split(',').map((pair) => pair.trim().split(' '));
  const value = pairs.find(([key]) => key === 'filename')?.[1] ?? '';
  return Buffer.from(value, 'base64').toString('utf8');
}

function tell(res: Response, { received, bytes, expiresAt }: ArrivingFile): Response {
  res.setHeader('Upload-Offset', received);
  res.setHeader('Upload-Length', bytes);
  res.setHeader('Upload-Expires', new Date(expiresAt).toUTCString());
  res.setHeader('Cache-Control', 'no-store');
  return res;
}

async function begin(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'create', 'shelf');
  if (!speaksTus(req, res)) return;
  const bytes = numberIn(req, 'Upload-Length');
  const file = await beginArriving(deps, theActor(res), { name: nameIn(req), bytes });
  tell(res, file).location(arrivingPath(file.id)).status(201).end();
}

async function goOn(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  authorise(theActor(res), 'create', 'shelf');
  if (!speaksTus(req, res)) return;
  if (req.headers['content-type'] !== PIECE_TYPE) {
    res.status(415).type('text/plain; charset=utf-8').send(vi.upload.otherProtocol);
    return;
  }
  const offset = numberIn(req, 'Upload-Offset');
  const bytes = req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  tell(res, await continueArriving(deps, theActor(res), id, offset, bytes))
    .status(204)
    .end();
}

/** Files that are sent in pieces, over lines that break: whoever was cut off asks and goes on. */
export function arrivingRoutes(deps: AppDeps): Router {
  const { router, at, post } = createRoutes();
  at('options', '/can-bo/tai-len/phan', (_req, res) => {
    authorise(theActor(res), 'create', 'shelf');
    res.setHeader('Tus-Resumable', VERSION);
    res.setHeader('Tus-Version', VERSION);
    res.setHeader('Tus-Extension', EXTENSIONS);
    res.setHeader('Tus-Max-Size', deps.maxFileBytes);
    res.status(204).end();
  });
  at('post', '/can-bo/tai-len/phan', (req, res) => begin(deps, req, res));
  at('head', '/can-bo/tai-len/phan/:id', async (req, res, { id }) => {
    const file = await getArriving(deps, theActor(res), id);
    if (speaksTus(req, res)) tell(res, file).status(200).end();
  });
  at('patch', '/can-bo/tai-len/phan/:id', (req, res, { id }) => goOn(deps, req, res, id));
  at('delete', '/can-bo/tai-len/phan/:id', async (req, res, { id }) => {
    const file = await getArriving(deps, theActor(res), id);
    if (!speaksTus(req, res)) return;
    await dropArriving(deps, file);
    res.status(204).end();
  });
  // The same for a page without script.
  post('/can-bo/tai-len/phan/:id/bo', async (_req, res, { id }) => {
    await dropArriving(deps, await getArriving(deps, theActor(res), id));
    res.redirect(303, staffUploadPath());
  });
  return router;
}
