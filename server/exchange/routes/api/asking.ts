import type { Request, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import { messages } from '#server/exchange/messages.ts';
import { wholeNumber } from '#server/http/query.ts';
import { sendText } from '#server/http/send-page.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const DEFAULT_LIMIT = 20;
const MOST = 100;

export const sendJson = (req: Request, res: Response, body: unknown): Promise<void> =>
  sendText(req, res, 200, JSON_TYPE, JSON.stringify(body));

/** `limit` of the address. Throws `invalid-input`. */
export function limitOf(req: Request, most = MOST): number {
  if (req.query['limit'] === undefined) return Math.min(DEFAULT_LIMIT, most);
  const limit = wholeNumber(req.query['limit'], 1, most);
  if (limit === null)
    throw new AppError('invalid-input', { fields: { limit: messages.wrongLimit(most) } });
  return limit;
}

/** `updatedSince` of the address, null for none. Throws `invalid-input`. */
export function sinceOf(value: string): string | null {
  if (value === '') return null;
  if (
    !/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(value) ||
    Number.isNaN(Date.parse(value))
  ) {
    throw new AppError('invalid-input', {
      fields: { updatedSince: messages.wrongMoment },
    });
  }
  return new Date(value).toISOString();
}
