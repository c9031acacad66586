import type { Router, Request, Response } from 'express';
import { getItem } from '#server/items/actions/get-item.ts';
import { saveApproval } from '../actions/save-approval.ts';
import { authorise } from '../access.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { StaffApprovalPage } from '#web/workflow/staff-approval.tsx';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { approvalPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendFile } from '#server/http/send-file.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { approvalOf, valuesOf, versionOf } from '#server/cataloguing/routes/item-form.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { receivedFiles, uploadForm } from '#server/cataloguing/routes/received-files.ts';
import { createRoutes } from '#server/http/routes.ts';

const FIELDS = [
  'approvalBy',
  'approvalPosition',
  'approvalDate',
  'approvalDocumentNumber',
  'remove',
] as const;

/** The approval of the compiling body with its signed file: never among what readers see. */
export function approvalRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();

  const show = (
    req: Request,
    res: Response,
    item: Item,
    values: FormValues = valuesOf(item),
    errors: FormErrors = {},
    status = 200,
  ): Promise<void> =>
    sendPage(
      deps,
      req,
      res,
      <StaffApprovalPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        item={item}
        form={{ values, errors }}
        file={item.approvalFile ?? null}
        maxBytes={deps.maxFileBytes}
        notice={param(req.query['bao']) === 'da-luu' ? vi.approval.saved : null}
      />,
      { status },
    );

  const load = async (res: Response, id: string, action: 'edit' | 'view'): Promise<Item> => {
    const item = await getItem(deps, id);
    authorise(theActor(res), action, item);
    return item;
  };

  get('/can-bo/tai-lieu/:id/phe-duyet', async (req, res, params) =>
    show(req, res, await load(res, params.id, 'edit')),
  );

  // Before the bytes: nobody sends a file to be told no.
  postFiles(
    '/can-bo/tai-lieu/:id/phe-duyet',
    { guard: (res, params) => load(res, params.id, 'edit'), take: uploadForm(deps) },
    async (req, res, params) => {
      const body = formBody(req);
      const [sent] = receivedFiles(req.files);
      try {
        if (sent !== undefined && sent.attachment === null)
          throw new AppError('invalid-input', { fields: { files: sent.refused?.message ?? '' } });
        const { name, mediaType, bytes, sha256 } = sent?.attachment ?? {
          name: '',
          mediaType: '',
          bytes: 0,
          sha256: '',
        };
        const file = sha256 === '' ? null : { name, mediaType, bytes, sha256 };
        await saveApproval(deps, {
          actor: theActor(res),
          itemId: params.id,
          version: versionOf(body),
          approval: approvalOf(body),
          file,
          remove: wordOf(body, 'remove') === '1',
        });
        deps.wakeJobs();
        res.redirect(303, approvalPath(params.id, { done: 'da-luu' }));
      } catch (error) {
        assertFormRefusal(error);
        const values = Object.fromEntries(FIELDS.map((field) => [field, wordOf(body, field)]));
        await show(
          req,
          res,
          await load(res, params.id, 'edit'),
          values,
          error.details.fields ?? { '': error.message },
          HTTP_STATUS[error.kind],
        );
      }
    },
  );

  get('/can-bo/tai-lieu/:id/phe-duyet/tep', async (req, res, params) => {
    const { id, approvalFile } = await load(res, params.id, 'view');
    if (!approvalFile) throw new AppError('attachment-not-found', { itemId: id });
    await sendFile(deps.files, req, res, { ...approvalFile, download: false, confidential: true });
  });

  return router;
}
