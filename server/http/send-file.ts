import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { ByteRange, Files } from '#server/ports.ts';

export interface FileToSend {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly name: string;
  readonly download: boolean;
  /** Only for the person who asked: no cache on the way may keep it. */
  readonly confidential: boolean;
}

/**
 * One `bytes=` range of RFC 9110 §14; `null` for "send all" (no header, several ranges, other
 * units, nonsense),
 * `unsatisfiable` when it lies behind the end.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | null | 'unsatisfiable' {
  const m = /^bytes=(\d*)-(\d*)$/u.exec(header?.trim() ?? '');
  if (!m || (m[1] === '' && m[2] === '')) return null;
  if (m[1] === '') {
    const last = Math.min(Number(m[2]), size);
    return last === 0 ? 'unsatisfiable' : { start: size - last, end: size - 1 };
  }
  const start = Number(m[1]);
  const end = m[2] === '' ? size - 1 : Math.min(Number(m[2]), size - 1);
  if (m[2] !== '' && Number(m[2]) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}

/** RFC 6266 with an ASCII fallback for old readers. */
export const disposition = (kind: 'inline' | 'attachment', name: string): string => {
  const ascii = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^\x20-\x7e]|["\\]/gu, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/gu,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
};

/**
 * Bytes that never change under their address, with a strong ETag: whoever has them asks before each
 * use whether they may still be read, so that a withdrawal reaches every cache. No cache that others
 * share keeps what only staff may see yet.
 */
export function revalidatedHeaders(res: Response, etag: string, confidential: boolean): void {
  res.setHeader('ETag', `"${etag}"`);
  res.setHeader('Cache-Control', confidential ? 'private, no-cache' : 'public, no-cache');
}

/**
 * The type under which a browser may show the file; HTML of others is never run under the shelf's
 * name.
 */
const shownType = (mediaType: string): string =>
  mediaType === 'text/vtt'
    ? 'text/vtt; charset=utf-8'
    : mediaType.startsWith('text/')
      ? 'text/plain; charset=utf-8'
      : mediaType;

/** Waits until everything is sent; whoever asked may go away before. */
export async function unlessGone(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    // Nobody is left to be told anything.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Sends bytes as they are made. */
export const sendBytes = (res: Response, bytes: AsyncIterable<Uint8Array>): Promise<void> =>
  unlessGone(pipeline(Readable.from(bytes, { objectMode: false }), res));

/** Streams a stored file: whole, a range (206), or 304. Throws `file-missing`. */
export async function sendFile(
  files: Files,
  req: Request,
  res: Response,
  file: FileToSend,
): Promise<void> {
  revalidatedHeaders(res, file.sha256, file.confidential);
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Content-Type', shownType(file.mediaType));
  res.setHeader(
    'Content-Disposition',
    disposition(file.download ? 'attachment' : 'inline', file.name),
  );
  // Own policy for what a reader's browser opens directly: no scripts, whatever the file holds.
  // Browsers' own PDF viewers
  // do not start inside a sandbox, and keep the file's scripts to themselves.
  res.setHeader(
    'Content-Security-Policy',
    file.mediaType === 'application/pdf'
      ? "frame-ancestors 'none'"
      : "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox",
  );
  const etag = `"${file.sha256}"`;
  if (
    req.headers['if-none-match']
      ?.split(',')
      .map((tag) => tag.trim())
      .some((tag) => tag === etag || tag === `W/${etag}` || tag === '*')
  ) {
    res.status(304).end();
    return;
  }
  if ((await files.stat(file.sha256)) === null)
    throw new AppError('file-missing', { sha256: file.sha256 });
  const ifRange = req.headers['if-range'];
  const range =
    ifRange !== undefined && ifRange !== etag ? null : parseRange(req.headers.range, file.bytes);
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${file.bytes}`);
    res.status(416).end();
    return;
  }
  if (range !== null) {
    res.status(206);
    res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  }
  res.setHeader('Content-Length', range === null ? file.bytes : range.end - range.start + 1);
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  await sendBytes(res, files.read(file.sha256, range));
}
