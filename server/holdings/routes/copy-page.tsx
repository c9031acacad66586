import type { Request, Response } from 'express';
import { libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { can } from '#server/workflow/access.ts';
import { AppError, errorMessage, type FieldErrors } from '#server/base/errors.ts';
import type { Holding } from '../holding.ts';
import { StaffHoldingPage, type StaffHoldingProps } from '#web/holdings/staff-holdings.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { fromTable } from '#server/http/query.ts';
import { holdingValues } from './holding-form.ts';
import { lendingView } from './lending-view.ts';

/** What a refused change says at its field; null for what is no fault of the form. */
export function holdingFaults(
  error: unknown,
): { readonly errors: FieldErrors; readonly conflict: boolean; readonly status: number } | null {
  if (
    !(error instanceof AppError) ||
    !['invalid-input', 'stale-version', 'duplicate-register'].includes(error.code)
  )
    return null;
  return {
    errors:
      error.code === 'duplicate-register'
        ? { registerNumber: errorMessage(error.code) }
        : (error.details.fields ?? {}),
    conflict: error.code === 'stale-version',
    status: HTTP_STATUS[error.kind],
  };
}

/** Shows one copy: its facts, its loan, its form; `more` after a refused change. */
export async function showCopy(
  deps: AppDeps,
  req: Request,
  res: Response,
  place: LibraryEntry,
  holding: Holding,
  more: Partial<StaffHoldingProps> = {},
  status = 200,
): Promise<void> {
  const [actor, object] = [theActor(res), libraryObject(place)];
  const item = await deps.storage.catalog.findItem(holding.itemId);
  const notices: Readonly<Record<string, string>> = {
    'da-luu': vi.holdings.saved,
    ...vi.loans.notices,
  };
  await sendPage(
    deps,
    req,
    res,
    <StaffHoldingPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      holding={holding}
      title={item?.title ?? null}
      version={holding.version}
      form={{ values: holdingValues(holding), errors: {} }}
      notice={fromTable(notices, req.query['bao'])}
      conflict={false}
      may={{
        keep: can(actor, 'keep-holdings', object),
        item: item !== null && can(actor, 'view', item),
        lend: can(actor, 'lend', object),
      }}
      lending={await lendingView(deps, actor, place, holding)}
      {...more}
    />,
    { status },
  );
}
