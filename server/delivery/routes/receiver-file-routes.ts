import type { Request, Response, Router } from 'express';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { keepFormFiles, storeFormFiles } from '#server/http/form-files.ts';
import { createRoutes } from '#server/http/routes.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vi } from '#web/text/vi.ts';
import type { ReceiverFileProps } from '#web/delivery/receiver-file.tsx';
import type { Target } from '../target.ts';
import { readSent, type SentReceipt } from './sent-receipt.ts';
import { theTarget } from './the-target.ts';

/** What a page of a receiver's files shows besides the receiver. */
type Shown = Partial<Pick<ReceiverFileProps, 'errors' | 'sent'>>;

export interface ReceiverFileScreen<More> {
  /** The last part of its address. */
  readonly part: 'bien-nhan' | 'doi-chieu';
  readonly show: (
    req: Request,
    res: Response,
    target: Target,
    shown: Shown & Partial<More>,
    status?: number,
  ) => Promise<void>;
  /** What is to be shown of a file that could be read; what it throws is told at the file. */
  readonly take: (
    req: Request,
    res: Response,
    target: Target,
    sent: SentReceipt,
  ) => Promise<Partial<More>>;
}

const sentView = ({ file, choice }: SentReceipt): NonNullable<ReceiverFileProps['sent']> => ({
  ...file,
  ...choice,
});

/** What is wrong with the file, and the status that says so; other errors go on. */
function faultOf(error: unknown): { readonly errors: FieldErrors; readonly status: number } {
  if (!(error instanceof AppError) || !['invalid', 'too-large', 'not-found'].includes(error.kind))
    throw error;
  const receipt = error.details.fields?.['receipt'] ?? error.message;
  return { errors: { receipt }, status: HTTP_STATUS[error.kind] };
}

/** A screen that takes a receiver's file: shown empty, then with what was sent. */
export function receiverFileRoutes<More>(
  deps: AppDeps,
  { part, show, take }: ReceiverFileScreen<More>,
): Router {
  const { router, get, postFiles } = createRoutes();
  const path = `/can-bo/giao-nop/noi/:id/${part}` as const;
  const none = {} as Shown & Partial<More>;

  async function answer(req: Request, res: Response, target: Target): Promise<void> {
    let sent: SentReceipt | null = null;
    try {
      sent = await readSent(deps, req, target);
      if (sent === null) {
        const errors = { receipt: vi.deliveries.receipt.needFile };
        return await show(req, res, target, { ...none, errors }, 400);
      }
      const more = await take(req, res, target, sent);
      return await show(req, res, target, { ...more, sent: sentView(sent) });
    } catch (error) {
      const { errors, status } = faultOf(error);
      const view = sent === null ? {} : { sent: sentView(sent) };
      if (sent !== null) keepFormFiles(res);
      return show(req, res, target, { ...none, ...view, errors }, status);
    }
  }

  get(path, async (req, res, { id }) =>
    show(req, res, await theTarget(deps, res, 'deliver', id), none),
  );
  postFiles(
    path,
    { guard: (res, { id }) => theTarget(deps, res, 'deliver', id), take: storeFormFiles(deps) },
    async (req, res, { id }) => answer(req, res, await theTarget(deps, res, 'deliver', id)),
  );
  return router;
}
