import type { RequestHandler, Router } from 'express';
import { AppError } from '#server/base/errors.ts';

/** A layer of the router (router/lib/layer.js); its types tell less. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  /** What of the address matched. */
  match(path: string): { readonly path: string } | false;
}

/** A malformed address is nobody's. */
function matched(layer: Layer, path: string): string | null {
  try {
    return (layer.match(path) || null)?.path ?? null;
  } catch {
    return null;
  }
}

function methodsAt(layers: readonly Layer[], path: string, methods: Set<string>): Set<string> {
  for (const layer of layers) {
    const found = matched(layer, path);
    if (found === null) continue;
    if (layer.route !== undefined)
      for (const method of Object.keys(layer.route.methods)) methods.add(method.toUpperCase());
    else if (layer.handle.stack !== undefined)
      methodsAt(layer.handle.stack, path.slice(found.length) || '/', methods);
  }
  return methods;
}

/**
 * Refuses a method that no route of this address takes, where others are taken, and names them in
 * `Allow` (RFC 9110 §15.5.6). `router` is asked when a request comes. Throws `method-not-allowed`.
 */
export const allowedMethods =
  (router: () => Router): RequestHandler =>
  (req, res, next) => {
    const layers = (router() as unknown as { readonly stack: readonly Layer[] }).stack;
    const methods = methodsAt(layers, req.path, new Set());
    if (methods.has('GET')) methods.add('HEAD');
    if (methods.size === 0 || methods.has(req.method)) return next();
    res.setHeader('Allow', [...methods].toSorted().join(', '));
    throw new AppError('method-not-allowed');
  };
