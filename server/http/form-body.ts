import type { Request } from 'express';

/** The fields of a posted form; none when the request carried no form at all. */
export const formBody = (req: Request): Readonly<Record<string, unknown>> => (req.body as Record<string, unknown> | undefined) ?? {};
