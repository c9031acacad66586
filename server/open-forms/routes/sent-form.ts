import type { Request, Response } from 'express';
import { formBody } from '#server/http/form-body.ts';
import { network } from '#server/http/guard/network.ts';
import { wordOf } from '#server/http/staff-form.ts';
import type { SentForm } from '../actions/judge-form.ts';

/** What a posted form carries of its sender (web/open-forms/form-signs.tsx). */
export function sentForm(req: Request): SentForm {
  const body = formBody(req);
  return {
    token: wordOf(body, 'token'),
    website: wordOf(body, 'website'),
    work: wordOf(body, 'work'),
    network: network(req.ip ?? ''),
  };
}

/** Of a page at a secret address: nobody keeps it, no search engine knows it. */
export function hide(res: Response): void {
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('X-Robots-Tag', 'noindex, nofollow');
}
