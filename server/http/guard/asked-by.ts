import type { Request, Response } from 'express';
import type { Asker } from '#server/base/fair-turns.ts';
import { askAs } from '#server/ingest/actions/asker.ts';
import { network } from './network.ts';
import { actorOf } from '../session.ts';

/** Made only when a child process is asked: most requests need none. */
class Visitor implements Asker {
  readonly #req: Request;
  readonly #res: Response;
  #left: AbortController | null = null;

  constructor(req: Request, res: Response) {
    this.#req = req;
    this.#res = res;
  }

  get name(): string {
    return actorOf(this.#res)?.accountId ?? network(this.#req.ip ?? '');
  }

  get signal(): AbortSignal {
    if (this.#left === null) {
      const left = new AbortController();
      this.#left = left;
      if (this.#res.closed) left.abort();
      else this.#res.once('close', () => left.abort());
    }
    return this.#left.signal;
  }
}

/** One for each request, however many files it brings. */
const visitors = new WeakMap<Response, Visitor>();

/** Does what a request asks for in the turns of who sent it. */
export function askedBy<T>(req: Request, res: Response, work: () => T): T {
  const visitor = visitors.get(res) ?? new Visitor(req, res);
  visitors.set(res, visitor);
  return askAs(visitor, work);
}
