import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';

/** What a proxy may call a request: nothing that could be read as something else in a log. */
const NAME = /^[\w-]{8,64}$/u;

/**
 * Gives each request the number by which its lines are found in all logs: the one that a trusted
 * proxy gave it, else one of this process. The answer tells it, so that a proxy can write it down.
 */
export function requestIds(trustProxy: number): RequestHandler {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return (req, res, next) => {
    const given = trustProxy > 0 ? req.headers['x-request-id'] : undefined;
    const id =
      typeof given === 'string' && NAME.test(given)
        ? given
        : `${process}-${(count += 1).toString(36)}`;
    res.locals['requestId'] = id;
    res.setHeader('X-Request-Id', id);
    next();
  };
}
