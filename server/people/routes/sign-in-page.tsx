import type { Request, Response } from 'express';
import { errorMessage, type AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { sendPage } from '#server/http/send-page.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { SignInPage } from '#web/people/sign-in.tsx';

/** The page of signing in, empty or with why it was refused. */
export async function showSignIn(
  deps: AppDeps,
  req: Request,
  res: Response,
  {
    values = {},
    refusal = null,
    next = param(req.query['tiep']) || null,
  }: {
    readonly values?: FormValues;
    readonly refusal?: AppError | null;
    readonly next?: string | null;
  } = {},
): Promise<void> {
  const wait = refusal?.details['waitSeconds'];
  if (typeof wait === 'number') res.setHeader('Retry-After', wait);
  await sendPage(
    deps,
    req,
    res,
    <SignInPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      values={values}
      errors={refusal === null ? {} : { '': errorMessage(refusal.code) }}
      next={next}
      service={deps.identityProvider?.name ?? null}
    />,
    refusal === null ? {} : { status: HTTP_STATUS[refusal.kind] },
  );
}
