import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, errorMessage, type ErrorCode } from '#server/base/errors.ts';
import { ErrorPage } from '#web/frame/error.tsx';
import { signInPath } from '#web/paths/people.ts';
import type { AppDeps } from './app-deps.ts';
import { pageFrame } from './frame.ts';
import { sendPage } from './send-page.ts';
import { HTTP_STATUS } from './status.ts';

/** What the frameworks throw, in the shelf's words. */
function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const {
    code,
    status,
    type = '',
    message = '',
  } = error as { code?: string; status?: number; type?: string; message?: string };
  // A form without files; what was typed is still on the page before.
  if (status === 413 && /^(?:entity|parameters)\./u.test(type))
    return new AppError('form-too-large', {}, { cause: error });
  if (code === 'LIMIT_FIELD_VALUE') return new AppError('form-too-large', {}, { cause: error });
  if (status === 413 || code === 'LIMIT_FILE_SIZE')
    return new AppError('too-large', {}, { cause: error });
  // What multer's parser says of a form that is cut short or not built like one.
  if (
    code?.startsWith('LIMIT_') === true ||
    /^(?:Unexpected end of|Malformed|Multipart:|Part terminated|Invalid (?:content|part))/iu.test(
      message,
    )
  )
    return new AppError('invalid-input', {}, { cause: error });
  if (status === 415) return new AppError('unsupported-type', {}, { cause: error });
  // A malformed percent sign in the address, a malformed body.
  if (status === 400 || error instanceof URIError)
    return new AppError('page-not-found', {}, { cause: error });
  return null;
}

/** A script asks, not a page being opened. */
export const prefersJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

/** The path for the log: secret addresses stand in none. */
const loggedPath = (req: Request): string =>
  req.path.replace(
    /^(\/(?:hoi-dap\/theo-doi|dang-ky-nhan-tin\/(?:xac-nhan|cua-toi|roi))\/)[^/]+/u,
    '$1…',
  );

const wantsJson = (req: Request): boolean => req.path.startsWith('/api/') || prefersJson(req);

const RETRY_SECONDS = 60;
/** A turn in the line of pictures comes soon. */
const BUSY_SECONDS = 5;

interface Face {
  readonly status: number;
  readonly code: ErrorCode;
  readonly reference: string | null;
  readonly error: AppError | null;
}

export const errorFace =
  (deps: AppDeps): ErrorRequestHandler =>
  async (thrown: unknown, req, res, _next) => {
    const error = asAppError(thrown);
    const serious = error === null || error.kind === 'unavailable';
    const reference = serious ? randomBytes(4).toString('hex').toUpperCase() : null;
    if (serious)
      deps.log.error(
        {
          err: thrown,
          cause: (thrown as Error).cause,
          reference,
          requestId: res.locals['requestId'],
          method: req.method,
          path: loggedPath(req),
        },
        'request failed',
      );
    else
      deps.log.debug(
        {
          code: error.code,
          details: error.details,
          requestId: res.locals['requestId'],
          path: loggedPath(req),
        },
        'request refused',
      );
    if (res.headersSent) {
      res.destroy();
      return;
    }
    for (const header of [
      'ETag',
      'Cache-Control',
      'Content-Disposition',
      'Content-Length',
      'Content-Range',
      'Content-Encoding',
      'Link',
    ])
      res.removeHeader(header);
    res.setHeader('Cache-Control', 'no-store');
    // The page of a fault is no official's page: nothing is counted for it.
    delete res.locals['countNews'];
    const code = error?.code ?? 'internal';
    const status = error === null ? 500 : HTTP_STATUS[error.kind];
    if (status === 429 || status === 503)
      res.setHeader('Retry-After', error?.kind === 'busy' ? BUSY_SECONDS : RETRY_SECONDS);
    const face: Face = {
      status,
      code,
      reference,
      error,
    };
    if (wantsJson(req)) sendProblem(res, face);
    else if (code === 'not-signed-in' && req.method === 'GET')
      res.redirect(303, signInPath(req.originalUrl));
    else await sendErrorPage(deps, req, res, face);
  };

/** RFC 9457 with the table's code and the Vietnamese sentence. */
function sendProblem(res: Response, { status, code, reference, error }: Face): void {
  res
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: errorMessage(code),
        status,
        code,
        ...(reference === null ? {} : { reference }),
        ...(error?.details.sentence ? { detail: error.details.sentence } : {}),
        ...(error?.details.fields ? { fields: error.details.fields } : {}),
      }),
    );
}

async function sendErrorPage(
  deps: AppDeps,
  req: Request,
  res: Response,
  { status, code, reference, error }: Face,
): Promise<void> {
  const text = (key: string): string | null =>
    typeof error?.details[key] === 'string' ? (error.details[key] as string) : null;
  await sendPage(
    deps,
    req,
    res,
    <ErrorPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      status={status}
      code={code}
      reason={text('sentence') ?? text('reason')}
      successor={
        text('successorId') === null
          ? null
          : { id: text('successorId')!, title: text('successorTitle') ?? '' }
      }
      itemTitle={text('itemTitle')}
      reference={reference}
      at={reference === null ? null : deps.now()}
      retryAfter={status === 429 ? RETRY_SECONDS : null}
    />,
    { status },
  );
}
