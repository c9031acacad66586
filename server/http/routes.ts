import { Router, type Request, type RequestHandler, type Response } from 'express';
import { askedBy } from './guard/asked-by.ts';
import { longStaffForm, staffForm } from './form-body.ts';

/** `key/sua`, `id.csv` and `slug}` begin with the name of a parameter. */
type NameAtStart<Rest extends string> =
  Rest extends `${infer Name}${'/' | '.' | '}' | '{'}${string}` ? NameAtStart<Name> : Rest;
type ParamName<Path extends string> = Path extends `${string}:${infer Rest}`
  ? NameAtStart<Rest> | ParamName<Rest>
  : never;

/** What stands in an address at the names of its path: `/can-bo/van-ban/:key` gives `key`. */
export type PathParams<Path extends string> = { readonly [Name in ParamName<Path>]: string };

/** Answers a request; rejections go to the error page. */
export type Handler<Path extends string = string> = (
  req: Request,
  res: Response,
  params: PathParams<Path>,
) => unknown;

export interface Routes {
  /** For `app.use`, and for what is no plain route. */
  readonly router: Router;
  readonly get: <const Path extends string>(path: Path, handler: Handler<Path>) => void;
  /** `take` reads the body: a plain form of staff unless another is named. */
  readonly post: <const Path extends string>(
    path: Path,
    handler: Handler<Path>,
    take?: RequestHandler,
  ) => void;
  /** For programs that speak a protocol of their own; `handler` reads the body. */
  readonly at: <const Path extends string>(
    method: 'delete' | 'head' | 'options' | 'patch' | 'post',
    path: Path,
    handler: Handler<Path>,
  ) => void;
  /**
   * For forms with files. `guard` is asked before the bytes: nobody sends two gigabytes to be told
   * no.
   */
  readonly postFiles: <const Path extends string>(
    path: Path,
    how: {
      readonly guard: (res: Response, params: PathParams<Path>) => unknown;
      readonly take: RequestHandler;
    },
    handler: Handler<Path>,
  ) => void;
}

const answer =
  <Path extends string>(handler: Handler<Path>): RequestHandler =>
  // Express types parameters as optional lists; a path without wildcards has exactly its names.
  (req, res) =>
    askedBy(req, res, () => handler(req, res, req.params as PathParams<Path>));

/** The routes of one screen, each with the parameters that its path names. */
export function createRoutes(): Routes {
  const router = Router();
  return {
    router,
    get: (path, handler) => {
      router.get(path, answer(handler));
    },
    post: (path, handler, take = staffForm) => {
      router.post(path, take, answer(handler));
    },
    at: (method, path, handler) => {
      router[method](path, answer(handler));
    },
    postFiles: (path, { guard, take }, handler) => {
      const ask: RequestHandler = async (req, res, next) => {
        await guard(res, req.params as Parameters<typeof guard>[1]);
        next();
      };
      // The same form without a file may come plain.
      router.post(path, ask, take, longStaffForm, answer(handler));
    },
  };
}
